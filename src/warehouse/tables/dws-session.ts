import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, has, hasSessions, seen, storedTime } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts, countsOfEvents } from './counts.ts';
import { localDay } from './local-time.ts';
import { reconciled } from './reconcile.ts';

/** Sessions that more than one part holds: only a source's own session can have several users. */
export const sharedSessions = (sessions: string) =>
  `SELECT session_key FROM ${sessions} GROUP BY session_key HAVING count(*) > 1`;

/** True where a stored session has its seconds and further days instead of its end and last day. */
export const hasLengths = (context: DatasetContext): boolean =>
  context.lengths === true && storedTime(context) !== 'TIMESTAMP';

/** SQL that is true for the stored sessions of one local day. */
export const withinDay = (context: DatasetContext): string =>
  hasLengths(context) ? 'more_days = 0' : 'first_day = last_day';

/** One row per session; its user is the first one's where a source's session has several. */
export const dwsSession: TableDefinition = {
  name: 'dws_session',
  layer: 'dws',
  grain: ['session_key'],
  relation: [
    seen('session_key', 'BIGINT'),
    seen('user_key', 'BIGINT'),
    seen('started_at', 'TIMESTAMP'),
    seen(
      'ended_at',
      'TIMESTAMP',
      () => 'CAST(started_at AS TIMESTAMP) + to_seconds(CAST(seconds AS BIGINT))',
    ),
    seen('first_day', 'DATE'),
    seen('last_day', 'DATE', () => 'first_day + more_days'),
    ...COUNTS_SEEN,
  ],
  columns: (context) => [
    column('session_key', 'BIGINT'),
    ...(has(context, 'user_id') ? [column('user_key', 'BIGINT', true)] : []),
    column('started_at', storedTime(context)),
    ...(hasLengths(context)
      ? [column('seconds', 'UINTEGER'), column('first_day', 'DATE'), column('more_days', 'INTEGER')]
      : [
          column('ended_at', storedTime(context)),
          column('first_day', 'DATE'),
          column('last_day', 'DATE'),
        ]),
    ...countColumns(context),
  ],
  dependencies: ['dwd'],
  applies: hasSessions,
  sql: (context, schema) => {
    const first = context.sessions === 'source' ? 'arg_min(user_key, event_time)' : 'min(user_key)';
    const user = has(context, 'user_id');
    const [firstDay, lastDay] = ['started_at', 'ended_at'].map((at) => localDay(context, at));
    const end = hasLengths(context)
      ? `CAST(epoch(ended_at) - epoch(started_at) AS UINTEGER) AS seconds,
        ${firstDay} AS first_day, CAST(${lastDay} - ${firstDay} AS INTEGER) AS more_days`
      : `ended_at, ${firstDay} AS first_day, ${lastDay} AS last_day`;
    return `SELECT session_key, ${user ? 'user_key, ' : ''}started_at, ${end}, ${countNames(context)}
      FROM (SELECT session_key, ${user ? `${first} AS user_key, ` : ''}min(event_time) AS started_at,
          max(event_time) AS ended_at, ${countsOfEvents(context)}
        FROM ${schema}.dwd WHERE session_key IS NOT NULL GROUP BY session_key)
      ORDER BY session_key`;
  },
  combine: (context, union) => {
    const user = has(context, 'user_id') ? 'arg_min(user_key, started_at) AS user_key, ' : '';
    const all = union('dws_session');
    const end = hasLengths(context)
      ? `CAST(max(epoch(started_at) + seconds) - min(epoch(started_at)) AS UINTEGER) AS seconds,
        min(first_day) AS first_day,
        CAST(max(first_day + more_days) - min(first_day) AS INTEGER) AS more_days`
      : 'max(ended_at) AS ended_at, min(first_day) AS first_day, max(last_day) AS last_day';
    return `SELECT session_key, ${user}min(started_at) AS started_at, ${end}, ${countsOfCounts(context)}
      FROM ${all} WHERE session_key IN (${sharedSessions(all)}) GROUP BY session_key ORDER BY session_key`;
  },
  overlay: (context) => (context.sessions === 'source' ? 'session_key' : null),
  checks: (context) => reconciled('dws_session', 'session', context),
};
