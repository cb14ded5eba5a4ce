import type { TableDefinition } from '../table.ts';
import { column, has, seen } from './columns.ts';

export const dimBrand: TableDefinition = {
  name: 'dim_brand',
  layer: 'dim',
  grain: ['brand'],
  relation: [seen('brand', 'VARCHAR')],
  columns: () => [column('brand', 'VARCHAR')],
  dependencies: ['dws_brand_day'],
  applies: (context) => has(context, 'brand'),
  sql: (_context, schema) =>
    `SELECT DISTINCT brand FROM ${schema}.dws_brand_day WHERE brand IS NOT NULL ORDER BY brand`,
  combine: (_context, union) => `SELECT DISTINCT brand FROM ${union('dim_brand')} ORDER BY brand`,
  checks: () => [],
};
