import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Stage } from '../types.ts';
import { isUser, obtains, rated, weighed, weightOfOthers } from './pairs.ts';
import type { RecommendParameters } from './parameters.ts';

/** Weights counted day by day, and lengths by SQL alone. */
export interface Plain {
  readonly pairs: string;
  readonly norms: string;
}

/** `user_key, item_key, weight, bought`, of users who are compared. */
export function pairsAgain(
  { pairs }: Plain,
  parameters: RecommendParameters,
  context: DatasetContext,
): Stage {
  const own = parameters.user === null ? sql`` : sql`OR ${isUser(parameters.user, context)}`;
  return {
    table: pairs,
    query: sql`SELECT * EXCLUDE (items) FROM (SELECT *, count(*) FILTER (weight > 0) OVER (PARTITION BY user_key) AS items FROM (
        SELECT user_key, item_key, ${rated(parameters) ? `coalesce(sum(weight), 0) + ${parameters.weight_rate} * coalesce(sum(points) / nullif(sum(ratings), 0), 0)` : 'sum(weight)'} AS weight,
          bool_or(bought) AS bought FROM (
          SELECT user_key, item_key, day, CAST(sum(${weightOfOthers(parameters)}) AS DOUBLE) AS weight,
            ${rated(parameters) ? "sum(rating) FILTER (event_type = 'rate') AS points, count(rating) FILTER (event_type = 'rate') AS ratings," : ''}
            count(*) FILTER (${obtains(parameters)}) > 0 AS bought
          FROM ${weighed(parameters, context)} GROUP BY user_key, item_key, day)
        GROUP BY user_key, item_key))
      WHERE items <= ${parameters.max_items} ${own}`,
  };
}

/** `item_key, norm, users, place`. */
export const normsOf = ({ norms }: Plain, pairs: Sql): Stage => ({
  table: norms,
  query: sql`SELECT item_key, sqrt(sum(weight * weight)) AS norm, count(*) AS users,
      row_number() OVER (ORDER BY count(*) DESC, item_key) AS place
    FROM ${pairs} WHERE weight > 0 GROUP BY item_key`,
});

/** `item, neighbour, users, similarity, rank, place`: the nearest of items by joining the pairs of each user with themselves. */
export function cosines(
  { norms }: Plain,
  pairs: Sql,
  { shrinkage }: RecommendParameters,
  most: number,
  wanted: Sql | null,
): Sql {
  return sql`SELECT * FROM (
      SELECT c.*, row_number() OVER (PARTITION BY item ORDER BY similarity DESC, b.place) AS rank, b.place
      FROM (SELECT d.item, d.neighbour, d.users,
          round(dot / (na.norm * nb.norm) * d.users / (d.users + CAST(${shrinkage} AS DOUBLE)), 12) AS similarity
        FROM (SELECT x.item_key AS item, y.item_key AS neighbour, count(*) AS users, sum(x.weight * y.weight) AS dot
          FROM ${pairs} x JOIN ${pairs} y ON x.user_key = y.user_key AND x.item_key <> y.item_key
          WHERE x.weight > 0 AND y.weight > 0 ${wanted === null ? '' : sql`AND ${wanted}`} GROUP BY ALL) d
        JOIN ${norms} na ON na.item_key = d.item JOIN ${norms} nb ON nb.item_key = d.neighbour) c
      JOIN ${norms} b ON b.item_key = c.neighbour)
    WHERE rank <= ${most}`;
}

/** `user, other, similarity, rank`: the users nearest to some. */
export function people(pairs: Sql, who: Sql, { shrinkage, neighbours }: RecommendParameters): Sql {
  return sql`SELECT * FROM (SELECT c.*, row_number() OVER (PARTITION BY user_key ORDER BY similarity DESC, other) AS rank
      FROM (SELECT d.user_key, d.other,
          round(dot / (a.norm * b.norm) * d.items / (d.items + CAST(${shrinkage} AS DOUBLE)), 12) AS similarity
        FROM (SELECT x.user_key, y.user_key AS other, count(*) AS items, sum(x.weight * y.weight) AS dot
          FROM ${pairs} x JOIN ${pairs} y ON x.item_key = y.item_key AND x.user_key <> y.user_key
          WHERE x.weight > 0 AND y.weight > 0 AND x.user_key IN (${who}) GROUP BY ALL) d
        JOIN (SELECT user_key, sqrt(sum(weight * weight)) AS norm FROM ${pairs} GROUP BY user_key) a ON a.user_key = d.user_key
        JOIN (SELECT user_key, sqrt(sum(weight * weight)) AS norm FROM ${pairs} GROUP BY user_key) b ON b.user_key = d.other) c)
    WHERE rank <= ${neighbours}`;
}
