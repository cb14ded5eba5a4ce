import type { DatasetContext } from '../../warehouse/types.ts';
import { wilson } from '../attribution/wilson.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { ModelStage, Stage } from '../types.ts';
import {
  interactions,
  type Names,
  numbering,
  pairsStage,
  rated,
  slicedInteractions,
  trained,
  weighed,
  weightOf,
  weightOfCounts,
  weights,
} from './pairs.ts';
import type { RecommendParameters } from './parameters.ts';
import { decay } from './popular.ts';
import { size, type Way } from './similar.ts';

/** Ways to recommend, in the order of the model's numbers. */
export const METHODS = ['item_item', 'user_user', 'popular', 'trending'] as const;

/** Normal quantile of an interval of 95 %. */
const Z = 1.959963984540054;

/** Lengths of the list for which figures are given. */
export const cutsOf = ({ k }: RecommendParameters): readonly number[] =>
  [...new Set([1, 5, 10, 20, 50, k])].filter((one) => one <= k).sort((a, b) => a - b);

/** The item of each user's last purchase (rating, where there are none), for those who have another item as well; drawn by a hash where they are many. */
export function testsQuery(
  pairs: string,
  parameters: RecommendParameters,
  context: DatasetContext,
): Sql {
  const last = context.eventTypes.includes('purchase') ? 'purchase' : 'rate';
  const bought = weighed(parameters, context, sql`event_type = '${last}'`);
  return sql`SELECT user_key, item_key, CAST(row_number() OVER (ORDER BY hash(user_key), user_key) - 1 AS INTEGER) AS t
    FROM (SELECT user_key, max(item_key) AS item_key
        FROM (SELECT user_key, item_key, event_time, max(event_time) OVER (PARTITION BY user_key) AS last_time FROM ${bought})
        WHERE event_time = last_time GROUP BY user_key)
      JOIN (SELECT user_key, count(*) AS items FROM ${pairs} WHERE weight > 0 GROUP BY user_key
        HAVING count(*) > 1 AND count(*) <= ${parameters.max_items}) USING (user_key)
    QUALIFY row_number() OVER (ORDER BY hash(user_key), user_key) <= ${parameters.sample}`;
}

/** Trend of every item without what was held back, event by event. */
export const trendQuery = (
  tests: string,
  parameters: RecommendParameters,
  context: DatasetContext,
): Sql =>
  sql`SELECT e.item_key, sum(e.weight * e.faded) AS score
    FROM (SELECT user_key, item_key, ${weightOf(parameters)} AS weight, ${decay(parameters, context)} AS faded
      FROM ${weighed(parameters, context)}) e
      ANTI JOIN ${tests} t ON e.user_key = t.user_key AND e.item_key = t.item_key
    GROUP BY e.item_key`;

/** The same from the days of items, less what was held back and what nobody did. */
function trendOfDays(tests: string, parameters: RecommendParameters, context: DatasetContext): Sql {
  const faded = decay(parameters, context);
  const left = (rows: Sql) =>
    sql`SELECT item_key, -(${weightOf(parameters)}) * ${faded} AS part FROM ${rows}`;
  const types = isEvent(weights(parameters).map(([type]) => type));
  return sql`SELECT item_key, round(sum(part), 12) AS score FROM (
      SELECT item_key, (${weightOfCounts(parameters)}) * ${faded} AS part
        FROM dws_item_day ${where([...period(parameters), sql`item_key IS NOT NULL`])}
      UNION ALL ${left(weighed(parameters, context, sql`(user_key, item_key) IN (SELECT user_key, item_key FROM ${tests})`))}
      UNION ALL ${left(scopedEvents(parameters, context, sql`user_key IS NULL AND item_key IS NOT NULL AND ${types}`))})
    GROUP BY item_key`;
}

