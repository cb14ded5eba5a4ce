import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan } from '../types.ts';
import { cosines, normsOf, type Plain, pairsAgain, people } from './audit-parts.ts';
import { figures, METHODS, testsQuery, trendQuery } from './evaluation.ts';
import type { RecommendParameters } from './parameters.ts';

/** Every list that was recommended to a test user, made by SQL alone: no typed array takes part. */
export function evaluationAudit(
  plain: Plain,
  parameters: RecommendParameters,
  context: DatasetContext,
): AuditPlan {
  const { pairs, norms } = plain;
  const [tests, training, lists] = [`${pairs}_tests`, `${pairs}_training`, `${pairs}_lists`];
  const scores = [
    sql`SELECT t.t, n.neighbour AS item_key, sum(n.similarity * h.weight) AS score
      FROM ${tests} t JOIN ${training} h ON h.user_key = t.user_key AND h.weight > 0
        JOIN (${cosines(plain, sql`${training}`, parameters, parameters.neighbours, null)}) n ON n.item = h.item_key
      GROUP BY t.t, n.neighbour`,
    sql`SELECT t.t, p.item_key, sum(n.similarity * p.weight) AS score
      FROM (${people(sql`${training}`, sql`SELECT user_key FROM ${tests}`, parameters)}) n
        JOIN ${tests} t ON t.user_key = n.user_key JOIN ${training} p ON p.user_key = n.other AND p.weight > 0
      GROUP BY t.t, p.item_key`,
    sql`SELECT t.t, s.item_key, s.score FROM ${tests} t,
      (SELECT item_key, sum(weight) AS score FROM ${training} WHERE weight > 0 GROUP BY item_key) s`,
    sql`SELECT t.t, s.item_key, s.score FROM ${tests} t, (${trendQuery(tests, parameters, context)}) s WHERE s.score > 0`,
  ];
  return {
    stages: [
      pairsAgain(plain, parameters, context),
      { table: tests, query: testsQuery(pairs, parameters, context) },
      {
        table: training,
        query: sql`SELECT p.* FROM ${pairs} p LEFT JOIN ${tests} t ON p.user_key = t.user_key AND p.item_key = t.item_key WHERE t.t IS NULL`,
      },
      normsOf(plain, sql`${training}`),
      {
        table: lists,
        query: sql`${ranked(0, scores[0] as Sql)} UNION ALL ${ranked(1, scores[1] as Sql)} UNION ALL ${ranked(2, scores[2] as Sql)}
          UNION ALL ${ranked(3, scores[3] as Sql)}`,
      },
    ],
    query: figures(
      parameters,
      sql`(SELECT m.method, t.t AS test, coalesce(l.rank, 0) AS rank FROM ${tests} t
        CROSS JOIN (VALUES ${METHODS.map((_, at) => `(${at})`).join(', ')}) AS m(method)
        LEFT JOIN ${lists} l ON l.method = m.method AND l.t = t.t AND l.item_key = t.item_key)`,
      sql`(SELECT method, item_key AS item, min(rank) AS rank FROM ${lists} GROUP BY method, item_key)`,
      sql`(SELECT count(*) FROM ${norms})`,
    ),
    key: ['method', 'k'],
    compare: ['users', 'hits', 'hit_rate', 'ndcg', 'coverage'],
    way: 'recommend.audit.lists',
  };

  function ranked(method: number, from: Sql): Sql {
    return sql`SELECT ${method} AS method, t, item_key, rank FROM (
        SELECT s.t, s.item_key, row_number() OVER (PARTITION BY s.t ORDER BY round(s.score, 12) DESC, m.place) AS rank
        FROM (${from}) s JOIN ${norms} m USING (item_key)
        WHERE NOT EXISTS (SELECT 1 FROM ${training} b JOIN ${tests} o ON o.user_key = b.user_key
          WHERE b.bought AND o.t = s.t AND b.item_key = s.item_key))
      WHERE rank <= ${parameters.k}`;
  }
}
