import { sql } from '../sql/fragment.ts';
import type { FactQuery, PlanColumn } from '../types.ts';
import type { Sides } from './comparison.ts';

/**
 * `moves`: how many users went from which group of the earlier period to which of the later, NULL where they were in
 * none; `in_both` counts those of both periods, `moved` those of them whose group is another. `group` is a column of
 * rows that have one user each.
 */
export const movesOf =
  (group: PlanColumn) =>
  ({ rows, earlier }: Sides): readonly FactQuery[] => {
    const { name } = group;
    const joined = (how: string) =>
      sql`${rows} a ${how} JOIN ${earlier} b ON a.user_id IS NOT DISTINCT FROM b.user_id`;
    return [
      {
        name: 'moves',
        columns: [{ ...group, name: `${name}_before` }, group, { name: 'users', type: 'count' }],
        query: sql`SELECT b.${name} AS ${name}_before, a.${name} AS ${name}, count(*) AS users
          FROM ${joined('FULL')} GROUP BY ALL ORDER BY users DESC, 1, 2`,
      },
      {
        columns: [
          { name: 'in_both', type: 'count' },
          { name: 'moved', type: 'count' },
        ],
        query: sql`SELECT count(*) AS in_both, count(*) FILTER (a.${name} <> b.${name}) AS moved
          FROM ${joined('')}`,
      },
    ];
  };
