import type { TableDefinition } from '../table.ts';
import { column, has, seen, storedTime } from './columns.ts';

/** Categories, with the path last known of each. Ingest writes the texts of ids to `dim_category_id`. */
export const dimCategory: TableDefinition = {
  name: 'dim_category',
  layer: 'dim',
  grain: ['category_key'],
  relation: [
    seen('category_key', 'BIGINT'),
    seen('category_id', 'VARCHAR'),
    seen('category_path', 'VARCHAR'),
  ],
  columns: (context) => [
    column('category_key', 'BIGINT'),
    ...(has(context, 'category_path')
      ? [column('category_path', 'VARCHAR', true), column('last_time', storedTime(context))]
      : []),
  ],
  dependencies: ['dwd', 'dws_category_day'],
  applies: (context) => has(context, 'category_id'),
  sql: (context, schema) =>
    has(context, 'category_path')
      ? `SELECT category_key, arg_max(category_path, event_time) AS category_path, max(event_time) AS last_time
        FROM ${schema}.dwd WHERE category_key IS NOT NULL GROUP BY category_key ORDER BY category_key`
      : `SELECT DISTINCT category_key FROM ${schema}.dws_category_day
        WHERE category_key IS NOT NULL ORDER BY category_key`,
  combine: (context, union) =>
    has(context, 'category_path')
      ? `SELECT category_key, arg_max(category_path, last_time) AS category_path, max(last_time) AS last_time
        FROM ${union('dim_category')} GROUP BY category_key ORDER BY category_key`
      : `SELECT DISTINCT category_key FROM ${union('dim_category')} ORDER BY category_key`,
  checks: () => [],
};
