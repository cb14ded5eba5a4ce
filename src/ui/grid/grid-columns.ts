import { format } from '../../i18n/index.ts';
import { type GridState, type Placed, placedColumns } from './layout.ts';
import type { GridColumn } from './types.ts';

/** Pixels beyond the edges in which columns are drawn. */
const BEYOND = 200;
/** Pixels of a row number besides its digits: padding at both sides, an edge, and room for rounding. */
const NUMBER_SIDES = 28;
/** Pixels of one of its digits. */
const DIGIT = 7.5;
/** A window narrower than this leaves no room for columns that stay. */
const NARROW = 520;

/** Where the columns stand, and which of them are in sight. */
export class GridColumns {
  shown: readonly Placed[] = [];
  /** Width of the row's number. */
  gutter = 48;
  #pinned: readonly Placed[] = [];
  #free: readonly Placed[] = [];
  #places = new Map<string, number>();

  lay(columns: readonly GridColumn[], state: GridState, rows: number): void {
    this.shown = placedColumns(columns, state);
    this.#pinned = this.shown.filter(({ pinned }) => pinned);
    this.#free = this.shown.filter(({ pinned }) => !pinned);
    this.gutter = Math.max(44, NUMBER_SIDES + format.integer(rows).length * DIGIT);
    this.#places = new Map(this.shown.map(({ name }, index) => [name, index]));
  }

  readonly at = ({ name }: { readonly name: string }): number => this.#places.get(name) ?? -1;

  get #pinnedWidth(): number {
    return this.#pinned.reduce((sum, { width }) => sum + width, 0);
  }

  /** Of all columns. */
  get width(): number {
    return this.gutter + this.shown.reduce((sum, { width }) => sum + width, 0);
  }

  parts(scrollLeft: number, width: number) {
    const from = scrollLeft - BEYOND;
    const to = scrollLeft + width - this.gutter - (width < NARROW ? 0 : this.#pinnedWidth) + BEYOND;
    const inSight = this.#free.filter(({ left, width: own }) => left + own > from && left < to);
    return { pinned: this.#pinned, inSight, before: inSight[0]?.left ?? 0 };
  }

  /** How far to scroll so that a column is in sight; null where it is. */
  reveal(column: number, scrollLeft: number, width: number): number | null {
    const placed = this.shown[column];
    if (!placed || placed.pinned) return null;
    const room = width - this.gutter - (width < NARROW ? 0 : this.#pinnedWidth);
    if (placed.left < scrollLeft) return placed.left;
    if (placed.left + placed.width > scrollLeft + room)
      return Math.min(placed.left, placed.left + placed.width - room);
    return null;
  }
}
