import { EVENT_TYPES, type IdColumn } from '../../sources/types.ts';
import type { ColumnDefinition } from '../table.ts';
import { has, hasAmount } from '../tables/columns.ts';
import { COUNT_COLUMNS } from '../tables/counts.ts';
import { FIRST_BITS } from '../tables/firsts.ts';
import type { DatasetContext } from '../types.ts';
import type { Arranged } from './arrange.ts';
import { type ArrowColumn, counts, dates, decimals, integers, ipcOf } from './arrow.ts';
import type { Rows } from './bucket.ts';
import { type Lane, type Lanes, NO_DECIMAL } from './lanes.ts';
import { sortedOrder } from './sort.ts';

/*
 * `dws_item_day` by typed arrays. Its SQL (src/warehouse/tables/dws-item-day.ts) groups nearly as many groups as
 * rows, in every part, and once more over the parts: half of the time of all layers. Here the rows go to the owner
 * of their item, are sorted and summed up, and are in one part only. The same figures, to the row: both are tested
 * against each other.
 */

export const ITEM_DAYS = 'dws_item_day';

/** `mark` of a row: event type, user's first, buyer's first. */
const TYPE = 7;
const USER = 8;
const BUYER = 16;

/** What an item's owner needs of the rows of a bucket of users. */
export function itemLanes(bucket: Arranged, context: DatasetContext): Lanes {
  const { lanes, rows } = bucket.rows;
  const out: Lanes = { day: bucket.days, mark: marks(bucket) };
  for (const name of ['item_id', 'item_id.high', 'item_id.valid'])
    if (lanes[name]) out[name] = lanes[name];
  if (has(context, 'quantity')) out.quantity = quantities(lanes.quantity, rows);
  if (hasAmount(context)) out.amount = amounts(lanes, rows, context);
  return out;
}

function marks({ rows: { lanes, rows }, firsts }: Arranged): Uint8Array<ArrayBuffer> {
  const type = lanes.type as Lane;
  const made = new Uint8Array(rows);
  const { user, buyer } = FIRST_BITS.item_key;
  for (let row = 0; row < rows; row++) {
    const bits = firsts[row] as number;
    made[row] =
      (type[row] as number) | ((bits & user) === 0 ? 0 : USER) | ((bits & buyer) === 0 ? 0 : BUYER);
  }
  return made;
}

const missing = (lane: Lane, value: number) =>
  lane instanceof Int32Array ? value === NO_DECIMAL : Number.isNaN(value);

/** `coalesce(quantity, 1)`, × 10,000. */
function quantities(lane: Lane | undefined, rows: number): Float64Array<ArrayBuffer> {
  const made = new Float64Array(rows).fill(10_000);
  if (lane)
    for (let row = 0; row < rows; row++) {
      const value = lane[row] as number;
      if (!missing(lane, value)) made[row] = value;
    }
  return made;
}

/** The amount of a row, × 10,000: the source's, else price × quantity rounded half away from zero. NULL is 0. */
function amounts(lanes: Lanes, rows: number, context: DatasetContext): Float64Array<ArrayBuffer> {
  const made = new Float64Array(rows);
  const lane = has(context, 'amount') ? lanes.amount : lanes.price;
  if (!lane) return made;
  const multiplied = !has(context, 'amount') && has(context, 'quantity');
  const quantity = multiplied ? quantities(lanes.quantity, rows) : null;
  for (let row = 0; row < rows; row++) {
    const value = lane[row] as number;
    if (missing(lane, value)) continue;
    made[row] = quantity ? product(value, quantity[row] as number) : value;
  }
  return made;
}

function product(price: number, quantity: number): number {
  const exact = price * quantity;
  if (Math.abs(exact) <= Number.MAX_SAFE_INTEGER)
    return Math.sign(exact) * Math.round(Math.abs(exact) / 10_000);
  const whole = BigInt(price) * BigInt(quantity);
  const half = whole < 0n ? -5000n : 5000n;
  return Number((whole + half) / 10_000n);
}

