import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { TabhouseError } from '../../engine/errors.ts';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { explain } from '../explain.ts';
import { toast } from '../toast.ts';
import { Watching } from '../watching.ts';
import { bodyRow } from './body-rows.ts';
import { cellText } from './cell-text.ts';
import { columnCommands } from './column-commands.ts';
import type { Selection, Spot } from './cursor.ts';
import type { FilterPanel } from './filter-panel.ts';
import { GridColumns } from './grid-columns.ts';
import { GridHands } from './grid-hands.ts';
import { gridStyles } from './grid-styles.ts';
import { headRow } from './head-row.ts';
import { AS_IT_IS, filtered, type GridState, sortedBy } from './layout.ts';
import type { GridMenu } from './menu-panel.ts';
import { GridModel } from './model.ts';
import type { GridTools } from './tools.ts';
import type { GridColumn, GridRows, GridView } from './types.ts';
import type { ValuePanel } from './value-panel.ts';
import { Viewport } from './viewport.ts';
import '../empty.ts';
import '../error.ts';
import '../button.ts';
import './filter-panel.ts';
import './menu-panel.ts';
import './tools.ts';
import './value-panel.ts';

/** Rows beyond those in sight that are drawn, for what the eye is faster than. */
const BEYOND = 6;
const HEAD_HEIGHT = 94;

export interface GridPick {
  readonly row: Row;
  readonly column: string;
  readonly value: unknown;
}

const NO_SHARES: ReadonlySet<string> = new Set();

/**
 * A table that is scrolled through without holding it. Emits `grid-state` with the new arrangement (`GridState`),
 * `grid-pick` (`GridPick`) where a cell was clicked or Enter pressed, `grid-select` (`GridSelect`) when a selection
 * was made.
 */
@customElement('th-grid')
export class Grid extends Watching {
  @property({ attribute: false }) rows: GridRows | null = null;
  /** Names and types, first rows and number of rows, where they are known before `rows` are asked. */
  @property({ attribute: false }) columns: readonly GridColumn[] | null = null;
  @property({ attribute: false }) held: readonly Row[] = [];
  @property({ type: Number }) total: number | null = null;
  @property({ attribute: false }) state: GridState = AS_IT_IS;
  @property() label = '';
  /** Names of columns whose numbers are shares, written as percentages. */
  @property({ attribute: false }) shares: ReadonlySet<string> = NO_SHARES;
  /** Tells which rows are chosen, where rows are; null where none can be. */
  @property({ attribute: false }) chosen: ((row: Row) => boolean) | null = null;
  /** Height that it may take, in pixels. */
  @property({ type: Number }) most = 460;
  @state() selection: Selection | null = null;
  @query('.scroll') scroller!: HTMLElement | null;
  @query('th-grid-menu') private menu!: GridMenu;
  @query('th-grid-filter') private filters!: FilterPanel;
  @query('th-grid-tools') private tools!: GridTools;
  @query('th-grid-value') private value!: ValuePanel;
  readonly model = new GridModel(() => this.requestUpdate());
  readonly viewport = new Viewport();
  readonly layout = new GridColumns();
  readonly #hands = new GridHands(this);
  #sizes: ResizeObserver | null = null;
  #settling: ReturnType<typeof setTimeout> | undefined;

