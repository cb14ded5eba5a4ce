import { sql } from '../sql/fragment.ts';
import type { FactQuery } from '../types.ts';

/** Points of the Lorenz curve besides its two ends. */
const POINTS = 198;

/**
 * Head count and share, Gini = Σ(2i − n − 1)xᵢ / (n Σxᵢ) with x ascending, and the Lorenz curve (share of entities,
 * smallest first, against their share of the total) of a ranking.
 */
export function curveFacts(relation: string): readonly FactQuery[] {
  return [
    {
      columns: [
        { name: 'entities', type: 'count' },
        { name: 'head_count', type: 'count' },
        { name: 'head_share', type: 'number' },
        { name: 'head_value_share', type: 'number' },
        { name: 'total', type: 'number' },
        { name: 'gini', type: 'number' },
      ],
      query: sql`SELECT count(*) AS entities, count(*) FILTER (head) AS head_count,
          count(*) FILTER (head) / nullif(count(*), 0) AS head_share,
          max(cumulative_share) FILTER (head) AS head_value_share,
          sum(value) AS total,
          sum((n - 2.0 * rank + 1) * value) / nullif(max(n) * sum(value), 0) AS gini
        FROM (SELECT *, count(*) OVER () AS n FROM ${relation})`,
    },
    {
      name: 'lorenz',
      columns: [
        { name: 'entities', type: 'number' },
        { name: 'value', type: 'number' },
      ],
      query: sql`SELECT (n - rank) / n AS entities, greatest(0, 1 - cumulative_share) AS value
        FROM (SELECT *, count(*) OVER () AS n FROM ${relation})
        WHERE rank = n OR (rank * ${POINTS}) // n <> ((rank - 1) * ${POINTS}) // n
        UNION ALL SELECT 1, 1
        ORDER BY entities`,
    },
  ];
}
