import type { TableDefinition } from '../table.ts';
import { column, seen } from './columns.ts';
import { hasReach } from './dws-user-reach.ts';

/**
 * Returns: the users whose first day (with any event, or a purchase: `cohort`) is `first_day`, and who on `day` did
 * `event` again, for the first time since `previous_day`; NULL where there was no such day before. Who returned within
 * the days a to b is the sum over `day` in them and `previous_day` before a, or NULL. Ingest writes it.
 */
export const dwsUserReturn: TableDefinition = {
  name: 'dws_user_return',
  layer: 'dws',
  grain: ['cohort', 'event', 'first_day', 'previous_day', 'day'],
  relation: [
    seen('cohort', 'VARCHAR'),
    seen('event', 'VARCHAR'),
    seen('first_day', 'DATE'),
    seen('previous_day', 'DATE'),
    seen('day', 'DATE'),
    seen('users', 'INTEGER'),
  ],
  columns: () => [
    column('cohort', 'VARCHAR'),
    column('event', 'VARCHAR'),
    column('first_day', 'DATE'),
    column('previous_day', 'DATE', true),
    column('day', 'DATE'),
    column('users', 'INTEGER'),
  ],
  dependencies: ['dwd'],
  applies: hasReach,
  sql: null,
  combine: (_context, union) =>
    `SELECT cohort, event, first_day, previous_day, day, CAST(sum(users) AS INTEGER) AS users
      FROM ${union('dws_user_return')} GROUP BY ALL ORDER BY ALL`,
  checks: () => [
    {
      name: 'users',
      sql: `SELECT abs((SELECT count(*) FROM dws_user) - (SELECT coalesce(sum(users), 0) FROM dws_user_return
        WHERE cohort = 'any' AND event = 'any' AND day = first_day))`,
    },
  ],
};
