import { identifier } from '../../../engine/identifier.ts';
import { type Engine, rowsOf, TabhouseError, type Value } from '../../../engine/index.ts';
import { constant } from '../../../engine/parameters.ts';
import type { GridColumn } from '../types.ts';
import { armFrom, armsOf, type Lookup, ROW, viewBody } from './arms.ts';

export type RowEngine = Pick<Engine, 'query' | 'life'>;

/** What is to be shown: a table or view by its name, or a statement with the values of its `?` marks. */
export type Wanted =
  | { readonly table: string }
  | {
      readonly sql: string;
      readonly values?: readonly Value[];
      /** Rows that it gives, where that is known. */
      readonly rows?: number;
    };

/** A relation whose rows can be found by the arm that holds them and their number there. */
export interface Relation {
  readonly columns: readonly GridColumn[];
  readonly arms: readonly string[];
  readonly lookups: readonly Lookup[];
  /** Temporary table or view that stands behind it. */
  readonly temporary: string | null;
}

/** Values (rows times columns) of a result that may be copied into the engine's memory: about 400 MB. */
const MOST_VALUES = 40_000_000;

let count = 0;

/**
 * Finds how to reach single rows. A statement is read through to the tables below it where it only chooses rows and
 * columns; else its result is kept in a temporary table. Rejects with `result-too-large` where that would be too much.
 */
export async function relationOf(
  engine: RowEngine,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<Relation> {
  const options = { priority: 'screen', label: 'grid', ...(signal ? { signal } : {}) } as const;
  const ask = async (sql: string) => rowsOf(await engine.query(sql, [], options));
  const views = new Map(
    (await ask('SELECT view_name AS name, sql FROM duckdb_views() WHERE NOT internal')).map(
      ({ name, sql }) => [String(name).toLowerCase(), String(sql)],
    ),
  );
  if ('table' in wanted) {
    const name = identifier(wanted.table);
    const columns = await described(ask, `SELECT * FROM ${name}`);
    const found = armsOf(`SELECT * FROM ${name}`, views, true);
    if (found) return { columns, ...found, temporary: null };
    return copied(ask, `SELECT * FROM ${name}`, columns);
  }
  const sql = inlined(wanted.sql, wanted.values ?? []);
  const columns = await described(ask, sql);
  count += 1;
  const view = `grid_view_${count}`;
  const plain = await ask(`CREATE OR REPLACE TEMP VIEW ${view} AS ${sql}\n`)
    .then(() => ask(`SELECT sql FROM duckdb_views() WHERE view_name = '${view}'`))
    .catch((error: unknown) => {
      if (error instanceof TabhouseError && error.code === 'cancelled') throw error;
      return [];
    });
  if (plain[0]) {
    await ask(`DROP VIEW IF EXISTS ${view}`);
    const found = armsOf(viewBody(String(plain[0].sql)), views, false);
    if (found) return { columns, ...found, temporary: null };
  }
  return copied(ask, sql, columns, wanted.rows);
}

type Ask = (sql: string) => Promise<Record<string, unknown>[]>;

async function described(ask: Ask, sql: string): Promise<readonly GridColumn[]> {
  const rows = await ask(`DESCRIBE ${sql}`);
  return rows.map(({ column_name: name, column_type: type }) => ({
    name: String(name),
    type: String(type),
  }));
}

async function copied(
  ask: Ask,
  sql: string,
  columns: readonly GridColumn[],
  known?: number,
): Promise<Relation> {
  const rows = known ?? Number((await ask(`SELECT count(*) AS n FROM (${sql}\n)`))[0]?.n);
  if (rows * columns.length > MOST_VALUES) {
    throw new TabhouseError('result-too-large', {
      parameters: { bytes: rows * columns.length * 10 },
    });
  }
  count += 1;
  const table = `grid_rows_${count}`;
  await ask(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM (${sql}\n)`);
  return {
    columns,
    arms: [`SELECT *, rowid AS ${ROW} FROM ${table}`],
    lookups: [],
    temporary: table,
  };
}

/** The statement with constants for its `?` marks, since neither a view nor a table can be made with parameters. */
export function inlined(sql: string, values: readonly Value[]): string {
  if (values.length === 0) return sql;
  let index = 0;
  return sql.replaceAll(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|\?/g,
    (found) => {
      if (found !== '?') return found;
      const value = values[index];
      index += 1;
      return value === undefined ? found : constant(value);
    },
  );
}

/** The dictionary that holds a column, with the column's name there; null for a column of the arms. */
export function lookupOf({ lookups }: Relation, column: string) {
  for (const [index, lookup] of lookups.entries()) {
    for (const [inside, name] of lookup.columns)
      if (name === column) return { index, lookup, inside };
  }
  return null;
}

/** A column in SQL over `fromArm`. */
export function columnSql(relation: Relation, column: string): string {
  const found = lookupOf(relation, column);
  return found ? `"th look ${found.index}".${identifier(found.inside)}` : `r.${identifier(column)}`;
}

/** FROM clause of one arm that can answer for these columns. */
export function fromArm(relation: Relation, arm: number, columns: Iterable<string>): string {
  return fromRows(relation, relation.arms[arm] ?? '', columns);
}

/** FROM clause of a SELECT of arms' rows, with the dictionaries that hold these columns. */
export function fromRows(relation: Relation, rows: string, columns: Iterable<string>): string {
  const used = new Set([...columns].flatMap((name) => lookupOf(relation, name)?.index ?? []));
  // All up to the last one that is needed, so that they keep their numbers.
  const last = Math.max(-1, ...used);
  return armFrom(rows, relation.lookups.slice(0, last + 1));
}
