import { constant } from '../../engine/parameters.ts';
import type { Value } from '../../engine/types.ts';
import type { Query } from '../types.ts';

/** A piece of SQL with the values of its `?` marks, in order. Pieces nest; values are never spliced into text. */
export class Sql implements Query {
  readonly sql: string;
  readonly parameters: readonly Value[];

  constructor(sql: string, parameters: readonly Value[] = []) {
    this.sql = sql;
    this.parameters = parameters;
  }
}

/**
 * Template of SQL. A string or number between the braces is trusted text of our own (an identifier, a keyword, a
 * checked choice); whatever came from outside goes through `bind`.
 */
export function sql(
  strings: TemplateStringsArray,
  ...parts: readonly (Sql | string | number)[]
): Sql {
  let text = strings[0] ?? '';
  const parameters: Value[] = [];
  for (const [index, part] of parts.entries()) {
    if (part instanceof Sql) {
      text += part.sql;
      parameters.push(...part.parameters);
    } else {
      text += String(part);
    }
    text += strings[index + 1] ?? '';
  }
  return new Sql(text, parameters);
}

/** A value as a parameter. */
export const bind = (value: Value): Sql => new Sql('?', [value]);

/** Pieces one after another; `empty` where there are none. */
export function join(pieces: readonly Sql[], separator: string, empty = ''): Sql {
  if (pieces.length === 0) return new Sql(empty);
  return new Sql(
    pieces.map((piece) => piece.sql).join(separator),
    pieces.flatMap((piece) => piece.parameters),
  );
}

/** `WHERE a AND b`, or nothing. */
export function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? new Sql('') : sql`WHERE ${join(conditions, ' AND ')}`;
}

/** The statement with its values written in, for people to read and run. */
export function readable(query: Query): string {
  return filled(query, literal)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** The statement with its values as exact constants: `create table … as` takes no parameters. */
export const inlined = (query: Query): string =>
  query.parameters.length === 0 ? query.sql : filled(query, constant);

/** Strings, quoted names and comments, whose `?` are no marks; then a mark. */
const MARKS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g;

function filled({ sql: text, parameters }: Query, write: (value: Value) => string): string {
  let next = 0;
  return text.replace(MARKS, (found) =>
    found === '?' ? write(parameters[next++] ?? null) : found,
  );
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (value instanceof Date) return `TIMESTAMP '${value.toISOString().slice(0, -1)}'`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
