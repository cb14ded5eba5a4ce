import type { TableDefinition } from '../table.ts';
import { column, has, hasSessions, seen, storedTime } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts, countsOfEvents } from './counts.ts';
import { localDay } from './local-time.ts';
import { reconciled } from './reconcile.ts';

/** Sessions that more than one part holds: only a source's own session can have several users. */
export const sharedSessions = (sessions: string) =>
  `SELECT session_key FROM ${sessions} GROUP BY session_key HAVING count(*) > 1`;

/** One row per session; its user is the first one's where a source's session has several. */
export const dwsSession: TableDefinition = {
  name: 'dws_session',
  layer: 'dws',
  grain: ['session_key'],
  relation: [
    seen('session_key', 'BIGINT'),
    seen('user_key', 'BIGINT'),
    seen('started_at', 'TIMESTAMP'),
    seen('ended_at', 'TIMESTAMP'),
    seen('first_day', 'DATE'),
    seen('last_day', 'DATE'),
    ...COUNTS_SEEN,
  ],
  columns: (context) => [
    column('session_key', 'BIGINT'),
    ...(has(context, 'user_id') ? [column('user_key', 'BIGINT', true)] : []),
    column('started_at', storedTime(context)),
    column('ended_at', storedTime(context)),
    column('first_day', 'DATE'),
    column('last_day', 'DATE'),
    ...countColumns(context),
  ],
  dependencies: ['dwd'],
  applies: hasSessions,
  sql: (context, schema) => {
    const first = context.sessions === 'source' ? 'arg_min(user_key, event_time)' : 'min(user_key)';
    const user = has(context, 'user_id');
    return `SELECT session_key, ${user ? 'user_key, ' : ''}started_at, ended_at,
        ${localDay(context, 'started_at')} AS first_day, ${localDay(context, 'ended_at')} AS last_day, ${countNames(context)}
      FROM (SELECT session_key, ${user ? `${first} AS user_key, ` : ''}min(event_time) AS started_at,
          max(event_time) AS ended_at, ${countsOfEvents(context)}
        FROM ${schema}.dwd WHERE session_key IS NOT NULL GROUP BY session_key)
      ORDER BY session_key`;
  },
  combine: (context, union) => {
    const user = has(context, 'user_id') ? 'arg_min(user_key, started_at) AS user_key, ' : '';
    const all = union('dws_session');
    return `SELECT session_key, ${user}min(started_at) AS started_at, max(ended_at) AS ended_at,
        min(first_day) AS first_day, max(last_day) AS last_day, ${countsOfCounts(context)}
      FROM ${all} WHERE session_key IN (${sharedSessions(all)}) GROUP BY session_key ORDER BY session_key`;
  },
  overlay: (context) => (context.sessions === 'source' ? 'session_key' : null),
  checks: (context) => reconciled('dws_session', 'session', context),
};
