import type { Data } from 'apache-arrow';
import type { IdColumn } from '../../../sources/types.ts';
import { integers } from '../arrow.ts';
import type { Lane, Lanes } from '../lanes.ts';

/** The lanes of an identifier, as far as it has them. */
export const keyLanes = (lanes: Lanes, id: string): Lane[] =>
  [id, `${id}.high`, `${id}.valid`].flatMap((name) => lanes[name] ?? []);

/** True where a row has no such identifier. */
export function isMissing(lanes: Lanes, id: string, textual: boolean): (row: number) => boolean {
  const low = lanes[id];
  if (!low) return () => true;
  if (textual) return (row) => low[row] === 0;
  const valid = lanes[`${id}.valid`];
  return valid ? (row) => valid[row] === 0 : () => false;
}

/** Keys of an identifier in the given rows. */
export function keysAt(
  lanes: Lanes,
  id: IdColumn,
  rows: Uint32Array,
  textual: ReadonlySet<IdColumn>,
): Data {
  const low = Uint32Array.from(at(lanes[id] as Lane, rows));
  if (textual.has(id)) return integers(low, null, low);
  const high = lanes[`${id}.high`];
  const valid = lanes[`${id}.valid`];
  return integers(low, high ? at(high, rows) : null, valid ? at(valid, rows) : null);
}

/** Values of a lane in the given rows, as whole numbers of 32 bits. */
export function at(lane: Lane, rows: Uint32Array): Int32Array<ArrayBuffer> {
  const made = new Int32Array(rows.length);
  for (let i = 0; i < made.length; i++) made[i] = lane[rows[i] as number] as number;
  return made;
}

/** Times of the given rows, of the lane's own kind. */
export function timesAt(time: Lane, rows: Uint32Array): Lane {
  const made =
    time instanceof Uint32Array ? new Uint32Array(rows.length) : new Float64Array(rows.length);
  for (let i = 0; i < made.length; i++) made[i] = time[rows[i] as number] as number;
  return made;
}
