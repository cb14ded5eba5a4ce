import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Stage } from '../types.ts';
import { axis, bounds, periodNumber } from './axis.ts';
import { activeApart } from './pairs.ts';
import type { LifecycleParameters } from './parameters.ts';
import { WINDOWS } from './rows.ts';

/** Users of each state and period, user by user over single events; range by range where there are many. */
export function apart(
  parameters: LifecycleParameters,
  context: DatasetContext,
  table: string,
): Stage {
  const query = (...ranges: readonly Sql[]) => states(parameters, context, ...ranges);
  return { table, query: query(), slice: { column: 'user_key', query } };
}

/** `state, n, users`. */
function states(
  parameters: LifecycleParameters,
  context: DatasetContext,
  ...ranges: readonly Sql[]
): Sql {
  const { gap, unit } = parameters;
  const { last, first } = bounds(parameters, context);
  const end = periodNumber(`DATE '${last}'`, parameters, context);
  const days = sql`(${activeApart(parameters, context, ...ranges)})`;
  const active = sql`(SELECT u, n, lag(n) OVER own AS before, lead(n) OVER own AS after
    FROM (SELECT DISTINCT u, ${periodNumber('day', parameters, context)} AS n FROM ${days}) WINDOW own AS (PARTITION BY u ORDER BY n))`;
  const state = `CASE WHEN before IS NULL THEN 'new' WHEN n - before <= ${gap} THEN 'returning' ELSE 'resurrected' END`;
  const sleep = `unnest(range(n + ${gap}, coalesce(after, ${end} + 1)))`;
  const window = (
    name: keyof typeof WINDOWS,
  ) => sql`SELECT '${name}', CAST(n AS INTEGER), count(DISTINCT u) FROM (
      SELECT u, day - DATE '${first}' + unnest(range(0, ${WINDOWS[name]})) AS n FROM ${days}) GROUP BY n`;
  const more =
    unit === 'day'
      ? sql`${window('wau')} UNION ALL ${window('mau')}`
      : sql`SELECT 'days', ${periodNumber('day', parameters, context)}, count(*) FROM ${days} GROUP BY ALL`;
  return sql`SELECT ${state} AS state, n, count(*) AS users FROM ${active} GROUP BY ALL
    UNION ALL SELECT 'dormant', n + ${gap}, count(*) FROM ${active} WHERE after IS NULL OR after - n > ${gap} GROUP BY ALL
    UNION ALL SELECT 'asleep', CAST(n AS INTEGER), count(*) FROM (SELECT ${sleep} AS n FROM ${active}) GROUP BY n
    UNION ALL ${more}`;
}

/** Rows of the metric from a table of `apart`. */
export function rowsApart(
  parameters: LifecycleParameters,
  context: DatasetContext,
  table: string,
): Sql {
  const of = (state: string) => `coalesce(sum(users) FILTER (state = '${state}'), 0)`;
  const active = `(${of('new')} + ${of('returning')} + ${of('resurrected')})`;
  const seen = (k: number, figure: string) => `CASE WHEN a.n >= ${k - 1} THEN ${figure} END`;
  const mean = (k: number) =>
    `(SELECT sum(users) / ${k} FROM ${table} WHERE state IN ('new', 'returning', 'resurrected') AND n BETWEEN a.n - ${k - 1} AND a.n)`;
  const { wau, mau } = WINDOWS;
  const more =
    parameters.unit === 'day'
      ? `${seen(wau, of('wau'))} AS wau, ${seen(mau, of('mau'))} AS mau,
        ${seen(wau, `any_value(${mean(wau)}) / nullif(${of('wau')}, 0)`)} AS stickiness_week,
        ${seen(mau, `any_value(${mean(mau)}) / nullif(${of('mau')}, 0)`)} AS stickiness`
      : `${of('days')} / a.days AS mean_daily, ${of('days')} / a.days / nullif(${active}, 0) AS stickiness`;
  return sql`SELECT a.day, a.complete, ${active} AS active, ${of('new')} AS new, ${of('returning')} AS "returning",
      ${of('resurrected')} AS resurrected, ${of('dormant')} AS dormant, ${of('asleep')} AS dormant_total, ${more}
    FROM (${axis(parameters, context)}) a LEFT JOIN ${table} s ON s.n = a.n GROUP BY a.n, a.day, a.days, a.complete`;
}