  static override styles = gridStyles;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.model.stop();
    this.#sizes?.disconnect();
    this.#sizes = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.rows) this.#use();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows') && this.rows) this.#use();
    else if (changed.has('state') && isOther(this.state, this.model.view)) {
      this.selection = null;
      this.model.show(viewOf(this.state));
      this.viewport.top = 0;
      if (this.scroller) this.scroller.scrollTop = 0;
    }
    this.viewport.rows = this.model.count ?? 0;
    this.layout.lay(this.model.columns, this.state, this.viewport.rows);
  }

  #use(): void {
    const { columns, held, total } = this;
    if (this.rows) this.model.use(this.rows, { columns, held, total }, viewOf(this.state));
  }

  protected override render() {
    const { model, viewport, layout, selection } = this;
    const few = model.count !== null && model.count * 34 + HEAD_HEIGHT < this.most;
    const [from, to] = this.#drawn();
    const parts = layout.parts(this.scroller?.scrollLeft ?? 0, this.scroller?.clientWidth ?? 1200);
    const cursor = selection?.cursor.row === -1 ? selection.cursor.column : null;
    return html`<th-grid-tools .grid=${this}></th-grid-tools>
      <div class="frame" style=${few ? nothing : `block-size:${this.most}px`}>
        <div class="scroll" tabindex="0" role="grid" aria-label=${this.label || t('grid.tools')} aria-description=${t('grid.keys')} aria-multiselectable="true"
          aria-rowcount=${model.count === null ? -1 : model.count + 1} aria-colcount=${layout.shown.length + 1} aria-busy=${model.count === null ? 'true' : nothing}
          aria-activedescendant=${this.#active(from, to) ?? nothing}
          @scroll=${this.#onScroll} @keydown=${this.#hands.onKey} @pointerdown=${this.#hands.onPointerDown} @dblclick=${this.#hands.onDoubleClick} @copy=${this.#hands.onCopy} @focus=${this.#hands.onFocus}>
          <div class="head" role="rowgroup">${headRow({
            ...parts,
            gutter: layout.gutter,
            at: layout.at,
            state: this.state,
            cursor,
            summary: (column) => model.summary(column),
            drop: this.#hands.drop,
            sort: (column, more) => this.set(sortedBy(this.state, column, more)),
            menu: (column, anchor) => this.openMenu(column, anchor.getBoundingClientRect()),
            resize: this.#hands.resize,
            drag: this.#hands.drag,
          })}</div>
          <div class="body" role="rowgroup" style="block-size:${viewport.size}px;inline-size:${layout.width}px">
            ${Array.from({ length: to - from }, (_, index) =>
              bodyRow(
                {
                  ...parts,
                  gutter: layout.gutter,
                  at: layout.at,
                  columns: layout.shown.length,
                  selection,
                  chosen: this.chosen,
                  shares: this.shares,
                  row: (position) => model.row(position),
                  offset: (position) => viewport.offset(position),
                },
                from + index,
              ),
            )}
          </div>
        </div>
        ${this.#notice()}
      </div>
      <th-grid-menu></th-grid-menu><th-grid-filter></th-grid-filter><th-grid-value></th-grid-value>`;
  }

  #notice() {
    const { problem, count } = this.model;
    if (problem)
      return html`<div class="notice"><th-error .error=${problem}></th-error><p><th-button size="small" icon="refresh-cw" @click=${() => this.model.retry()}>${t('grid.again')}</th-button></p></div>`;
    if (count !== 0) return nothing;
    const isFiltered = this.state.filters.length > 0;
    return html`<div class="notice"><th-empty>${t(isFiltered ? 'grid.empty.filtered' : 'grid.empty')}</th-empty></div>`;
  }

  protected override updated(): void {
    const { scroller } = this;
    if (!scroller) return;
    if (!this.#sizes) {
      this.#sizes = new ResizeObserver(() => this.#measure());
      // The head grows when its columns are known: rows have the room that it leaves.
      for (const element of [scroller, scroller.querySelector('.head')])
        if (element) this.#sizes.observe(element);
    }
    const [from, to] = this.viewport.range;
    if (this.viewport.height > 0) this.model.want(from, to);
  }

  #measure(): void {
    const { scroller } = this;
    if (!scroller) return;
    const head = scroller.querySelector('.head')?.clientHeight ?? HEAD_HEIGHT;
    this.viewport.height = Math.max(34, scroller.clientHeight - head);
    this.requestUpdate();
  }

  /** Rows that are drawn. */
  #drawn(): readonly [number, number] {
    const { viewport, model } = this;
    if (model.problem) return [0, 0];
    if (viewport.height === 0) return [0, Math.min(viewport.rows, 16)];
    const [from, to] = viewport.range;
    return [Math.max(0, from - BEYOND), Math.min(viewport.rows, to + BEYOND)];
  }

  #active(from: number, to: number): string | null {
    const { cursor } = this.selection ?? {};
    if (!cursor || (cursor.row >= 0 && (cursor.row < from || cursor.row >= to))) return null;
    return `c-${cursor.row}-${cursor.column}`;
  }

  #onScroll = () => {
    const { scroller, viewport } = this;
    if (!scroller) return;
    viewport.scroll(scroller.scrollTop);
    this.requestUpdate();
    clearTimeout(this.#settling);
    // The scrollbar goes to the place of what is in sight; rows do not move by that.
    this.#settling = setTimeout(() => {
      scroller.scrollTop = viewport.settle();
      this.requestUpdate();
    }, 200);
  };

  /** Rearranges the table and says so. */
  set(state: GridState): void {
    this.state = state;
    this.dispatchEvent(new CustomEvent<GridState>('grid-state', { detail: state }));
  }

  /** Puts the cursor on a cell and brings it into sight. */
  goTo(row: number, column: number, middle = false): void {
    const spot = { row, column };
    this.select({ cursor: spot, anchor: spot }, middle);
  }

  select(selection: Selection, middle = false): void {
    const { scroller, viewport } = this;
    this.selection = selection;
    const { row, column } = selection.cursor;
    if (!scroller) return;
    if (row >= 0) scroller.scrollTop = viewport.reveal(row, middle);
    const left = this.layout.reveal(column, scroller.scrollLeft, scroller.clientWidth);
    if (left !== null) scroller.scrollLeft = left;
  }

  openMenu(column: string, anchor: DOMRect): void {
    void this.menu.show(
      t('grid.menu', { column }),
      columnCommands(this, column, anchor),
      anchor,
      () => this.scroller?.focus(),
    );
  }

  openFilter(name: string, anchor: DOMRect): void {
    const column = this.model.columns.find((one) => one.name === name);
    if (!column) return;
    const now = this.state.filters.find((filter) => filter.column === name) ?? null;
    void this.filters.show(column, now, this.model.summary(name) ?? null, anchor, (filter) => {
      if (filter !== undefined) this.set(filtered(this.state, name, filter));
      this.scroller?.focus();
    });
  }

  /** Opens the search, in a column where it is named. */
  find(column?: string): void {
    void this.tools.openFind(column);
  }

  askRow(): void {
    void this.tools.openGo();
  }

  /** The whole value of a cell. */
  showValue({ row, column }: Spot): void {
    const placed = this.layout.shown[column];
    const value = this.model.row(row)?.[placed?.name ?? ''];
    const cell = this.scroller?.querySelector(`#c-${row}-${column}`);
    if (!placed || !cell) return;
    const text = cellText(value, placed.type) ?? t('grid.null');
    void this.value.show(placed.name, row, text, cell.getBoundingClientRect(), () =>
      this.scroller?.focus(),
    );
  }

  /** Says that something failed, unless it was given up. */
  tell(error: unknown): void {
    if (!(error instanceof TabhouseError && error.code === 'cancelled'))
      toast(explain(error).sentence);
  }

  /** Rows of the view as the reader's language writes their number. */
  get countText(): string {
    const { count, total } = this.model;
    if (count === null) return t('grid.counting');
    if (this.state.filters.length === 0 || total === null) return t('grid.rows', { n: count });
    return t('grid.rows.of', { n: format.integer(count), total: format.integer(total) });
  }
}

const viewOf = ({ sort, filters }: GridView): GridView => ({ sort, filters });
const isOther = (a: GridView, b: GridView) =>
  JSON.stringify(viewOf(a)) !== JSON.stringify(viewOf(b));

declare global {
  interface HTMLElementTagNameMap {
    'th-grid': Grid;
  }
}
