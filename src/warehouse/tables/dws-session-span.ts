import type { TableDefinition } from '../table.ts';
import { column, hasSessions, seen } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts, countsOfEvents } from './counts.ts';
import { sharedSessions, withinDay } from './dws-session.ts';
import { localDay } from './local-time.ts';

/** The days of the sessions that touch more than one local day. */
export const dwsSessionSpan: TableDefinition = {
  name: 'dws_session_span',
  layer: 'dws',
  grain: ['session_key', 'day'],
  relation: [seen('session_key', 'BIGINT'), seen('day', 'DATE'), ...COUNTS_SEEN],
  columns: (context) => [
    column('session_key', 'BIGINT'),
    column('day', 'DATE'),
    ...countColumns(context),
  ],
  dependencies: ['dwd', 'dws_session'],
  applies: hasSessions,
  sql: (
    context,
    schema,
  ) => `SELECT session_key, ${localDay(context)} AS day, ${countsOfEvents(context)}
      FROM ${schema}.dwd
      WHERE session_key IN (SELECT session_key FROM ${schema}.dws_session WHERE NOT (${withinDay(context)}))
      GROUP BY ALL ORDER BY ALL`,
  combine: (context, union) => {
    const names = countNames(context);
    const shared = sharedSessions(union('dws_session'));
    return `WITH shared AS (${shared}), days AS (
        SELECT session_key, day, ${countsOfCounts(context)} FROM (
          SELECT session_key, day, ${names} FROM ${union('dws_session_span')}
          UNION ALL
          SELECT session_key, first_day AS day, ${names} FROM ${union('dws_session')} WHERE ${withinDay(context)})
        WHERE session_key IN (FROM shared) GROUP BY ALL)
      SELECT * FROM days
      WHERE session_key IN (SELECT session_key FROM days GROUP BY session_key HAVING count(*) > 1) ORDER BY session_key, day`;
  },
  overlay: (context) => (context.sessions === 'source' ? 'session_key' : null),
  checks: () => [
    {
      name: 'events',
      sql: `SELECT count(*) FROM (SELECT session_key, events FROM dws_session WHERE first_day <> last_day) s
        FULL JOIN (SELECT session_key, sum(events) AS events, count(*) AS days FROM dws_session_span
          GROUP BY session_key) d USING (session_key)
        WHERE s.events IS DISTINCT FROM d.events OR d.days < 2`,
    },
  ],
};
