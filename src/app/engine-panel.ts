import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EngineStatus, QueryLogEntry } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';

const SHOWN = 100;

/** The engine behind the page: version, memory, storage, the last queries; gives memory back on request. */
@customElement('th-engine-panel')
export class EnginePanel extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private status: EngineStatus | null = null;

  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        gap: 16px;
        margin-bottom: 20px;
      }
      dt {
        font-size: 12px;
        color: var(--th-muted);
      }
      dd {
        font-size: 16px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .scroll {
        overflow: auto;
        max-height: 44vh;
        margin-top: 20px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      caption {
        text-align: start;
        font-weight: 600;
        padding-bottom: 8px;
      }
      th {
        position: sticky;
        top: 0;
        text-align: start;
        color: var(--th-muted);
        background: var(--th-raised);
        font-weight: 600;
      }
      td,
      th {
        padding: 4px 8px;
        border-bottom: 1px solid var(--th-border);
        white-space: nowrap;
      }
      td.sql {
        max-width: 320px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .number {
        text-align: end;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      this.status = await this.workspace.engine.status();
    } catch (error) {
      this.workspace.fail(error);
    }
  }

  private async restart(): Promise<void> {
    try {
      await this.workspace.engine.restart('asked');
    } catch (error) {
      this.workspace.fail(error);
    }
    await this.refresh();
  }

  protected override render() {
    const { status } = this;
    const log = [...this.workspace.engine.log.value].reverse().slice(0, SHOWN);
    return html`<th-dialog open heading=${t('app.engine.title')}>
      <dl>
        ${this.figure(t('app.engine.version'), status?.version ?? '—')}
        ${this.figure(t('app.engine.memory'), status ? format.bytes(status.memoryBytes) : '—')}
        ${this.figure(t('app.engine.storage'), status ? format.bytes(status.opfsBytes) : '—')}
        ${this.figure(t('app.engine.restarts'), status ? format.integer(status.restarts) : '—')}
      </dl>
      <th-button @click=${() => this.restart()}>${t('app.engine.restart')}</th-button>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('app.engine.log')}>
        <table>
          <caption>${t('app.engine.log')}</caption>
          <thead>
            <tr>
              <th scope="col">${t('app.engine.column.label')}</th>
              <th scope="col" class="number">${t('app.engine.column.time')}</th>
              <th scope="col" class="number">${t('app.engine.column.rows')}</th>
              <th scope="col" class="number">${t('app.engine.column.bytes')}</th>
              <th scope="col">${t('app.engine.column.outcome')}</th>
            </tr>
          </thead>
          <tbody>${log.map((entry) => this.entry(entry))}</tbody>
        </table>
      </div>
    </th-dialog>`;
  }

  private figure(name: string, value: string) {
    return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  }

  private entry(entry: QueryLogEntry) {
    return html`<tr>
      <td class="sql" title=${entry.sql}>${entry.label ?? entry.sql}</td>
      <td class="number">${format.duration(entry.milliseconds / 1000)}</td>
      <td class="number">${format.integer(entry.rows)}</td>
      <td class="number">${format.bytes(entry.bytes)}</td>
      <td>${t(`app.engine.outcome.${entry.outcome}`)}</td>
    </tr>`;
  }
}