/** The rows of one bucket of items, summed up by item and day, as the Arrow stream that the table takes. */
export function itemDayBatch(
  bucket: Rows,
  columns: readonly ColumnDefinition[],
  textual: ReadonlySet<IdColumn>,
): { readonly ipc: Uint8Array<ArrayBuffer>; readonly rows: number } {
  const order = sortedOrder(bucket, 'item_id', 'day');
  const starts = groups(bucket, order);
  const rows = starts.length - 1;
  const sums = new Sums(bucket, order, starts);
  const firstRows = starts.subarray(0, rows).map((start) => order[start] as number);
  const data = columns.map(({ name }): ArrowColumn => {
    if (name === 'item_key') return { name, data: itemKeys(bucket.lanes, firstRows, textual) };
    if (name === 'day') return { name, data: dates(picked(bucket.lanes.day as Lane, firstRows)) };
    return { name, data: sums.column(name) };
  });
  return { ipc: ipcOf(data, rows), rows };
}

/** Where in `order` each (item, day) begins, and the end. */
function groups({ rows, lanes }: Rows, order: Uint32Array): Uint32Array<ArrayBuffer> {
  const same = ['item_id', 'item_id.high', 'item_id.valid', 'day'].flatMap(
    (name) => lanes[name] ?? [],
  );
  const starts = new Uint32Array(rows + 1);
  let count = 0;
  for (let at = 0; at < rows; at++) {
    const row = order[at] as number;
    const before = order[at - 1] as number;
    if (at > 0 && same.every((lane) => lane[row] === lane[before])) continue;
    starts[count++] = at;
  }
  starts[count] = rows;
  return starts.slice(0, count + 1);
}

function itemKeys(lanes: Lanes, rows: Uint32Array, textual: ReadonlySet<IdColumn>) {
  const low = Uint32Array.from(picked(lanes.item_id as Lane, rows));
  const high = lanes['item_id.high'];
  const valid = lanes['item_id.valid'];
  if (textual.has('item_id')) return integers(low, null, low);
  return integers(low, high ? picked(high, rows) : null, valid ? picked(valid, rows) : null);
}

function picked(lane: Lane, rows: Uint32Array): Int32Array<ArrayBuffer> {
  const made = new Int32Array(rows.length);
  for (let i = 0; i < made.length; i++) made[i] = lane[rows[i] as number] as number;
  return made;
}

/** The counts block and the people of each group. */
class Sums {
  private readonly bucket: Rows;
  private readonly order: Uint32Array;
  private readonly starts: Uint32Array;

  constructor(bucket: Rows, order: Uint32Array, starts: Uint32Array) {
    this.bucket = bucket;
    this.order = order;
    this.starts = starts;
  }

  /** A column of the table by its name. */
  column(name: string) {
    if (name === 'events') return counts(this.count(0, 0));
    if (name === 'users') return counts(this.count(USER, USER));
    if (name === 'buyers') return counts(this.count(BUYER, BUYER));
    if (name === 'quantity') return decimals(this.sum('quantity', PURCHASE));
    if (name === 'gmv') return decimals(this.sum('amount', PURCHASE));
    if (name === 'refunded') return decimals(this.sum('amount', REFUND));
    const type = EVENT_TYPES.findIndex((word) => COUNT_COLUMNS[word] === name);
    if (type < 0) throw new RangeError(`dws_item_day has no way to ${name}`);
    return counts(this.count(TYPE, type));
  }

  /** Rows of each group whose mark has `value` in the bits of `mask`. */
  private count(mask: number, value: number): Int32Array<ArrayBuffer> {
    const { order, starts } = this;
    const mark = this.bucket.lanes.mark as Lane;
    const made = new Int32Array(starts.length - 1);
    for (let group = 0; group < made.length; group++) {
      const end = starts[group + 1] as number;
      let found = 0;
      for (let at = starts[group] as number; at < end; at++)
        if (((mark[order[at] as number] as number) & mask) === value) found++;
      made[group] = found;
    }
    return made;
  }

  private sum(name: string, type: number): Float64Array<ArrayBuffer> {
    const { order, starts } = this;
    const mark = this.bucket.lanes.mark as Lane;
    const lane = this.bucket.lanes[name] as Lane;
    const made = new Float64Array(starts.length - 1);
    for (let group = 0; group < made.length; group++) {
      const end = starts[group + 1] as number;
      let sum = 0;
      for (let at = starts[group] as number; at < end; at++) {
        const row = order[at] as number;
        if (((mark[row] as number) & TYPE) === type) sum += lane[row] as number;
      }
      made[group] = sum;
    }
    return made;
  }
}

const PURCHASE = EVENT_TYPES.indexOf('purchase');
const REFUND = EVENT_TYPES.indexOf('refund');
