import type { Baskets } from './baskets.ts';
import type { ItemsetStore } from './store.ts';

/**
 * All sets of 1 to `longest` items that at least `minimum` baskets hold, exactly, put into `store`. Depth first, each set
 * extended by items more frequent than its last one: the baskets that hold it are gone through once to count the
 * candidates and once to hand each frequent one its own baskets (occurrence deliver). `tell` hears of every item done.
 */
export function mine(
  { cells, starts, items }: Baskets,
  minimum: number,
  longest: number,
  store: ItemsetStore,
  tell: (done: number, total: number) => void,
): void {
  const prefix = new Int32Array(Math.max(1, longest));
  const counts = new Int32Array(items.length);
  const slots = new Int32Array(items.length).fill(-1);

  /** `places[0, size)`: where in `cells` the rest of each basket begins that holds the prefix of `depth` items. */
  const extend = (depth: number, places: Int32Array): void => {
    const touched: number[] = [];
    for (let row = 0; row < places.length; row++) {
      let at = places[row] as number;
      for (let item = cells[at] as number; item >= 0; item = cells[++at] as number) {
        if (counts[item] === 0) touched.push(item);
        counts[item] = (counts[item] as number) + 1;
      }
    }
    const found = touched.filter((item) => (counts[item] as number) >= minimum).sort(ascending);
    const sizes = found.map((item) => counts[item] as number);
    for (const item of touched) counts[item] = 0;
    if (found.length === 0) return;
    const rests = depth + 1 < longest ? handed(places, found, sizes) : null;
    for (const [index, item] of found.entries()) {
      prefix[depth] = item;
      store.add(prefix, depth + 1, sizes[index] as number);
      const own = rests?.[index];
      if (own) extend(depth + 1, own);
      if (depth === 0) tell(index + 1, found.length);
    }
  };

  /** For each found item, where its baskets go on behind it. */
  const handed = (
    places: Int32Array,
    found: readonly number[],
    sizes: readonly number[],
  ): Int32Array[] => {
    const rests = sizes.map((size) => new Int32Array(size));
    const filled = new Int32Array(found.length);
    for (const [slot, item] of found.entries()) slots[item] = slot;
    for (let row = 0; row < places.length; row++) {
      let at = places[row] as number;
      for (let item = cells[at] as number; item >= 0; item = cells[++at] as number) {
        const slot = slots[item] as number;
        if (slot < 0) continue;
        const rest = rests[slot] as Int32Array;
        const next = filled[slot] as number;
        rest[next] = at + 1;
        filled[slot] = next + 1;
      }
    }
    for (const item of found) slots[item] = -1;
    return rests;
  };

  extend(0, starts);
}

const ascending = (a: number, b: number) => a - b;
