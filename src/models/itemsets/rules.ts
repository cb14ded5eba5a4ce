import { TabhouseError } from '../../engine/errors.ts';
import type { ItemsetStore } from './store.ts';

/** Rules as parallel columns: itemset minus one consequent ⇒ the consequent. */
export interface Rules {
  /** Itemset of the rule's left side; −1 where that is empty. */
  readonly antecedent: Int32Array;
  /** Item of the rule's right side. */
  readonly consequent: Int32Array;
  /** Itemset of both sides. */
  readonly itemset: Int32Array;
}

/** Rules of at least `shortest` items whose confidence is at least `confidence`. More than `most` throw `result-too-large`. */
export function rulesOf(
  store: ItemsetStore,
  baskets: number,
  shortest: number,
  confidence: number,
  most: number,
): Rules {
  const antecedent: number[] = [];
  const consequent: number[] = [];
  const itemset: number[] = [];
  for (let set = 0; set < store.size; set++) {
    const items = store.of(set);
    if (items.length < shortest) continue;
    for (let left = 0; left < items.length; left++) {
      const other = items.length === 1 ? -1 : store.without(items, left);
      const held = other < 0 ? baskets : store.count(other);
      if (store.count(set) / held < confidence) continue;
      if (antecedent.length >= most) throw new TabhouseError('result-too-large');
      antecedent.push(other);
      consequent.push(items[left] as number);
      itemset.push(set);
    }
  }
  return {
    antecedent: Int32Array.from(antecedent),
    consequent: Int32Array.from(consequent),
    itemset: Int32Array.from(itemset),
  };
}
