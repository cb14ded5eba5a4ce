import { EVENT_TYPES } from '../../../sources/types.ts';
import type { Lane } from '../lanes.ts';
import { mix } from '../route.ts';
import { PURCHASE, type Summed, typeOfColumn } from './group-sums.ts';

const TYPES = EVENT_TYPES.length;
const REFUND = EVENT_TYPES.indexOf('refund');
const USERS = TYPES;
const BUYERS = TYPES + 1;
const COUNTS = TYPES + 2;
/** Quantity, gmv, refunded. */
const MONEY = 3;
/** With more groups than this a part's memory has better uses. */
const MOST_GROUPS = 1 << 20;

/** The key of an entity in each row: two halves, and whether there is one. */
export interface EntityKeys {
  readonly low: Lane;
  readonly high: Lane | null;
  /** 0 is none where keys are a dictionary's. */
  readonly zeroIsNone: boolean;
  readonly valid: Lane | null;
}

/** Bits of a row's `firsts` that say: its user's (its buyer's) first with this entity on this day. */
export interface FirstBits {
  readonly user: number;
  readonly buyer: number;
}

/** Sums by entity and local day over the buckets of a part: open addressing over few groups. */
export class EntitySums {
  groups = 0;
  /** True where there were too many groups; the sums are then gone. */
  full = false;
  low = new Uint32Array(1 << 10);
  high = new Int32Array(1 << 10);
  /** 1 where the entity is NULL. */
  none = new Uint8Array(1 << 10);
  days = new Int32Array(1 << 10);
  private counts = new Int32Array(COUNTS << 10);
  private money = new Float64Array(MONEY << 10);
  private table = new Int32Array(1 << 11);
  private readonly bits: FirstBits;

  constructor(bits: FirstBits) {
    this.bits = bits;
  }

  add(
    { low, high, zeroIsNone, valid }: EntityKeys,
    days: Int32Array,
    { mark, quantity, amount }: Summed,
    firsts: Uint8Array,
  ): void {
    const { user, buyer } = this.bits;
    for (let row = 0; row < days.length && !this.full; row++) {
      const own = low[row] as number;
      const none = zeroIsNone ? own === 0 : valid !== null && valid[row] === 0;
      const group = this.group(
        none ? 0 : own,
        none || !high ? 0 : (high[row] as number),
        none ? 1 : 0,
        days[row] as number,
      );
      const { counts, money } = this;
      const type = mark[row] as number;
      const cell = group * COUNTS;
      counts[cell + type] = (counts[cell + type] as number) + 1;
      const bits = firsts[row] as number;
      if ((bits & user) !== 0) counts[cell + USERS] = (counts[cell + USERS] as number) + 1;
      if ((bits & buyer) !== 0) counts[cell + BUYERS] = (counts[cell + BUYERS] as number) + 1;
      if (type !== PURCHASE && type !== REFUND) continue;
      const at = group * MONEY;
      if (type === REFUND) {
        if (amount) money[at + 2] = (money[at + 2] as number) + (amount[row] as number);
        continue;
      }
      if (quantity) money[at] = (money[at] as number) + (quantity[row] as number);
      if (amount) money[at + 1] = (money[at + 1] as number) + (amount[row] as number);
    }
  }

  /** Counts of a column of the counts block or of the people, in the order of `rows`; null where it is none. */
  countsOf(name: string, rows: Uint32Array): Int32Array<ArrayBuffer> | null {
    const place = { users: USERS, buyers: BUYERS }[name] ?? typeOfColumn(name);
    if (place < 0) return null;
    return Int32Array.from(rows, (row) => this.counts[row * COUNTS + place] as number);
  }

  /** Sums × 10,000 of `quantity`, `gmv` or `refunded`; null where it is none. */
  moneyOf(name: string, rows: Uint32Array): Float64Array<ArrayBuffer> | null {
    const place = ['quantity', 'gmv', 'refunded'].indexOf(name);
    if (place < 0) return null;
    return Float64Array.from(rows, (row) => this.money[row * MONEY + place] as number);
  }

  private group(low: number, high: number, none: number, day: number): number {
    const mask = this.table.length - 1;
    let slot = hash(low, high, none, day) & mask;
    for (;;) {
      const held = (this.table[slot] as number) - 1;
      if (held < 0) return this.insert(slot, low, high, none, day);
      if (
        this.low[held] === low &&
        this.days[held] === day &&
        this.high[held] === high &&
        this.none[held] === none
      )
        return held;
      slot = (slot + 1) & mask;
    }
  }

  private insert(slot: number, low: number, high: number, none: number, day: number): number {
    const group = this.groups++;
    if (group === this.low.length) this.grow();
    this.low[group] = low;
    this.high[group] = high;
    this.none[group] = none;
    this.days[group] = day;
    this.table[slot] = group + 1;
    if (this.groups * 2 > this.table.length) this.rehash();
    if (this.groups > MOST_GROUPS) this.full = true;
    return group;
  }

  private grow(): void {
    const size = this.low.length * 2;
    const wider = <T extends Int32Array | Uint32Array | Uint8Array | Float64Array>(
      to: T,
      from: T,
    ) => {
      to.set(from);
      return to;
    };
    this.low = wider(new Uint32Array(size), this.low);
    this.high = wider(new Int32Array(size), this.high);
    this.none = wider(new Uint8Array(size), this.none);
    this.days = wider(new Int32Array(size), this.days);
    this.counts = wider(new Int32Array(size * COUNTS), this.counts);
    this.money = wider(new Float64Array(size * MONEY), this.money);
  }

  private rehash(): void {
    const table = new Int32Array(this.table.length * 2);
    const mask = table.length - 1;
    for (let group = 0; group < this.groups; group++) {
      const [low, high] = [this.low[group] as number, this.high[group] as number];
      let slot = hash(low, high, this.none[group] as number, this.days[group] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = group + 1;
    }
    this.table = table;
  }
}

const hash = (low: number, high: number, none: number, day: number) =>
  mix(low ^ Math.imul(high, 0x9e3779b1) ^ Math.imul(day * 2 + none, 0x85ebca6b));
