import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { axis, bounds, periodNumber } from './axis.ts';
import type { LifecycleParameters } from './parameters.ts';

/** Days of a trailing window, by the column of its active users. */
export const WINDOWS = { wau: 7, mau: 30 } as const;

/** Rows of the metric from a table of `pairs`. */
export function rowsOf(
  parameters: LifecycleParameters,
  context: DatasetContext,
  pairs: string,
): Sql {
  const { gap, unit } = parameters;
  const n = (day: string) => periodNumber(day, parameters, context);
  // Who is active in a period stands here once, with the period that he was active in before.
  const moves = `(SELECT p, q, sum(users) AS users FROM (SELECT ${n('day')} AS p, ${n('previous_day')} AS q, users FROM ${pairs})
    WHERE q IS NULL OR q < p GROUP BY ALL)`;
  const of = (condition: string) => `coalesce(sum(users) FILTER (${condition}), 0)`;
  const active = `SELECT p AS n, sum(users) AS active, ${of('q IS NULL')} AS new, ${of(`p - q <= ${gap}`)} AS "returning",
      ${of(`p - q > ${gap}`)} AS resurrected FROM ${moves} GROUP BY p`;
  // Of those active in q, who did not come back within the gap is dormant when it is over.
  const gone = `SELECT n + ${gap} AS n, sum(users) AS dormant FROM (
      SELECT p AS n, users FROM ${moves} UNION ALL SELECT q, -users FROM ${moves} WHERE p - q <= ${gap}) GROUP BY n`;
  const every = sql`SELECT a.*, ${figures(['active', 'new', '"returning"', 'resurrected', 'dormant'])}
    FROM (${axis({ ...parameters, from: null }, context)}) a
    LEFT JOIN (${active}) USING (n) LEFT JOIN (${gone}) USING (n)`;
  const asleep = sql`SELECT *, CAST(sum(dormant - resurrected) OVER (ORDER BY n) AS BIGINT) AS dormant_total FROM (${every})`;
  return sql`SELECT * FROM (${unit === 'day' ? trailing(parameters, context, asleep, pairs) : daily(parameters, context, asleep, pairs)})
    WHERE n IN (SELECT n FROM (${axis(parameters, context)})) ORDER BY day`;
}

const figures = (names: readonly string[]) =>
  names.map((name) => `CAST(coalesce(${name}, 0) AS BIGINT) AS ${name}`).join(', ');

/** With mean daily active users of each week or month. */
function daily(
  parameters: LifecycleParameters,
  context: DatasetContext,
  rows: Sql,
  pairs: string,
): Sql {
  return sql`SELECT *, mean_daily / nullif(active, 0) AS stickiness
    FROM (SELECT r.*, coalesce(d.users, 0) / days AS mean_daily FROM (${rows}) r
      LEFT JOIN (SELECT ${periodNumber('day', parameters, context)} AS n, sum(users) AS users FROM ${pairs} GROUP BY ALL) d USING (n))`;
}

/** With the distinct users of the 7 and 30 days that end on each day; absent until so many days are there. */
function trailing(
  parameters: LifecycleParameters,
  context: DatasetContext,
  rows: Sql,
  pairs: string,
): Sql {
  const first = `DATE '${bounds(parameters, context).first}'`;
  const windows = Object.entries(WINDOWS).map(
    ([name, k]) => `LEFT JOIN (SELECT b AS n, sum(users) AS ${name} FROM (
        SELECT users, CAST(unnest(range(greatest(o, coalesce(before + ${k}, o)), o + ${k})) AS INTEGER) AS b
        FROM (SELECT users, day - ${first} AS o, previous_day - ${first} AS before FROM ${pairs})) GROUP BY b) USING (n)`,
  );
  const whole = (name: keyof typeof WINDOWS, figure: string) =>
    `CASE WHEN n >= ${WINDOWS[name] - 1} THEN ${figure} END`;
  const mean = (name: keyof typeof WINDOWS) =>
    `avg(active) OVER (ORDER BY n ROWS ${WINDOWS[name] - 1} PRECEDING)`;
  return sql`SELECT * EXCLUDE (wau, mau), ${whole('wau', 'coalesce(wau, 0)')} AS wau, ${whole('mau', 'coalesce(mau, 0)')} AS mau,
      ${whole('wau', `${mean('wau')} / nullif(wau, 0)`)} AS stickiness_week,
      ${whole('mau', `${mean('mau')} / nullif(mau, 0)`)} AS stickiness
    FROM (${rows}) ${windows.join(' ')}`;
}
