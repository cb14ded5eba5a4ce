import { meansCell, type RelationReference, relationsOf } from './relations.ts';
import { type Token, tokensOf } from './tokens.ts';
import { sqlName } from './words.ts';

/** What stands for a cell in the SQL of another: a relation of the engine, or the cell's own statement. */
export type Standing = { readonly relation: string } | Pick<Statement, 'sql' | 'names'>;

/** A cell's SQL as the engine takes it: cells that it reads are in their places, parameters are `?` marks. */
export interface Statement {
  readonly sql: string;
  /** Names of the parameters in the order of their marks. */
  readonly names: readonly string[];
  /** Where an offset of `sql` stands in the cell's own text; null inside what was put in. */
  readonly original: (offset: number) => number | null;
}

/** What stands for a parameter: SQL with a `?` for each of the names. */
export type Parameter = Pick<Statement, 'sql' | 'names'>;

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * The statement of a cell. `standing` says what a name is, null where it is none of ours; `relation` is SQL itself, a
 * quoted and qualified name. A name that stands in a string (`query_table`) is left to the engine. `lengthOf` says how
 * many values a parameter that is a list has, null where it is none: it becomes as many marks, called `name.0`,
 * `name.1`, …, as a list, or without its brackets in `IN ($name)`; or what SQL stands for the parameter altogether.
 */
export function statementOf(
  text: string,
  standing: (name: string) => Standing | null = () => null,
  lengthOf: (parameter: string) => number | Parameter | null = () => null,
): Statement {
  const sql = withoutEnd(text);
  const edits: Edit[] = [];
  // What cannot be followed is left to the engine as it stands, which says what is wrong with it.
  const { relations, exact } = relationsOf(sql);
  for (const reference of exact ? relations : []) {
    const found = meansCell(reference) ? standing(reference.name) : null;
    if (found && reference.whole) edits.push(placed(reference, reference.whole, found));
  }
  const { tokens } = tokensOf(sql);
  for (const [at, { kind, text: name, from, to }] of tokens.entries()) {
    if (kind !== 'parameter') continue;
    const length = lengthOf(name);
    if (length === null) edits.push({ from, to, text: '?', names: [name] });
    else if (typeof length === 'object')
      edits.push({ from, to, text: length.sql, names: length.names });
    else edits.push({ from, to, ...listed(name, length, isAfterIn(tokens, at)) });
  }
  return written(sql, edits);
}

/** Marks for a list's values; an empty one is a list of nothing, and `IN (NULL)` finds nothing. */
function listed(name: string, length: number, bare: boolean): Pick<Edit, 'text' | 'names'> {
  const names = Array.from({ length }, (_, at) => `${name}.${at}`);
  const marks = names.map(() => '?').join(', ');
  if (bare) return { text: marks || 'NULL', names };
  return { text: length === 0 ? 'CAST([] AS VARCHAR[])' : `[${marks}]`, names };
}

/** True for the parameter of `IN ($name)`. */
const isAfterIn = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 2]?.lower === 'in' && tokens[at - 1]?.text === '(' && tokens[at + 1]?.text === ')';

/** The statement without the semicolons and blanks at its end, which would not stand inside another. */
function withoutEnd(text: string): string {
  const { tokens } = tokensOf(text);
  const last = tokens.findLastIndex(({ kind, text: mark }) => kind !== 'mark' || mark !== ';');
  const end = tokens[last + 1]?.from;
  return end === undefined ? text : text.slice(0, end) + text.slice(tokens.at(-1)?.to);
}

function placed(
  { name, aliased, bare }: RelationReference,
  { from, to }: { readonly from: number; readonly to: number },
  standing: Standing,
): Edit {
  // A comment at the end of the inner statement must not swallow the bracket.
  const [inner, names] =
    'relation' in standing ? [standing.relation, []] : [`(${standing.sql}\n)`, standing.names];
  if (!bare) {
    const alias = aliased ? '' : ` AS ${sqlName(name)}`;
    return { from, to, text: inner + alias, names };
  }
  // TABLE and SHOW take a name only.
  const word = bare.word === 'table' ? 'FROM' : bare.word === 'show' ? 'DESCRIBE' : null;
  if (!word) return { from, to, text: inner, names };
  return { from: bare.from, to, text: `${word} ${inner}`, names };
}

function written(sql: string, edits: readonly Edit[]): Statement {
  const kept: { readonly from: number; readonly to: number; readonly shift: number }[] = [];
  const names: string[] = [];
  let text = '';
  let at = 0;
  const keep = (to: number) => {
    kept.push({ from: text.length, to: text.length + to - at, shift: at - text.length });
    text += sql.slice(at, to);
  };
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    keep(edit.from);
    text += edit.text;
    names.push(...edit.names);
    at = edit.to;
  }
  keep(sql.length);
  const original = (offset: number) => {
    const stretch = kept.find(({ from, to }) => offset >= from && offset <= to);
    return stretch ? offset + stretch.shift : null;
  };
  return { sql: text, names, original };
}
