import { TabhouseError } from '../../engine/errors.ts';

/** Itemsets one after the other in typed arrays that grow, found again by their items. */
export class ItemsetStore {
  size = 0;
  private items = new Int32Array(1 << 12);
  private ends = new Int32Array(1 << 10);
  private counted = new Int32Array(1 << 10);
  /** Open addressing: itemset + 1, 0 where the place is free. */
  private places = new Int32Array(1 << 12);
  private readonly most: number;

  /** More than `most` sets throw `result-too-large`. */
  constructor(most: number) {
    this.most = most;
  }

  /** Keeps the first `length` of `items` (ascending) with the number of baskets that hold them. */
  add(items: Int32Array, length: number, count: number): void {
    if (this.size >= this.most) throw new TabhouseError('result-too-large');
    const from = this.start(this.size);
    if (from + length > this.items.length) this.items = grown(this.items, from + length);
    if (this.size + 1 > this.ends.length) {
      this.ends = grown(this.ends, this.size + 1);
      this.counted = grown(this.counted, this.size + 1);
    }
    for (let at = 0; at < length; at++) this.items[from + at] = items[at] as number;
    this.ends[this.size] = from + length;
    this.counted[this.size] = count;
    this.size++;
    if (this.size * 2 > this.places.length) this.rehash();
    else this.put(this.size - 1);
  }

  count(set: number): number {
    return this.counted[set] as number;
  }

  /** The items of a set, ascending; a view that holds until the next `add`. */
  of(set: number): Int32Array {
    return this.items.subarray(this.start(set), this.ends[set]);
  }

  /** The set of these items (ascending) without the one at `left`; −1 where it is not kept. */
  without(items: Int32Array, left: number): number {
    const mask = this.places.length - 1;
    const length = items.length - 1;
    let place = hash(items, left) & mask;
    for (;;) {
      const set = (this.places[place] as number) - 1;
      if (set < 0) return -1;
      const from = this.start(set);
      if ((this.ends[set] as number) - from === length) {
        let at = 0;
        while (at < length && this.items[from + at] === items[at < left ? at : at + 1]) at++;
        if (at === length) return set;
      }
      place = (place + 1) & mask;
    }
  }

  private start(set: number): number {
    return set === 0 ? 0 : (this.ends[set - 1] as number);
  }

  private put(set: number): void {
    const mask = this.places.length - 1;
    let place = hash(this.of(set), -1) & mask;
    while (this.places[place] !== 0) place = (place + 1) & mask;
    this.places[place] = set + 1;
  }

  private rehash(): void {
    this.places = new Int32Array(this.places.length * 2);
    for (let set = 0; set < this.size; set++) this.put(set);
  }
}

/** Of all items but the one at `left`. */
function hash(items: Int32Array, left: number): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < items.length; at++) {
    if (at === left) continue;
    state = Math.imul(state ^ (items[at] as number), 0x01000193);
    state ^= state >>> 15;
  }
  return Math.imul(state, 0x9e3779b1) >>> 8;
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(array.length * 2, least));
  larger.set(array);
  return larger;
}
