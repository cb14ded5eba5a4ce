import { EVENT_TYPES } from '../../sources/types.ts';

/**
 * Bits of a row's mark: it is the user's first of that local day with this item, category or brand; and the
 * first that is a purchase. With them the users and buyers of an item and day are counted without grouping by user.
 */
export const FIRST_BITS = {
  item_key: { user: 1, buyer: 2 },
  category_key: { user: 4, buyer: 8 },
  brand: { user: 16, buyer: 32 },
} as const;

/** 64-bit keys as two halves; a row that is not valid is NULL. */
export interface KeyColumn {
  readonly low: Uint32Array;
  /** Null where every key fits the low half. */
  readonly high: Int32Array | null;
  /** 1 where there is a key; null where all rows have one. */
  readonly valid: Uint8Array | null;
}

/** Rows of DWD in their order: all rows of a user stand together. */
export interface SortedRows {
  readonly rows: number;
  readonly user: KeyColumn;
  /** Index into `EVENT_TYPES`. */
  readonly type: Uint8Array;
  /** Local day, counted from anywhere. */
  readonly day: Int32Array;
  readonly keys: Partial<Record<keyof typeof FIRST_BITS, KeyColumn>>;
}

const PURCHASE = EVENT_TYPES.indexOf('purchase');

/** Marks of each row; 0 for the rows of nobody. */
export function firsts(sorted: SortedRows): Uint8Array {
  const marks = new Uint8Array(sorted.rows);
  const seen = new Seen();
  let start = 0;
  while (start < sorted.rows) {
    let end = start + 1;
    while (end < sorted.rows && same(sorted.user, start, end)) end++;
    if (valid(sorted.user, start))
      for (const name of ['item_key', 'category_key', 'brand'] as const) {
        const keys = sorted.keys[name];
        if (keys) seen.mark(sorted, keys, FIRST_BITS[name], start, end, marks);
      }
    start = end;
  }
  return marks;
}

const valid = (column: KeyColumn, row: number) => column.valid === null || column.valid[row] === 1;

function same(column: KeyColumn, a: number, b: number): boolean {
  const present = valid(column, a);
  if (present !== valid(column, b)) return false;
  if (!present) return true;
  return (
    column.low[a] === column.low[b] && (column.high === null || column.high[a] === column.high[b])
  );
}

/** Open addressing over the rows of one user; the table is reused from user to user. */
class Seen {
  #rows = new Int32Array(1024);
  #bought = new Uint8Array(1024);

  mark(
    sorted: SortedRows,
    keys: KeyColumn,
    bits: { readonly user: number; readonly buyer: number },
    start: number,
    end: number,
    marks: Uint8Array,
  ): void {
    const size = this.#clear(end - start);
    const { day, type } = sorted;
    for (let row = start; row < end; row++) {
      let slot = hash(keys, day, row) & (size - 1);
      let other = this.#rows[slot] ?? 0;
      while (other !== 0 && !(day[other - 1] === day[row] && same(keys, other - 1, row))) {
        slot = (slot + 1) & (size - 1);
        other = this.#rows[slot] ?? 0;
      }
      let mark = 0;
      if (other === 0) {
        this.#rows[slot] = row + 1;
        mark = bits.user;
      }
      if (type[row] === PURCHASE && this.#bought[slot] === 0) {
        this.#bought[slot] = 1;
        mark |= bits.buyer;
      }
      marks[row] = (marks[row] ?? 0) | mark;
    }
  }

  /** Empties a power of two of slots, twice as many as rows. */
  #clear(rows: number): number {
    const size = 2 ** Math.ceil(Math.log2(Math.max(8, rows * 2)));
    if (size > this.#rows.length) {
      this.#rows = new Int32Array(size);
      this.#bought = new Uint8Array(size);
    } else {
      this.#rows.fill(0, 0, size);
      this.#bought.fill(0, 0, size);
    }
    return size;
  }
}

function hash(keys: KeyColumn, day: Int32Array, row: number): number {
  if (!valid(keys, row)) return Math.imul(day[row] ?? 0, 0x9e3779b1) >>> 8;
  const low = Math.imul((keys.low[row] ?? 0) ^ Math.imul(day[row] ?? 0, 0x85ebca6b), 0x9e3779b1);
  const high = keys.high === null ? 0 : Math.imul(keys.high[row] ?? 0, 0xc2b2ae35);
  const mixed = low ^ high;
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
