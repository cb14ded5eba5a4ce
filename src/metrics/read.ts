import type { Table } from 'apache-arrow';
import { rowsInPieces, rowsOf } from '../engine/values.ts';
import { type Sql, sql } from './sql/fragment.ts';
import type { ColumnType, PlanColumn, Row } from './types.ts';

/** SQL of a column in the type that reads exactly: counts and numbers as DOUBLE, days as text. */
const READ: Readonly<Record<ColumnType, (name: string) => string>> = {
  count: (name) => `CAST(${name} AS DOUBLE)`,
  number: (name) => `CAST(${name} AS DOUBLE)`,
  id: (name) => name,
  day: (name) => `CAST(${name} AS VARCHAR)`,
  text: (name) => `CAST(${name} AS VARCHAR)`,
  flag: (name) => name,
};

/** SELECT of the columns from an expression for FROM, ready for `readRows`. */
export function readable(columns: readonly PlanColumn[], from: Sql): Sql {
  const list = columns
    .map(({ name, type }) => `${READ[type](`"${name}"`)} AS "${name}"`)
    .join(', ');
  return sql`SELECT ${list} FROM ${from}`;
}

/** Rows of `readable`. Numbers that are not finite are null. */
export function readRows(table: Table): Row[] {
  return finite(rowsOf(table));
}

/** `readRows` for many rows: the page can do other things meanwhile. */
export async function readManyRows(table: Table): Promise<Row[]> {
  return finite(await rowsInPieces(table));
}

function finite(rows: Record<string, unknown>[]): Row[] {
  for (const row of rows) {
    for (const name in row) {
      const value = row[name];
      if (typeof value === 'number' && !Number.isFinite(value)) row[name] = null;
    }
  }
  return rows;
}
