import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';

/** `create table` for a table that ingest fills. */
export function emptyTable(
  table: TableDefinition,
  context: DatasetContext,
  schema: string,
): string {
  const columns = table
    .columns(context)
    .map(({ name, type, nullable }) => `${name} ${type}${nullable ? '' : ' NOT NULL'}`);
  return `CREATE TABLE ${schema}.${table.name} (${columns.join(', ')})`;
}

/** Statement that builds a table of one part; null where ingest fills it. */
export function partTable(
  table: TableDefinition,
  context: DatasetContext,
  schema: string,
): string | null {
  if (!table.sql) return null;
  return `CREATE TABLE ${schema}.${table.name} AS ${table.sql(context, schema)}`;
}

/**
 * Statement that makes one table in `main` of the parts' tables; null where the parts' rows are the relation
 * already: they are disjoint, or there is one part.
 */
export function combinedTable(
  table: TableDefinition,
  context: DatasetContext,
  parts: readonly string[],
  main: string,
): string | null {
  if (table.combine === 'union' || parts.length < 2) return null;
  if (table.overlay && table.overlay(context) === null) return null;
  return `CREATE TABLE ${main}.${table.name} AS ${table.combine(context, (name) => union(name, parts), { parts, main })}`;
}

const union = (table: string, parts: readonly string[]) =>
  `(${parts.map((part) => `SELECT * FROM ${part}.${table}`).join(' UNION ALL ')})`;
