import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney } from '../capabilities.ts';
import { relationName } from '../relation.ts';
import { buyersFromSummaries } from '../rfm/buyers.ts';
import { withUserId } from '../rfm/scores.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, ModelStage, PlanColumn } from '../types.ts';
import { type ClusterParameters, LEAST, MOST } from './parameters.ts';
import { clusterAudit } from './second.ts';

const number = (name: string): PlanColumn => ({ name, type: 'number' });
const count = (name: string): PlanColumn => ({ name, type: 'count' });

/** Users of the cloud that is drawn. */
const DRAWN = 900;

export function planOf(parameters: ClusterParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('clusters', parameters, context);
  const money = hasMoney(context);
  const [buyers, members, candidates, clusters] = [
    'buyers',
    'members',
    'candidates',
    'clusters',
  ].map((name) => `${relation}_${name}`) as [string, string, string, string];
  const figures = ['recency', 'frequency', ...(money ? ['monetary'] : [])];
  const model: ModelStage = {
    model: 'kmeans',
    inputs: {
      users: sql`SELECT user_key, ${figures.map((name) => `CAST(${name} AS DOUBLE) AS ${name}`).join(', ')}
        FROM ${buyers} ORDER BY user_key`,
    },
    options: {
      seed: parameters.seed,
      restarts: parameters.restarts,
      k: parameters.k === 'auto' ? null : parameters.k,
      least: LEAST,
      most: MOST,
      centred: parameters.centring === 'mean',
      silhouette: parameters.silhouette,
    },
    outputs: [
      { name: 'members', table: members, columns: { user_key: 'BIGINT', cluster: 'INTEGER' } },
      {
        name: 'candidates',
        table: candidates,
        columns: {
          k: 'INTEGER',
          inertia: 'DOUBLE',
          silhouette: 'DOUBLE',
          silhouette_error: 'DOUBLE',
          silhouette_squared: 'DOUBLE',
          iterations: 'INTEGER',
          chosen: 'INTEGER',
          sampled: 'INTEGER',
          points: 'INTEGER',
        },
      },
      {
        name: 'clusters',
        table: clusters,
        columns: {
          cluster: 'INTEGER',
          name: 'VARCHAR',
          value_score: 'DOUBLE',
          r_scaled: 'DOUBLE',
          f_scaled: 'DOUBLE',
          m_scaled: 'DOUBLE',
          r_deviation: 'DOUBLE',
          f_deviation: 'DOUBLE',
          m_deviation: 'DOUBLE',
        },
      },
    ],
  };
  const listed = figures.map((name) => `b.${name}`).join(', ');
  return {
    kind: 'clusters',
    relation,
    stages: [{ table: buyers, query: buyersFromSummaries(parameters, context) }, model],
    query: sql`SELECT b.user_id, ${listed}, m.cluster, c.name, b.user_key, b.orders
      FROM ${withUserId(sql`${buyers}`, context)} b
      JOIN ${members} m USING (user_key) JOIN ${clusters} c USING (cluster) ORDER BY b.user_id`,
    columns: [
      { name: 'user_id', type: 'id' },
      count('recency'),
      count('frequency'),
      ...(money ? [number('monetary')] : []),
      count('cluster'),
      { name: 'name', type: 'text' },
    ],
    facts: factsOf(relation, candidates, clusters, money),
    known: {
      reference: parameters.reference,
      orders_basis: context.orders,
      monetary: money,
      k_set: parameters.k !== 'auto',
      seed: parameters.seed,
    },
    audit: clusterAudit(parameters, context, relation, money),
  };
}

/** Users, orders and money of each cluster with their shares, and its means; `relation` has a buyer in each row. */
export function clusterSums(
  relation: string,
  money: boolean,
): { readonly columns: readonly PlanColumn[]; readonly query: Sql } {
  const gmv = money
    ? `, sum(monetary) AS gmv, CAST(sum(monetary) AS DOUBLE) / nullif(CAST(sum(sum(monetary)) OVER () AS DOUBLE), 0) AS gmv_share,
       avg(CAST(monetary AS DOUBLE)) AS mean_monetary`
    : '';
  return {
    columns: [
      count('cluster'),
      { name: 'name', type: 'text' },
      count('users'),
      number('user_share'),
      count('orders'),
      number('order_share'),
      ...(money ? [number('gmv'), number('gmv_share')] : []),
      number('mean_recency'),
      number('mean_frequency'),
      ...(money ? [number('mean_monetary')] : []),
    ],
    query: sql`SELECT cluster, any_value(name) AS name, count(*) AS users, count(*) / sum(count(*)) OVER () AS user_share,
        sum(orders) AS orders, sum(orders) / nullif(sum(sum(orders)) OVER (), 0) AS order_share,
        avg(recency) AS mean_recency, avg(frequency) AS mean_frequency ${gmv}
      FROM ${relation} GROUP BY cluster ORDER BY cluster`,
  };
}

function factsOf(
  relation: string,
  candidates: string,
  clusters: string,
  money: boolean,
): readonly FactQuery[] {
  const axes = money ? ['r', 'f', 'm'] : ['r', 'f'];
  const shape = ['scaled', 'deviation'].flatMap((kind) => axes.map((axis) => `${axis}_${kind}`));
  const sums = clusterSums(relation, money);
  const figures = ['k', 'inertia', 'silhouette', 'silhouette_squared'];
  const typed = (name: string) => (name === 'k' ? count(name) : number(name));
  return [
    {
      columns: [
        ...figures.map(typed),
        number('silhouette_error'),
        count('sampled'),
        count('places'),
      ],
      query: sql`SELECT ${figures.join(', ')}, silhouette_error, sampled, points AS places FROM ${candidates} WHERE chosen = 1`,
    },
    { columns: [count('buyers')], query: sql`SELECT count(*) AS buyers FROM ${relation}` },
    ...(money
      ? [
          {
            columns: [count('below_zero')],
            query: sql`SELECT count(*) FILTER (monetary < 0) AS below_zero FROM ${relation}`,
          },
        ]
      : []),
    {
      name: 'candidates',
      columns: [...figures.map(typed), count('iterations'), { name: 'chosen', type: 'flag' }],
      query: sql`SELECT ${figures.join(', ')}, iterations, chosen = 1 AS chosen FROM ${candidates} ORDER BY k`,
    },
    {
      name: 'clusters',
      columns: [...sums.columns, number('value_score'), ...shape.map(number)],
      query: sql`SELECT s.*, c.value_score, ${shape.map((name) => `c.${name}`).join(', ')}
        FROM (${sums.query}) s JOIN ${clusters} c USING (cluster) ORDER BY cluster`,
    },
    {
      name: 'points',
      columns: [
        { name: 'user_id', type: 'id' },
        count('recency'),
        count('frequency'),
        ...(money ? [number('monetary')] : []),
        count('cluster'),
        { name: 'name', type: 'text' },
      ],
      // A few of every cluster, however small, so that each has its colour.
      query: sql`SELECT * FROM ${relation}
        ORDER BY row_number() OVER (PARTITION BY cluster ORDER BY hash(user_key), user_key) > 5, hash(user_key), user_key
        LIMIT ${DRAWN}`,
    },
  ];
}
