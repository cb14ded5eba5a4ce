import type { ColumnDefinition } from '../../table.ts';
import type { Arranged } from '../arrange.ts';
import { counts, dates, optionalDates, timestamps } from '../arrow.ts';
import type { Lane } from '../lanes.ts';
import { GroupSums, PURCHASE, runs, type Summed } from './group-sums.ts';
import { at, keyLanes, keysAt, timesAt } from './keys.ts';
import { type Batch, batchOf, type LayerOptions } from './layer.ts';
import { orderCounts, orderKeys } from './orders.ts';

export const USERS = 'dws_user';
export const USER_COLUMNS = [
  'user_key',
  'first_time',
  'last_time',
  'first_day',
  'last_day',
  'active_days',
  'first_purchase_day',
  'last_purchase_day',
  'purchase_days',
  'orders',
];

/** The rows of `dws_user` of a bucket, whose users are all in it. */
export function users(
  bucket: Arranged,
  summed: Summed,
  columns: readonly ColumnDefinition[],
  { context, textual }: LayerOptions,
): Batch {
  const { lanes, rows } = bucket.rows;
  const starts = runs(rows, keyLanes(lanes, 'user_id'), null);
  const sums = new GroupSums(summed, { starts, order: null });
  const first = starts.subarray(0, sums.groups);
  const last = starts.subarray(1).map((end) => end - 1);
  const type = lanes.type as Lane;
  const all = distinctDays(bucket.days, starts, null);
  const bought = distinctDays(bucket.days, starts, type);
  return batchOf(USERS, columns, sums, (name) => {
    if (name === 'user_key') return keysAt(lanes, 'user_id', first, textual);
    if (name === 'first_time') return timestamps(timesAt(lanes.time as Lane, first));
    if (name === 'last_time') return timestamps(timesAt(lanes.time as Lane, last));
    if (name === 'first_day') return dates(at(bucket.days, first));
    if (name === 'last_day') return dates(at(bucket.days, last));
    if (name === 'active_days') return counts(all.days);
    if (name === 'first_purchase_day') return optionalDates(bought.first);
    if (name === 'last_purchase_day') return optionalDates(bought.last);
    if (name === 'purchase_days') return counts(bought.days);
    if (name !== 'orders') return null;
    return counts(orderCounts(type, starts, context.orders, orderKeys(bucket, textual, context)));
  });
}

/** The first, last and number of days of each group with rows, or with purchases where types are given. */
function distinctDays(days: Int32Array, starts: Uint32Array, type: Lane | null) {
  const groups = starts.length - 1;
  const made = {
    days: new Int32Array(groups),
    first: new Array<number | null>(groups).fill(null),
    last: new Array<number | null>(groups).fill(null),
  };
  for (let group = 0; group < groups; group++) {
    const end = starts[group + 1] as number;
    let count = 0;
    let last = 0;
    for (let row = starts[group] as number; row < end; row++) {
      if (type && type[row] !== PURCHASE) continue;
      const day = days[row] as number;
      if (count === 0) made.first[group] = day;
      if (count === 0 || day !== last) count++;
      last = day;
    }
    made.days[group] = count;
    if (count > 0) made.last[group] = last;
  }
  return made;
}
