import type { IdColumn } from '../../sources/types.ts';
import type { TableDefinition } from '../table.ts';
import { column, keyOf, seen } from './columns.ts';

/** Dense key ↔ text of an identifier that the source writes as text. Ingest writes them, in any part or in the main file. */
function dictionary(id: IdColumn, name: string): TableDefinition {
  const key = keyOf(id);
  return {
    name,
    layer: 'dim',
    grain: [key],
    relation: [seen(key, 'BIGINT'), seen(id, 'VARCHAR')],
    columns: () => [column(key, 'BIGINT'), column(id, 'VARCHAR')],
    dependencies: [],
    applies: (context) => context.textual.includes(id),
    sql: null,
    combine: 'union',
    checks: () => [],
  };
}

export const dimUser = dictionary('user_id', 'dim_user');
export const dimSession = dictionary('session_id', 'dim_session');
export const dimOrder = dictionary('order_id', 'dim_order');
/** Texts only: `dim_item` as it is seen joins them. */
export const dimItemId = dictionary('item_id', 'dim_item_id');
/** Texts only: `dim_category` as it is seen joins them. */
export const dimCategoryId = dictionary('category_id', 'dim_category_id');

/** The table that turns an identifier's keys into its texts. */
export const DICTIONARY: Readonly<Record<IdColumn, string>> = {
  user_id: dimUser.name,
  item_id: dimItemId.name,
  category_id: dimCategoryId.name,
  session_id: dimSession.name,
  order_id: dimOrder.name,
};
