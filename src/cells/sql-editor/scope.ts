import { relationsOf } from '../../notebook/sql/relations.ts';
import { type Token, tokensOf } from '../../notebook/sql/tokens.ts';
import { FOLLOWING, RESERVED } from '../../notebook/sql/words.ts';
import type { KnownCell, KnownColumn, KnownFunction, KnownTable } from '../assist.ts';

/** Everything that names in a statement can stand for. */
export interface Knowledge {
  readonly tables: readonly KnownTable[];
  readonly functions: readonly KnownFunction[];
  /** Other cells of the notebook, inputs among them. */
  readonly cells: readonly KnownCell[];
}

/** A relation that a statement reads, by the name that its columns are called with. */
export interface Bound {
  readonly alias: string;
  readonly relation: string;
  readonly columns: readonly KnownColumn[];
}

/** `$name` in SQL, with the input that it comes from. */
export interface KnownParameter {
  readonly name: string;
  readonly input: KnownCell;
  readonly value: unknown;
}

/** Relations by name, cells before tables as the notebook resolves them. */
export function relationNamed(
  name: string,
  { cells, tables }: Knowledge,
): { readonly columns: readonly KnownColumn[]; readonly from: KnownCell | KnownTable } | null {
  const lower = name.toLowerCase();
  const own = (one: { readonly name: string }) => one.name.toLowerCase() === lower;
  const found = readable(cells).find(own) ?? tables.find(own);
  return found ? { columns: found.columns, from: found } : null;
}

/** Cells that have rows to be read. */
export const readable = (cells: readonly KnownCell[]): readonly KnownCell[] =>
  cells.filter(({ cell }) => ['sql', 'metric', 'table', 'tile'].includes(cell.kind));

/** What the statement reads as far as it is written; the whole text is looked at, subqueries too. */
export function scopeOf(sql: string, knowledge: Knowledge): readonly Bound[] {
  const { tokens } = tokensOf(sql);
  return relationsOf(sql).relations.flatMap(({ name, whole }) => {
    const found = relationNamed(name, knowledge);
    if (!found || !whole) return [];
    const alias = aliasAfter(tokens, whole.to) ?? name;
    return [{ alias, relation: name, columns: found.columns }];
  });
}

function aliasAfter(tokens: readonly Token[], end: number): string | null {
  const at = tokens.findIndex(({ from }) => from >= end);
  const next = tokens[at]?.lower === 'as' ? tokens[at + 1] : tokens[at];
  if (!next || (next.kind !== 'word' && next.kind !== 'quoted')) return null;
  const taken = next.kind === 'word' && (RESERVED.has(next.lower) || FOLLOWING.has(next.lower));
  return taken ? null : next.text;
}

/** The parameters that the notebook's inputs give; a date range gives its two ends. */
export function parametersOf(cells: readonly KnownCell[]): readonly KnownParameter[] {
  return cells
    .filter(({ cell }) => cell.kind === 'input')
    .flatMap((input) => {
      if (input.cell.spec.type !== 'date-range')
        return [{ name: input.name, input, value: input.value }];
      const range = (input.value ?? {}) as { from?: unknown; to?: unknown };
      return [
        { name: `${input.name}_start`, input, value: range.from ?? null },
        { name: `${input.name}_end`, input, value: range.to ?? null },
      ];
    });
}
