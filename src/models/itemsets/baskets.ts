/** Baskets one after the other: `cells` holds the items of each, ascending, with −1 behind the last one of each. */
export interface Baskets {
  readonly cells: Int32Array;
  /** Where each basket begins in `cells`. */
  readonly starts: Int32Array;
  /** Items of the input by their number in `cells`: the rarest has number 0. */
  readonly items: Int32Array;
  /** Baskets that hold an item, by its number. */
  readonly counts: Int32Array;
}

/**
 * Packs lines of (basket, item), whole numbers from 0, into baskets of distinct items. Items in fewer than `minimum`
 * baskets are in no frequent set and left out.
 */
export function packed(
  basketOf: ArrayLike<number>,
  itemOf: ArrayLike<number>,
  minimum: number,
): Baskets {
  const { starts, values } = grouped(basketOf, itemOf);
  const held = distinctCounts(starts, values);
  const items = Int32Array.from(held.keys())
    .filter((item) => (held[item] as number) >= minimum)
    .sort((a, b) => (held[a] as number) - (held[b] as number) || a - b);
  const counts = items.map((item) => held[item] as number);
  const number = new Int32Array(held.length).fill(-1);
  for (const [at, item] of items.entries()) number[item] = at;
  const baskets = starts.length - 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const cells = new Int32Array(total + baskets);
  const begins = new Int32Array(baskets);
  let end = 0;
  for (let basket = 0; basket < baskets; basket++) {
    const row = values.subarray(starts[basket], starts[basket + 1]);
    for (let at = 0; at < row.length; at++) row[at] = number[row[at] as number] as number;
    row.sort();
    begins[basket] = end;
    let last = -1;
    for (const item of row) {
      if (item === last) continue;
      cells[end++] = item;
      last = item;
    }
    cells[end++] = -1;
  }
  return { cells, starts: begins, items, counts };
}

/** The items of each basket together: those of basket `b` are `values[starts[b], starts[b + 1])`. */
function grouped(basketOf: ArrayLike<number>, itemOf: ArrayLike<number>) {
  let baskets = 0;
  for (let line = 0; line < basketOf.length; line++)
    baskets = Math.max(baskets, (basketOf[line] as number) + 1);
  const starts = new Int32Array(baskets + 1);
  for (let line = 0; line < basketOf.length; line++) {
    const after = (basketOf[line] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let basket = 0; basket < baskets; basket++)
    starts[basket + 1] = (starts[basket + 1] as number) + (starts[basket] as number);
  const values = new Int32Array(basketOf.length);
  const next = starts.slice();
  for (let line = 0; line < basketOf.length; line++) {
    const basket = basketOf[line] as number;
    const at = next[basket] as number;
    values[at] = itemOf[line] as number;
    next[basket] = at + 1;
  }
  return { starts, values };
}

/** Baskets that hold each item, however often it stands in one. */
function distinctCounts(starts: Int32Array, values: Int32Array): Int32Array {
  let items = 0;
  for (const item of values) items = Math.max(items, item + 1);
  const held = new Int32Array(items);
  const seenIn = new Int32Array(items).fill(-1);
  for (let basket = 0; basket + 1 < starts.length; basket++)
    for (const item of values.subarray(starts[basket], starts[basket + 1])) {
      if (seenIn[item] === basket) continue;
      seenIn[item] = basket;
      held[item] = (held[item] as number) + 1;
    }
  return held;
}
