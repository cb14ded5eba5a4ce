import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { kindOf } from '../charts/values.ts';
import { t } from '../i18n/index.ts';
import type { Grid, GridPick } from '../ui/grid/grid.ts';
import { AS_IT_IS, type GridState } from '../ui/grid/layout.ts';
import type { GridSelect } from '../ui/grid/selected.ts';
import type { GridColumn, GridRows } from '../ui/grid/types.ts';
import { Watching } from '../ui/watching.ts';
import { type Chosen, chosenRows, isChosen } from './chosen.ts';
import { metricOf } from './read.ts';
import { type Cell, type CellResult, emit, type SqlDetail } from './types.ts';
import '../ui/grid/grid.ts';
import '../ui/table.ts';

/**
 * All rows behind a cell as a grid. The rows come from whoever answers `th-rows`; without an answer those that the
 * page holds are shown. Emits `grid-state` (bubbling through the cell's body) when the reader rearranges it.
 */
@customElement('th-cell-rows')
export class CellRows extends Watching {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) arranged: GridState | null = null;
  @property({ type: Number }) most = 420;
  @state() private rows: GridRows | null = null;
  @state() private own: GridState = AS_IT_IS;
  #asked = 0;
  #shares: { readonly of: CellResult | null; readonly names: ReadonlySet<string> } = {
    of: null,
    names: new Set(),
  };
  /** What is chosen, with the function that tells it: the same as long as it is, so that nothing is drawn again. */
  #chosen: { readonly of: Chosen; readonly tell: ReturnType<typeof isChosen> } | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('cell') as Cell | undefined;
    const isOther = before !== undefined && before.spec.from !== this.cell.spec.from;
    if (changed.has('result') || isOther) this.#ask();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.rows) this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.rows?.close();
    this.rows = null;
  }

  #ask(): void {
    this.rows?.close();
    this.rows = null;
    const asked = ++this.#asked;
    emit(this, 'th-rows', {
      id: this.cell.id,
      give: (rows) => {
        if (asked === this.#asked && this.isConnected) this.rows = rows;
        else rows.close();
      },
    });
  }

  protected override render() {
    const { result, rows } = this;
    const columns = columnsOf(result);
    const held = result?.rows ?? [];
    const label = this.cell.name ?? t('cells.rows');
    if (!rows) {
      return held.length > 0
        ? html`<th-table .rows=${held} .columns=${columns?.map(({ name }) => ({ name })) ?? null} label=${label} .most=${this.most}></th-table>`
        : nothing;
    }
    return html`<th-grid .rows=${rows} .columns=${columns} .held=${columns ? held : []} .total=${columns ? (result?.total ?? null) : null}
      .shares=${this.#sharesOf(result)} .chosen=${this.#tellsChosen()} .state=${this.arranged ?? this.own} .most=${this.most} label=${label}
      @grid-state=${this.#onState} @grid-pick=${this.#onPick} @grid-select=${this.#onSelect}></th-grid>`;
  }

  /** What of the rows is written as a percentage. */
  #sharesOf(result: CellResult | null): ReadonlySet<string> {
    if (this.#shares.of !== result)
      this.#shares = { of: result, names: sharesIn(this.cell, result) };
    return this.#shares.names;
  }

  #tellsChosen() {
    const of = chosenRows.value.get(this.cell.id);
    if (!of) this.#chosen = null;
    else if (this.#chosen?.of !== of) this.#chosen = { of, tell: isChosen(of) };
    return this.#chosen?.tell ?? null;
  }

  #onState = ({ target }: Event) => {
    this.own = (target as Grid).state;
    this.dispatchEvent(new CustomEvent<GridState>('grid-state', { detail: this.own }));
  };

  #onPick = ({ detail }: CustomEvent<GridPick>) => {
    emit(this, 'th-pick', { id: this.cell.id, ...detail });
  };

  #onSelect = ({ detail }: CustomEvent<GridSelect>) => {
    const { rows, range, moving } = detail;
    const { id, name } = this.cell;
    emit(this, 'th-select', { id, name, rows, range, ...(moving && { moving }) });
  };
}

/**
 * Columns that charts write as percentages: of an analysis, and in a table also those of a statement as long as they can
 * be shares. A statement's own rows are written as it gives them.
 */
function sharesIn({ kind }: Cell, result: CellResult | null): ReadonlySet<string> {
  const rows = result?.rows ?? [];
  const named = Object.keys(rows[0] ?? {}).filter((name) => kindOf(name) === 'percent');
  if (metricOf(result)) return new Set(named);
  const isShare = (value: unknown) =>
    value === null || (typeof value === 'number' && Math.abs(value) <= 1);
  return new Set(
    kind === 'table' ? named.filter((name) => rows.every((row) => isShare(row[name]))) : [],
  );
}

/** Names and types of a result's columns, where they are known. */
export function columnsOf(result: CellResult | null): readonly GridColumn[] | null {
  const { columns } = (result?.detail ?? {}) as SqlDetail;
  return Array.isArray(columns) && columns.length > 0 ? columns : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-rows': CellRows;
  }
}
