import type { IdColumn } from '../../sources/types.ts';
import type { ColumnDefinition } from '../table.ts';
import { has, hasAmount } from '../tables/columns.ts';
import type { DatasetContext } from '../types.ts';
import type { Arranged } from './arrange.ts';
import { type ArrowColumn, dates, integers, ipcOf } from './arrow.ts';
import type { Rows } from './bucket.ts';
import { FIRST_BITS } from './firsts.ts';
import type { Lane, Lanes } from './lanes.ts';
import { GroupSums, MARK, runs } from './layers/group-sums.ts';
import { amounts, quantities } from './layers/money.ts';
import { sortedByFew } from './sort.ts';

/*
 * `dws_item_day` by typed arrays. Its SQL (src/warehouse/tables/dws-item-day.ts) groups nearly as many groups as
 * rows, in every part, and once more over the parts: half of the time of all layers. Here the rows go to the owner
 * of their item, are sorted and summed up, and are in one part only. The same figures, to the row: both are tested
 * against each other.
 */

export const ITEM_DAYS = 'dws_item_day';

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
      (type[row] as number) |
      ((bits & user) === 0 ? 0 : MARK.user) |
      ((bits & buyer) === 0 ? 0 : MARK.buyer);
  }
  return made;
}

/** The rows of one bucket of items, summed up by item and day, as the Arrow stream that the table takes. */
export function itemDayBatch(
  bucket: Rows,
  columns: readonly ColumnDefinition[],
  textual: ReadonlySet<IdColumn>,
): { readonly ipc: Uint8Array<ArrayBuffer>; readonly rows: number } {
  const { lanes } = bucket;
  const order = sortedByFew(bucket, 'item_id', 'day');
  const keys = ['item_id', 'item_id.high', 'item_id.valid', 'day'];
  const starts = runs(
    bucket.rows,
    keys.flatMap((name) => lanes[name] ?? []),
    order,
  );
  const rows = starts.length - 1;
  const { mark, quantity, amount } = lanes;
  const sums = new GroupSums({ mark: mark as Lane, quantity, amount }, { starts, order });
  const firstRows = starts.subarray(0, rows).map((start) => order[start] as number);
  const data = columns.map(({ name }): ArrowColumn => {
    if (name === 'item_key') return { name, data: itemKeys(lanes, firstRows, textual) };
    if (name === 'day') return { name, data: dates(picked(lanes.day as Lane, firstRows)) };
    const sum = sums.column(name);
    if (!sum) throw new RangeError(`dws_item_day has no way to ${name}`);
    return { name, data: sum };
  });
  return { ipc: ipcOf(data, rows), rows };
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
