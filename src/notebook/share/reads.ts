import { CANONICAL_COLUMNS } from '../../sources/types.ts';
import { needsOf } from '../needs/needs.ts';
import { statements } from '../sql/clauses.ts';
import { nest } from '../sql/nest.ts';
import { meansCell, relationsOf } from '../sql/relations.ts';
import { type Token, tokensOf } from '../sql/tokens.ts';
import type { Cell, NotebookDocument } from '../types.ts';

/** What a notebook would read, told from its text alone: nothing is run for it. */
export interface Reads {
  /** Kinds of the analyses that it makes, which read whichever layer is the smallest. */
  readonly metrics: readonly string[];
  /** Tables that its SQL names. */
  readonly tables: readonly string[];
  /** Columns of the events that it names. */
  readonly columns: readonly string[];
  /** Files and addresses that its SQL names; none is ever read. */
  readonly files: readonly string[];
  /** Statements of its SQL that do more than read; none is ever run. */
  readonly refused: readonly { readonly cell: string; readonly statement: string }[];
}

/** Functions that read a file which their first string names. */
const READERS =
  /^(read_\w+|parquet_\w+|sniff_csv|glob|query_table|delta_scan|iceberg_\w+|st_read)$/;
const FILE = /[./\\:]/;
const READING = new Set(
  'select with from values table describe desc show summarize explain pivot pivot_wider unpivot pivot_longer ('.split(
    ' ',
  ),
);
const NOTHING = { relations: [] };
const METRICS = new Set(['metric', 'tile']);

export function readsOf({ cells, frontMatter }: NotebookDocument): Reads {
  const names = new Set(cells.flatMap(({ name }) => name?.toLowerCase() ?? []));
  const [metrics, tables, columns, files] = [0, 1, 2, 3].map(() => new Set<string>()) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const refused: { cell: string; statement: string }[] = [];
  for (const [relation, wanted] of needsOf(frontMatter) ?? []) {
    if (relation.toLowerCase() !== 'events') tables.add(relation);
    for (const column of wanted) columns.add(column);
  }
  for (const cell of cells) {
    if (METRICS.has(cell.kind)) metrics.add(metricKind(cell));
    for (const column of columnsOfSpec(cell)) columns.add(column);
    if (cell.kind !== 'sql') continue;
    const { tokens } = tokensOf(cell.body);
    const beyond = beyondReading(tokens);
    // What is never run reads nothing.
    const { relations } = beyond.length > 0 ? NOTHING : relationsOf(cell.body);
    for (const reference of relations) {
      const { name } = reference;
      if (names.has(name.toLowerCase()) && meansCell(reference)) continue;
      (FILE.test(name) ? files : tables).add(name);
    }
    for (const column of columnsIn(tokens)) columns.add(column);
    for (const file of filesIn(tokens)) files.add(file);
    for (const statement of beyond) refused.push({ cell: cell.name ?? cell.id, statement });
  }
  return {
    metrics: [...metrics],
    tables: [...tables],
    columns: [...columns],
    files: [...files],
    refused,
  };
}

const metricKind = ({ kind, spec }: Cell) =>
  kind === 'tile' ? 'overview' : String(spec.kind ?? '');

function columnsOfSpec({ kind, spec }: Cell): string[] {
  if (kind === 'input') return typeof spec.column === 'string' ? [spec.column] : [];
  if (!METRICS.has(kind) || spec.where === null || typeof spec.where !== 'object') return [];
  return Object.keys(spec.where).filter((name) => name !== 'day');
}

const isColumn = (name: string) => (CANONICAL_COLUMNS as readonly string[]).includes(name);

const columnsIn = (tokens: readonly Token[]): string[] =>
  tokens
    .filter(({ kind, lower }) => (kind === 'word' || kind === 'quoted') && isColumn(lower))
    .map(({ lower }) => lower);

function filesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, lower }, at) => {
    if (kind !== 'word' || !READERS.test(lower) || tokens[at + 1]?.text !== '(') return [];
    const named = tokens.slice(at + 2).find((one) => one.kind === 'string' || one.text === ')');
    return named?.kind === 'string' ? [named.text] : [];
  });
}

/** First words of statements that do not begin as a query does, and what follows the first statement. */
function beyondReading(tokens: readonly Token[]): string[] {
  const all = statements(nest(tokens).items).filter((one) => one.length > 0);
  return all.flatMap((items, at) => {
    const [first] = items;
    const word = first?.kind === 'group' ? first.open : (first?.text ?? '');
    return at > 0 || !READING.has(word.toLowerCase()) ? [word.toUpperCase()] : [];
  });
}
