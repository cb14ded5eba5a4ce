import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StoredFile } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetSummary, OpenDataset } from '../warehouse/index.ts';
import { panelStyles } from './panel-styles.ts';
import type { Workspace } from './workspace.ts';

/** What lies in OPFS: bytes of each data set by its files, and of each table of the one that is open. */
@customElement('th-engine-storage')
export class EngineStorage extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) files: readonly StoredFile[] = [];

  static override styles = [
    panelStyles,
    css`
      .bar {
        grid-column: 1 / -1;
        height: 4px;
        border-radius: 2px;
        background: var(--th-sunken);
      }
      .bar span {
        display: block;
        height: 100%;
        border-radius: 2px;
        background: var(--th-accent);
      }
      summary {
        padding: 8px 0;
        font-size: 13px;
        font-weight: 600;
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    const open = this.workspace.dataset.value;
    const sizes = this.sizes();
    const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const other = sizes.get('') ?? 0;
    return html`<h3>${t('panel.datasets')}</h3>
      ${all === 0 ? html`<p class="muted small">${t('panel.datasets.none')}</p>` : nothing}
      <ul>
        ${this.kept().map((one) => this.stored(one, sizes.get(one.id) ?? 0, all))}
        ${other > 0 ? this.line(t('panel.datasets.other'), '', other, all) : nothing}
      </ul>
      ${open && open.report.tables.length > 0 ? this.tables(open) : nothing}`;
  }

  private kept(): readonly DatasetSummary[] {
    return this.workspace.datasets.value.filter(({ storage }) => storage === 'opfs');
  }

  /** Bytes of files by the data set that they belong to; under an empty name those of none. */
  private sizes(): ReadonlyMap<string, number> {
    const ids = new Set(this.kept().map(({ id }) => id));
    const sizes = new Map<string, number>();
    for (const { name, bytes } of this.files) {
      const id = /^tabhouse-([^-]+)-/.exec(name)?.[1] ?? '';
      const owner = ids.has(id) ? id : '';
      sizes.set(owner, (sizes.get(owner) ?? 0) + bytes);
    }
    return sizes;
  }

  private stored({ id, name }: DatasetSummary, bytes: number, all: number) {
    const here = id === this.workspace.dataset.value?.context.id ? t('panel.datasets.open') : '';
    return this.line(name, here, bytes, all);
  }

  private line(name: string, note: string, bytes: number, all: number) {
    return html`<li>
      <span class="name" title=${name}>${name}</span>
      <span class="muted">${note}</span>
      <span>${format.bytes(bytes)}</span>
      <div class="bar" aria-hidden="true"><span style="width:${(100 * bytes) / Math.max(1, all)}%"></span></div>
    </li>`;
  }

  private tables({ context, report }: OpenDataset) {
    const name = t('panel.tables', { name: context.name });
    if (report.storage === 'memory')
      return html`<p class="muted small">${t('panel.tables.memory')}</p>`;
    const events = Math.max(1, report.rows.dwd);
    const tables = report.tables
      .filter(({ layer }) => layer !== 'ods')
      .sort((a, b) => b.bytes - a.bytes);
    return html`<details>
      <summary>${name}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${name}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('panel.tables.table')}</th>
              <th scope="col" class="number">${t('app.engine.column.rows')}</th>
              <th scope="col" class="number">${t('app.engine.column.bytes')}</th>
              <th scope="col" class="number">${t('panel.tables.per-row')}</th>
            </tr>
          </thead>
          <tbody>
            ${tables.map(
              ({ name: table, rows, bytes }) => html`<tr>
                <td>${table}</td>
                <td class="number">${format.integer(rows)}</td>
                <td class="number">${bytes > 0 ? format.bytes(bytes) : '—'}</td>
                <td class="number">${bytes > 0 ? format.decimal(bytes / events, 2) : '—'}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}
