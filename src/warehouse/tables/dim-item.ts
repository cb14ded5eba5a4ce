import type { ColumnDefinition, TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, DECIMAL, has, seen, storedTime } from './columns.ts';

/** What DWD says of an item besides its key. */
const ATTRIBUTES = [
  { name: 'category_key', type: 'BIGINT', from: 'category_id' },
  { name: 'category_path', type: 'VARCHAR', from: 'category_path' },
  { name: 'brand', type: 'VARCHAR', from: 'brand' },
  { name: 'price', type: DECIMAL, from: 'price' },
] as const;

const known = (context: DatasetContext) => ATTRIBUTES.filter(({ from }) => has(context, from));

/** Prices, brands and paths change with time. An item's category alone does not call for finding the latest row. */
const dated = (context: DatasetContext) =>
  known(context).some(({ from }) => from !== 'category_id');

function attributes(context: DatasetContext, time: string): string {
  if (!dated(context))
    return known(context)
      .map(({ name }) => `, max(${name}) AS ${name}`)
      .join('');
  const last = known(context).map(({ name }) => `, arg_max(${name}, ${time}) AS ${name}`);
  return `${last.join('')}, max(${time}) AS last_time`;
}

/** Items, with what was last known of each. Ingest writes the texts of ids to `dim_item_id`. */
export const dimItem: TableDefinition = {
  name: 'dim_item',
  layer: 'dim',
  grain: ['item_key'],
  relation: [
    seen('item_key', 'BIGINT'),
    seen('item_id', 'VARCHAR'),
    ...ATTRIBUTES.map(({ name, type }) => seen(name, type)),
  ],
  columns: (context): readonly ColumnDefinition[] => [
    column('item_key', 'BIGINT'),
    ...known(context).map(({ name, type }) => column(name, type, true)),
    ...(dated(context) ? [column('last_time', storedTime(context))] : []),
  ],
  dependencies: ['dwd'],
  applies: (context) => has(context, 'item_id'),
  sql: (context, schema) => `SELECT item_key${attributes(context, 'event_time')}
      FROM ${schema}.dwd WHERE item_key IS NOT NULL GROUP BY item_key ORDER BY item_key`,
  combine: (context, union) => `SELECT item_key${attributes(context, 'last_time')}
      FROM ${union('dim_item')} GROUP BY item_key ORDER BY item_key`,
  checks: () => [],
};
