import { sql } from '../sql/fragment.ts';
import type { FactQuery, PlanColumn } from '../types.ts';
import { type RfmParameters, SEGMENTS } from './parameters.ts';
import { figuresOf } from './scores.ts';
import { thresholds } from './segments.ts';

const number = (name: string): PlanColumn => ({ name, type: 'number' });

/** Every segment's users, orders, money and means; the means of all; the cuts that made the scores. */
export function rfmFacts(
  parameters: RfmParameters,
  relation: string,
  tables: { readonly cuts: string; readonly scores: string },
  money: boolean,
): readonly FactQuery[] {
  const order = SEGMENTS[parameters.model].map((name) => `'${name}'`).join(', ');
  const gmv = money
    ? `, sum(monetary) AS gmv, CAST(sum(monetary) AS DOUBLE) / nullif(CAST(sum(sum(monetary)) OVER () AS DOUBLE), 0) AS gmv_share,
       avg(CAST(monetary AS DOUBLE)) AS mean_monetary`
    : '';
  return [
    {
      name: 'segments',
      columns: [
        { name: 'segment', type: 'text' },
        { name: 'users', type: 'count' },
        number('user_share'),
        { name: 'orders', type: 'count' },
        number('order_share'),
        ...(money ? [number('gmv'), number('gmv_share')] : []),
        number('mean_recency'),
        number('mean_frequency'),
        ...(money ? [number('mean_monetary')] : []),
      ],
      query: sql`SELECT segment, count(*) AS users, count(*) / sum(count(*)) OVER () AS user_share,
          sum(orders) AS orders, sum(orders) / nullif(sum(sum(orders)) OVER (), 0) AS order_share,
          avg(recency) AS mean_recency, avg(frequency) AS mean_frequency ${gmv}
        FROM ${relation} GROUP BY segment ORDER BY list_position([${order}], segment)`,
    },
    {
      columns: [
        { name: 'buyers', type: 'count' },
        number('mean_recency'),
        number('mean_frequency'),
        ...(money ? [number('mean_monetary')] : []),
      ],
      query: sql`SELECT count(*) AS buyers, avg(recency) AS mean_recency, avg(frequency) AS mean_frequency
          ${money ? ', avg(CAST(monetary AS DOUBLE)) AS mean_monetary' : ''} FROM ${relation}`,
    },
    ...(parameters.scoring === 'quantile' ? [cutFacts(tables.cuts, money)] : []),
    ...modelFacts(parameters, tables.scores),
  ];
}

/** `cuts`: the four quantiles of each figure and how many buckets are left after equal ones merged. */
function cutFacts(table: string, money: boolean): FactQuery {
  const rows = figuresOf(money).map((figure) => {
    const [a, b, c, d] = [1, 2, 3, 4].map((k) => `${figure}${k}`);
    const quantiles = [a, b, c, d]
      .map((cut, index) => `CAST(${cut} AS DOUBLE) / 5 AS q${(index + 1) * 20}`)
      .join(', ');
    const merged = `CASE WHEN ${b} <> ${a} THEN 1 ELSE 0 END + CASE WHEN ${c} <> ${b} THEN 1 ELSE 0 END + CASE WHEN ${d} <> ${c} THEN 1 ELSE 0 END`;
    return `SELECT '${figure}' AS figure, ${quantiles}, 2 + ${merged} AS buckets FROM ${table}`;
  });
  return {
    name: 'cuts',
    columns: [
      { name: 'figure', type: 'text' },
      ...[20, 40, 60, 80].map((share) => number(`q${share}`)),
      { name: 'buckets', type: 'count' },
    ],
    query: sql`${rows.join(' UNION ALL ')}`,
  };
}

function modelFacts(parameters: RfmParameters, scores: string): FactQuery[] {
  switch (parameters.model) {
    case 'segments8':
      return [
        {
          columns: [number('hi')],
          query: sql`SELECT floor(quantile_cont(fm, 0.5)) + 1 AS hi FROM ${scores}`,
        },
      ];
    case 'threshold':
      return [
        {
          columns: [number('r_cut'), number('f_cut')],
          query: thresholds(parameters, sql`${scores}`),
        },
      ];
    case 'classes5':
      return [];
  }
}
