import type { Cell, Source } from '../types.ts';
import { interpolations } from './interpolations.ts';

const PARAMETER = /^\$([A-Za-z_]\w*)$/;

/** The parameter that a spec's value stands for: `$period` is `period`; null where it is a plain value. */
export function parameterOf(value: unknown): string | null {
  return typeof value === 'string' ? (PARAMETER.exec(value)?.[1] ?? null) : null;
}

function parametersIn(value: unknown): string[] {
  const own = parameterOf(value);
  if (own) return [own];
  if (Array.isArray(value)) return value.flatMap(parametersIn);
  if (value !== null && typeof value === 'object')
    return Object.values(value).flatMap(parametersIn);
  return [];
}

/** A date range `period` also answers to `$period_start` and `$period_end`. */
export function ownerOf(parameter: string, names: ReadonlySet<string>): string {
  if (names.has(parameter)) return parameter;
  const base = parameter.replace(/_(start|end)$/, '');
  return names.has(base) ? base : parameter;
}

/** Finds the names that an SQL statement reads, as relations and as `$parameters`. */
export type SqlNames = (sql: string) => {
  readonly identifiers: readonly string[];
  readonly parameters: readonly string[];
  /** False where the text could not be followed and `identifiers` are all names in it. */
  readonly exact?: boolean;
};

/** SQL text → the tables that the engine's binder found in it; texts that it could not bind are left out. */
export type Answers = ReadonlyMap<string, readonly string[]>;

export interface Known {
  readonly cells: ReadonlySet<string>;
  /** Null where nobody knows which tables there are. */
  readonly sources: readonly Source[] | null;
}

export interface References {
  /** Names of the cells that are read. */
  readonly cells: ReadonlySet<string>;
  /** Names that nothing defines. */
  readonly missing: readonly string[];
  /** Names of the tables and files that are read; null where it can be any of them. */
  readonly sources: readonly string[] | null;
}

/** Kinds whose figures can come from any layer. */
const READS_ANY = new Set(['metric', 'tile', 'segment', 'input', 'lineage', 'load-report']);

/** An input whose choices and bounds stand in its own text. */
const isOfItself = ({ kind, spec }: Cell): boolean =>
  kind === 'input' && spec.column === undefined && spec.type !== 'date-range';

/**
 * What `cell` reads. Relations in SQL know no case; parameters, specs and text do. Names of relations that are
 * neither cells nor sources are left to the engine, which says so with their place.
 */
export function referencesOf(
  cell: Cell,
  { cells, sources }: Known,
  sqlNames: SqlNames,
  answers: Answers,
): References {
  const found = new Set<string>();
  const missing = new Set<string>();
  const tables = new Set<string>();
  const folded = new Map([...cells].map((name) => [name.toLowerCase(), name]));
  const byTable = new Map(sources?.map(({ name }) => [name.toLowerCase(), name]));
  let readsAny = READS_ANY.has(cell.kind) && !isOfItself(cell);
  const add = (name: string) => {
    if (cells.has(name)) found.add(name);
    else missing.add(name);
  };
  const relation = (name: string, sure = true) => {
    const own = folded.get(name.toLowerCase());
    const table = byTable.get(name.toLowerCase());
    // Only where all tables are known is its own name surely the cell itself.
    const itself = own === cell.name && !(sure && sources && table === undefined);
    if (own !== undefined && !itself) found.add(own);
    else if (table !== undefined) tables.add(table);
    return own !== undefined || table !== undefined;
  };
  if (cell.kind === 'text') for (const { name } of interpolations(cell.body)) add(name);
  if (cell.kind === 'sql') {
    const { identifiers, parameters, exact = true } = namesIn(cell, sqlNames);
    // A relation that is not known, such as a view over the tables, can hold rows of any of them.
    const names = bound(identifiers, exact, answers.get(cell.body));
    const all = names.map((name) => relation(name, exact)).every(Boolean);
    for (const name of parameters) add(ownerOf(name, cells));
    readsAny = !exact || !all || sources === null;
  }
  for (const name of parametersIn(cell.spec)) add(ownerOf(name, cells));
  const { from } = cell.spec;
  const isEvents = cell.kind === 'segment' && from === 'events' && !folded.has('events');
  if (
    typeof from === 'string' &&
    !isEvents &&
    parameterOf(from) === null &&
    !relation(from) &&
    sources
  ) {
    missing.add(from);
  }
  // Null: it can read any table, and follows when one of them changes.
  return { cells: found, missing: [...missing], sources: readsAny ? null : [...tables] };
}

type Names = ReturnType<SqlNames>;
const parsed = new WeakMap<SqlNames, Map<string, Names>>();
/** Texts whose names are remembered. */
const MOST_PARSED = 2000;

/** A text is parsed once, however often the graph is built. */
function namesIn({ body }: Cell, sqlNames: SqlNames): Names {
  const known = parsed.get(sqlNames) ?? new Map<string, Names>();
  parsed.set(sqlNames, known);
  const names = known.get(body) ?? sqlNames(body);
  if (known.size >= MOST_PARSED) known.clear();
  known.set(body, names);
  return names;
}

/**
 * Relations that a statement reads. Where the parse tree is not exact, its identifiers are too many and the engine's
 * `answer` stands in their place; where it is, relations that only the engine saw are added.
 */
function bound(
  identifiers: readonly string[],
  exact: boolean,
  answer: readonly string[] | undefined,
): readonly string[] {
  if (!answer || answer.length === 0) return identifiers;
  return exact ? [...identifiers, ...answer] : answer;
}
