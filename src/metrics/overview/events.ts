import type { DatasetContext } from '../../warehouse/types.ts';
import { hasSessions, hasUsers } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { Stage } from '../types.ts';
import type { OverviewParameters } from './parameters.ts';
import { takenBack } from './refunds.ts';

/** Figures of an overview counted in the events, under any filters and under `more` conditions: one row, or one a day. */
export function figuresFromEvents(
  parameters: OverviewParameters,
  context: DatasetContext,
  ...more: readonly Sql[]
): Sql {
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
    FROM ${scopedEvents(parameters, context, ...more)} ${daily ? 'GROUP BY day' : ''}`;
  if (!hasSessions(context)) return counts;
  const sessions = sql`SELECT ${daily ? 'day,' : ''}
      count(*) AS sessions,
      count(*) FILTER (session_views > 0) AS view_sessions,
      count(*) FILTER (session_purchases > 0) AS purchase_sessions,
      count(*) FILTER (session_events = 1) AS single_sessions
    FROM (SELECT ${daily ? 'day,' : ''} session_key, count(*) AS session_events,
        count(*) FILTER (event_type = 'view') AS session_views,
        count(*) FILTER (event_type = 'purchase') AS session_purchases
      FROM ${scopedEvents(parameters, context, sql`session_key IS NOT NULL`, ...more)}
      GROUP BY ALL)
    ${daily ? 'GROUP BY day' : ''}`;
  return daily
    ? sql`SELECT * FROM (${counts}) LEFT JOIN (${sessions}) USING (day)`
    : sql`SELECT * FROM (${counts}), (${sessions})`;
}

/** Distinct orders among rows of DWD, as the data tell orders apart. */
export function ordersOfEvents(context: DatasetContext): string {
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

/** True where each figure is the sum over ranges of users: no session or order has several of them. */
const addsUp = (context: DatasetContext) =>
  hasUsers(context) && context.orders !== 'order_id' && context.sessions !== 'source';

/**
 * The figures of `figuresFromEvents` and what is made for them: where they add up over users, range by range, so that a
 * hundred million events need no more memory than a few.
 */
export function figuresByUsers(
  parameters: OverviewParameters,
  context: DatasetContext,
  table: string,
): { readonly stages: readonly Stage[]; readonly figures: Sql } {
  const figures = (...more: readonly Sql[]) => figuresFromEvents(parameters, context, ...more);
  if (!addsUp(context)) return { stages: [], figures: figures() };
  const names = ['events', 'views', 'purchases', 'gmv', 'refunded', 'uv', 'buyers', 'orders'];
  if (hasSessions(context))
    names.push('sessions', 'view_sessions', 'purchase_sessions', 'single_sessions');
  const daily = parameters.by === 'day';
  const sums = names.map((name) => `sum(${name}) AS ${name}`).join(', ');
  const someone = sql`user_key IS NOT NULL`;
  return {
    stages: [
      {
        table,
        query: figures(someone),
        slice: { column: 'user_key', query: (range) => figures(someone, range) },
      },
    ],
    figures: sql`SELECT ${daily ? 'day,' : ''} ${sums}
      FROM (FROM ${table} UNION ALL BY NAME ${figures(sql`user_key IS NULL`)}) ${daily ? 'GROUP BY day' : ''}`,
  };
}
