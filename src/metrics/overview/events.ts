import type { DatasetContext } from '../../warehouse/types.ts';
import { hasSessions, hasUsers } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { OverviewParameters } from './parameters.ts';
import { takenBack } from './refunds.ts';

/** The counted figures from DWD: any scope. One row, or one a day. */
export function figuresFromEvents(parameters: OverviewParameters, context: DatasetContext): Sql {
  const daily = parameters.by === 'day';
  const users = hasUsers(context)
    ? `count(DISTINCT user_key)${parameters.uv === 'view' ? ` FILTER (event_type = 'view')` : ''} AS uv,
      count(DISTINCT user_key) FILTER (event_type = 'purchase') AS buyers,`
    : '';
  const counts = sql`SELECT ${daily ? 'day,' : ''}
      count(*) AS events,
      count(*) FILTER (event_type = 'view') AS views,
      count(*) FILTER (event_type = 'purchase') AS purchases,
      coalesce(sum(amount) FILTER (event_type = 'purchase'), 0) AS gmv,
      coalesce(sum(${takenBack(context)}) FILTER (event_type = 'refund'), 0) AS refunded,
      ${users}
      ${ordersOfEvents(context)} AS orders
    FROM ${scopedEvents(parameters, context)} ${daily ? 'GROUP BY day' : ''}`;
  if (!hasSessions(context)) return counts;
  const sessions = sql`SELECT ${daily ? 'day,' : ''}
      count(*) AS sessions,
      count(*) FILTER (session_views > 0) AS view_sessions,
      count(*) FILTER (session_purchases > 0) AS purchase_sessions,
      count(*) FILTER (session_events = 1) AS single_sessions
    FROM (SELECT ${daily ? 'day,' : ''} session_key, count(*) AS session_events,
        count(*) FILTER (event_type = 'view') AS session_views,
        count(*) FILTER (event_type = 'purchase') AS session_purchases
      FROM ${scopedEvents(parameters, context, sql`session_key IS NOT NULL`)}
      GROUP BY ALL)
    ${daily ? 'GROUP BY day' : ''}`;
  return daily
    ? sql`SELECT * FROM (${counts}) LEFT JOIN (${sessions}) USING (day)`
    : sql`SELECT * FROM (${counts}), (${sessions})`;
}

/** Distinct orders among rows of DWD, as the data tell orders apart. */
function ordersOfEvents(context: DatasetContext): string {
  const bought = `FILTER (event_type = 'purchase'`;
  switch (context.orders) {
    case 'order_id':
      return `count(DISTINCT order_key) ${bought})`;
    case 'session':
      return `count(DISTINCT {'s': session_key, 'u': user_key}) ${bought} AND session_key IS NOT NULL)
        + count(*) ${bought} AND session_key IS NULL)`;
    case 'row':
      return `count(*) ${bought})`;
  }
}
