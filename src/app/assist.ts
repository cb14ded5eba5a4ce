import type {
  Assist,
  AssistRequest,
  KnownCell,
  KnownFunction,
  KnownTable,
} from '../cells/assist.ts';
import type { Cell, SqlDetail } from '../cells/types.ts';
import { type Engine, rowsOf } from '../engine/index.ts';
import { isKey, t } from '../i18n/index.ts';
import type { CellResult, Environment } from '../notebook/index.ts';
import type { Workspace } from './workspace.ts';

/** What stands around a statement that is looked at and not run; one with parameters cannot be explained. */
const EXPLAINED = ['EXPLAIN ', ''] as const;
const EMPTY = ['SELECT * FROM (', '\n) LIMIT 0'] as const;
/** Statements that the engine can explain before they run; PIVOT has to look at the data first. */
const EXPLAINS = /^\s*(?:\(|select\b|with\b|from\b|values\b|table\b)/i;
const SAMPLE_VALUES = 50;

/** Answers what the editors of cells ask for, wherever on the page they stand. */
export function answerEditors(page: EventTarget, workspace: Workspace): void {
  const assist = new WorkspaceAssist(workspace);
  page.addEventListener('th-assist', (event) => {
    (event as AssistRequest).detail.answer = assist;
  });
}

class WorkspaceAssist implements Assist {
  readonly #workspace: Workspace;
  #tables: { readonly of: string; readonly found: Promise<readonly KnownTable[]> } | null = null;
  #functions: Promise<readonly KnownFunction[]> | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Asked for once a data set and life of the engine. */
  tables(): Promise<readonly KnownTable[]> {
    const { engine, dataset } = this.#workspace;
    const of = `${dataset.peek()?.context.version ?? ''}|${engine.life}`;
    if (this.#tables?.of === of) return this.#tables.found;
    const found = tablesOf(engine).catch(() => {
      this.#tables = null;
      return [];
    });
    this.#tables = { of, found };
    return found;
  }

  functions(): Promise<readonly KnownFunction[]> {
    this.#functions ??= functionsOf(this.#workspace.engine).catch(() => {
      this.#functions = null;
      return [];
    });
    return this.#functions;
  }

  cells(): readonly KnownCell[] {
    const { runtime } = this.#workspace;
    return runtime.document.peek().cells.flatMap((cell) => {
      if (cell.name === null || cell.error) return [];
      const result = runtime.result(cell.id).peek();
      return [
        {
          cell,
          name: cell.name,
          columns: columnsOf(result),
          value: result?.value ?? null,
          values: (column: string) => valuesOf(result, column),
        },
      ];
    });
  }

  async check(cell: Cell, sql: string, signal: AbortSignal): Promise<unknown> {
    if (!EXPLAINS.test(sql)) return null;
    const [{ cellStatement }, { sqlNames }] = await Promise.all([
      import('./cell-statement.ts'),
      import('../notebook/sql-names.ts'),
    ]);
    const environment = this.#environment(cell);
    const { identifiers, parameters } = sqlNames(sql);
    // What has no result yet cannot stand in its place, and a parameter without a value has no type.
    const names = new Set(this.cells().map(({ name }) => name.toLowerCase()));
    const known = new Set([...environment.results.keys()].map((name) => name.toLowerCase()));
    if (identifiers.some((one) => names.has(one.toLowerCase()) && !known.has(one.toLowerCase())))
      return null;
    const statement = cellStatement({ ...cell, body: sql }, environment);
    if (parameters.length > 0 && statement.values.includes(null)) return null;
    const [before, after] = statement.values.length > 0 ? EMPTY : EXPLAINED;
    try {
      await this.#workspace.engine.query(before + statement.sql + after, statement.values, {
        readOnly: true,
        signal,
        label: t('editors.sql.check', { name: cell.name ?? cell.id }),
      });
      return null;
    } catch (error) {
      return statement.located(error, before.length);
    }
  }

  /** What the cell would see if it read every other one. */
  #environment(cell: Cell): Environment {
    const { runtime } = this.#workspace;
    const results = new Map<string, CellResult>();
    for (const { name, id } of runtime.document.peek().cells) {
      const result = runtime.result(id).peek();
      if (name !== null && id !== cell.id && result) results.set(name, result);
    }
    return { results, behind: results };
  }
}

