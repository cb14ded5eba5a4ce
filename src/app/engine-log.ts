import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { QueryLogEntry } from '../engine/index.ts';
import { format, locale, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { panelStyles } from './panel-styles.ts';
import { queryName } from './query-name.ts';
import type { Workspace } from './workspace.ts';
import '../ui/segmented.ts';

const SHOWN = { slowest: 30, latest: 100 } as const;
type Order = keyof typeof SHOWN;

/** The queries that the engine has run: the slowest, or the latest. */
@customElement('th-engine-log')
export class EngineLog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private order: Order = 'slowest';

  static override styles = [
    panelStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
      }
      td:first-child {
        max-width: 320px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .failed {
        color: var(--th-bad);
      }
    `,
  ];

  protected override render() {
    const entries = this.entries();
    return html`<div class="head">
        <h3>${t('panel.log')}</h3>
        <th-segmented label=${t('panel.log')} value=${this.order}
          .options=${(['slowest', 'latest'] as const).map((value) => ({ value, label: t(`panel.log.${value}`) }))}
          @change=${(event: CustomEvent<string>) => {
            this.order = event.detail === 'latest' ? 'latest' : 'slowest';
          }}></th-segmented>
      </div>
      ${
        entries.length === 0
          ? html`<p class="muted small">${t('panel.log.none')}</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('panel.log')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${t('app.engine.column.label')}</th>
                    <th scope="col" class="number">${t('app.engine.column.time')}</th>
                    <th scope="col" class="number">${t('panel.log.waited')}</th>
                    <th scope="col" class="number">${t('app.engine.column.rows')}</th>
                    <th scope="col" class="number">${t('app.engine.column.bytes')}</th>
                    <th scope="col">${t('app.engine.column.outcome')}</th>
                    <th scope="col" class="number">${t('panel.log.when')}</th>
                  </tr>
                </thead>
                <tbody>${entries.map((entry) => this.entry(entry))}</tbody>
              </table>
            </div>`
      }`;
  }

  private entries(): readonly QueryLogEntry[] {
    const log = this.workspace.engine.log.value;
    const sorted =
      this.order === 'latest'
        ? [...log].reverse()
        : [...log].sort((a, b) => b.milliseconds - a.milliseconds);
    return sorted.slice(0, SHOWN[this.order]);
  }

  private entry(entry: QueryLogEntry) {
    const at = new Date(entry.startedAt).toLocaleTimeString(locale.value);
    return html`<tr>
      <td title=${entry.sql}>${queryName(entry)}</td>
      <td class="number">${format.duration(entry.milliseconds / 1000)}</td>
      <td class="number">${format.duration(entry.waited / 1000)}</td>
      <td class="number">${format.integer(entry.rows)}</td>
      <td class="number">${format.bytes(entry.bytes)}</td>
      <td class=${entry.outcome}>${t(`app.engine.outcome.${entry.outcome}`)}</td>
      <td class="number">${at}</td>
    </tr>`;
  }
}
