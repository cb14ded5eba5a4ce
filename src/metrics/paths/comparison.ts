import type { DatasetContext } from '../../warehouse/types.ts';
import type { Comparison, Sides } from '../compare/comparison.ts';
import { sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, Stage } from '../types.ts';
import type { PathsParameters } from './parameters.ts';

/** Paths of two periods, with the same categories told apart in both and each whole path counted in both. */
export const pathsComparison = (
  planOf: (parameters: PathsParameters, context: DatasetContext) => MetricPlan,
): Comparison<PathsParameters> => ({
  plan(asked, context, now) {
    const plan = planOf(asked, context);
    const same = (stage: Stage): Stage =>
      'table' in stage && stage.table === `${plan.relation}_top`
        ? { ...stage, query: sql`SELECT * FROM ${now.relation}_top` }
        : stage;
    return {
      ...plan,
      stages: plan.stages.map(same),
      audit: { ...plan.audit, stages: (plan.audit.stages ?? []).map(same) },
    };
  },
  facts: wholePaths,
});

/** The most frequent paths with how often each was gone in the earlier period, however far down it stood then. */
function wholePaths(_sides: Sides, now: MetricPlan, before: MetricPlan): readonly FactQuery[] {
  const fact = now.facts.find(({ name }) => name === 'paths');
  if (!fact) return [];
  const found = `${before.relation}_found`;
  return [
    {
      name: 'paths',
      columns: [
        ...fact.columns,
        { name: 'sessions_before', type: 'count' },
        { name: 'share_before', type: 'number' },
      ],
      query: sql`SELECT p.*, coalesce(b.sessions, 0) AS sessions_before,
          coalesce(b.sessions, 0) / nullif((SELECT sum(sessions) FROM ${found}), 0) AS share_before
        FROM (${fact.query.sql}) p LEFT JOIN (SELECT array_to_string(path, ' → ') AS path, CAST(sum(sessions) AS BIGINT) AS sessions
          FROM ${found} GROUP BY path) b USING (path) ORDER BY p.sessions DESC, p.path`,
    },
  ];
}
