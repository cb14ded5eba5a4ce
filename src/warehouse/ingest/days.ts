import { transitions, zoneTable } from '../../sources/zones.ts';
import type { Lane } from './lanes.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

/** Local days of instants in a zone, counted from 1970-01-01. */
export const localDays = (time: Lane, zone: string): Int32Array<ArrayBuffer> =>
  counted(time, zone, DAY_SECONDS);

/** Local hours of instants in a zone, counted from 1970-01-01 00:00. */
export const localHours = (time: Lane, zone: string): Int32Array<ArrayBuffer> =>
  counted(time, zone, HOUR_SECONDS);

function counted(time: Lane, zone: string, length: number): Int32Array<ArrayBuffer> {
  const rows = time.length;
  const made = new Int32Array(rows);
  if (rows === 0) return made;
  const unit = time instanceof Uint32Array ? 1 : 1e6;
  const offset = steadyOffset(time, unit, zone);
  if (offset !== null) {
    for (let row = 0; row < rows; row++)
      made[row] = Math.floor(((time[row] as number) / unit + offset) / length);
    return made;
  }
  const table = zoneTable(zone);
  for (let row = 0; row < rows; row++) {
    const seconds = (time[row] as number) / unit;
    made[row] = Math.floor((seconds + table.offsetSecondsAt(seconds * 1000)) / length);
  }
  return made;
}

/** The zone's offset in seconds where it is the same for all rows, else null. */
function steadyOffset(time: Lane, unit: number, zone: string): number | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < time.length; row++) {
    const value = time[row] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const from = Math.floor(least / unit) * 1000;
  const to = Math.ceil(most / unit) * 1000;
  return transitions(zone, from, to).length === 0 ? zoneTable(zone).offsetSecondsAt(from) : null;
}
