import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { columnSql, tableSql } from '../parameters/source.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { BasketParameters, Unit } from './parameters.ts';

/** Columns of DWD that tell baskets apart. A row of an order that has no number belongs to its user's day. */
const TOLD: Readonly<Record<Unit, readonly string[]>> = {
  order: [
    'order_key',
    'CASE WHEN order_key IS NULL THEN user_key END',
    'CASE WHEN order_key IS NULL THEN day END',
  ],
  session: ['session_key', 'user_key'],
  user_day: ['user_key', 'day'],
  user: ['user_key'],
};

/** True for rows of DWD that are in some basket. */
const IN_ONE: Readonly<Record<Unit, string>> = {
  order: 'coalesce(order_key, user_key) IS NOT NULL',
  session: 'session_key IS NOT NULL',
  user_day: 'user_key IS NOT NULL',
  user: 'user_key IS NOT NULL',
};

/** The column of DWD whose values lie in the baskets: categories by their path where the data have one. */
export function entityColumn({ by }: Pick<BasketParameters, 'by'>, context: DatasetContext) {
  if (by === 'brand') return 'brand';
  if (by === 'item') return 'item_key';
  return has(context, 'category_path') ? 'category_path' : 'category_key';
}

/** Every line as it stands: columns that tell its basket, `b0`, `b1`, …, and `entity`, both NULL where there is none. */
export function rawLines(
  parameters: BasketParameters,
  context: DatasetContext,
): { readonly lines: Sql; readonly told: readonly string[] } {
  const { table, unit, basket, item, events } = parameters;
  if (table !== null && basket !== null && item !== null)
    return {
      told: ['b0'],
      lines: sql`SELECT ${columnSql(basket)} AS b0, ${text(columnSql(item))} AS entity FROM ${tableSql(table)}`,
    };
  if (table !== null)
    return {
      told: ['b0'],
      lines: sql`SELECT "ads basket" AS b0, ${text(sql`"ads item"`)} AS entity FROM (
        UNPIVOT (SELECT CAST(COLUMNS(*) AS VARCHAR), row_number() OVER () AS "ads basket" FROM ${tableSql(table)})
        ON COLUMNS(* EXCLUDE "ads basket") INTO NAME "ads place" VALUE "ads item")`,
    };
  const columns = TOLD[unit ?? 'user_day'];
  const list = columns.map((expression, at) => `${expression} AS b${at}`).join(', ');
  return {
    told: columns.map((_, at) => `b${at}`),
    lines: sql`SELECT ${list}, ${entityColumn(parameters, context)} AS entity
      FROM ${scopedEvents(parameters, context, sql`${isEvent(events)}`, sql`${IN_ONE[unit ?? 'user_day']}`)}`,
  };
}

/** Blanks around a name are no part of it. */
const text = (value: Sql): Sql => sql`nullif(trim(CAST(${value} AS VARCHAR)), '')`;

/** `basket` (from 0) and `entity`, each entity once in a basket. */
export function distinctLines(parameters: BasketParameters, context: DatasetContext): Sql {
  const { lines, told } = rawLines(parameters, context);
  const named = told.length === 1 ? sql`AND b0 IS NOT NULL` : sql``;
  return sql`SELECT CAST(dense_rank() OVER (ORDER BY ${told.join(', ')}) - 1 AS INTEGER) AS basket, entity
    FROM (SELECT DISTINCT ${told.join(', ')}, entity FROM (${lines}) WHERE entity IS NOT NULL ${named})`;
}

/** Lines that name nothing that could lie in a basket, and all lines. */
export function leftOut(parameters: BasketParameters, context: DatasetContext): Sql {
  const { lines } = rawLines(parameters, context);
  return sql`SELECT count(*) FILTER (entity IS NULL) AS left_out_rows,
      count(*) FILTER (entity IS NULL) / nullif(count(*), 0) AS left_out_share FROM (${lines})`;
}

/** Names of `item` for people, from a table `item, entity, …`: `item, name, …`. */
export function named(parameters: BasketParameters, context: DatasetContext, items: Sql): Sql {
  const column = entityColumn(parameters, context);
  const id = column === 'item_key' ? 'item_id' : 'category_id';
  const dictionary = column === 'item_key' ? 'dim_item_id' : 'dim_category_id';
  const textual = parameters.table === null && context.textual.includes(id);
  if (!textual || !column.endsWith('_key'))
    return sql`SELECT i.*, CAST(i.entity AS VARCHAR) AS name FROM ${items} i`;
  return sql`SELECT i.*, d.${id} AS name FROM ${items} i LEFT JOIN ${dictionary} d ON d.${column} = i.entity`;
}
