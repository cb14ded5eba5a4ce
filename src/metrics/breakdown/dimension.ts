import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasHours } from '../capabilities.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';

/** What events can be broken down by. */
export type Dimension =
  | 'brand'
  | 'category'
  | 'hour'
  | 'weekday'
  | 'device'
  | 'region'
  | 'city'
  | 'country';

export interface Grouping {
  readonly by: Dimension;
  /** Levels of the category path that are told apart, from the top; null: the whole path. */
  readonly level: number | null;
  /** Only what lies under this path, one level deeper; null: from the top. */
  readonly parent: string | null;
}

/** True where the data can be broken down so. */
export function canBreakDown(by: Dimension, context: DatasetContext): boolean {
  if (by === 'category') return has(context, 'category_id') || has(context, 'category_path');
  if (by === 'hour') return hasHours(context);
  return by === 'weekday' || has(context, by);
}

/** True where categories are paths that can be drilled into. */
export const hasPaths = (context: DatasetContext): boolean => has(context, 'category_path');

/** How a category is found from an event: by its path as the dimension last knew it, by its own path, or by its id. */
export function categoryBy(context: DatasetContext): 'dimension' | 'path' | 'id' {
  if (!hasPaths(context)) return 'id';
  return has(context, 'category_id') ? 'dimension' : 'path';
}

/**
 * SQL of a source's rows with two columns more: `segment` (text; hour and weekday as numbers in text) and `deeper`,
 * true where the category goes on below it. `from` is what stands after FROM, with the columns of DWD that the
 * dimension needs; rows outside of `parent` are left out.
 */
export function segmented(grouping: Grouping, from: Sql, context: DatasetContext): Sql {
  const { by } = grouping;
  if (by !== 'category')
    return sql`SELECT *, ${plain(by)} AS segment, false AS deeper FROM ${from}`;
  if (categoryBy(context) === 'id') {
    const texts = context.textual.includes('category_id');
    return texts
      ? sql`SELECT e.*, d.category_id AS segment, false AS deeper
          FROM (SELECT * FROM ${from}) e LEFT JOIN ${DICTIONARY.category_id} d USING (category_key)`
      : sql`SELECT *, CAST(category_key AS VARCHAR) AS segment, false AS deeper FROM ${from}`;
  }
  const paths =
    categoryBy(context) === 'path'
      ? sql`SELECT *, category_path AS path FROM ${from}`
      : sql`SELECT e.*, c.category_path AS path
          FROM (SELECT * FROM ${from}) e LEFT JOIN dim_category c USING (category_key)`;
  return levels(grouping, paths);
}

/** The part of each path down to the level that is asked for. */
function levels({ level, parent }: Grouping, paths: Sql): Sql {
  const depth = parent === null ? level : parent.split('.').length + 1;
  const under =
    parent === null
      ? sql``
      : sql`WHERE path = CAST(${bind(parent)} AS VARCHAR) OR starts_with(path, CAST(${bind(`${parent}.`)} AS VARCHAR))`;
  if (depth === null)
    return sql`SELECT *, path AS segment, false AS deeper FROM (${paths}) ${under}`;
  return sql`SELECT *, array_to_string(string_split(path, '.')[1:${depth}], '.') AS segment,
      coalesce(len(string_split(path, '.')) > ${depth}, false) AS deeper
    FROM (${paths}) ${under}`;
}

function plain(by: Exclude<Dimension, 'category'>): string {
  if (by === 'hour') return 'CAST(hour AS VARCHAR)';
  return by === 'weekday' ? 'CAST(isodow(day) AS VARCHAR)' : by;
}

/** SQL that puts segments in a steady order: numbers by size, texts by letters. */
export const ordered = (by: Dimension): string =>
  by === 'hour' || by === 'weekday' ? 'CAST(segment AS INTEGER)' : 'segment';
