import { type Signal, signal } from '@preact/signals-core';
import type { CellProgress, CellResult, CellState } from '../types.ts';
import type { Ingredients } from './ingredients.ts';

/** A run of a cell: new, it looks for a kept result, then waits for its turn, then works. */
export interface Run {
  ingredients: Ingredients;
  readonly abort: AbortController;
  /** A kept result will not do: a person wants it computed again. */
  readonly anew: boolean;
  /** Only a kept result will do: the cell is expensive and nobody asked. */
  readonly keptOnly: boolean;
  stage: 'new' | 'recalling' | 'waiting' | 'working';
  since: number;
  progress: CellProgress | undefined;
}

/** When a cell runs: by its cost, always at once, or only when asked. */
export type Eagerness = 'by-cost' | 'at-once' | 'when-asked';

/** What the runtime knows of one cell. */
export interface Node {
  readonly state: Signal<CellState>;
  /** The newest result; the old one while a newer is on its way. */
  readonly result: Signal<CellResult | null>;
  /** What `result` was computed from; null where there is none. */
  had: Ingredients | null;
  /** Key under which the result holds; null where a person wants it computed again. */
  key: string | null;
  /** Key of the run that failed, with its error. */
  failed: { key: string; readonly error: unknown } | null;
  /** Key of the run that was cancelled by hand. */
  cancelled: string | null;
  run: Run | null;
  /** Key for which no result was kept. */
  notKept: string | null;
  /** Milliseconds from the beginning of its last real run to its end; null before the first. */
  took: number | null;
  /** The part of `took` that was its own, where others worked at the same time. */
  cost: number | null;
  /** A person asked for the next run: its cost does not hold it back. */
  asked: boolean;
  /** See `Own.turn`. */
  turn: number;
  eagerness: Eagerness;
}

export const newNode = (): Node => ({
  state: signal<CellState>({ phase: 'idle' }),
  result: signal<CellResult | null>(null),
  had: null,
  key: null,
  failed: null,
  cancelled: null,
  run: null,
  notKept: null,
  took: null,
  cost: null,
  asked: false,
  turn: 0,
  eagerness: 'by-cost',
});

/** Forgets the cell that had this place; what watches the node goes on. */
export function forget(node: Node): void {
  node.run?.abort.abort();
  const { state, result, ...rest } = newNode();
  Object.assign(node, rest);
  node.state.value = state.value;
  node.result.value = result.value;
}

/** Everything that a node holds under the key `before` holds under that of `now`. */
export function relabel(node: Node, before: string, now: Ingredients): void {
  if (node.key === before) {
    node.key = now.key;
    node.had = now;
  }
  if (node.failed?.key === before) node.failed.key = now.key;
  if (node.cancelled === before) node.cancelled = now.key;
  if (node.run?.ingredients.key === before) node.run.ingredients = now;
}
