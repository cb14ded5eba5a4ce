import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours } from '../capabilities.ts';
import { lastDayCut } from '../last-day.ts';
import { sql } from '../sql/fragment.ts';
import type { FactQuery, PlanColumn } from '../types.ts';
import type { RetentionParameters } from './parameters.ts';

const SUMMARY = { day: [1, 3, 7, 14, 30], week: [1, 2, 4, 8, 12], month: [1, 2, 3, 6, 12] };

/**
 * `summary`: rates over all cohorts that were observed to the period's end, each weighted by its size; and each as a
 * fact of its own, such as `d7`, or `d4_7` of a bracket.
 */
export function summary(
  { unit, mode, ranges }: RetentionParameters,
  relation: string,
): readonly FactQuery[] {
  const cells = mode === 'bracket' ? ranges : SUMMARY[unit].map((n) => [n, n] as const);
  const letter = unit.slice(0, 1);
  const named = cells.map(([from, to]) => ({
    name: from === to ? `${from}` : `${from}_${to}`,
    is: mode === 'bracket' ? `period = ${from} AND until = ${to}` : `period = ${from}`,
  }));
  const name = `CASE ${named.map((cell) => `WHEN ${cell.is} THEN '${letter.toUpperCase()}${cell.name.replace('_', '–')}'`).join(' ')} END`;
  return [
    {
      name: 'summary',
      columns: [
        { name: 'name', type: 'text' },
        { name: 'period', type: 'count' },
        { name: 'users', type: 'count' },
        { name: 'size', type: 'count' },
        { name: 'rate', type: 'number' },
        { name: 'cohorts', type: 'count' },
      ],
      query: sql`SELECT ${name} AS name, period, sum(users) AS users, sum(size) AS size,
          sum(users) / sum(size) AS rate, count(*) AS cohorts
        FROM ${relation} WHERE complete AND name IS NOT NULL GROUP BY ALL ORDER BY period, name`,
    },
    {
      columns: named.map((cell) => ({ name: `${letter}${cell.name}`, type: 'number' })),
      query: sql`SELECT ${named
        .map(
          (cell) =>
            `sum(users) FILTER (${cell.is}) / sum(size) FILTER (${cell.is}) AS ${letter}${cell.name}`,
        )
        .join(', ')} FROM ${relation} WHERE complete`,
    },
  ];
}

/** `last_day_cut` and its hour, see `lastDayCut`; nothing where the figures end before the data's last day. */
export function lastDay(context: DatasetContext, to: string | null = null): readonly FactQuery[] {
  if (context.to === null || !hasHours(context) || (to !== null && to < context.to)) return [];
  return [
    {
      columns: [
        { name: 'last_day_cut', type: 'flag' },
        { name: 'last_day_hour', type: 'count' },
      ],
      query: sql`SELECT cut AS last_day_cut, hour AS last_day_hour
        FROM (${lastDayCut(sql`SELECT day, hour FROM dws_hour WHERE events > 0`, sql`DATE '${context.to}'`)})`,
    },
  ];
}

/** Rows that readers of the first few thousand do without, and cohorts that are shown of so many. */
const MANY = 10_000;
const SHOWN = 40;

/** `newest`: the cells of the newest cohorts, where the first of the rows would end before them; else none. */
export const newest = (relation: string, columns: readonly PlanColumn[]): FactQuery => ({
  name: 'newest',
  columns,
  query: sql`SELECT * FROM ${relation} WHERE (SELECT count(*) FROM ${relation}) > ${MANY} AND cohort IN (
      SELECT DISTINCT cohort FROM ${relation} ORDER BY cohort DESC LIMIT ${SHOWN}) ORDER BY cohort, period`,
});

/** How many cohorts there are, and how many users in them: each has a cell of its own beginning, unless brackets leave it out. */
export const total = (relation: string): FactQuery => ({
  columns: [
    { name: 'cohorts', type: 'count' },
    { name: 'members', type: 'count' },
  ],
  query: sql`SELECT count(*) AS cohorts, sum(size) AS members
    FROM (SELECT cohort, any_value(size) AS size FROM ${relation} GROUP BY cohort)`,
});
