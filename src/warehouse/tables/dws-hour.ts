import type { TableDefinition } from '../table.ts';
import { column, has, occurs, seen, zero } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts, countsOfEvents } from './counts.ts';
import { dayOfHours, hourOfHours, localHours } from './local-time.ts';
import { reconciled } from './reconcile.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Events and users of each local hour. Users come from the hour masks of user-days, exactly. */
export const dwsHour: TableDefinition = {
  name: 'dws_hour',
  layer: 'dws',
  grain: ['day', 'hour'],
  relation: [
    seen('day', 'DATE'),
    seen('hour', 'TINYINT'),
    ...COUNTS_SEEN,
    seen('users', 'INTEGER', zero),
    seen('buyers', 'INTEGER', zero),
  ],
  columns: (context) => [
    column('day', 'DATE'),
    column('hour', 'TINYINT'),
    ...countColumns(context),
    ...(has(context, 'user_id') ? [column('users', 'INTEGER')] : []),
    ...(has(context, 'user_id') && occurs(context, 'purchase')
      ? [column('buyers', 'INTEGER')]
      : []),
  ],
  dependencies: ['dwd', 'dws_user_day'],
  applies: () => true,
  sql: (context, schema) => {
    const events = `SELECT ${dayOfHours('hours')} AS day, ${hourOfHours('hours')} AS hour, ${countNames(context)}
      FROM (SELECT ${localHours(context)} AS hours, ${countsOfEvents(context)} FROM ${schema}.dwd GROUP BY hours)`;
    if (!has(context, 'user_id')) return `${events} ORDER BY day, hour`;
    const buyers = occurs(context, 'purchase');
    // Few user-days have a purchase: their masks are counted apart.
    const bought = `LEFT JOIN (${perHour('buy_hours', 'buyers', schema)}) b USING (day)`;
    return `SELECT e.day, e.hour, ${countNames(context)}, CAST(coalesce(u.users[e.hour + 1], 0) AS INTEGER) AS users${
      buyers ? ', CAST(coalesce(b.buyers[e.hour + 1], 0) AS INTEGER) AS buyers' : ''
    }
      FROM (${events}) e LEFT JOIN (${perHour('hours', 'users', schema)}) u USING (day) ${buyers ? bought : ''}
      ORDER BY e.day, e.hour`;
  },
  combine: (context, union) => {
    const buyers = occurs(context, 'purchase') ? ', CAST(sum(buyers) AS INTEGER) AS buyers' : '';
    const users = has(context, 'user_id') ? `, CAST(sum(users) AS INTEGER) AS users${buyers}` : '';
    return `SELECT day, hour, ${countsOfCounts(context)}${users}
      FROM ${union('dws_hour')} GROUP BY day, hour ORDER BY day, hour`;
  },
  checks: (context) => reconciled('dws_hour', 'all', context),
};

/** Users whose mask has each hour of a day, as a list of 24. */
function perHour(mask: string, name: string, schema: string): string {
  const counts = HOURS.map((hour) => `count(*) FILTER ((${mask} & ${1 << hour}) <> 0)`);
  return `SELECT day, [${counts.join(', ')}] AS ${name} FROM ${schema}.dws_user_day
    WHERE user_key IS NOT NULL AND ${mask} <> 0 GROUP BY day`;
}
