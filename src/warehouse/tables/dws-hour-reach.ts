import type { TableDefinition } from '../table.ts';
import { column, seen, zero } from './columns.ts';
import { hasReach } from './dws-user-reach.ts';

/**
 * Users of an hour of the day over any days: those who, looking from `start_day` on, are first seen (have first bought)
 * in that local hour on `end_day`. Summed as `dws_user_reach`. Where `by_weekday` is true, only days of the weekday of
 * `start_day` count. Ingest writes it.
 */
export const dwsHourReach: TableDefinition = {
  name: 'dws_hour_reach',
  layer: 'dws',
  grain: ['by_weekday', 'hour', 'start_day', 'end_day'],
  relation: [
    seen('by_weekday', 'BOOLEAN'),
    seen('hour', 'TINYINT'),
    seen('start_day', 'DATE'),
    seen('end_day', 'DATE'),
    seen('users', 'INTEGER', zero),
    seen('buyers', 'INTEGER', zero),
  ],
  columns: () => [
    column('by_weekday', 'BOOLEAN'),
    column('hour', 'TINYINT'),
    column('start_day', 'DATE'),
    column('end_day', 'DATE'),
    column('users', 'INTEGER'),
    column('buyers', 'INTEGER'),
  ],
  dependencies: ['dwd'],
  applies: (context) => hasReach(context) && context.grain !== 'day',
  sql: null,
  combine: (_context, union) =>
    `SELECT by_weekday, hour, start_day, end_day, CAST(sum(users) AS INTEGER) AS users, CAST(sum(buyers) AS INTEGER) AS buyers
      FROM ${union('dws_hour_reach')} GROUP BY ALL ORDER BY ALL`,
  checks: () => [
    {
      name: 'users',
      sql: `SELECT count(*) FROM (SELECT day, hour, users, buyers FROM dws_hour WHERE users > 0) h
        FULL JOIN (SELECT end_day AS day, hour, users, buyers FROM dws_hour_reach
          WHERE NOT by_weekday AND start_day = end_day) r USING (day, hour)
        WHERE h.users IS DISTINCT FROM r.users OR h.buyers IS DISTINCT FROM r.buyers`,
    },
  ],
};
