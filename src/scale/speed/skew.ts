import { mix, Random } from '../../sources/sample/random.ts';
import type { Aggregation } from './types.ts';

/** Rows with a key that one value dominates, the same for the same seed. */
export interface SkewedRows {
  readonly rows: number;
  readonly seed: number;
  /** Distinct keys besides the hot one, which is 0. */
  readonly keys: number;
  /** Share of the rows that have the hot key. */
  readonly hot: number;
}

/** How rows are sent to workers: by the hash of the key, or of the key and one of `salts` numbers dealt in turn. */
export interface Spreading {
  readonly workers: number;
  /** 1: by the key alone. */
  readonly salts: number;
}

/** The rows that one worker is sent; a composite key is `key × salts + salt`. */
export interface Share {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly values: Uint8Array<ArrayBuffer>;
}

/** Groups with their rows and sums, in no order. */
export interface Partials {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly counts: Float64Array<ArrayBuffer>;
  readonly sums: Float64Array<ArrayBuffer>;
}

/** Which worker a key goes to. */
export const workerOf = (key: number, workers: number) => mix(key + 1) % workers;

/** The share of worker `index`: all workers draw the same rows and each keeps its own. */
export function shareOf(
  { rows, seed, keys, hot }: SkewedRows,
  { workers, salts }: Spreading,
  index: number,
): Share {
  const random = new Random(seed);
  let kept = new Uint32Array(Math.ceil((rows / workers) * 1.2) + 64);
  let values = new Uint8Array(kept.length);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const key = random.unit() < hot ? 0 : 1 + random.ranked(keys);
    const composite = key * salts + (salts === 1 ? 0 : row % salts);
    if (workerOf(composite, workers) !== index) continue;
    if (length === kept.length) {
      const wider = new Uint32Array(length * 2);
      wider.set(kept);
      kept = wider;
      const more = new Uint8Array(length * 2);
      more.set(values);
      values = more;
    }
    kept[length] = composite;
    values[length++] = row % 97;
  }
  return { keys: kept.slice(0, length), values: values.slice(0, length) };
}

/** Groups rows by key: their number and the sum of their values. */
export function grouped({ keys, values }: Share): Partials {
  const table = new Groups();
  for (let row = 0; row < keys.length; row++)
    table.add(keys[row] as number, 1, values[row] as number);
  return table.partials();
}

/** The second stage: the parts of each key, told from its composite keys, become one group. */
export function merged(parts: readonly Partials[], salts: number): Partials {
  const table = new Groups();
  for (const { keys, counts, sums } of parts) {
    for (let at = 0; at < keys.length; at++)
      table.add(Math.floor((keys[at] as number) / salts), counts[at] as number, sums[at] as number);
  }
  return table.partials();
}

/** Sends each group to the worker that its key goes to. */
export function routed(partials: Partials, salts: number, workers: number): Partials[] {
  const to = Array.from({ length: workers }, (): number[] => []);
  for (const [at, key] of partials.keys.entries())
    to[workerOf(Math.floor(key / salts), workers)]?.push(at);
  return to.map((places) => ({
    keys: Uint32Array.from(places, (at) => partials.keys[at] as number),
    counts: Float64Array.from(places, (at) => partials.counts[at] as number),
    sums: Float64Array.from(places, (at) => partials.sums[at] as number),
  }));
}

export function totalOf(partials: readonly Partials[]): Aggregation {
  let groups = 0;
  let rows = 0;
  let sum = 0;
  for (const { keys, counts, sums } of partials) {
    groups += keys.length;
    for (const count of counts) rows += count;
    for (const one of sums) sum += one;
  }
  return { groups, rows, sum };
}

/** A hash table with open addressing; doubles when it is half full. */
class Groups {
  private slots = new Int32Array(1 << 12);
  private keys = new Uint32Array(1 << 11);
  private counts = new Float64Array(1 << 11);
  private sums = new Float64Array(1 << 11);
  private size = 0;

  add(key: number, count: number, value: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = mix(key) & mask;
    for (let group = slots[at] as number; group !== 0; group = slots[at] as number) {
      if (this.keys[group - 1] === key) {
        this.counts[group - 1] = (this.counts[group - 1] as number) + count;
        this.sums[group - 1] = (this.sums[group - 1] as number) + value;
        return;
      }
      at = (at + 1) & mask;
    }
    slots[at] = this.size + 1;
    this.keys[this.size] = key;
    this.counts[this.size] = count;
    this.sums[this.size++] = value;
    if (this.size === this.keys.length) this.grow();
  }

  partials(): Partials {
    return {
      keys: this.keys.slice(0, this.size),
      counts: this.counts.slice(0, this.size),
      sums: this.sums.slice(0, this.size),
    };
  }

  private grow(): void {
    const wider = this.keys.length * 2;
    const { keys, counts, sums } = this;
    this.keys = new Uint32Array(wider);
    this.counts = new Float64Array(wider);
    this.sums = new Float64Array(wider);
    this.keys.set(keys);
    this.counts.set(counts);
    this.sums.set(sums);
    this.slots = new Int32Array(wider * 2);
    const mask = this.slots.length - 1;
    for (let group = 0; group < this.size; group++) {
      let at = mix(this.keys[group] as number) & mask;
      while (this.slots[at] !== 0) at = (at + 1) & mask;
      this.slots[at] = group + 1;
    }
  }
}
