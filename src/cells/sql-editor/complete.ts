import { tokensOf } from '../../notebook/sql/tokens.ts';
import { SQL_TYPES, SQL_WORDS, sqlName } from '../../notebook/sql/words.ts';
import { type Bound, type Knowledge, parametersOf, readable, scopeOf } from './scope.ts';

/** One thing that could stand at the cursor. */
export interface SqlOption {
  readonly label: string;
  readonly kind: 'column' | 'table' | 'cell' | 'function' | 'parameter' | 'word' | 'type';
  /** Shown beside it: the column's type, what the relation is. */
  readonly detail: string;
  /** What is written; `label` where absent. */
  readonly text?: string;
  /** More is offered first, from −99 to 99. */
  readonly boost: number;
  /** More about it, shown when it is looked at. */
  readonly info?: string;
}

export interface SqlCompletions {
  /** Where the word begins that is replaced. */
  readonly from: number;
  readonly options: readonly SqlOption[];
}

const WORD = /[\p{L}\p{N}_]*$/u;
/** A relation follows these. */
const BEFORE_TABLE = new Set(
  'from join table describe desc show summarize pivot pivot_wider pivot_longer unpivot'.split(' '),
);

/** What can stand at `position` of a statement; null inside a string, a comment or a number. */
export function sqlCompletions(
  sql: string,
  position: number,
  knowledge: Knowledge,
): SqlCompletions | null {
  const word = WORD.exec(sql.slice(0, position))?.[0] ?? '';
  const from = position - word.length;
  const before = sql[from - 1];
  if (before === '$') return { from: from - 1, options: parameterOptions(knowledge) };
  if (/^\p{N}/u.test(word) || isInLiteral(sql, position)) return null;
  const bound = scopeOf(sql, knowledge);
  if (before === '.') {
    const columns = columnsOf(sql.slice(0, from - 1), bound);
    return columns && { from, options: columns };
  }
  const { tokens } = tokensOf(sql.slice(0, from));
  const last = tokens.at(-1);
  const wantsTable = last?.kind === 'word' && BEFORE_TABLE.has(last.lower);
  const relations = relationOptions(knowledge, wantsTable ? 60 : -10);
  if (wantsTable) return { from, options: [...relations, ...functionOptions(knowledge, true)] };
  return {
    from,
    options: [
      ...columnOptions(bound),
      ...aliasOptions(bound),
      ...functionOptions(knowledge, false),
      ...SQL_WORDS.map((label) => ({ label, kind: 'word' as const, detail: '', boost: -20 })),
      ...SQL_TYPES.map((label) => ({ label, kind: 'type' as const, detail: '', boost: -40 })),
      ...relations,
      ...parameterOptions(knowledge),
    ],
  };
}

/** True where what stands at `position` is a string, a quoted name or a comment. */
function isInLiteral(sql: string, position: number): boolean {
  const before = sql.slice(0, position);
  const { tokens, closed } = tokensOf(before);
  if (!closed) return true;
  const lineStart = before.lastIndexOf('\n') + 1;
  const dashes = before.indexOf('--', lineStart);
  if (dashes < 0) return false;
  return !tokens.some(({ from, to }) => from <= dashes && dashes < to);
}

/** Columns behind `alias.`; null where nobody knows the alias. */
function columnsOf(before: string, bound: readonly Bound[]): readonly SqlOption[] | null {
  const qualifier = tokensOf(before).tokens.at(-1);
  if (!qualifier || (qualifier.kind !== 'word' && qualifier.kind !== 'quoted')) return null;
  const own = bound.filter(({ alias }) => alias.toLowerCase() === qualifier.lower);
  return own.length === 0 ? null : columnOptions(own);
}

/** Columns of all relations; one that several have is offered once, with where it stands. */
function columnOptions(bound: readonly Bound[]): readonly SqlOption[] {
  const found = new Map<string, SqlOption>();
  for (const { alias, columns } of bound) {
    for (const { name, type } of columns) {
      const known = found.get(name);
      const info = known?.info ? `${known.info}, ${alias}` : alias;
      found.set(name, {
        label: name,
        kind: 'column',
        detail: type,
        boost: 50,
        ...written(name),
        info,
      });
    }
  }
  return [...found.values()];
}

const aliasOptions = (bound: readonly Bound[]): readonly SqlOption[] =>
  bound
    .filter(({ alias, relation }) => alias !== relation)
    .map(({ alias, relation }) => ({
      label: alias,
      kind: 'table',
      detail: relation,
      boost: 40,
      ...written(alias),
    }));

const relationOptions = ({ tables, cells }: Knowledge, boost: number): readonly SqlOption[] => [
  ...readable(cells).map(({ name, cell, columns }) => ({
    label: name,
    kind: 'cell' as const,
    detail: cell.kind,
    boost: boost + 5,
    ...(columns.length > 0 ? { info: columns.map((one) => one.name).join(', ') } : {}),
  })),
  ...tables
    .filter(({ unlisted }) => !unlisted)
    .map(({ name, about, columns }) => ({
      label: name,
      kind: 'table' as const,
      detail: '',
      boost,
      ...written(name),
      info: [about, columns.map((one) => one.name).join(', ')].filter(Boolean).join('\n\n'),
    })),
];

const functionOptions = ({ functions }: Knowledge, tables: boolean): readonly SqlOption[] =>
  functions
    .filter(({ kind }) => (kind === 'table') === tables)
    .map(({ name, kind, signatures, about }) => ({
      label: name,
      kind: 'function',
      detail: /→ (.+)$/.exec(signatures[0] ?? '')?.[1]?.toLowerCase() ?? '',
      text: `${name}()`,
      boost: kind === 'aggregate' ? 10 : 0,
      info: [signatures.slice(0, 3).join('\n'), about].filter(Boolean).join('\n\n'),
    }));

const parameterOptions = ({ cells }: Knowledge): readonly SqlOption[] =>
  parametersOf(cells).map(({ name, value, input }) => ({
    label: `$${name}`,
    kind: 'parameter',
    detail: valueText(value),
    boost: 20,
    info: String(input.cell.spec.type ?? ''),
  }));

/** A value as the reader knows it; empty where none is chosen. */
export const valueText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value).slice(0, 60);

function written(name: string): { readonly text?: string } {
  const text = sqlName(name);
  return text === name ? {} : { text };
}
