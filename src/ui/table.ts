import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { toTsv } from '../charts/export.ts';
import { columnLabel, kindOf, num, show, type ValueKind } from '../charts/values.ts';
import { locale, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { base } from './base.ts';
import { toast } from './toast.ts';
import { Watching } from './watching.ts';
import './icon.ts';

export interface TableColumn {
  readonly name: string;
  readonly label?: string;
  readonly kind?: ValueKind;
  /** Colour of a small mark before the value. */
  readonly mark?: (row: Row) => string;
}

const ROW = 34;
const VIRTUAL_ABOVE = 100;
const OVERSCAN = 12;

/**
 * A table of exact values: sticky head, sorting by a click on a head, scrolls inside itself, draws only the rows in
 * sight above 100; copying without a selection copies all rows. Emits `choose` with the row on a click where `selectable`.
 */
@customElement('th-table')
export class DataTable extends Watching {
  @property({ attribute: false }) rows: readonly Row[] = [];
  /** Columns in order; those of the first row where absent. */
  @property({ attribute: false }) columns: readonly TableColumn[] | null = null;
  @property() label = '';
  @property() currency: string | undefined;
  @property({ type: Boolean }) selectable = false;
  /** Height that it may take, in pixels. */
  @property({ type: Number }) most = 420;
  @state() private sort: { readonly column: string; readonly descending: boolean } | null = null;
  @state() private first = 0;
  @query('.scroll') private scroller!: HTMLElement;

  #shown: readonly Row[] = [];
  #heads: readonly Required<Pick<TableColumn, 'name' | 'label' | 'kind'>>[] = [];

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      .scroll {
        overflow: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-2);
        background: var(--th-surface);
      }
      table {
        inline-size: 100%;
        border-collapse: separate;
        border-spacing: 0;
        font-size: var(--th-size-13);
      }
      th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        padding: 0;
        border-block-end: 1px solid var(--th-border);
        background: var(--th-surface);
        text-align: start;
      }
      th button {
        display: flex;
        align-items: center;
        gap: 4px;
        inline-size: 100%;
        min-block-size: 36px;
        padding: 4px 14px;
        border: 0;
        background: transparent;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
        white-space: nowrap;
        cursor: pointer;
        --th-icon-size: 12px;
      }
      th button:hover {
        color: var(--th-text);
      }
      th button:focus-visible {
        outline-offset: -2px;
      }
      .figure {
        text-align: end;
      }
      th.figure button {
        justify-content: flex-end;
      }
      td {
        position: relative;
        max-inline-size: 340px;
        block-size: 34px;
        padding: 0 14px;
        border-block-end: 1px solid color-mix(in srgb, var(--th-border) 60%, transparent);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      tr:last-child td {
        border-block-end: 0;
      }
      tbody tr:hover td {
        background: color-mix(in srgb, var(--th-sunken) 60%, transparent);
      }
      .selectable tbody tr {
        cursor: pointer;
      }
      .mark {
        display: inline-block;
        inline-size: 10px;
        block-size: 10px;
        margin-inline-end: 8px;
        border-radius: 3px;
      }
      .absent {
        color: var(--th-faint);
      }
      .gap td {
        padding: 0;
        border: 0;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows') || changed.has('columns')) {
      this.first = 0;
      if (this.sort && !this.rows.some((row) => this.sort && this.sort.column in row))
        this.sort = null;
    }
    this.#heads = this.#columns().map((column) => ({
      name: column.name,
      label: column.label ?? columnLabel(column.name, locale.value),
      kind: column.kind ?? kindOf(column.name, this.#sample(column.name)),
    }));
    this.#shown = this.sort ? sorted(this.rows, this.sort) : this.rows;
  }

  #columns(): readonly TableColumn[] {
    return this.columns ?? Object.keys(this.rows[0] ?? {}).map((name) => ({ name }));
  }

  #sample(name: string): unknown {
    return this.rows.find((row) => row[name] !== null && row[name] !== undefined)?.[name];
  }

  protected override render() {
    const virtual = this.#shown.length > VIRTUAL_ABOVE;
    const visible = Math.ceil(this.most / ROW) + 2 * OVERSCAN;
    const from = virtual
      ? Math.max(0, Math.min(this.first - OVERSCAN, this.#shown.length - visible))
      : 0;
    const to = virtual ? Math.min(this.#shown.length, from + visible) : this.#shown.length;
    return html`<div
      class="scroll ${this.selectable ? 'selectable' : ''}"
      style=${styleMap({ maxBlockSize: `${this.most}px` })}
      tabindex="0"
      role="region"
      aria-label=${this.label || t('ui.table')}
      @scroll=${virtual ? this.#onScroll : nothing}
      @copy=${this.#onCopy}
    >
      <table aria-rowcount=${this.#shown.length + 1}>
        <thead>
          <tr aria-rowindex="1">
            ${this.#heads.map((head) => this.#head(head))}
          </tr>
        </thead>
        <tbody>
          ${this.#gap(from)}
          ${this.#shown.slice(from, to).map((row, index) => this.#row(row, from + index))}
          ${this.#gap(this.#shown.length - to)}
        </tbody>
      </table>
    </div>`;
  }

  #head({ name, label, kind }: { name: string; label: string; kind: ValueKind }) {
    const direction =
      this.sort?.column === name ? (this.sort.descending ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" class=${isFigure(kind) ? 'figure' : ''} aria-sort=${direction}>
      <button type="button" @click=${() => this.#sortBy(name, kind)}>
        ${label}${direction === 'none' ? nothing : html`<th-icon name=${direction === 'descending' ? 'arrow-down' : 'arrow-up'}></th-icon>`}
      </button>
    </th>`;
  }

  #row(row: Row, index: number) {
    const columns = this.#columns();
    return html`<tr
      aria-rowindex=${index + 2}
      @click=${this.selectable ? () => this.dispatchEvent(new CustomEvent('choose', { detail: row })) : nothing}
    >
      ${this.#heads.map(({ name, kind }, at) => {
        const value = row[name];
        const text = show(value, kind, locale.value, this.currency);
        const column = columns[at];
        const classes = `${isFigure(kind) ? 'figure' : ''} ${value === null || value === undefined ? 'absent' : ''}`;
        return html`<td class=${classes} title=${text.length > 28 ? text : nothing}>
          ${column?.mark ? html`<span class="mark" style=${styleMap({ background: column.mark(row) })}></span>` : nothing}${text}
        </td>`;
      })}
    </tr>`;
  }

  #gap(rows: number) {
    return rows > 0
      ? html`<tr class="gap" aria-hidden="true"><td colspan=${this.#heads.length} style=${styleMap({ blockSize: `${Math.min(rows * ROW, 8_000_000)}px` })}></td></tr>`
      : nothing;
  }

  #sortBy(column: string, kind: ValueKind): void {
    const again = this.sort?.column === column;
    const start = isFigure(kind);
    if (again && this.sort?.descending !== start) this.sort = null;
    else this.sort = { column, descending: again ? !start : start };
    this.scroller.scrollTop = 0;
  }

  /** Copies all rows as a spreadsheet takes them, exact, where no text is selected. */
  #onCopy = (event: ClipboardEvent) => {
    if (!document.getSelection()?.isCollapsed) return;
    const columns = this.#heads.map(({ name }) => name);
    event.clipboardData?.setData('text/plain', toTsv(this.#shown, columns));
    event.preventDefault();
    toast(t('ui.table.copied', { n: this.#shown.length }));
  };

  #onScroll = () => {
    const at = Math.floor(this.scroller.scrollTop / ROW);
    if (Math.abs(at - this.first) >= OVERSCAN / 2) this.first = at;
  };
}

const isFigure = (kind: ValueKind) => ['integer', 'number', 'percent', 'money'].includes(kind);

function sorted(
  rows: readonly Row[],
  { column, descending }: { column: string; descending: boolean },
): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || x === undefined) return 1;
    if (y === null || y === undefined) return -1;
    if (typeof x === 'bigint' && typeof y === 'bigint') return x < y ? -sign : x > y ? sign : 0;
    const [p, q] = [num(x), num(y)];
    if (Number.isFinite(p) && Number.isFinite(q)) return sign * (p - q);
    return sign * String(x).localeCompare(String(y), locale.value);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'th-table': DataTable;
  }
}
