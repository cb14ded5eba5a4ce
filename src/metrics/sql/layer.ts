import { hasPathDays } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { dayTest } from './day-test.ts';
import type { Sql } from './fragment.ts';
import { type Filters, filterConditions, filtered, isRange, period, type Scope } from './scope.ts';

/** A small layer whose rows are of whole days (hours) and one value each of the columns that a scope filters by. */
export interface LayerScope {
  readonly table: string;
  /** What of the filters is not on days. */
  readonly filters: Filters;
  /** Conditions of `filters`. */
  readonly conditions: readonly Sql[];
  /** Conditions on days: the period, and filters on days. */
  readonly days: readonly Sql[];
  /** What `days` says of a day, for rows that are in the page. */
  readonly isAsked: (day: string | null) => boolean;
  /** True where each day has one row at most, so that its users count as they stand. */
  readonly single: boolean;
  /** True where its rows have orders as well. */
  readonly orders: boolean;
}

/** Columns by which each layer can be filtered, besides its days. */
const LAYERS: readonly { readonly table: string; readonly column: string }[] = [
  { table: 'dws_category_day', column: 'category_id' },
  { table: 'dws_brand_day', column: 'brand' },
  { table: 'dws_path_day', column: 'category_path' },
  { table: 'dws_hour', column: 'hour' },
  { table: 'dws_item_day', column: 'item_id' },
];

/** The layer that holds all that the scope's filters ask for; null where only the events tell. */
export function layerOf(scope: Scope, context: DatasetContext): LayerScope | null {
  if (!filtered(scope)) return null;
  const { day, ...filters } = scope.filters;
  const ofDays: Filters = day ? { day } : {};
  const columns = Object.keys(filters);
  const layer = LAYERS.find(({ column }) => columns.every((one) => one === column));
  if (!layer || !isStored(layer.column, context)) return null;
  const isAsked = dayTest(scope);
  if (!isAsked) return null;
  const values = scope.filters[layer.column] ?? [];
  return {
    table: layer.table,
    filters,
    conditions: filterConditions(filters, context),
    days: [...period(scope), ...filterConditions(ofDays, context)],
    isAsked,
    single: SINGLE.includes(layer.column) && values.length === 1 && !values.some(isRange),
    orders: layer.column === 'category_id' || layer.column === 'brand',
  };
}

/** Columns of which one value is one row a day: of a path, what lies below it are rows as well. */
const SINGLE: readonly string[] = ['category_id', 'brand', 'item_id'];

function isStored(column: string, context: DatasetContext): boolean {
  if (column === 'hour') return true;
  return column === 'category_path' ? hasPathDays(context) : has(context, column as 'brand');
}
