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
  for (const other of graph.reads.get(id) ?? []) {
    const { state, result } = node(other);
    const name = cells.get(other)?.name ?? other;
    if (state.value.phase === 'done' && result.value) results.set(name, result.value);
    else if (cells.get(id)?.kind !== 'text') return null;
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
  return { results, behind };
}
