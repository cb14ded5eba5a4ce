import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import type { Menu, MenuItem } from '../ui/menu.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetSummary, Layer, TableStatus } from '../warehouse/index.ts';
import { deleteDataset, renameDataset } from './datasets.ts';
import { emitApp } from './events.ts';
import { queryTable } from './notebook/query-table.ts';
import { shared } from './styles.ts';
import { isQueryable } from './table-kinds.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';
import '../ui/menu.ts';
import './notebooks/recent-notebooks.ts';

const LAYERS: readonly Layer[] = ['ods', 'dwd', 'dim', 'dws', 'ads'];

/** Data sets, the layers with their sizes and checks, and the notebook's outline. */
@customElement('th-rail')
export class Rail extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  /** The table that the menu was opened on. */
  #pointed = '';

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 28px;
        padding: 20px 16px;
        overflow-y: auto;
        font-size: 13px;
        border-inline-end: 1px solid var(--th-border);
        background: var(--th-page);
      }
      h2 {
        font-size: 12px;
        font-weight: 600;
        color: var(--th-muted);
        margin-bottom: 8px;
      }
      .set {
        display: flex;
        align-items: center;
        border-radius: 8px;
      }
      .set.current {
        background: var(--th-accent-soft);
      }
      .set > button:first-child {
        flex: 1;
        min-width: 0;
        padding: 6px 8px;
        text-align: start;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .set.current > button:first-child {
        font-weight: 600;
      }
      .share {
        padding-inline-end: 4px;
        font-size: 12px;
        color: var(--th-warn);
      }
      .tool {
        min-height: 28px;
        padding: 2px 6px;
        color: var(--th-muted);
      }
      .actions {
        display: grid;
        gap: 8px;
        margin-top: 12px;
      }
      .table {
        display: grid;
        grid-template-columns: 1fr auto 16px;
        gap: 8px;
        padding: 3px 8px;
        font-variant-numeric: tabular-nums;
      }
      .table .id {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .table button.id {
        min-height: 0;
        padding: 0;
        border: 0;
        text-align: start;
      }
      .table button.id:hover {
        color: var(--th-accent);
        background: none;
      }
      .layer + .layer {
        margin-top: 10px;
      }
      .layer > p {
        padding: 2px 8px;
        color: var(--th-muted);
        font-size: 12px;
      }
      .ok {
        color: var(--th-good);
      }
      .no {
        color: var(--th-bad);
      }
      .speed {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .outline button {
        width: 100%;
        padding: 4px 8px;
        text-align: start;
        color: var(--th-muted);
      }
      .outline button:hover {
        color: var(--th-text);
      }
    `,
  ];

  protected override render() {
    const open = this.workspace.dataset.value;
    const outline = this.outline();
    return html`
      <section aria-label=${t('app.rail.datasets')}>
        <h2>${t('app.rail.datasets')}</h2>
        <ul>
          ${this.workspace.datasets.value.map((one) => this.set(one, one.id === open?.context.id))}
        </ul>
        <div class="actions">
          <button @click=${() => emitApp(this, 'th-pick-files', { folder: false })}>${t('app.rail.add')}</button>
          ${
            open
              ? html`<button class="quiet" @click=${() => emitApp(this, 'th-pick-files', { folder: false, append: true })}>
                  ${t('app.rail.append')}
                </button>`
              : nothing
          }
        </div>
      </section>
      <th-recent-notebooks .workspace=${this.workspace}></th-recent-notebooks>
      ${outline.length > 0 ? this.outlined(outline) : nothing}
      ${open ? this.layers(open.report.tables) : nothing}
      <th-menu class="table-menu" bare label=${t('palette.group.table')} .items=${tableItems()}
        @choose=${(event: CustomEvent<string>) => this.#doTable(event.detail)}></th-menu>
      <section class="outline">
        <button class="quiet speed" aria-current=${this.workspace.notebooks.wanted.value === 'speed' ? 'page' : 'false'}
          @click=${() => emitApp(this, 'th-notebook', { notebook: 'speed' })}>
          <th-icon name="gauge"></th-icon>${t('speed.title')}
        </button>
      </section>
    `;
  }

  private outlined(outline: readonly { readonly id: string; readonly text: string }[]) {
    return html`<section aria-label=${t('app.rail.outline')} class="outline">
      <h2>${t('app.rail.outline')}</h2>
      <ul>
        ${outline.map(
          ({ id, text }) =>
            html`<li><button class="quiet" @click=${() => this.goTo(id)}>${text}</button></li>`,
        )}
      </ul>
    </section>`;
  }

  private set(one: DatasetSummary, current: boolean) {
    return html`<li class="set ${current ? 'current' : ''}">
      <button class="quiet" aria-current=${current ? 'true' : 'false'} title=${one.name}
        @click=${() => emitApp(this, 'th-switch', { id: one.id })}>${one.name}</button>
      ${one.sample < 1 ? html`<span class="share" title=${t('sample.chip', { n: format.compact(1 / one.sample) })}>1/${format.compact(1 / one.sample)}</span>` : nothing}
      <button class="quiet tool" aria-label="${t('app.rail.rename')}: ${one.name}" title=${t('app.rail.rename')}
        @click=${() => renameDataset(this, one)}><th-icon name="pencil"></th-icon></button>
      <button class="quiet tool" aria-label="${t('app.rail.delete')}: ${one.name}" title=${t('app.rail.delete')}
        @click=${() => deleteDataset(this, one)}><th-icon name="trash-2"></th-icon></button>
    </li>`;
  }

  private layers(tables: readonly TableStatus[]) {
    return html`<section aria-label=${t('app.rail.layers')}>
      <h2>${t('app.rail.layers')}<button class="quiet tool" aria-label=${t('export.layers.title')} title=${t('export.layers.title')}
        @click=${() => emitApp(this, 'th-export-data', { kind: 'layers' })}><th-icon name="download"></th-icon></button></h2>
      ${LAYERS.map((layer) => {
        const own = tables.filter((table) => table.layer === layer);
        if (own.length === 0) return nothing;
        return html`<div class="layer">
          <p>${layer.toUpperCase()}</p>
          <ul>${own.map((table) => this.table(table))}</ul>
        </div>`;
      })}
    </section>`;
  }

  private table(table: TableStatus) {
    const { name, rows, bytes, checks } = table;
    const failed = checks.filter((check) => !check.passed).length;
    const verdict = failed > 0 ? t('app.layer.failed', { n: failed }) : t('app.layer.passed');
    const size = bytes > 0 ? ` · ${format.bytes(bytes)}` : '';
    return html`<li class="table" @contextmenu=${(event: MouseEvent) => this.#onTable(event, table)} title="${name}: ${format.integer(rows)}${size}">
      ${
        isQueryable(table)
          ? html`<button class="quiet id" aria-label=${t('app.table.look', { name })}
              @click=${() => emitApp(this, 'th-look', { table: name })}>${name}</button>`
          : html`<span class="id">${name}</span>`
      }
      <span class="muted">${format.compact(rows)}</span>
      ${
        checks.length === 0
          ? html`<span></span>`
          : html`<span class=${failed > 0 ? 'no' : 'ok'} role="img" aria-label=${verdict} title=${verdict}>
              <th-icon name=${failed > 0 ? 'x' : 'check'}></th-icon>
            </span>`
      }
    </li>`;
  }

  #onTable(event: MouseEvent, table: TableStatus): void {
    const menu = this.renderRoot.querySelector('th-menu.table-menu') as Menu | null;
    if (!menu || !isQueryable(table)) return;
    event.preventDefault();
    this.#pointed = table.name;
    menu.show(new DOMRect(event.clientX, event.clientY, 0, 0));
  }

  #doTable(id: string): void {
    const name = this.#pointed;
    if (id === 'look') emitApp(this, 'th-look', { table: name });
    if (id === 'export') emitApp(this, 'th-export-data', { kind: 'table', name });
    if (id === 'sql') queryTable(name);
  }

  private outline() {
    return this.workspace.runtime.document.value.cells.flatMap((cell) => {
      const heading = cell.kind === 'text' ? /^##\s+(.+?)\s*#*$/m.exec(cell.body)?.[1] : undefined;
      return heading ? [{ id: cell.id, text: heading }] : [];
    });
  }

  private goTo(id: string): void {
    this.dispatchEvent(
      new CustomEvent('th-go-to', { detail: { id }, bubbles: true, composed: true }),
    );
  }
}

const tableItems = (): readonly MenuItem[] => [
  { id: 'look', label: t('palette.look'), icon: 'table-2' },
  { id: 'sql', label: t('palette.sql'), icon: 'code-xml' },
  { id: 'export', label: t('export.menu'), icon: 'download' },
];
