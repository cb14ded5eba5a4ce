import type { IdColumn } from '../../../sources/types.ts';
import type { DatasetContext } from '../../types.ts';
import type { Arranged } from '../arrange.ts';
import type { Lane } from '../lanes.ts';
import { PURCHASE } from './group-sums.ts';

/** By what purchases belong to an order: as src/warehouse/tables/dws-order-day.ts has it. */
export interface OrderKeys {
  readonly low: Lane;
  readonly high: Lane | null;
  readonly valid: Lane | null;
  /** 0 is no order, as in dictionary keys and in numbers of sessions. */
  readonly zeroIsNone: boolean;
}

/** The keys of a bucket's orders; null where it has none. */
export function orderKeys(
  { rows: { lanes }, sessions }: Arranged,
  textual: ReadonlySet<IdColumn>,
  { orders }: DatasetContext,
): OrderKeys | null {
  if (orders === 'session' && sessions)
    return { low: sessions, high: null, valid: null, zeroIsNone: true };
  const id = orders === 'order_id' ? 'order_id' : 'session_id';
  const low = lanes[id];
  if (!low) return null;
  return {
    low,
    high: lanes[`${id}.high`] ?? null,
    valid: lanes[`${id}.valid`] ?? null,
    zeroIsNone: textual.has(id),
  };
}

/** Orders of each group of rows: distinct keys of its purchases; `null` keys: each purchase is one. */
export function orderCounts(
  type: Lane,
  starts: Uint32Array,
  basis: DatasetContext['orders'],
  keys: OrderKeys | null,
): Int32Array<ArrayBuffer> {
  const groups = starts.length - 1;
  const made = new Int32Array(groups);
  for (let group = 0; group < groups; group++) {
    const end = starts[group + 1] as number;
    let seen: Set<number | string> | null = null;
    let first = -1;
    let alone = 0;
    for (let row = starts[group] as number; row < end; row++) {
      if (type[row] !== PURCHASE) continue;
      if (basis === 'row') alone++;
      else if (!keys || isNone(keys, row)) alone += basis === 'session' ? 1 : 0;
      else if (first < 0) first = row;
      else if (seen) seen.add(keyOf(keys, row));
      else if (!same(keys, first, row)) seen = new Set([keyOf(keys, first), keyOf(keys, row)]);
    }
    made[group] = alone + (seen ? seen.size : first < 0 ? 0 : 1);
  }
  return made;
}

const isNone = ({ low, valid, zeroIsNone }: OrderKeys, row: number) =>
  zeroIsNone ? low[row] === 0 : valid !== null && valid[row] === 0;

const same = ({ low, high }: OrderKeys, a: number, b: number) =>
  low[a] === low[b] && (high === null || high[a] === high[b]);

const keyOf = ({ low, high }: OrderKeys, row: number) =>
  high ? `${high[row]} ${low[row]}` : (low[row] as number);