function columnsOf(result: CellResult | null): KnownCell['columns'] {
  const { columns } = (result?.detail ?? {}) as SqlDetail;
  if (columns) return columns;
  return Object.keys(result?.rows[0] ?? {}).map((name) => ({ name, type: '' }));
}

function valuesOf(result: CellResult | null, column: string): readonly string[] {
  const found = new Set<string>();
  for (const row of result?.rows ?? []) {
    const value = row[column];
    if (value !== null && value !== undefined) found.add(String(value));
    if (found.size >= SAMPLE_VALUES) break;
  }
  return [...found];
}

/** The events with keys for identifiers, which metrics read; people are offered `dwd_events`. */
const UNLISTED: ReadonlySet<string> = new Set(['dwd']);
/** What an analysis left in the engine, which is read by the name of its cell. */
const ANSWER = /^ads_\w+_[0-9a-f]{8,}$/;

async function tablesOf(engine: Engine): Promise<readonly KnownTable[]> {
  const rows = rowsOf(
    await engine.query(
      `SELECT table_name AS name, column_name AS "column", data_type AS type FROM duckdb_columns()
      WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
      ORDER BY table_name, column_index`,
      [],
      { label: t('editors.catalog') },
    ),
  );
  const tables = new Map<string, { name: string; type: string }[]>();
  for (const row of rows) {
    const columns = tables.get(String(row.name)) ?? [];
    columns.push({ name: String(row.column), type: shortType(String(row.type)) });
    tables.set(String(row.name), columns);
  }
  return [...tables].map(([name, columns]) => {
    const key = `tables.about.${name}`;
    return {
      name,
      columns,
      about: isKey(key) ? t(key) : '',
      unlisted: UNLISTED.has(name) || ANSWER.test(name),
    };
  });
}

/** An ENUM's list of values says less than that it is one. */
const shortType = (type: string): string => (type.length > 40 ? `${type.slice(0, 38)}…` : type);

const KINDS: Readonly<Record<string, KnownFunction['kind']>> = {
  scalar: 'scalar',
  aggregate: 'aggregate',
  table: 'table',
  macro: 'macro',
  table_macro: 'table',
};

async function functionsOf(engine: Engine): Promise<readonly KnownFunction[]> {
  const rows = rowsOf(
    await engine.query(
      `SELECT function_name AS name, function_type AS type, coalesce(return_type, '') AS returns,
        array_to_string(parameters, '|') AS parameters,
        array_to_string(list_transform(parameter_types, one -> coalesce(one, 'ANY')), '|') AS types,
        coalesce(varargs, '') AS more, coalesce(description, '') AS about,
        coalesce(array_to_string(examples, '|'), '') AS examples
      FROM duckdb_functions() WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*')
        AND function_type IN ('scalar', 'aggregate', 'table', 'macro', 'table_macro')
      ORDER BY function_name, len(parameters)`,
      [],
      { label: t('editors.catalog') },
    ),
  );
  const found = new Map<string, KnownFunction>();
  for (const row of rows) {
    const [name, about] = [String(row.name), String(row.about)];
    const known = found.get(name);
    found.set(name, {
      name,
      kind: KINDS[String(row.type)] ?? 'scalar',
      signatures: [...(known?.signatures ?? []), signature(row)],
      about: known?.about || about,
      examples: known?.examples.length ? known.examples : split(row.examples),
    });
  }
  return [...found.values()];
}

function signature(row: Readonly<Record<string, unknown>>): string {
  const types = split(row.types);
  const listed = split(row.parameters).map((name, at) =>
    [name, types[at]].filter(Boolean).join(' '),
  );
  const all = row.more ? [...listed, `${row.more}…`] : listed;
  const returns = String(row.returns);
  return `${row.name}(${all.join(', ')})${returns ? ` → ${returns}` : ''}`;
}

const split = (list: unknown): readonly string[] =>
  list === null || list === undefined || list === '' ? [] : String(list).split('|');
