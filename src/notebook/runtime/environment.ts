import { ancestorsOf, type Graph } from '../graph/graph.ts';
import type { Cell, CellResult, CellState } from '../types.ts';
import type { Environment } from './options.ts';

/** Name under which a cell finds the segment by which the whole notebook is filtered. */
export const EVERYWHERE = '*';

/** A cell's result with its state. */
export interface Standing {
  readonly state: { readonly value: CellState };
  readonly result: { readonly value: CellResult | null };
}

/** What the cell `id` reads as it stands; null while some of it is not there. Text makes do with what there is. */
export function environmentOf(
  id: string,
  graph: Graph,
  cells: ReadonlyMap<string, Cell>,
  node: (id: string) => Standing,
): Environment | null {
  const results = new Map<string, CellResult>();
  const failed = new Map<string, unknown>();
  for (const other of graph.reads.get(id) ?? []) {
    const { state, result } = node(other);
    const name = cells.get(other)?.name ?? other;
    if (state.value.phase === 'done' && result.value) results.set(name, result.value);
    else if (cells.get(id)?.kind !== 'text') return null;
    else {
      const failure = failureOf(other, graph, cells, node);
      if (failure) failed.set(name, failure.error);
    }
  }
  const { everywhere } = graph;
  const segment = everywhere?.cells.has(id) ? results.get(everywhere.name) : undefined;
  if (segment) results.set(EVERYWHERE, segment);
  const behind = new Map(results);
  for (const other of ancestorsOf(graph, [id])) {
    const result = node(other).result.value;
    const name = cells.get(other)?.name;
    if (name && result) behind.set(name, result);
  }
  return { results, behind, failed };
}

/** What failed for a cell that has no result because of it: its own work, or that of one far behind it. */
function failureOf(
  id: string,
  graph: Graph,
  cells: ReadonlyMap<string, Cell>,
  node: (id: string) => Standing,
): { readonly error: unknown } | null {
  const seen = new Set<string>();
  let at: string | undefined = id;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const state: CellState = node(at).state.value;
    if (state.phase === 'failed') return state;
    if (state.phase !== 'blocked') return null;
    const by: string = state.by;
    at = graph.reads.get(at)?.find((other: string) => cells.get(other)?.name === by);
  }
  return null;
}
