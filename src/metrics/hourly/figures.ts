import { hasReach } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasSessions, hasUsers } from '../capabilities.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { firstDay, reachedBy, reachedWithin } from '../sql/reach.ts';
import { period, type Scope, scopedEvents } from '../sql/scope.ts';
import type { Stage } from '../types.ts';

export interface HourScope extends Scope {
  readonly weekday: boolean;
  readonly basis: 'event' | 'user' | 'session';
}

/**
 * SELECT of one row per hour (and weekday) with an event: `hour, views, purchases`, `users, buyers` where there are
 * users, `view_sessions, purchase_sessions` where the basis is the session.
 */
export type HourFigures = (
  scope: HourScope,
  context: DatasetContext,
  ...more: readonly Sql[]
) => Sql;

const slot = ({ weekday }: HourScope) => (weekday ? 'isodow(day) AS weekday, hour' : 'hour');
const names = ({ weekday }: HourScope) => (weekday ? 'weekday, hour' : 'hour');
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** From hours and the hour masks of user-days: exact distinct users without DWD. */
export const fromSummaries: HourFigures = (scope, context) => {
  const counts = sql`SELECT ${slot(scope)}, sum(views) AS views, sum(purchases) AS purchases
    FROM dws_hour ${where([...period(scope), sql`events > 0`])} GROUP BY ALL`;
  if (!hasUsers(context)) return counts;
  if (hasReach(context))
    return sql`SELECT * REPLACE (coalesce(users, 0) AS users, coalesce(buyers, 0) AS buyers)
      FROM (${counts}) LEFT JOIN (${peopleReached(scope, context)}) USING (${names(scope)})`;
  const per = (mask: string) =>
    `[${HOURS.map((hour) => `count(*) FILTER ((${mask} & ${1 << hour}) <> 0)`).join(', ')}]`;
  const day = scope.weekday ? 'isodow(day) AS weekday,' : '';
  const people = sql`SELECT ${scope.weekday ? 'weekday,' : ''} ${per('seen')} AS users, ${per('bought')} AS buyers
    FROM (SELECT ${day} user_key, bit_or(hours) AS seen, bit_or(buy_hours) AS bought
      FROM dws_user_day ${where([...period(scope), sql`user_key IS NOT NULL`])} GROUP BY ALL)
    ${scope.weekday ? 'GROUP BY weekday' : ''}`;
  return sql`SELECT ${names(scope)}, views, purchases,
      coalesce(users[hour + 1], 0) AS users, coalesce(buyers[hour + 1], 0) AS buyers
    FROM (${counts}) ${scope.weekday ? sql`LEFT JOIN (${people}) USING (weekday)` : sql`, (${people})`}`;
};

/** `users, buyers` of each hour (and weekday, whose own days alone count) of the period. */
function peopleReached(scope: HourScope, context: DatasetContext): Sql {
  const people = 'hour, sum(users) AS users, sum(buyers) AS buyers FROM dws_hour_reach';
  if (!scope.weekday)
    return sql`SELECT ${people} ${where([sql`NOT by_weekday`, ...reachedWithin(scope, context)])} GROUP BY hour`;
  const first = firstDay(scope, context);
  const week = [sql`by_weekday`, sql`start_day BETWEEN ${first} AND ${first} + 6`];
  return sql`SELECT isodow(start_day) AS weekday, ${people} ${where([...week, ...reachedBy(scope)])} GROUP BY ALL`;
}

/** Figures of the hours counted in the events, under any filters and under `more` conditions, for every basis. */
export const fromEvents: HourFigures = (scope, context, ...more) => {
  const distinct = (key: string, name: string, word?: string) =>
    `, count(DISTINCT ${key})${word ? ` FILTER (event_type = '${word}')` : ''} AS ${name}`;
  const users = hasUsers(context)
    ? distinct('user_key', 'users') + distinct('user_key', 'buyers', 'purchase')
    : '';
  const sessions =
    scope.basis === 'session' && hasSessions(context)
      ? distinct('session_key', 'view_sessions', 'view') +
        distinct('session_key', 'purchase_sessions', 'purchase')
      : '';
  return sql`SELECT ${slot(scope)}, count(*) FILTER (event_type = 'view') AS views,
      count(*) FILTER (event_type = 'purchase') AS purchases ${users} ${sessions}
    FROM ${scopedEvents(scope, context, ...more)} GROUP BY ALL`;
};

/** Figures without sessions from DWD, range by range of users: they add up. See `fromEvents`. */
export function eventsByUsers(scope: HourScope, context: DatasetContext, table: string) {
  if (!hasUsers(context)) return { stages: [], figures: fromEvents(scope, context) };
  const someone = sql`user_key IS NOT NULL`;
  const stage: Stage = {
    table,
    query: fromEvents(scope, context, someone),
    slice: {
      column: 'user_key',
      query: (range) => fromEvents(scope, context, someone, range),
    },
  };
  const nobody = fromEvents(scope, context, sql`user_key IS NULL`);
  const sums = ['views', 'purchases', 'users', 'buyers'].map((name) => `sum(${name}) AS ${name}`);
  const figures = sql`SELECT ${names(scope)}, ${sums.join(', ')}
    FROM (FROM ${table} UNION ALL BY NAME ${nobody}) GROUP BY ALL`;
  return { stages: [stage], figures };
}

/** From DWD, each figure as the size of a set of its own. */
export const fromSets: HourFigures = (scope, context) => {
  const events = (word: string | null, key: string | null) =>
    scopedEvents(
      scope,
      context,
      ...(word === null ? [] : [sql`event_type = '${word}'`]),
      ...(key === null ? [] : [sql`${key} IS NOT NULL`]),
    );
  const rows = (name: string, word: string) =>
    sql`(SELECT ${slot(scope)}, count(*) AS ${name} FROM ${events(word, null)} GROUP BY ALL)`;
  const set = (name: string, key: string, word: string | null) =>
    sql`(SELECT ${names(scope)}, count(*) AS ${name} FROM (
      SELECT DISTINCT ${slot(scope)}, ${key} FROM ${events(word, key)}) GROUP BY ALL)`;
  const pieces: Readonly<Record<string, Sql>> = {
    views: rows('views', 'view'),
    purchases: rows('purchases', 'purchase'),
    ...(hasUsers(context) && {
      users: set('users', 'user_key', null),
      buyers: set('buyers', 'user_key', 'purchase'),
    }),
    ...(scope.basis === 'session' && {
      view_sessions: set('view_sessions', 'session_key', 'view'),
      purchase_sessions: set('purchase_sessions', 'session_key', 'purchase'),
    }),
  };
  const all = Object.values(pieces).reduce(
    (joined, piece) => sql`${joined} LEFT JOIN ${piece} USING (${names(scope)})`,
    sql`(SELECT DISTINCT ${slot(scope)} FROM ${events(null, null)})`,
  );
  const figures = Object.keys(pieces).map((name) => `coalesce(${name}, 0) AS ${name}`);
  return sql`SELECT ${names(scope)}, ${figures.join(', ')} FROM ${all}`;
};
