import type { RelationColumn, TableDefinition } from '../table.ts';
import { amount, storedTime } from '../tables/columns.ts';
import type { DatasetContext } from '../types.ts';

/** Alias of the attachment that holds what is combined from the parts, dims and rejects. */
export const MAIN = 'main_file';

/** True for the attachments that hold what is combined: the first, and one that a rebuild made. */
export const isMain = (alias: string) => alias.startsWith(MAIN);

/** Where a table of the data set is stored, and how many rows lie there. */
export interface Place {
  readonly table: string;
  /** Alias of an attached file or schema. */
  readonly alias: string;
  readonly rows: number;
}

/**
 * SELECT of a table's relation over all places that hold it: every column, whatever the source has.
 */
export function storedRows(
  table: TableDefinition,
  context: DatasetContext,
  places: readonly Place[],
): string {
  const stored = new Set(table.columns(context).map(({ name }) => name));
  const held = places.filter((place) => place.table === table.name);
  if (!table.applies(context) || held.length === 0) return empty(table);
  const key = table.overlay?.(context) ?? null;
  const overlay = key === null ? undefined : held.find(({ alias }) => isMain(alias));
  const combined = table.combine !== 'union' && key === null && table.overlay === undefined;
  const chosen =
    combined && held.some(({ alias }) => isMain(alias))
      ? held.filter(({ alias }) => isMain(alias))
      : held.filter((place) => place !== overlay || place.rows > 0);
  return chosen
    .map((place, index) => {
      const columns = table.relation.map((column) =>
        stored.has(column.name)
          ? read(table, context, column, index, chosen.length)
          : `${column.missing(context)} AS ${column.name}`,
      );
      const left =
        overlay && overlay.rows > 0 && place !== overlay
          ? ` WHERE ${key} NOT IN (SELECT ${key} FROM ${overlay.alias}.${table.name})`
          : '';
      return `SELECT ${columns.join(', ')} FROM ${place.alias}.${table.name}${left}`;
    })
    .join(' UNION ALL ');
}

/**
 * A stored column as it is seen. Orders that are their own row are numbered within a part: their keys are spread
 * so that no two parts share one. Amounts that a row lacks are worked out.
 */
function read(
  table: TableDefinition,
  context: DatasetContext,
  column: RelationColumn,
  index: number,
  places: number,
): string {
  if (table.name === 'dwd' && column.name === 'amount') return `${amount(context)} AS amount`;
  if (table.name !== 'dws_order_day' || context.orders !== 'row' || column.name !== 'order_key')
    return isStoredElse(column, context)
      ? `CAST(${column.name} AS ${column.type}) AS ${column.name}`
      : column.name;
  return `order_key * ${places} + ${index} AS order_key`;
}

/** Texts may be stored as positions in a list of them. */
const isStoredElse = ({ type }: RelationColumn, context: DatasetContext) =>
  type === 'VARCHAR' || (type === 'TIMESTAMP' && storedTime(context) !== 'TIMESTAMP');

const empty = (table: TableDefinition) =>
  `SELECT ${table.relation.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`).join(', ')} WHERE false`;
