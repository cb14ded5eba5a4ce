import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { MetricPlan, PlanColumn } from '../types.ts';
import { counts, observed, retained } from './cells.ts';
import { lastDay, summary } from './facts.ts';
import type { RetentionParameters } from './parameters.ts';
import { cohortsReached, countsReached, returnsAreCounted } from './reached.ts';
import { members, returns, returnsApart } from './returns.ts';

/** Columns that name a cell. */
export const cellKey = ({ mode }: Pick<RetentionParameters, 'mode'>): readonly string[] => [
  'cohort',
  'period',
  ...(mode === 'bracket' ? ['until'] : []),
];

/** Who came back, cell by cell, into the table `relation`; its stages are named after it. */
export function retentionPlan(
  parameters: RetentionParameters,
  context: DatasetContext,
  relation: string,
): MetricPlan {
  const cohorts = `${relation}_cohorts`;
  const returned = `${relation}_returns`;
  const bracket = parameters.mode === 'bracket';
  const columns: readonly PlanColumn[] = [
    { name: 'cohort', type: 'day' },
    { name: 'period', type: 'count' },
    ...(bracket ? [{ name: 'until', type: 'count' } as const] : []),
    { name: 'users', type: 'count' },
    { name: 'size', type: 'count' },
    { name: 'rate', type: 'number' },
    { name: 'complete', type: 'flag' },
  ];
  const cell = cellKey(parameters);
  const again = `${relation}_again`;
  const apart = (
    ...ranges: readonly Sql[]
  ) => sql`SELECT ${cell.join(', ')}, count(DISTINCT u) AS users
      FROM (${returnsApart(parameters, context, ...ranges)}) JOIN (${observed(parameters, context, cohorts)}) USING (cohort)
      WHERE ${{ exact: 'n = period', rolling: 'n >= period', bracket: 'n BETWEEN period AND until' }[parameters.mode]}
      GROUP BY ${cell.join(', ')}`;
  return {
    kind: 'retention',
    relation,
    ...(returnsAreCounted(parameters, context)
      ? {
          stages: [{ table: cohorts, query: cohortsReached(parameters, context) }],
          query: retained(
            observed(parameters, context, cohorts, 'CAST(sum(users) AS BIGINT)'),
            countsReached(parameters, context),
            bracket,
          ),
        }
      : {
          stages: [
            { table: cohorts, query: members(parameters, context) },
            { table: returned, query: returns(parameters, context, sql`${cohorts}`) },
          ],
          query: retained(
            observed(parameters, context, cohorts),
            counts(parameters, returned),
            bracket,
          ),
        }),
    columns,
    facts: [...summary(parameters, relation), ...lastDay(context)],
    known: {
      unit: parameters.unit,
      mode: parameters.mode,
      last_day: context.to,
      week_start: context.weekStart,
    },
    audit: {
      stages: [
        { table: cohorts, query: members(parameters, context) },
        { table: again, query: apart(), slice: { column: 'user_key', query: apart } },
      ],
      query: retained(
        observed(parameters, context, cohorts),
        sql`SELECT ${cell.join(', ')}, sum(users) AS users FROM ${again} GROUP BY ALL`,
        bracket,
      ),
      key: cell,
      compare: ['users', 'size', 'rate'],
      way: 'metrics.audit.events',
    },
  };
}
