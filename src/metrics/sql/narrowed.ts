import { ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';
import { hasPathDays, keyOf, localTime } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasMoney, hasSessions } from '../capabilities.ts';
import { type Sql, sql, where } from './fragment.ts';
import { layerOf } from './layer.ts';
import { narrowedName } from './narrowed-name.ts';
import { type Filters, filterConditions } from './scope.ts';

/**
 * The events that pass some filters, of all days: every metric under these filters reads them, so that the events are
 * gone through once. `view` has the columns of `dwd` that metrics read.
 */
export interface Narrowed {
  /** Name by which metrics know it. */
  readonly view: string;
  /** Table of the rows behind the view, where they are few enough to be kept. */
  readonly rows: string;
  /** Text columns that may have few values, with the table that tells them. */
  readonly texts: readonly { readonly name: string; readonly table: string }[];
  /** SELECT of `n`, of how many events these are at most; null where no small layer knows. */
  readonly most: Sql | null;
  /** SELECT of the rows that the table keeps, further conditions met. */
  readonly select: (lists: Lists, ...more: readonly Sql[]) => Sql;
  /** The view's columns over the rows that are kept. */
  readonly seen: (lists: Lists) => string;
  /** The same events straight from `dwd`. */
  readonly direct: Sql;
  /** What the engine keeps for a row, roughly. */
  readonly bytesPerRow: (lists: Lists) => number;
}

/** Text columns that are kept as positions in a list of their values → the type that does so. */
export type Lists = ReadonlyMap<string, string>;

/** Name of the table of rows behind a view. */
export const rowsOf = (view: string): string => view.replace('_scope_', '_scope_rows_');

interface Column {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** False where every row would have NULL. */
  readonly kept: boolean;
}

export function narrowed(filters: Filters, context: DatasetContext): Narrowed {
  const view = narrowedName(filters, context);
  const columns = columnsOf(context);
  const kept = columns.filter((column) => column.kept);
  const missing = columns.filter((column) => !column.kept);
  const conditions = filterConditions(filters, context);
  const layer = layerOf({ from: null, to: null, filters }, context);
  const stored = ({ name }: Column, lists: Lists) => {
    const list = lists.get(name);
    return list ? `CAST(${name} AS ${list}) AS ${name}` : name;
  };
  return {
    view,
    rows: rowsOf(view),
    texts: [
      ...(has(context, 'brand') ? [{ name: 'brand', table: 'dim_brand' }] : []),
      ...(hasPathDays(context) ? [{ name: 'category_path', table: 'dws_path_day' }] : []),
    ],
    most:
      layer &&
      sql`SELECT CAST(coalesce(sum(events), 0) AS DOUBLE) AS n FROM ${layer.table} ${where([...layer.conditions, ...layer.days])}`,
    select: (lists, ...more) =>
      sql`SELECT ${kept.map((column) => stored(column, lists)).join(', ')}
        FROM dwd ${where([...conditions, ...more])}`,
    seen: (lists) =>
      [
        lists.size === 0 ? '*' : `* REPLACE (${[...lists.keys()].map(asText).join(', ')})`,
        `${localTime(context)} AS local_time`,
        ...missing.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`),
      ].join(', '),
    direct: sql`SELECT * FROM dwd ${where(conditions)}`,
    bytesPerRow: (lists) =>
      kept.reduce((sum, { name, bytes }) => sum + (lists.has(name) ? PLACE_BYTES : bytes), 0),
  };
}

/** A position in a list of up to 65,536. */
const PLACE_BYTES = 2;

const asText = (name: string) => `CAST(${name} AS VARCHAR) AS ${name}`;

function columnsOf(context: DatasetContext): readonly Column[] {
  return [
    { name: 'event_time', type: 'TIMESTAMP', bytes: 8, kept: true },
    { name: 'event_type', type: 'VARCHAR', bytes: 1, kept: true },
    ...ID_COLUMNS.map((id) => ({
      name: keyOf(id),
      type: 'BIGINT',
      bytes: 8,
      kept: id === 'session_id' ? hasSessions(context) : has(context, id),
    })),
    ...TEXT_COLUMNS.map((name) => ({
      name,
      type: 'VARCHAR',
      bytes: name === 'category_path' ? 40 : 16,
      kept: has(context, name),
    })),
    { name: 'amount', type: 'DECIMAL(18,4)', bytes: 8, kept: hasMoney(context) },
    { name: 'day', type: 'DATE', bytes: 4, kept: true },
    { name: 'hour', type: 'TINYINT', bytes: 1, kept: true },
  ];
}
