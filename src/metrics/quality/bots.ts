import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours, hasSessions, hasUsers } from '../capabilities.ts';
import { join, type Sql, sql, where } from '../sql/fragment.ts';
import type { Stage } from '../types.ts';
import { long } from './long.ts';
import type { QualityParameters } from './parameters.ts';

/** A user who is there in this many different hours of one day does not sleep. */
const SLEEPLESS = 22;

const SESSIONS = ['sessions', 'session_events', 'longest_session'] as const;
const USERS = ['users', 'user_events', 'busiest_day'] as const;
const told = (names: readonly string[]) => names.map((figure) => ({ figure, expression: figure }));

const ALL = '(SELECT nullif(sum(events), 0) FROM dws_hour)';

/**
 * Sessions with more events than the limit and users with more than the limit on a day, or active in nearly all of
 * its hours: how many, the share of all events, and the largest. Null where the data have neither.
 */
export function botsFromLayers(parameters: QualityParameters, context: DatasetContext): Sql | null {
  const { session_limit: most, day_limit: limit } = parameters;
  const sleepless = hasHours(context) ? ` OR bit_count(hours) >= ${SLEEPLESS}` : '';
  return both(
    context,
    sql`(SELECT count(*) FILTER (events > ${most}) AS sessions,
        coalesce(sum(events) FILTER (events > ${most}), 0) / ${ALL} AS session_events, max(events) AS longest_session
      FROM dws_session)`,
    sql`(SELECT count(DISTINCT user_key) FILTER (odd) AS users,
        coalesce(sum(events) FILTER (odd), 0) / ${ALL} AS user_events, max(events) AS busiest_day
      FROM (SELECT user_key, events, events > ${limit}${sleepless} AS odd FROM dws_user_day WHERE user_key IS NOT NULL))`,
  );
}

/** The same from the events, range by range of sessions and of users: they add up. */
export function botsApart(
  parameters: QualityParameters,
  context: DatasetContext,
  relation: string,
): { readonly stages: readonly Stage[]; readonly figures: Sql | null } {
  const { session_limit: most, day_limit: limit } = parameters;
  const sleepless = hasHours(context) ? ` OR count(DISTINCT hour) >= ${SLEEPLESS}` : '';
  const ofSessions = (...range: readonly Sql[]) =>
    sql`SELECT count(*) FILTER (n > ${most}) AS many, coalesce(sum(n) FILTER (n > ${most}), 0) AS events, max(n) AS largest
      FROM (SELECT session_key, count(*) AS n FROM dwd ${where([sql`session_key IS NOT NULL`, ...range])} GROUP BY session_key)`;
  const ofUsers = (...range: readonly Sql[]) =>
    sql`SELECT count(DISTINCT user_key) FILTER (odd) AS many, coalesce(sum(n) FILTER (odd), 0) AS events, max(n) AS largest
      FROM (SELECT user_key, day, count(*) AS n, count(*) > ${limit}${sleepless} AS odd
        FROM dwd ${where([sql`user_key IS NOT NULL`, ...range])} GROUP BY user_key, day)`;
  const [sessions, users] = [`${relation}_sessions`, `${relation}_users`];
  const stage = (
    table: string,
    column: 'session_key' | 'user_key',
    query: (...range: readonly Sql[]) => Sql,
  ): Stage => ({ table, query: query(), slice: { column, query } });
  const sums = (table: string, [many, events, largest]: readonly string[]) =>
    sql`(SELECT sum(many) AS ${many ?? ''}, sum(events) / (SELECT nullif(count(*), 0) FROM dwd) AS ${events ?? ''},
      max(largest) AS ${largest ?? ''} FROM ${table})`;
  return {
    stages: [
      ...(hasSessions(context) ? [stage(sessions, 'session_key', ofSessions)] : []),
      ...(hasUsers(context) ? [stage(users, 'user_key', ofUsers)] : []),
    ],
    figures: both(context, sums(sessions, SESSIONS), sums(users, USERS)),
  };
}

function both(context: DatasetContext, sessions: Sql, users: Sql): Sql | null {
  const pieces = [
    ...(hasSessions(context) ? [long(told(SESSIONS), sessions)] : []),
    ...(hasUsers(context) ? [long(told(USERS), users)] : []),
  ];
  return pieces.length === 0 ? null : join(pieces, ' UNION ALL ');
}
