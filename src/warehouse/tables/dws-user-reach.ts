import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, seen } from './columns.ts';

/** True where what ingest counted of reached steps, hours and returns holds for the days and events as they are now. */
export const hasReach = ({ reach, ...context }: DatasetContext): boolean =>
  reach !== undefined &&
  reach.zone === context.reportTimezone &&
  context.version.startsWith(reach.version);

/**
 * Who has done what by when: the users who, looking from `start_day` on, have first done the `steps` on `end_day`.
 * `steps` are `view > fav|cart > purchase` one after the other (at or after the step before), `cart & view` in any
 * order, one step, or `any` event. The distinct users of the days a to b are the sum over `start_day = a` and
 * `end_day <= b`: no user is there twice. Ingest writes it (`src/warehouse/ingest/reach`).
 */
export const dwsUserReach: TableDefinition = {
  name: 'dws_user_reach',
  layer: 'dws',
  grain: ['steps', 'start_day', 'end_day'],
  relation: [
    seen('steps', 'VARCHAR'),
    seen('start_day', 'DATE'),
    seen('end_day', 'DATE'),
    seen('users', 'INTEGER'),
  ],
  columns: () => [
    column('steps', 'VARCHAR'),
    column('start_day', 'DATE'),
    column('end_day', 'DATE'),
    column('users', 'INTEGER'),
  ],
  dependencies: ['dwd'],
  applies: hasReach,
  sql: null,
  combine: (_context, union) =>
    `SELECT steps, start_day, end_day, CAST(sum(users) AS INTEGER) AS users
      FROM ${union('dws_user_reach')} GROUP BY ALL ORDER BY ALL`,
  checks: () => [
    {
      name: 'users',
      sql: `SELECT count(*) FROM (SELECT day, count(*) AS users FROM dws_user_day WHERE user_key IS NOT NULL GROUP BY day) d
        FULL JOIN (SELECT end_day AS day, users FROM dws_user_reach WHERE steps = 'any' AND start_day = end_day) r USING (day)
        WHERE d.users IS DISTINCT FROM r.users`,
    },
  ],
};
