import { type Lane, type Lanes, NO_DECIMAL } from '../lanes.ts';
import { mix } from '../route.ts';
import { isMissing } from './keys.ts';

/** With more entities than this a part's memory has better uses; those without times take half as much. */
const MOST = 1 << 20;
const MOST_UNDATED = 1 << 22;

/** A column of which the latest value is kept; a whole number of 64 bits has a second half. */
export interface Attribute {
  /** Its lane. */
  readonly lane: string;
  /** 0 is NULL: keys of a dictionary. */
  readonly zeroIsNone: boolean;
}

/** Entities with what is kept of them, as arrays that can be sent to another worker. */
export interface Entries {
  readonly low: Uint32Array<ArrayBuffer>;
  readonly high: Int32Array<ArrayBuffer>;
  readonly time: Float64Array<ArrayBuffer>;
  readonly kept: readonly Pick<Kept, 'low' | 'high' | 'time'>[];
}

/** The memory of entries, to be given away with them. */
export const buffersOf = ({ low, high, time, kept }: Entries): ArrayBuffer[] =>
  [low, high, time, ...kept.flatMap((own) => [own.low, own.high, own.time])].map(
    ({ buffer }) => buffer,
  );

interface Kept {
  readonly of: Attribute;
  low: Float64Array<ArrayBuffer>;
  high: Int32Array<ArrayBuffer>;
  /** Microseconds since 1970 of the value; −∞ where there is none yet. */
  time: Float64Array<ArrayBuffer>;
}

/**
 * For each entity the values of its latest rows that have them, over the buckets of a part: as `arg_max(value, time)`
 * of SQL, which of equal times takes the first row. Without `dated` the greatest value of the first attribute.
 */
export class Latest {
  size = 0;
  /** True where there were too many entities; what is here is then not whole. */
  full = false;
  low = new Uint32Array(1 << 10);
  high = new Int32Array(1 << 10);
  /** Microseconds since 1970 of the last row. */
  time = new Float64Array(1 << 10);
  readonly kept: readonly Kept[];
  private table = new Int32Array(1 << 11);
  private readonly id: string;
  private readonly textual: boolean;
  private readonly dated: boolean;

  constructor(
    id: string,
    attributes: readonly Attribute[],
    { textual, dated }: { readonly textual: boolean; readonly dated: boolean },
  ) {
    this.id = id;
    this.textual = textual;
    this.dated = dated;
    this.kept = attributes.map((of) => ({
      of,
      low: new Float64Array(1 << 10),
      high: new Int32Array(1 << 10),
      time: new Float64Array(1 << 10).fill(Number.NEGATIVE_INFINITY),
    }));
  }

  add(lanes: Lanes, rows: number): void {
    const low = lanes[this.id];
    if (!low || this.full) return;
    const high = lanes[`${this.id}.high`];
    const missing = isMissing(lanes, this.id, this.textual);
    const at = new Int32Array(rows);
    for (let row = 0; row < rows && !this.full; row++)
      at[row] = missing(row)
        ? -1
        : this.entry(low[row] as number, high ? (high[row] as number) : 0);
    if (this.full) return;
    const time = lanes.time as Lane;
    const unit = time instanceof Uint32Array ? 1e6 : 1;
    if (this.dated) latestTimes(this.time, at, time, unit);
    for (const kept of this.kept) {
      const lane = lanes[kept.of.lane];
      if (!lane) continue;
      const none = noneOf(lanes, kept.of, lane);
      const upper = lanes[`${kept.of.lane}.high`];
      if (this.dated) keepLatest(kept, at, lane, upper, none, time, unit);
      else keepGreatest(kept, at, lane, upper, none);
    }
  }

  entries(): Entries {
    const { size } = this;
    return {
      low: this.low.slice(0, size),
      high: this.high.slice(0, size),
      time: this.time.slice(0, this.dated ? size : 0),
      kept: this.kept.map(({ low, high, time }) => ({
        low: low.slice(0, size),
        high: high.slice(0, size),
        time: time.slice(0, size),
      })),
    };
  }

  /** Takes over what another part has kept. */
  merge({ low, high, time, kept }: Entries): void {
    for (let i = 0; i < low.length; i++) {
      const entry = this.entry(low[i] as number, high[i] as number);
      if (this.dated && (time[i] as number) > (this.time[entry] as number))
        this.time[entry] = time[i] as number;
      for (const [at, own] of this.kept.entries()) {
        const other = kept[at];
        const then = other?.time[i] ?? Number.NEGATIVE_INFINITY;
        if (!other || then === Number.NEGATIVE_INFINITY) continue;
        const now = own.time[entry] as number;
        const later = this.dated ? then > now : now !== 0 || greater(other, i, own, entry);
        if (!later) continue;
        own.time[entry] = then;
        own.low[entry] = other.low[i] as number;
        own.high[entry] = other.high[i] as number;
      }
    }
    this.full = false;
  }

