import type { DatasetContext } from '../../warehouse/types.ts';
import { hasSessions, hasUsers } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { OverviewParameters } from './parameters.ts';
import { takenBack } from './refunds.ts';

/**
 * The counted figures from DWD once more, each as the size of a set of its own (SELECT DISTINCT) instead of one
 * aggregate over all events: the second way for scopes that only DWD can answer.
 */
export function sessionsApart(parameters: OverviewParameters, context: DatasetContext): Sql {
  const daily = parameters.by === 'day';
  const day = daily ? 'day,' : '';
  const group = daily ? 'GROUP BY day' : '';
  const of = (word: string) => sql`event_type = '${word}'`;
  const events = (...conditions: readonly Sql[]) =>
    scopedEvents(parameters, context, ...conditions);
  const set = (name: string, key: string, ...conditions: readonly Sql[]) =>
    sql`(SELECT ${day} count(*) AS ${name} FROM (
      SELECT DISTINCT ${day} ${key} FROM ${events(...conditions)}) ${group})`;
  const rows = (name: string, value: string, ...conditions: readonly Sql[]) =>
    sql`(SELECT ${day} ${value} AS ${name} FROM ${events(...conditions)} ${group})`;
  const someone = sql`user_key IS NOT NULL`;
  const inSession = sql`session_key IS NOT NULL`;
  const orders: Readonly<Record<string, Sql>> = {
    row: { orders: rows('orders', 'count(*)', of('purchase')) },
    order_id: {
      orders: set('orders', 'order_key', of('purchase'), sql`order_key IS NOT NULL`),
    },
    session: {
      shopped: set('shopped', 'session_key, user_key', of('purchase'), inSession),
      alone: rows('alone', 'count(*)', of('purchase'), sql`session_key IS NULL`),
    },
  }[context.orders];
  const single = sql`(SELECT ${day} count(*) AS single_sessions FROM (
      SELECT ${day} session_key FROM ${events(inSession)} GROUP BY ALL HAVING count(*) = 1) ${group})`;
  const pieces: Readonly<Record<string, Sql>> = {
    views: rows('views', 'count(*)', of('view')),
    purchases: rows('purchases', 'count(*)', of('purchase')),
    gmv: rows('gmv', 'sum(amount)', of('purchase')),
    refunded: rows('refunded', `sum(${takenBack(context)})`, of('refund')),
    ...orders,
    ...(hasUsers(context) && {
      uv: set('uv', 'user_key', someone, ...(parameters.uv === 'view' ? [of('view')] : [])),
      buyers: set('buyers', 'user_key', someone, of('purchase')),
    }),
    ...(hasSessions(context) && {
      sessions: set('sessions', 'session_key', inSession),
      view_sessions: set('view_sessions', 'session_key', inSession, of('view')),
      purchase_sessions: set('purchase_sessions', 'session_key', inSession, of('purchase')),
      single_sessions: single,
    }),
  };
  const all = Object.values(pieces).reduce(
    (joined, piece) =>
      sql`${joined} ${daily ? 'LEFT JOIN' : ','} ${piece} ${daily ? 'USING (day)' : ''}`,
    daily ? sql`(SELECT DISTINCT day FROM ${events()})` : sql`(SELECT 1)`,
  );
  const figures = Object.keys(pieces).map((name) => `coalesce(${name}, 0) AS ${name}`);
  if (context.orders === 'session')
    figures.push('coalesce(shopped, 0) + coalesce(alone, 0) AS orders');
  return sql`SELECT ${day} ${figures.join(', ')} FROM ${all}`;
}
