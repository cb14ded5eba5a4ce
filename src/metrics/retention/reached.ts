import { hasReach } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { join, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period } from '../sql/scope.ts';
import { periodStart, periodsBetween } from './calendar.ts';
import type { RetentionParameters } from './parameters.ts';
import { upTo } from './returns.ts';

/** True where `dws_user_return` has the answer. */
export const returnsAreCounted = (
  parameters: RetentionParameters,
  context: DatasetContext,
): boolean => hasReach(context) && parameters.day === 'calendar' && !filtered(parameters);

/** `first_day, users, cohort`: how many members begin on each day of the period. */
export function cohortsReached(parameters: RetentionParameters, context: DatasetContext): Sql {
  const { cohort, unit } = parameters;
  const own = sql`cohort = '${cohort}' AND event = '${cohort}' AND day = first_day`;
  return sql`SELECT first_day, users, ${periodStart('first_day', unit, context.weekStart)} AS cohort
    FROM dws_user_return ${where([own, ...period(parameters, 'first_day')])}`;
}

/**
 * `cohort, period, users` (and `until` of brackets). Each return counts where it is the first of its user in what is
 * asked for: the one before was earlier.
 */
export function countsReached(parameters: RetentionParameters, context: DatasetContext): Sql {
  const { cohort, event, unit, mode, ranges, watched } = parameters;
  const start = (day: string) => periodStart(day, unit, context.weekStart);
  const n = (day: string) =>
    `CAST(${periodsBetween(start('first_day'), start(day), unit)} AS INTEGER)`;
  const own = sql`cohort = '${cohort}' AND event = '${event}' AND ${upTo(watched)}`;
  const returned = sql`(SELECT ${start('first_day')} AS cohort, ${n('day')} AS n, ${n('previous_day')} AS before, users
    FROM dws_user_return ${where([own, ...period(parameters, 'first_day')])})`;
  if (mode === 'exact')
    return sql`SELECT cohort, n AS period, sum(users) AS users FROM ${returned}
      WHERE before IS NULL OR before < n GROUP BY cohort, n`;
  if (mode === 'rolling')
    return sql`SELECT cohort, period, sum(users) AS users
      FROM (SELECT cohort, CAST(unnest(range(coalesce(before + 1, 0), n + 1)) AS INTEGER) AS period, users FROM ${returned})
      GROUP BY cohort, period`;
  const inside = ranges.map(
    ([
      from,
      to,
    ]) => sql`SELECT cohort, ${from} AS period, ${to} AS until, sum(users) AS users FROM ${returned}
      WHERE n BETWEEN ${from} AND ${to} AND (before IS NULL OR before < ${from}) GROUP BY cohort`,
  );
  return join(inside, ' UNION ALL ');
}
