import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney } from '../capabilities.ts';
import type { Comparison } from '../compare/comparison.ts';
import { movesOf } from '../compare/moves.ts';
import { relationName } from '../relation.ts';
import { buyersFromEvents, buyersFromSummaries } from '../rfm/buyers.ts';
import { earlierReference } from '../rfm/comparison.ts';
import { withUserId } from '../rfm/scores.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { MetricPlan, PlanColumn } from '../types.ts';
import type { ClusterParameters } from './parameters.ts';
import { clusterSums } from './plan.ts';

/**
 * Buyers of an earlier period beside those of the later: each is in the cluster of the later one whose centre is nearest,
 * by the same scaling.
 */
export const clusterComparison: Comparison<ClusterParameters> = {
  earlier: (own, other, context) => ({
    ...own,
    ...other,
    reference: earlierReference(own, other, context),
  }),
  plan: nearestPlan,
  texts: ['name'],
  facts: movesOf({ name: 'cluster', type: 'count' }),
  said: (own, other, context) =>
    t('compare.clusters', { reference: format.day(earlierReference(own, other, context)) }),
};

const axesOf = (money: boolean) => ['recency', 'frequency', ...(money ? ['monetary'] : [])];
const log = (axis: string) => `ln(1 + greatest(CAST(${axis} AS DOUBLE), 0))`;

function nearestPlan(
  before: ClusterParameters,
  context: DatasetContext,
  now: MetricPlan,
): MetricPlan {
  const relation = relationName('clusters_nearest', [before, now.relation], context);
  const money = hasMoney(context);
  const axes = axesOf(money);
  const buyers = `${relation}_buyers`;
  const again = `${relation}_again`;
  const columns: readonly PlanColumn[] = now.columns;
  const names = sql`SELECT cluster, name FROM ${now.relation}_clusters`;
  const query = (
    from: string,
    nearest: Sql,
  ) => sql`SELECT b.user_id, ${axes.map((axis) => `b.${axis}`).join(', ')},
      n.cluster, c.name, b.user_key, b.orders
    FROM ${withUserId(sql`${from}`, context)} b JOIN (${nearest}) n USING (user_key)
    JOIN (${names}) c USING (cluster) ORDER BY b.user_id`;
  return {
    kind: 'clusters',
    relation,
    stages: [
      { table: buyers, query: buyersFromSummaries(before, context) },
      { table: `${relation}_centres`, query: centres(now.relation, axes) },
    ],
    query: query(buyers, nearest(buyers, `${relation}_centres`, axes)),
    columns,
    facts: [
      {
        columns: [{ name: 'buyers', type: 'count' }],
        query: sql`SELECT count(*) AS buyers FROM ${relation}`,
      },
      {
        name: 'clusters',
        ...clusterSums(relation, money),
      },
    ],
    known: { reference: before.reference },
    audit: {
      stages: [{ table: again, query: buyersFromEvents(before, context) }],
      // Names are those of the first way, which stand in its rows.
      query: sql`SELECT b.user_id, ${axes.map((axis) => `b.${axis}`).join(', ')}, n.cluster
        FROM ${withUserId(sql`${again}`, context)} b JOIN (${nearestApart(again, now, axes)}) n USING (user_key)`,
      key: now.audit.key,
      compare: now.audit.compare,
      way: now.audit.way,
    },
  };
}

/** Where the centre of each cluster lies among the logarithms, and how far each axis spreads. */
function centres(later: string, axes: readonly string[]): Sql {
  const each = (write: (axis: string) => string) => axes.map(write).join(', ');
  const spread = (axis: string) =>
    `CASE WHEN coalesce(stddev_samp(${axis}), 0) > 1e-12 THEN stddev_samp(${axis}) ELSE 1 END`;
  const logs = sql`SELECT user_key, ${each((axis) => `${log(axis)} AS ${axis}`)} FROM ${later}_buyers`;
  return sql`SELECT * FROM (SELECT cluster, ${each((axis) => `avg(${axis}) AS ${axis}`)}
        FROM (${logs}) JOIN ${later}_members USING (user_key) GROUP BY cluster),
      (SELECT ${each((axis) => `${spread(axis)} AS ${axis}_spread`)} FROM (${logs}))`;
}

const nearest = (buyers: string, table: string, axes: readonly string[]): Sql =>
  sql`SELECT user_key, arg_min(cluster, d) AS cluster
    FROM (SELECT b.user_key, c.cluster, ${axes
      .map((axis) => `((${log(`b.${axis}`)} - c.${axis}) / c.${axis}_spread) ** 2`)
      .join(' + ')} AS d
      FROM ${buyers} b, ${table} c)
    GROUP BY user_key`;

/**
 * The same from what the second way made of the later period: standardised places of single events and its own numbers of
 * clusters; the one that the first way found where another is as near but for rounding.
 */
function nearestApart(buyers: string, now: MetricPlan, axes: readonly string[]): Sql {
  const [later, places] = [`${now.relation}_again`, `${now.relation}_again_places`];
  const each = (write: (axis: string) => string) => axes.map(write).join(', ');
  const own = sql`SELECT ${each((axis) => `avg(${log(axis)}) AS ${axis}_mean, stddev_samp(${log(axis)}) AS ${axis}_deviation`)}
    FROM ${later}`;
  const scaled = (axis: string) =>
    `(${log(`b.${axis}`)} - s.${axis}_mean) / CASE WHEN coalesce(s.${axis}_deviation, 0) > 1e-12 THEN s.${axis}_deviation ELSE 1 END`;
  return sql`SELECT user_key, CASE WHEN min(d) FILTER (cluster = first) <= min(d) + 1e-9
        THEN any_value(first) ELSE arg_min(cluster, d) END AS cluster
    FROM (SELECT b.user_key, b.first, c.own AS cluster, ${axes
      .map((axis) => `(b.${axis} - c.${axis}) * (b.${axis} - c.${axis})`)
      .join(' + ')} AS d
      FROM (SELECT b.user_key, r.cluster_before AS first, ${each((axis) => `${scaled(axis)} AS ${axis}`)}
        FROM ${buyers} b CROSS JOIN (${own}) s LEFT JOIN ${now.relation} r USING (user_key)) b,
        (SELECT own, ${each((axis) => `avg(${axis}) AS ${axis}`)} FROM ${places} GROUP BY own) c)
    GROUP BY user_key`;
}
