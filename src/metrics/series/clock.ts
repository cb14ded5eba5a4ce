import { transitions, zoneTable } from '../../sources/zones.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { SeriesParameters } from './parameters.ts';

const DAY = 86_400;
/** A last day whose events end before this hour is cut, and a last hour whose events end before this minute. */
const [WHOLE_DAY, WHOLE_HOUR] = [22, 50];

/** Seconds since 1970, by the wall clock of the report zone, from which on periods are cut off; null where none is. */
export function cutFrom(
  { table, by, to }: SeriesParameters,
  context: DatasetContext,
): number | null {
  const { lastEvent, to: end, grain } = context;
  if (table !== null || !lastEvent || end === null || grain === 'day') return null;
  if (to !== null && to < end) return null;
  const [day = '', time = ''] = lastEvent.split(/[T ]/);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const start = Date.parse(`${day}T00:00:00Z`) / 1000;
  if (by === 'day') return hour < WHOLE_DAY ? start : null;
  return minute < WHOLE_HOUR ? start + hour * 3600 : null;
}

/** Hours of the wall clock that the report zone left out in the data's days: none of them is missing. */
export function skippedHours(
  { table, by }: SeriesParameters,
  context: DatasetContext,
): readonly number[] {
  if (table !== null || by !== 'hour' || context.from === null || context.to === null) return [];
  const zone = context.reportTimezone;
  const from = Date.parse(`${context.from}T00:00:00Z`) - DAY * 1000;
  const to = Date.parse(`${context.to}T00:00:00Z`) + 2 * DAY * 1000;
  let offset = zoneTable(zone).offsetSecondsAt(from);
  const skipped: number[] = [];
  for (const { at, offsetSeconds } of transitions(zone, from, to)) {
    const start = at / 1000 + offset;
    for (
      let time = Math.floor(start / 3600) * 3600;
      time + 3600 <= at / 1000 + offsetSeconds;
      time += 3600
    )
      if (time >= start) skipped.push(time);
    offset = offsetSeconds;
  }
  return skipped;
}
