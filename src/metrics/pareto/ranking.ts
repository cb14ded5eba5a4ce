import type { IdColumn } from '../../sources/types.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import { keyColumn, type Ranking } from './values.ts';

export interface RankingParameters extends Ranking {
  readonly threshold: number;
}

/** True where the data name entities of the kind. */
export function canRank(entity: Ranking['entity'], context: DatasetContext): boolean {
  if (entity === 'category') return has(context, 'category_id') || has(context, 'category_path');
  return has(context, entity === 'brand' ? 'brand' : `${entity}_id`);
}

/** The goods that the data name, categories before items before brands; null where they name none. */
export const goodsOf = (context: DatasetContext): 'category' | 'item' | 'brand' | null =>
  (['category', 'item', 'brand'] as const).find((one) => canRank(one, context)) ?? null;

/** True where an id has words for people beside it. */
export const labelled = ({ entity }: Ranking, context: DatasetContext): boolean =>
  entity === 'category' && has(context, 'category_id') && has(context, 'category_path');

const ID_OF: Readonly<Record<string, IdColumn>> = {
  category_key: 'category_id',
  item_key: 'item_id',
  user_key: 'user_id',
};

/**
 * Ranks `values` (`key, value`): largest first, ties by id. The head is the smallest set whose share reaches the
 * threshold, that is, everyone before whom it was not reached yet.
 */
export function ranked(parameters: RankingParameters, context: DatasetContext, values: Sql): Sql {
  const id = ID_OF[keyColumn(parameters, context)];
  const textual = id !== undefined && context.textual.includes(id);
  const words = labelled(parameters, context);
  const texts = textual
    ? `LEFT JOIN ${DICTIONARY[id]} d ON v.key = d.${id.replace('_id', '_key')}`
    : '';
  const paths = words ? 'LEFT JOIN dim_category c ON v.key = c.category_key' : '';
  const exact = parameters.measure === 'gmv' ? 'DECIMAL(38,4)' : 'BIGINT';
  return sql`SELECT row_number() OVER (ORDER BY value DESC, id) AS rank, id, ${words ? 'label,' : ''}
      ${parameters.measure === 'gmv' ? 'CAST(value AS DOUBLE)' : 'value'} AS value,
      CAST(value AS DOUBLE) / nullif(CAST(total AS DOUBLE), 0) AS share,
      CAST(running AS DOUBLE) / nullif(CAST(total AS DOUBLE), 0) AS cumulative_share,
      coalesce(CAST(running - value AS DOUBLE) / nullif(CAST(total AS DOUBLE), 0) < CAST(${bind(parameters.threshold)} AS DOUBLE), false) AS head
    FROM (SELECT *, sum(value) OVER (ORDER BY value DESC, id ROWS UNBOUNDED PRECEDING) AS running,
        sum(value) OVER () AS total
      FROM (SELECT ${textual ? `d.${id}` : 'v.key'} AS id, ${words ? 'c.category_path AS label,' : ''}
          CAST(coalesce(v.value, 0) AS ${exact}) AS value
        FROM ${values} v ${texts} ${paths} WHERE v.key IS NOT NULL))
    ORDER BY rank`;
}
