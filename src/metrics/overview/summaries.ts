import { ANY_EVENT, hasReach, hasSessionReach } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasSessions, hasUsers } from '../capabilities.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { reachedByDay, reachedWithin } from '../sql/reach.ts';
import { period, unbounded } from '../sql/scope.ts';
import type { OverviewParameters } from './parameters.ts';
import { refundsOfEvents } from './refunds.ts';

/** The counted figures from DWS: no filters. One row, or one a day. */
export function figuresFromSummaries(parameters: OverviewParameters, context: DatasetContext): Sql {
  const parts = [
    additive(parameters, context),
    ...(hasRefunds(context) ? [refundsOfEvents(parameters, context)] : []),
    ...(hasUsers(context) ? [people(parameters, context)] : []),
    ...(context.orders === 'row' ? [] : [orders(parameters, context)]),
    ...(hasSessions(context) ? [sessions(parameters, context)] : []),
  ];
  const [first, ...rest] = parts.map((part) => sql`(${part})`);
  const link = parameters.by === 'day' ? ' LEFT JOIN ' : ', ';
  const using = parameters.by === 'day' ? ' USING (day)' : '';
  const joined = rest.reduce(
    (all, part) => sql`${all}${link}${part}${using}`,
    first ?? sql`(SELECT 1)`,
  );
  const rowOrders =
    context.orders === 'row' ? ', purchases AS orders' : ', coalesce(found, 0) AS orders';
  return sql`SELECT *${rowOrders} FROM ${joined}`;
}

const grouped = ({ by }: OverviewParameters) => ({
  day: by === 'day' ? 'day,' : '',
  group: by === 'day' ? 'GROUP BY day' : '',
});

const hasRefunds = ({ eventTypes }: DatasetContext) => eventTypes.includes('refund');

function additive(parameters: OverviewParameters, context: DatasetContext): Sql {
  const { day, group } = grouped(parameters);
  const total = (name: string) => `coalesce(sum(${name}), 0) AS ${name}`;
  const sums = ['events', 'views', 'purchases', 'gmv'].map(total);
  return sql`SELECT ${day} ${[...sums, ...(hasRefunds(context) ? [] : ['0 AS refunded'])].join(', ')}
    FROM dws_hour ${where(period(parameters))} ${group}`;
}

/** Rows of a table of what is reached, with `end_day` as `day` where each day counts by itself. */
function reached(parameters: OverviewParameters, context: DatasetContext) {
  return parameters.by === 'day'
    ? { day: 'end_day AS day,', within: reachedByDay(parameters), group: 'GROUP BY end_day' }
    : { day: '', within: reachedWithin(parameters, context), group: '' };
}

/** A user has one row a day, so that a day's users are its rows; a period's are counted once each. */
function people(parameters: OverviewParameters, context: DatasetContext): Sql {
  const { by, uv } = parameters;
  if (hasReach(context)) {
    const { day, within, group } = reached(parameters, context);
    const visitors = uv === 'view' ? 'view' : ANY_EVENT;
    const users = (steps: string) => `coalesce(sum(users) FILTER (steps = '${steps}'), 0)`;
    return sql`SELECT ${day} ${users(visitors)} AS uv, ${users('purchase')} AS buyers
      FROM dws_user_reach ${where([sql`steps IN ('${visitors}', 'purchase')`, ...within])} ${group}`;
  }
  const visitor = uv === 'view' ? 'views > 0' : 'events > 0';
  const count = (condition: string) => `count(*) FILTER (${condition})`;
  if (by === 'day')
    return sql`SELECT day, ${count(visitor)} AS uv, ${count('purchases > 0')} AS buyers
      FROM dws_user_day ${where([...period(parameters), sql`user_key IS NOT NULL`])} GROUP BY day`;
  if (unbounded(parameters))
    return sql`SELECT ${count(visitor)} AS uv, ${count('purchases > 0')} AS buyers FROM dws_user`;
  return sql`SELECT ${count(visitor)} AS uv, ${count('purchases > 0')} AS buyers
    FROM (SELECT user_key, sum(events) AS events, sum(views) AS views, sum(purchases) AS purchases
      FROM dws_user_day ${where([...period(parameters), sql`user_key IS NOT NULL`])} GROUP BY user_key)`;
}

/**
 * A session told by a gap or a day is one user's: its orders are the sessions with a purchase. An order that is a user
 * in a source's session has one row a day; one with a number may have more, of other users. Purchases outside of any
 * session are orders of their own.
 */
function orders(parameters: OverviewParameters, context: DatasetContext): Sql {
  const { day, group } = grouped(parameters);
  if (context.orders === 'session' && context.sessions !== 'source' && hasSessionReach(context)) {
    const { day: own, within } = reached(parameters, context);
    const alone = [...period(parameters), sql`order_key IS NULL`];
    return sql`SELECT ${day} sum(n) AS found FROM (
      SELECT ${own} purchase_sessions AS n FROM dws_session_reach ${where(within)}
      UNION ALL SELECT ${day} purchases FROM dws_order_day ${where(alone)}) ${group}`;
  }
  const rows = (...more: readonly Sql[]) =>
    sql`FROM dws_order_day ${where([...period(parameters), sql`purchases > 0`, ...more])}`;
  const named = rows(sql`order_key IS NOT NULL`);
  if (context.orders !== 'session')
    return sql`SELECT ${day} count(*) AS found FROM (SELECT DISTINCT ${day} order_key ${named}) ${group}`;
  return sql`SELECT ${day} CAST(sum(n) AS BIGINT) AS found
    FROM (SELECT DISTINCT ${day} 1 AS n, order_key, user_key ${named}
      UNION ALL SELECT ${day} purchases, order_key, user_key ${rows(sql`order_key IS NULL`)}) ${group}`;
}

/** Sessions within one day are their rows; those over several days come with what each day holds of them. */
function sessions(parameters: OverviewParameters, context: DatasetContext): Sql {
  if (hasSessionReach(context)) {
    const { day, within, group } = reached(parameters, context);
    const sum = (name: string, figure: string) => `coalesce(sum(${figure}), 0) AS ${name}`;
    return sql`SELECT ${day} ${sum('sessions', 'sessions')}, ${sum('view_sessions', 'view_sessions')},
        ${sum('purchase_sessions', 'purchase_sessions')}, ${sum('single_sessions', 'sessions - repeated_sessions')}
      FROM dws_session_reach ${where(within)} ${group}`;
  }
  const { day, group } = grouped(parameters);
  const whole = unbounded(parameters) && parameters.by === null;
  const rows = whole
    ? sql`SELECT events, views, purchases FROM dws_session`
    : sql`SELECT ${parameters.by === 'day' ? 'first_day AS day,' : ''} events, views, purchases
        FROM dws_session ${where([...period(parameters, 'first_day'), sql`first_day = last_day`])}
      UNION ALL ${spanning(parameters)}`;
  return sql`SELECT ${day} count(*) AS sessions,
      count(*) FILTER (views > 0) AS view_sessions,
      count(*) FILTER (purchases > 0) AS purchase_sessions,
      count(*) FILTER (events = 1) AS single_sessions
    FROM (${rows}) ${group}`;
}

function spanning(parameters: OverviewParameters): Sql {
  const rows = sql`FROM dws_session_span ${where(period(parameters))}`;
  return parameters.by === 'day'
    ? sql`SELECT day, events, views, purchases ${rows}`
    : sql`SELECT sum(events) AS events, sum(views) AS views, sum(purchases) AS purchases
        ${rows} GROUP BY session_key`;
}
