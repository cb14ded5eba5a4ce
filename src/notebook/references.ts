import type { Cell } from './types.ts';

/** `{{name.column | format}}` in Markdown. */
export interface Interpolation {
  readonly source: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly format: string | null;
}

const INTERPOLATION = /\{\{\s*([A-Za-z_]\w*)((?:\.\w+)*)\s*(?:\|\s*([\w-]+)\s*)?\}\}/g;
const PARAMETER = /^\$([A-Za-z_]\w*)$/;

export function interpolations(markdown: string): Interpolation[] {
  return [...markdown.matchAll(INTERPOLATION)].map((match) => ({
    source: match[0],
    name: match[1] ?? '',
    path: (match[2] ?? '').split('.').filter(Boolean),
    format: match[3] ?? null,
  }));
}

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

/**
 * Names of other cells that `cell` reads. For SQL this over-approximates safely: every identifier that is
 * a cell's name counts, also where it is only a column or an alias.
 */
export function referencesOf(
  cell: Cell,
  names: ReadonlySet<string>,
  sqlNames: SqlNames,
): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string) => {
    if (name !== cell.name) found.add(name);
  };
  if (cell.kind === 'text') for (const { name } of interpolations(cell.body)) add(name);
  if (cell.kind === 'sql') {
    const { identifiers, parameters } = sqlNames(cell.body);
    for (const name of identifiers) if (names.has(name)) add(name);
    for (const name of parameters) add(ownerOf(name, names));
  }
  for (const name of parametersIn(cell.spec)) add(ownerOf(name, names));
  if (typeof cell.spec.from === 'string' && names.has(cell.spec.from)) add(cell.spec.from);
  return found;
}
