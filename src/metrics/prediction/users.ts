import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasSessions } from '../capabilities.ts';
import { bind, join, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import { countsOf, hasCarts } from './features.ts';
import { type PredictionParameters, plus, type Window } from './parameters.ts';

/** Where users' days and sessions are read. */
export interface Sources {
  /** `user_key, day`, counts, `gmv`, `events`: a row a user and day. */
  readonly days: (from: string, to: string) => Sql;
  /** `user_key, first_day, last_day, carts, purchases`: a row a session. */
  readonly sessions: (from: string, to: string) => Sql;
}

const date = (day: string): Sql => sql`CAST(${bind(day)} AS DATE)`;

/** From the layers of whole days and sessions. */
export function fromLayers(parameters: PredictionParameters, context: DatasetContext): Sources {
  if (filtered(parameters)) return fromEvents(parameters, context);
  const known = sql`user_key IS NOT NULL`;
  return {
    days: (from, to) =>
      sql`SELECT * FROM dws_user_day ${where([...period({ from, to, filters: {} }), known])}`,
    sessions: (from, to) =>
      sql`SELECT user_key, first_day, last_day, carts, purchases FROM dws_session
        WHERE user_key IS NOT NULL AND first_day BETWEEN ${date(from)} AND ${date(to)}`,
  };
}

/** Events of the types that the names of counts stand for. */
const counted = (names: readonly string[]): string =>
  names
    .map((name) => `count(*) FILTER (event_type = '${name.slice(0, -1)}') AS ${name}`)
    .join(', ');

/** From single events. Sessions lie as they are, not cut by the period. */
export function fromEvents(parameters: PredictionParameters, context: DatasetContext): Sources {
  const { filters } = parameters;
  const known = sql`user_key IS NOT NULL`;
  const money = hasMoney(context)
    ? `, coalesce(sum(amount) FILTER (event_type = 'purchase'), 0) AS gmv`
    : '';
  const first = context.sessions === 'source' ? 'arg_min(user_key, event_time)' : 'min(user_key)';
  return {
    days: (from, to) =>
      sql`SELECT user_key, day, count(*) AS events, ${counted(countsOf(context))} ${money}
        FROM ${scopedEvents({ from, to, filters }, context, known)} GROUP BY user_key, day`,
    sessions: (from, to) =>
      sql`SELECT * FROM (SELECT ${first} AS user_key, min(day) AS first_day, max(day) AS last_day,
          ${hasCarts(context) ? counted(['carts', 'purchases']) : '0 AS carts, 0 AS purchases'}
        FROM ${scopedEvents({ from: null, to: null, filters }, context, sql`session_key IS NOT NULL`)} GROUP BY session_key)
        WHERE user_key IS NOT NULL AND first_day BETWEEN ${date(from)} AND ${date(to)}`,
  };
}

/**
 * A row for every user with an event in the window: what was known of them at the end of its last day. Nothing of a
 * session that went on after that day is told but that it was begun.
 */
export function usersQuery(
  { from, cut }: Window,
  { days, sessions }: Sources,
  { history }: PredictionParameters,
  context: DatasetContext,
): Sql {
  const since = date(plus(cut, 1 - Math.floor(history / 2)));
  const sum = (name: string) => `CAST(sum(${name}) AS BIGINT) AS ${name}`;
  const ago = (day: string) => sql`CAST(${date(cut)} - ${day} AS INTEGER)`;
  const later = sql`coalesce(sum(events) FILTER (day >= ${since}), 0)`;
  const earlier = sql`coalesce(sum(events) FILTER (day < ${since}), 0)`;
  const halves = Math.floor(history / 2) / Math.max(1, history - Math.floor(history / 2));
  const daily = join(
    [
      sql`user_key`,
      sql`${ago('max(day)')} AS recency`,
      sql`coalesce(${ago('max(day) FILTER (purchases > 0)')}, ${history}) AS purchase_recency`,
      sql`${ago('min(day)')} AS tenure`,
      sql`count(*) AS active_days`,
      ...countsOf(context).map((name) => sql`${sum(name)}`),
      ...(hasMoney(context) ? [sql`CAST(sum(gmv) AS DOUBLE) AS gmv`] : []),
      ...(history > 1
        ? [sql`ln((1 + ${later}) / (1 + ${earlier} * CAST(${halves} AS DOUBLE))) AS trend`]
        : []),
    ],
    ', ',
  );
  const users = sql`SELECT ${daily} FROM (${days(from, cut)}) GROUP BY user_key`;
  if (!hasSessions(context)) return users;
  const ended = `FILTER (last_day <= CAST('${cut}' AS DATE)`;
  const share = hasCarts(context)
    ? `, coalesce(count(*) ${ended} AND carts > 0 AND purchases > 0) / nullif(count(*) ${ended} AND carts > 0), 0), 0) AS cart_share`
    : '';
  return sql`SELECT u.*, coalesce(s.sessions, 0) AS sessions
      ${hasCarts(context) ? ', coalesce(s.cart_share, 0) AS cart_share' : ''}
    FROM (${users}) u LEFT JOIN (SELECT user_key, count(*) AS sessions ${share}
      FROM (${sessions(from, cut)}) GROUP BY user_key) s USING (user_key)`;
}

/** Users who bought in the days after the cut: `user_key`. */
export const buyersAfter = (cut: string, { days }: Sources, n: number): Sql =>
  sql`SELECT DISTINCT user_key FROM (${days(plus(cut, 1), plus(cut, n))}) WHERE purchases > 0`;
