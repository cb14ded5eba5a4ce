import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import {
  filterConditions,
  filtered,
  period,
  type Scope,
  scopedEvents,
  unbounded,
} from '../sql/scope.ts';

export interface Ranking extends Scope {
  readonly entity: 'category' | 'item' | 'brand' | 'user';
  readonly measure: 'purchases' | 'gmv' | 'views';
}

/** The column of DWD that names the entity. */
export function keyColumn({ entity }: Ranking, context: DatasetContext): string {
  if (entity === 'category') return has(context, 'category_id') ? 'category_key' : 'category_path';
  return entity === 'brand' ? 'brand' : `${entity}_key`;
}

/**
 * `key, rows, value` of every entity with a row of the measure, and of those without one under a NULL key: `rows`
 * are the purchases (views) behind the value.
 */
export function valuesFromSummaries(ranking: Ranking, context: DatasetContext): Sql {
  const key = keyColumn(ranking, context);
  const own = key !== 'category_path' && filtersOwn(ranking);
  if ((filtered(ranking) && !own) || key === 'category_path')
    return valuesFromEvents(ranking, context, false);
  const rows = ranking.measure === 'views' ? 'views' : 'purchases';
  if (ranking.entity === 'user' && unbounded(ranking))
    return sql`SELECT user_key AS key, ${rows} AS rows, ${ranking.measure} AS value
      FROM dws_user WHERE ${rows} > 0
      UNION ALL SELECT * FROM (SELECT NULL, sum(${rows}) AS rows, sum(${ranking.measure})
        FROM dws_user_day WHERE user_key IS NULL) WHERE rows > 0`;
  const table = {
    category: 'category_day',
    item: 'item_day',
    brand: 'brand_day',
    user: 'user_day',
  };
  return sql`SELECT ${key} AS key, sum(${rows}) AS rows, sum(${ranking.measure}) AS value
    FROM dws_${table[ranking.entity]} ${where([...period(ranking), ...filterConditions(ranking.filters, context)])} GROUP BY key HAVING sum(${rows}) > 0`;
}

/** True where the filters name the entity and days alone, which its layer has. */
function filtersOwn({ entity, filters }: Ranking): boolean {
  const column = entity === 'brand' ? 'brand' : `${entity}_id`;
  return Object.keys(filters).every((name) => name === column || name === 'day');
}

/** The same from DWD. `twice`: summed up per day first, which must come to the same. */
export function valuesFromEvents(ranking: Ranking, context: DatasetContext, twice: boolean): Sql {
  const key = keyColumn(ranking, context);
  const word = ranking.measure === 'views' ? 'view' : 'purchase';
  const value = ranking.measure === 'gmv' ? 'sum(amount)' : 'count(*)';
  const events = scopedEvents(ranking, context, sql`event_type = '${word}'`);
  if (!twice)
    return sql`SELECT ${key} AS key, count(*) AS rows, ${value} AS value FROM ${events} GROUP BY key`;
  return sql`SELECT key, sum(n) AS rows, sum(v) AS value FROM (
    SELECT ${key} AS key, day, count(*) AS n, ${value} AS v FROM ${events} GROUP BY ALL) GROUP BY key`;
}
