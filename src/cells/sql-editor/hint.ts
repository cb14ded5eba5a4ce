import { type Token, tokensOf } from '../../notebook/sql/tokens.ts';
import type { KnownFunction } from '../assist.ts';
import { valueText } from './complete.ts';
import { type Knowledge, parametersOf, relationNamed, scopeOf } from './scope.ts';

/** What a name in a statement is. */
export interface SqlHint {
  readonly from: number;
  readonly to: number;
  /** In the words of SQL: `brand VARCHAR`, a signature. */
  readonly title: string;
  /** Further lines in the words of SQL: columns of a relation, other ways to call a function. */
  readonly lines: readonly string[];
  /** What it means, in words. */
  readonly about: string;
}

const MOST_LINES = 14;

/** What stands at `position`: a parameter, function, relation or column; null where nobody knows it. */
export function sqlHint(sql: string, position: number, knowledge: Knowledge): SqlHint | null {
  const { tokens } = tokensOf(sql);
  const at = tokens.findIndex(({ from, to }) => from <= position && position < to);
  const token = tokens[at];
  if (!token) return null;
  const { from, to } = token;
  const found = meaning(token, tokens, at, sql, knowledge);
  return found && { from, to, ...found };
}

type Meaning = Pick<SqlHint, 'title' | 'lines' | 'about'>;

function meaning(
  token: Token,
  tokens: readonly Token[],
  at: number,
  sql: string,
  knowledge: Knowledge,
): Meaning | null {
  if (token.kind === 'parameter') return parameter(token.text, knowledge);
  if (token.kind !== 'word' && token.kind !== 'quoted') return null;
  if (tokens[at + 1]?.text === '(') {
    const called = knowledge.functions.filter(({ name }) => name.toLowerCase() === token.lower);
    if (called.length > 0) return functions(called);
  }
  const bound = scopeOf(sql, knowledge);
  const qualifier = tokens[at - 1]?.text === '.' ? tokens[at - 2]?.lower : undefined;
  const columns = bound
    .filter(({ alias }) => qualifier === undefined || alias.toLowerCase() === qualifier)
    .flatMap(({ relation, columns: all }) =>
      all
        .filter(({ name }) => name.toLowerCase() === token.lower)
        .map(({ name, type }) => ({ relation, title: `${name} ${type}`.trim() })),
    );
  const [column] = columns;
  const named = bound.find(({ alias }) => alias.toLowerCase() === token.lower);
  if (column && !(named && tokens[at + 1]?.text === '.')) {
    const lines = [...new Set(columns.map(({ relation, title }) => `${relation}.${title}`))];
    return { title: column.title, lines: lines.slice(0, MOST_LINES), about: '' };
  }
  return relation(named?.relation ?? token.text, knowledge);
}

function parameter(name: string, { cells }: Knowledge): Meaning | null {
  const found = parametersOf(cells).find((one) => one.name === name);
  if (!found) return null;
  return {
    title: `$${name} = ${valueText(found.value) || 'NULL'}`,
    lines: [String(found.input.cell.spec.type ?? 'text')],
    about: '',
  };
}

function functions(called: readonly KnownFunction[]): Meaning {
  const [title = '', ...lines] = called.flatMap(({ signatures }) => signatures);
  const examples = called.flatMap((one) => one.examples);
  return {
    title,
    lines: [...lines, ...examples].slice(0, 6),
    about: called.find(({ about }) => about)?.about ?? '',
  };
}

function relation(name: string, knowledge: Knowledge): Meaning | null {
  const found = relationNamed(name, knowledge);
  if (!found) return null;
  const lines = found.columns.map((column) => `${column.name} ${column.type}`.trim());
  return {
    title: found.from.name,
    lines:
      lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `… ${lines.length}`] : lines,
    about: 'about' in found.from ? found.from.about : '',
  };
}
