import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import { periodStart, periodsBetween, rollingSeconds } from './calendar.ts';
import type { RetentionParameters } from './parameters.ts';

/** Events of users that pass the filters, on any day: the period asked for only chooses cohorts. */
export function eventsOf(
  { filters, watched }: RetentionParameters,
  context: DatasetContext,
  word: 'any' | 'view' | 'purchase',
  ...ranges: readonly Sql[]
): Sql {
  const scope = { from: null, to: watched ?? null, filters };
  const some = word === 'any' ? [] : [sql`event_type = '${word}'`];
  return scopedEvents(scope, context, sql`user_key IS NOT NULL`, ...some, ...ranges);
}

/**
 * `u, first_day, cohort` of every member: the day of its first event (purchase, where the cohort is by purchase) and
 * the first day of that day's period. In rolling days also `t0`, that event's time, and `l0`, its local time.
 */
export function members(parameters: RetentionParameters, context: DatasetContext): Sql {
  const { cohort, unit, day } = parameters;
  const first = cohort === 'purchase' ? 'first_purchase_day' : 'first_day';
  const users =
    day === '24h' || filtered(parameters)
      ? sql`SELECT user_key AS u, min(event_time) AS t0, min(local_time) AS l0, min(day) AS first_day
          FROM ${eventsOf(parameters, context, cohort)} GROUP BY user_key`
      : sql`SELECT user_key AS u, ${first} AS first_day FROM dws_user WHERE ${first} IS NOT NULL`;
  return sql`SELECT *, ${periodStart('first_day', unit, context.weekStart)} AS cohort
    FROM (${users}) ${where(period(parameters, 'first_day'))}`;
}

/** SQL of what is looked at of a day. */
export const upTo = (watched: string | undefined): string =>
  watched === undefined ? 'true' : `day <= DATE '${watched}'`;

/** `u, cohort, n`, each once: the member of `cohorts` came back in period `n`. */
export function returns(
  parameters: RetentionParameters,
  context: DatasetContext,
  cohorts: Sql,
): Sql {
  const { event, unit, day, watched } = parameters;
  if (day === '24h')
    return sql`SELECT DISTINCT u, cohort,
        CAST(floor(epoch(event_time - t0) / ${rollingSeconds(unit)}) AS INTEGER) AS n
      FROM (SELECT user_key AS u, event_time FROM ${eventsOf(parameters, context, event)})
      JOIN ${cohorts} USING (u) WHERE event_time >= t0`;
  const active = { any: 'events > 0', view: 'views > 0', purchase: 'purchases > 0' }[event];
  const days = filtered(parameters)
    ? sql`SELECT DISTINCT user_key AS u, day FROM ${eventsOf(parameters, context, event)}`
    : sql`SELECT user_key AS u, day FROM dws_user_day WHERE user_key IS NOT NULL AND ${active} AND ${upTo(watched)}`;
  const n = periodsBetween('cohort', periodStart('day', unit, context.weekStart), unit);
  return sql`SELECT ${unit === 'day' ? '' : 'DISTINCT'} u, cohort, CAST(${n} AS INTEGER) AS n
    FROM (${days}) JOIN ${cohorts} USING (u) WHERE day >= first_day`;
}

/**
 * `u, cohort, n` once more, from DWD alone: the day of the first event by a window over each user's days instead of
 * a table of members. `ranges`: conditions on the user.
 */
export function returnsApart(
  parameters: RetentionParameters,
  context: DatasetContext,
  ...ranges: readonly Sql[]
): Sql {
  return sql`SELECT DISTINCT u, cohort, n FROM (${eventsApart(parameters, context, ...ranges)}) WHERE ${is(parameters.event)}`;
}

/** `u, cohort, n, event_type, amount` of every event of a member since the first, from DWD alone. */
export function eventsApart(
  parameters: RetentionParameters,
  context: DatasetContext,
  ...ranges: readonly Sql[]
): Sql {
  const { cohort, unit, day } = parameters;
  const first = (value: string) =>
    `min(${value}) FILTER (${is(cohort)}) OVER (PARTITION BY user_key)`;
  const n =
    day === '24h'
      ? `floor(epoch(event_time - t0) / ${rollingSeconds(unit)})`
      : periodsBetween('cohort', periodStart('day', unit, context.weekStart), unit);
  const after = day === '24h' ? 'event_time >= t0' : 'day >= first_day';
  return sql`SELECT user_key AS u, cohort, CAST(${n} AS INTEGER) AS n, event_type, amount
    FROM (SELECT *, ${periodStart('first_day', unit, context.weekStart)} AS cohort
      FROM (SELECT user_key, event_type, amount, event_time, day, ${first('day')} AS first_day, ${first('event_time')} AS t0
        FROM ${eventsOf(parameters, context, 'any', ...ranges)}))
    ${where([sql`${after}`, ...period(parameters, 'first_day')])}`;
}

const is = (word: string) => (word === 'any' ? 'true' : `event_type = '${word}'`);
