import { hasReach } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import type { LifecycleParameters } from './parameters.ts';

/**
 * `previous_day, day, users`: how many users were active on `day`, and before that last on `previous_day`; NULL where
 * never. All that the life cycle asks is a sum of these. Without filters the counted returns tell them, else the days
 * of each user.
 */
export function pairs(parameters: LifecycleParameters, context: DatasetContext): Sql {
  const { event, filters } = parameters;
  const until = period({ from: null, to: parameters.to, filters });
  if (hasReach(context) && !filtered(parameters))
    return sql`SELECT previous_day, day, sum(users) AS users FROM dws_user_return
      ${where([sql`cohort = 'any' AND event = '${event}'`, ...until])} GROUP BY ALL`;
  return sql`SELECT previous_day, day, count(*) AS users
    FROM (SELECT day, lag(day) OVER (PARTITION BY u ORDER BY day) AS previous_day FROM (${activeDays(parameters, context)}))
    GROUP BY ALL`;
}

/** `u, day`, each once: the user was active on that day. `ranges`: conditions on the user. */
export function activeDays(parameters: LifecycleParameters, context: DatasetContext): Sql {
  const { event, filters, to } = parameters;
  if (filtered(parameters)) return activeApart(parameters, context);
  const active = { any: 'events > 0', view: 'views > 0', purchase: 'purchases > 0' }[event];
  return sql`SELECT user_key AS u, day FROM dws_user_day
    ${where([sql`user_key IS NOT NULL AND ${active}`, ...period({ from: null, to, filters })])}`;
}

/** The same from single events. */
export function activeApart(
  { event, filters, to }: LifecycleParameters,
  context: DatasetContext,
  ...ranges: readonly Sql[]
): Sql {
  const some = event === 'any' ? [] : [sql`event_type = '${event}'`];
  const scope = { from: null, to, filters };
  return sql`SELECT DISTINCT user_key AS u, day
    FROM ${scopedEvents(scope, context, sql`user_key IS NOT NULL`, ...some, ...ranges)}`;
}
