import { locale } from '../../i18n/index.ts';
import type { Graph } from '../graph/graph.ts';
import type { Cell, Source } from '../types.ts';
import { digest } from './digest.ts';

/** What one cell brings to its result and to the results of those that read it. */
export interface Own {
  readonly name: string;
  /** The statement, the Markdown, or the spec without words that only label it. */
  readonly text: string;
  /** An input's value as it was set, as JSON; empty where that is its default, or nothing. */
  readonly value: string;
  /** Version of each table that it reads. */
  readonly tables: Readonly<Record<string, string>>;
  /** How often a person has run it again although nothing had changed. */
  readonly turn: number;
}

/** Everything that a result depends on. Equal keys mean equal results. */
export interface Ingredients {
  readonly key: string;
  /** Version of the data set as a whole. */
  readonly version: string;
  readonly own: Own;
  /** Every cell that stands behind it, near or far, by name. */
  readonly behind: ReadonlyMap<string, Own>;
}

export interface IngredientsContext {
  readonly graph: Graph;
  readonly version: string;
  readonly sources: readonly Source[] | null;
  readonly value: (name: string) => unknown;
  readonly turn: (id: string) => number;
}

/** Words of a spec that change what is written beside a cell and never what it computes. */
const LABELS = new Set(['label', 'placeholder', 'title', 'help']);

/** Stands for the text of a cell that reads itself. */
const IN_CYCLE = '\0cycle';

/** What each cell of `graph.order` would be computed from as things stand now. */
export function ingredientsOf(
  cells: ReadonlyMap<string, Cell>,
  context: IngredientsContext,
): Map<string, Ingredients> {
  const { graph, version } = context;
  const found = new Map<string, Ingredients>();
  for (const id of graph.order) {
    const cell = cells.get(id);
    if (!cell) continue;
    const own = ownOf(cell, context);
    const behind = new Map<string, Own>();
    for (const other of graph.reads.get(id) ?? []) {
      const from = found.get(other);
      for (const [name, one] of from?.behind ?? []) behind.set(name, one);
      // A cell of a cycle has no ingredients, and yet is read.
      const read = cells.get(other);
      const its = from?.own ?? (read && { ...ownOf(read, context), text: IN_CYCLE });
      if (its) behind.set(its.name, its);
    }
    found.set(id, { key: keyOf(version, own, behind), version, own, behind });
  }
  return found;
}

function ownOf(cell: Cell, { graph, sources, value, turn }: IngredientsContext): Own {
  const read = graph.sources.get(cell.id);
  const tables: Record<string, string> = {};
  for (const source of sources ?? []) {
    if (source.version !== undefined && (!read || read.includes(source.name))) {
      tables[source.name] = source.version;
    }
  }
  const set = cell.kind === 'input' && cell.name !== null ? value(cell.name) : undefined;
  return {
    name: cell.name ?? cell.id,
    text: textOf(cell) + language(cell),
    value: isDefault(set, cell.spec.value) ? '' : json(set),
    tables,
    turn: turn(cell.id),
  };
}

/** An input that was cleared asks for the same as one that was never set. */
function isDefault(set: unknown, standard: unknown): boolean {
  if (set === undefined || (isNone(set) && isNone(standard))) return true;
  return standard !== undefined && json(set) === json(standard);
}

const isNone = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** What these give is said in the reader's language, and so kept for each apart. */
const SPOKEN = new Set<Cell['kind']>(['text', 'metric', 'tile']);

const language = ({ kind }: Cell): string => (SPOKEN.has(kind) ? `|${locale.peek()}` : '');

const texts = new WeakMap<Cell, string>();

function textOf(cell: Cell): string {
  const known = texts.get(cell);
  if (known !== undefined) return known;
  const spoken = cell.kind === 'sql' || cell.kind === 'text' || cell.kind === 'unknown';
  const spec = Object.entries(cell.spec).filter(([key]) => !LABELS.has(key));
  const text = `${cell.kind}|${spoken ? cell.body.trim() : json(Object.fromEntries(spec))}`;
  texts.set(cell, text);
  return text;
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one));

/** A cell's own turn is not part of its key: running it again asks for the same. */
function keyOf(version: string, own: Own, behind: ReadonlyMap<string, Own>): string {
  const others = [...behind.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return digest(json([version, { ...own, turn: 0, name: '' }, others]));
}