  private entry(low: number, high: number): number {
    const mask = this.table.length - 1;
    let slot = hash(low, high) & mask;
    for (;;) {
      const held = (this.table[slot] as number) - 1;
      if (held < 0) break;
      if (this.low[held] === low && this.high[held] === high) return held;
      slot = (slot + 1) & mask;
    }
    const entry = this.size++;
    if (entry === this.low.length) this.grow();
    this.low[entry] = low;
    this.high[entry] = high;
    this.time[entry] = Number.NEGATIVE_INFINITY;
    this.table[slot] = entry + 1;
    if (this.size * 2 > this.table.length) this.rehash();
    if (this.size > (this.dated ? MOST : MOST_UNDATED)) this.full = true;
    return entry;
  }

  private grow(): void {
    const size = this.low.length * 2;
    const floats = (from: Float64Array, blank: number) => {
      const to = new Float64Array(size).fill(blank, from.length);
      to.set(from);
      return to;
    };
    const ints = (from: Int32Array) => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    const low = new Uint32Array(size);
    low.set(this.low);
    this.low = low;
    this.high = ints(this.high);
    if (this.dated) this.time = floats(this.time, Number.NEGATIVE_INFINITY);
    for (const kept of this.kept) {
      kept.low = floats(kept.low, 0);
      kept.high = ints(kept.high);
      kept.time = floats(kept.time, Number.NEGATIVE_INFINITY);
    }
  }

  private rehash(): void {
    const table = new Int32Array(this.table.length * 2);
    const mask = table.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let slot = hash(this.low[entry] as number, this.high[entry] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = entry + 1;
    }
    this.table = table;
  }
}

type Values = Pick<Kept, 'low' | 'high'>;

/** 64-bit whole numbers compare by their upper halves first. */
function greater(one: Values, i: number, other: Values, k: number): boolean {
  const [a, b] = [one.high[i] as number, other.high[k] as number];
  return a > b || (a === b && (one.low[i] as number) > (other.low[k] as number));
}

const hash = (low: number, high: number) => mix(low ^ Math.imul(high, 0x9e3779b1));

function noneOf(lanes: Lanes, { lane: name, zeroIsNone }: Attribute, lane: Lane) {
  if (zeroIsNone) return (row: number) => lane[row] === 0;
  const valid = lanes[`${name}.valid`];
  if (valid) return (row: number) => valid[row] === 0;
  if (lane instanceof Float64Array) return (row: number) => Number.isNaN(lane[row]);
  if (name === 'price' && lane instanceof Int32Array)
    return (row: number) => lane[row] === NO_DECIMAL;
  return () => false;
}

function latestTimes(latest: Float64Array, at: Int32Array, time: Lane, unit: number): void {
  for (let row = 0; row < at.length; row++) {
    const entry = at[row] as number;
    if (entry < 0) continue;
    const now = (time[row] as number) * unit;
    if (now > (latest[entry] as number)) latest[entry] = now;
  }
}

function keepLatest(
  kept: Kept,
  at: Int32Array,
  lane: Lane,
  upper: Lane | undefined,
  none: (row: number) => boolean,
  time: Lane,
  unit: number,
): void {
  for (let row = 0; row < at.length; row++) {
    const entry = at[row] as number;
    if (entry < 0) continue;
    const now = (time[row] as number) * unit;
    if (now <= (kept.time[entry] as number) || none(row)) continue;
    kept.time[entry] = now;
    kept.low[entry] = lane[row] as number;
    if (upper) kept.high[entry] = upper[row] as number;
  }
}

/** 64-bit whole numbers compare by their upper halves first. `time` only says that there is a value. */
function keepGreatest(
  kept: Kept,
  at: Int32Array,
  lane: Lane,
  upper: Lane | undefined,
  none: (row: number) => boolean,
): void {
  for (let row = 0; row < at.length; row++) {
    const entry = at[row] as number;
    if (entry < 0 || none(row)) continue;
    const [low, high] = [lane[row] as number, upper ? (upper[row] as number) : 0];
    const held = kept.high[entry] as number;
    if (
      kept.time[entry] === 0 &&
      (high < held || (high === held && low <= (kept.low[entry] as number)))
    )
      continue;
    kept.time[entry] = 0;
    kept.low[entry] = low;
    kept.high[entry] = high;
  }
}
