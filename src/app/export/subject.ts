import { identifier } from '../../engine/identifier.ts';
import { type Engine, rowsOf, type Value } from '../../engine/index.ts';
import type { Cell } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';

/** Rows that are to be written: one cell's or one table's. */
export interface Subject {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly sql: string;
  readonly values: readonly Value[];
  /** How many rows there are; null where that is not known beforehand. */
  readonly rows: number | null;
}

export const tableSubject = (name: string, rows: number | null): Subject => ({
  name,
  sql: `SELECT * FROM ${identifier(name)}`,
  values: [],
  rows,
});

/** All rows behind a cell, as they stand; null where it has none. */
export async function cellSubject(workspace: Workspace, cell: Cell): Promise<Subject | null> {
  const result = workspace.runtime.result(cell.id).value;
  const environment = workspace.runtime.environment(cell.id);
  if (!result || !environment || result.kind !== 'rows') return null;
  const { cellStatement } = await import('../cell-statement.ts');
  const whole: Cell = { ...cell, kind: 'sql', body: 'SELECT * FROM this_cell' };
  const { sql, values } = cellStatement(whole, {
    ...environment,
    results: new Map([['this_cell', result]]),
  });
  return { name: cell.name ?? cell.kind, sql, values, rows: result.total };
}

/** What files cannot hold as it is: told as text. */
const AS_TEXT = /^(?:ENUM|INTERVAL|UUID|BIT|TIME\b|UNION|MAP)|ENUM\(/;
/** Wider than any whole number of a file. */
const WIDE = /^U?HUGEINT$/;

/** The subject with every column in a type that all formats have. */
export async function writable(
  engine: Engine,
  { sql, values, ...subject }: Subject,
  signal: AbortSignal,
): Promise<Subject> {
  const described = await engine.query(`DESCRIBE SELECT * FROM (${sql}\n)`, values, {
    signal,
    readOnly: true,
  });
  const columns = rowsOf(described).map((row) => {
    const name = identifier(String(row.column_name));
    const type = String(row.column_type).toUpperCase();
    if (AS_TEXT.test(type)) return `CAST(${name} AS VARCHAR) AS ${name}`;
    return WIDE.test(type) ? `CAST(${name} AS DECIMAL(38, 0)) AS ${name}` : name;
  });
  return { ...subject, sql: `SELECT ${columns.join(', ')} FROM (${sql}\n)`, values };
}