/** How well each way finds what users purchased last, against what is popular. */
export function evaluation(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Way {
  const [ranks, shown] = [`${names.relation}_ranks`, `${names.relation}_shown`];
  const training = trained(names, parameters);
  const trend = filtered(parameters) || rated(parameters) ? trendQuery : trendOfDays;
  const model: ModelStage = {
    model: 'neighbours',
    inputs: {
      interactions: interactions(names, parameters),
      size: size(names),
      tests: sql`SELECT CAST(u.u AS DOUBLE) AS "user", CAST(coalesce(i.i, -1) AS DOUBLE) AS item
        FROM ${names.tests} t JOIN ${names.users} u USING (user_key) LEFT JOIN ${names.items} i ON i.item_key = t.item_key ORDER BY t.t`,
      bought: sql`SELECT CAST(u.u AS DOUBLE) AS "user", CAST(i.i AS DOUBLE) AS item
        FROM ${training} p JOIN ${names.users} u USING (user_key) JOIN ${names.items} i ON i.item_key = p.item_key
        WHERE p.bought AND p.user_key IN (SELECT user_key FROM ${names.tests})`,
      trending: sql`SELECT CAST(i.i AS DOUBLE) AS item, CAST(s.score AS DOUBLE) AS score
        FROM (${trend(names.tests, parameters, context)}) s JOIN ${names.items} i USING (item_key) WHERE s.score > 0`,
    },
    sliced: { interactions: slicedInteractions(names, parameters) },
    options: {
      task: 'evaluate',
      neighbours: parameters.neighbours,
      shrinkage: parameters.shrinkage,
      most: parameters.k,
    },
    outputs: [
      {
        name: 'ranks',
        table: ranks,
        columns: { method: 'INTEGER', test: 'INTEGER', rank: 'INTEGER' },
      },
      {
        name: 'shown',
        table: shown,
        columns: { method: 'INTEGER', item: 'INTEGER', rank: 'INTEGER' },
      },
    ],
  };
  const stages: readonly Stage[] = [
    pairsStage(names, parameters, context),
    { table: names.tests, query: testsQuery(names.pairs, parameters, context) },
    ...numbering(names, parameters, context),
    model,
  ];
  return {
    stages,
    query: figures(
      parameters,
      sql`(SELECT method, test, rank FROM ${ranks})`,
      sql`(SELECT method, item, rank FROM ${shown})`,
      sql`(SELECT count(*) FROM ${names.items})`,
    ),
    columns: [
      { name: 'method', type: 'text' },
      { name: 'k', type: 'count' },
      { name: 'users', type: 'count' },
      { name: 'hits', type: 'count' },
      { name: 'hit_rate', type: 'number' },
      { name: 'hit_rate_low', type: 'number' },
      { name: 'hit_rate_high', type: 'number' },
      { name: 'ndcg', type: 'number' },
      { name: 'coverage', type: 'number' },
      { name: 'against_popular', type: 'number' },
    ],
  };
}

/** Figures of each way and length from the rank of every item held back and of every item shown. */
export function figures(
  parameters: RecommendParameters,
  ranks: Sql,
  shown: Sql,
  catalogue: Sql,
): Sql {
  const cuts = cutsOf(parameters).map((k) => `(${k})`);
  const methods = METHODS.map((name, at) => `(${at}, '${name}')`);
  const hit = 'r.rank BETWEEN 1 AND c.k';
  const { low, high } = wilson(Z);
  return sql`SELECT *, ${low} AS hit_rate_low, ${high} AS hit_rate_high,
      hit_rate / nullif(max(CASE WHEN method = 'popular' THEN hit_rate END) OVER (PARTITION BY k), 0) AS against_popular
    FROM (SELECT m.name AS method, c.k, count(*) AS users, count(*) FILTER (${hit}) AS hits, users AS base, hits AS converted,
        count(*) FILTER (${hit}) / count(*) AS hit_rate,
        sum(CASE WHEN ${hit} THEN 1 / log2(r.rank + 1) ELSE 0 END) / count(*) AS ndcg,
        coalesce(any_value(s.items), 0) / nullif(${catalogue}, 0) AS coverage, m.number
      FROM ${ranks} r JOIN (VALUES ${methods.join(', ')}) AS m(number, name) ON m.number = r.method
        CROSS JOIN (VALUES ${cuts.join(', ')}) AS c(k)
        LEFT JOIN (SELECT method, k, count(*) FILTER (rank <= k) AS items FROM ${shown} CROSS JOIN (VALUES ${cuts.join(', ')}) AS c(k)
          GROUP BY method, k) s ON s.method = r.method AND s.k = c.k
      GROUP BY m.number, m.name, c.k)
    ORDER BY k, number`;
}
