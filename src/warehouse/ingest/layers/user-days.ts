import type { ColumnDefinition } from '../../table.ts';
import type { Arranged } from '../arrange.ts';
import { counts, dates } from '../arrow.ts';
import type { Lane } from '../lanes.ts';
import { GroupSums, PURCHASE, runs, type Summed } from './group-sums.ts';
import type { HourSums } from './hours.ts';
import { at, keyLanes, keysAt } from './keys.ts';
import { type Batch, batchOf, type LayerOptions } from './layer.ts';
import { orderCounts, orderKeys } from './orders.ts';

export const USER_DAYS = 'dws_user_day';
export const USER_DAY_COLUMNS = ['user_key', 'day', 'orders', 'hours', 'view_hours', 'buy_hours'];

const VIEW = 0;

/** The rows of `dws_user_day` of a bucket, whose users are all in it; their hours are added to `perHour`. */
export function userDays(
  bucket: Arranged,
  summed: Summed,
  hours: Int32Array,
  columns: readonly ColumnDefinition[],
  perHour: HourSums,
  { context, textual }: LayerOptions,
): Batch {
  const { lanes, rows } = bucket.rows;
  const starts = runs(rows, [...keyLanes(lanes, 'user_id'), bucket.days], null);
  const sums = new GroupSums(summed, { starts, order: null });
  const firstRows = starts.subarray(0, sums.groups);
  const type = lanes.type as Lane;
  const masks = hourMasks(type, hours, starts);
  const days = at(bucket.days, firstRows);
  perHour.addPeople(days, masks.all, masks.buy);
  return batchOf(USER_DAYS, columns, sums, (name) => {
    if (name === 'user_key') return keysAt(lanes, 'user_id', firstRows, textual);
    if (name === 'day') return dates(days);
    if (name === 'hours') return counts(masks.all);
    if (name === 'view_hours') return counts(masks.view);
    if (name === 'buy_hours') return counts(masks.buy);
    if (name !== 'orders') return null;
    return counts(orderCounts(type, starts, context.orders, orderKeys(bucket, textual, context)));
  });
}

/** The hours of the day that each group has rows in, as bits: all rows, views, purchases. */
function hourMasks(type: Lane, hours: Int32Array, starts: Uint32Array) {
  const groups = starts.length - 1;
  const masks = {
    all: new Int32Array(groups),
    view: new Int32Array(groups),
    buy: new Int32Array(groups),
  };
  for (let group = 0; group < groups; group++) {
    const end = starts[group + 1] as number;
    let all = 0;
    let view = 0;
    let buy = 0;
    for (let row = starts[group] as number; row < end; row++) {
      const bit = 1 << hourOfDay(hours[row] as number);
      all |= bit;
      if (type[row] === VIEW) view |= bit;
      else if (type[row] === PURCHASE) buy |= bit;
    }
    masks.all[group] = all;
    masks.view[group] = view;
    masks.buy[group] = buy;
  }
  return masks;
}

/** Hours are counted from 1970, and those before are negative. */
const hourOfDay = (hour: number) => ((hour % 24) + 24) % 24;
