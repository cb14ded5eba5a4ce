import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { periodEnd, periodStart, periodsBetween, rollingSeconds } from './calendar.ts';
import type { RetentionParameters } from './parameters.ts';

/**
 * `cohort, size, period, until, complete` of every cell that has been observed: its period has begun by the last day
 * of the data (a bracket, or a period of rolling days, has ended for every member). `complete`: it has ended. `members`
 * is SQL of how many members rows of `cohorts` are.
 */
export function observed(
  parameters: RetentionParameters,
  context: DatasetContext,
  cohorts: string,
  members = 'count(*)',
): Sql {
  const size = sizes(parameters, context, cohorts, members);
  if (parameters.mode === 'bracket') {
    const list = parameters.ranges.map(([from, to]) => `(${from}, ${to})`).join(', ');
    return sql`SELECT cohort, size, period, until, true AS complete
      FROM (${size}), (VALUES ${list}) AS brackets(period, until)
      WHERE until <= whole`;
  }
  return sql`SELECT cohort, size, period, CAST(NULL AS INTEGER) AS until, period <= whole AS complete
    FROM (SELECT *, CAST(unnest(range(0, begun + 1)) AS INTEGER) AS period FROM (${size}))`;
}

/** `cohort` of those whose period `n` has ended, of rows of `members`. */
export const ended = (
  parameters: RetentionParameters,
  context: DatasetContext,
  cohorts: Sql,
  n: number,
): Sql =>
  sql`SELECT cohort FROM (${sizes(parameters, context, sql`(${cohorts})`, 'count(*)')}) WHERE whole >= ${n}`;

/** `cohort, size, begun, whole`: the last period that has begun for the cohort, and the last that has ended. */
function sizes(
  { unit, day, watched }: RetentionParameters,
  context: DatasetContext,
  cohorts: string | Sql,
  members: string,
): Sql {
  const last = `DATE '${watched ?? context.to ?? '1970-01-01'}'`;
  if (day === '24h') {
    const left = `epoch(CAST(${last} + 1 AS TIMESTAMP) - max(l0))`;
    const ended = `CAST(floor(${left} / ${rollingSeconds(unit)}) AS INTEGER) - 1`;
    return sql`SELECT cohort, ${members} AS size, ${ended} AS begun, ${ended} AS whole
      FROM ${cohorts} GROUP BY cohort`;
  }
  const begun = periodsBetween('cohort', periodStart(last, unit, context.weekStart), unit);
  return sql`SELECT *, begun - CASE WHEN ${periodEnd('cohort', 'begun', unit)} <= ${last} THEN 0 ELSE 1 END AS whole
    FROM (SELECT cohort, ${members} AS size, CAST(${begun} AS INTEGER) AS begun FROM ${cohorts} GROUP BY cohort)`;
}

/** Rows of the metric from `cells` (see `observed`) and how many users came back in each: `cohort, period, users`. */
export function retained(cells: Sql, counts: Sql, bracket: boolean): Sql {
  return sql`SELECT cohort, period, ${bracket ? 'until,' : ''} CAST(coalesce(users, 0) AS BIGINT) AS users, size,
      coalesce(users, 0) / size AS rate, complete
    FROM (${cells}) LEFT JOIN (${counts}) USING (cohort, period${bracket ? ', until' : ''})
    ORDER BY cohort, period${bracket ? ', until' : ''}`;
}

/** `cohort, period, users` (and `until` of brackets) over a table of `returns`. */
export function counts({ mode, ranges }: RetentionParameters, returned: string): Sql {
  if (mode === 'exact')
    return sql`SELECT cohort, n AS period, count(*) AS users FROM ${returned} GROUP BY cohort, n`;
  if (mode === 'rolling')
    return sql`SELECT cohort, period, CAST(sum(last_here) OVER (
        PARTITION BY cohort ORDER BY period ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS BIGINT) AS users
      FROM (SELECT cohort, period, count(u) AS last_here
        FROM (SELECT cohort, CAST(unnest(range(0, max(n) + 1)) AS INTEGER) AS period FROM ${returned} GROUP BY cohort)
        LEFT JOIN (SELECT cohort, u, max(n) AS period FROM ${returned} GROUP BY cohort, u) USING (cohort, period)
        GROUP BY cohort, period)`;
  const inside = ranges.map(
    ([from, to]) =>
      `SELECT cohort, ${from} AS period, ${to} AS until, count(DISTINCT u) AS users FROM ${returned} WHERE n BETWEEN ${from} AND ${to} GROUP BY cohort`,
  );
  return sql`${inside.join(' UNION ALL ')}`;
}
