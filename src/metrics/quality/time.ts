import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours } from '../capabilities.ts';
import { lastDayCut } from '../last-day.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { long } from './long.ts';

/** Hours of the day that have events on at least this share of the days are expected on every day. */
const USUAL = 0.8;

/**
 * Days and usual hours without an event between the first and the last, as shares of those expected; the longest
 * silence in hours; whether the last day is cut, and in which hour. `hours` gives `day, hour` with an event.
 */
export function gaps(context: DatasetContext, hours: Sql): Sql {
  const days = sql`SELECT min(day) AS first, max(day) AS last, count(DISTINCT day) AS seen FROM (${hours})`;
  const daily = [
    { figure: 'days', expression: 'seen' },
    { figure: 'missing_days', expression: '1 - CAST(seen AS DOUBLE) / (last - first + 1)' },
  ];
  if (!hasHours(context)) return long(daily, sql`(${days})`);
  const found = sql`(SELECT *, CAST(day AS TIMESTAMP) + to_hours(CAST(hour AS BIGINT)) AS instant FROM (${hours}))`;
  const usual = sql`(SELECT hour FROM (${hours}), (${days}) GROUP BY hour, seen HAVING count(*) >= ${USUAL} * seen)`;
  const expected = sql`(SELECT CAST(unnest(generate_series(CAST(first AS TIMESTAMP), CAST(last AS TIMESTAMP), INTERVAL 1 DAY)) AS DATE) AS day FROM (${days}))`;
  const slots = sql`(SELECT e.day, u.hour, CAST(e.day AS TIMESTAMP) + to_hours(CAST(u.hour AS BIGINT)) AS instant FROM ${expected} e, ${usual} u)`;
  return long(
    [
      ...daily,
      { figure: 'missing_hours', expression: 'CAST(missing AS DOUBLE) / nullif(slots, 0)' },
      { figure: 'longest_silence', expression: 'silence' },
      { figure: 'last_day_cut', expression: 'CAST(cut AS INTEGER)' },
      { figure: 'last_day_hour', expression: 'last_hour' },
    ],
    sql`(${days}),
      (SELECT count(*) AS slots, count(*) FILTER (f.instant IS NULL) AS missing FROM ${slots} s LEFT JOIN ${found} f ON f.instant = s.instant,
        (SELECT min(instant) AS low, max(instant) AS high FROM ${found}) WHERE s.instant BETWEEN low AND high),
      (SELECT max(silence) AS silence FROM (SELECT date_diff('hour', lag(instant) OVER (ORDER BY instant), instant) - 1 AS silence FROM ${found})),
      (SELECT hour AS last_hour, cut FROM (${lastDayCut(hours, sql`(SELECT last FROM (${days}))`)}))`,
  );
}
