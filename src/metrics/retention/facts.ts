import type { DatasetContext } from '../../warehouse/types.ts';
import { sql } from '../sql/fragment.ts';
import type { FactQuery } from '../types.ts';
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

/**
 * `last_day_cut`: the last day's events stop at an hour that no day before stopped at so early (where it is the only
 * day: before 22:00).
 */
export function lastDay(context: DatasetContext): readonly FactQuery[] {
  if (context.to === null || context.grain === 'day') return [];
  const last = `DATE '${context.to}'`;
  return [
    {
      columns: [
        { name: 'last_day_cut', type: 'flag' },
        { name: 'last_day_hour', type: 'count' },
      ],
      query: sql`SELECT max(hour) FILTER (day = ${last}) < coalesce(min(hour) FILTER (day < ${last}), 22) AS last_day_cut,
          max(hour) FILTER (day = ${last}) AS last_day_hour
        FROM (SELECT day, max(hour) AS hour FROM dws_hour WHERE events > 0 GROUP BY day)`,
    },
  ];
}
