import type { Model } from '../types.ts';
import { packed } from './baskets.ts';
import { mine } from './mine.ts';
import { rulesOf } from './rules.ts';
import { ItemsetStore } from './store.ts';

export interface ItemsetOptions {
  /** Items of a rule, the consequent among them, at least. */
  readonly shortest: number;
  /** Items of a set at most. */
  readonly longest: number;
  readonly confidence: number;
}

const MOST_SETS = 2_000_000;
const MOST_RULES = 2_000_000;

/**
 * Frequent itemsets and the rules in them, exactly.
 *
 * `lines`: `basket`, `item`, whole numbers from 0; an item may stand in a basket more than once. `totals`: one row,
 * `baskets` (all of them, empty ones too) and `minimum` (baskets that must hold a set).
 * `sets`: `itemset, size, baskets`. `members`: `itemset, item`. `rules`: `antecedent` (an itemset, −1 for none),
 * `consequent` (an item), `itemset` (of both). Throws `result-too-large` beyond two million sets or rules.
 */
export const itemsets: Model = ({ lines, totals }, options, work) => {
  const { shortest, longest, confidence } = options as unknown as ItemsetOptions;
  const minimum = Math.max(1, Number(totals?.minimum?.[0] ?? 1));
  const packing = packed(numbers(lines?.basket), numbers(lines?.item), minimum);
  const store = new ItemsetStore(MOST_SETS);
  mine(packing, minimum, longest, store, (done, total) => work.tell(done, total));
  const baskets = Number(totals?.baskets?.[0] ?? 0);
  const rules = rulesOf(store, baskets, shortest, confidence, MOST_RULES);
  const named = (item: number) => packing.items[item] as number;
  return {
    ...tables(store, named),
    rules: { ...rules, consequent: rules.consequent.map(named) },
  };
};

function tables(store: ItemsetStore, named: (item: number) => number) {
  const size = new Int32Array(store.size);
  const baskets = new Int32Array(store.size);
  for (let set = 0; set < store.size; set++) {
    size[set] = store.of(set).length;
    baskets[set] = store.count(set);
  }
  const cells = size.reduce((sum, one) => sum + one, 0);
  const members = { itemset: new Int32Array(cells), item: new Int32Array(cells) };
  let at = 0;
  for (let set = 0; set < store.size; set++)
    for (const item of store.of(set)) {
      members.itemset[at] = set;
      members.item[at++] = named(item);
    }
  return { sets: { itemset: Int32Array.from(size.keys()), size, baskets }, members };
}

/** Keys of 64 bits as numbers: they count from 0. */
const numbers = (column: Float64Array | BigInt64Array | undefined): ArrayLike<number> =>
  column instanceof BigInt64Array ? Float64Array.from(column, Number) : (column ?? []);
