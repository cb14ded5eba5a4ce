import type { Table } from 'apache-arrow';
import { type Engine, type QueryOptions, rowsOf, type Value } from '../../engine/index.ts';

/** What stands before a statement of which only the first rows are taken. */
const BEFORE = 'SELECT * FROM (';
/** Statements that can stand inside another. */
const NESTS = /^\s*(?:select|from|with|values)\b/i;

export interface FirstRows {
  /** The first of them, more than asked for where the statement cannot stand inside another. */
  readonly table: Table;
  readonly total: number;
}

/** Characters that are put before a statement: what an error's place is counted from. */
export const before = (sql: string): number =>
  NESTS.test(sql) && !/\bpivot\b/i.test(sql) ? BEFORE.length : 0;

/**
 * The first rows of a statement and how many it has, so that a hundred million of them need not come into the page.
 * Only where there are more than `limit` is it asked twice.
 */
export async function firstRows(
  engine: Pick<Engine, 'query'>,
  sql: string,
  values: readonly Value[],
  limit: number,
  options: QueryOptions,
): Promise<FirstRows> {
  if (before(sql) === 0) {
    const table = await engine.query(sql, values, options);
    return { table, total: table.numRows };
  }
  const table = await engine.query(`${BEFORE}${sql}\n) LIMIT ${limit + 1}`, values, options);
  if (table.numRows <= limit) return { table, total: table.numRows };
  const count = await engine.query(`SELECT count(*) AS n FROM (${sql}\n)`, values, options);
  return { table, total: Number(rowsOf(count)[0]?.n) };
}
