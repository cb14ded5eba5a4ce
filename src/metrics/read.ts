import type { Table } from 'apache-arrow';
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

/** Rows of `readable`. Numbers that are not finite, and NULL, are null. */
export function readRows(table: Table, columns: readonly PlanColumn[]): Row[] {
  const vectors = columns.map(({ name }) => ({ name, vector: table.getChild(name) }));
  return Array.from({ length: table.numRows }, (_, index) => {
    const row: Record<string, unknown> = {};
    for (const { name, vector } of vectors) {
      const value: unknown = vector?.get(index) ?? null;
      row[name] = typeof value === 'number' && !Number.isFinite(value) ? null : value;
    }
    return row;
  });
}
