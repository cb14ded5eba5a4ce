import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import { long } from './long.ts';

const ENTITIES = [
  { name: 'user', column: 'user_id', key: 'user_key', table: 'dws_user' },
  { name: 'item', column: 'item_id', key: 'item_key', table: 'dws_item_day' },
  { name: 'category', column: 'category_id', key: 'category_key', table: 'dws_category_day' },
  { name: 'brand', column: 'brand', key: 'brand', table: 'dws_brand_day' },
] as const;

const entitiesOf = (context: DatasetContext) =>
  ENTITIES.filter(({ column }) => has(context, column));

const figures = (subject: string) =>
  (['keys', 'top_share', 'gini'] as const).map((figure) => ({
    figure,
    subject,
    expression: figure,
  }));

/** How unevenly events spread over keys: their number, the share of the most frequent, Gini. Null without keys. */
export function skewFromLayers(context: DatasetContext): Sql | null {
  return each(context, ({ key, table }) => {
    const events = sql`SELECT sum(events) AS x FROM ${table} WHERE ${key} IS NOT NULL GROUP BY ${key}`;
    return sql`(SELECT count(*) AS keys, max(x) / nullif(sum(x), 0) AS top_share,
        sum((2.0 * i - n - 1) * x) / nullif(max(n) * sum(x), 0) AS gini
      FROM (SELECT CAST(x AS DOUBLE) AS x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM (${events})))`;
  });
}

/** The same from the events, by how many keys have how many. */
export function skewFromEvents(context: DatasetContext): Sql | null {
  return each(context, ({ key }) => {
    const counts = sql`SELECT x, count(*) AS c FROM (
      SELECT count(*) AS x FROM dwd WHERE ${key} IS NOT NULL GROUP BY ${key}) GROUP BY x`;
    return sql`(SELECT coalesce(max(n), 0) AS keys, max(x) / nullif(sum(x * c), 0) AS top_share,
        sum(x * c * (2.0 * before + c - n)) / nullif(max(n) * sum(x * c), 0) AS gini
      FROM (SELECT CAST(x AS DOUBLE) AS x, CAST(c AS DOUBLE) AS c, CAST(sum(c) OVER () AS DOUBLE) AS n,
          CAST(sum(c) OVER (ORDER BY x) - c AS DOUBLE) AS before FROM (${counts})))`;
  });
}

function each(
  context: DatasetContext,
  one: (entity: (typeof ENTITIES)[number]) => Sql,
): Sql | null {
  const all = entitiesOf(context);
  if (all.length === 0) return null;
  return join(
    all.map((entity) => long(figures(entity.name), one(entity))),
    ' UNION ALL ',
  );
}
