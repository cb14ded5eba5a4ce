import { referencesOf, type SqlNames } from './references.ts';
import type { Cell } from './types.ts';

export interface Graph {
  /** Cell id → ids of the cells it reads. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
  /** Cell id → ids of the cells that read it. */
  readonly readBy: ReadonlyMap<string, readonly string[]>;
  /** Ids in an order in which every cell follows what it reads; cells of cycles are left out. */
  readonly order: readonly string[];
  /** Cell id → the path of the cycle it is in, as names: `a → b → a`. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
  /** Cell id → names it reads that no cell defines. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

/** Works out who reads whom. Pure; costs one pass over the cells. */
export function buildGraph(cells: readonly Cell[], sqlNames: SqlNames): Graph {
  const byName = new Map<string, Cell>();
  for (const cell of cells) if (cell.name !== null && !cell.error) byName.set(cell.name, cell);
  const names = new Set(byName.keys());
  const reads = new Map<string, string[]>();
  const readBy = new Map<string, string[]>(cells.map((cell) => [cell.id, []]));
  const missing = new Map<string, string[]>();
  for (const cell of cells) {
    const own: string[] = [];
    for (const name of referencesOf(cell, names, sqlNames)) {
      const other = byName.get(name);
      if (other) {
        own.push(other.id);
        readBy.get(other.id)?.push(cell.id);
      } else missing.set(cell.id, [...(missing.get(cell.id) ?? []), name]);
    }
    reads.set(cell.id, own);
  }
  const { order, inCycle } = sorted(cells, reads, readBy);
  const label = new Map(cells.map((cell) => [cell.id, cell.name ?? cell.id]));
  const cycles = new Map<string, readonly string[]>();
  for (const id of inCycle) {
    const path = cycleThrough(id, reads);
    if (path)
      cycles.set(
        id,
        path.map((step) => label.get(step) ?? step),
      );
  }
  // What only hangs behind a cycle is not in one: it keeps its place and is blocked by name.
  const behind = inCycle.filter((id) => !cycles.has(id));
  return { reads, readBy, order: [...order, ...behind], cycles, missing };
}

/** The cells that must follow a change of `ids`, themselves included, in running order. */
export function affectedBy(graph: Graph, ids: Iterable<string>): string[] {
  const found = new Set<string>();
  const walk = [...ids];
  for (let id = walk.pop(); id !== undefined; id = walk.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    walk.push(...(graph.readBy.get(id) ?? []));
  }
  return graph.order.filter((id) => found.has(id));
}

/** Kahn's algorithm, stable in document order. */
function sorted(
  cells: readonly Cell[],
  reads: ReadonlyMap<string, readonly string[]>,
  readBy: ReadonlyMap<string, readonly string[]>,
) {
  const waiting = new Map(cells.map((cell) => [cell.id, (reads.get(cell.id) ?? []).length]));
  const order: string[] = [];
  const ready = cells.filter((cell) => waiting.get(cell.id) === 0).map((cell) => cell.id);
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const next of readBy.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const done = new Set(order);
  return { order, inCycle: cells.map((cell) => cell.id).filter((id) => !done.has(id)) };
}

function cycleThrough(
  start: string,
  reads: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  const seen = new Set<string>();
  const walk: { id: string; path: readonly string[] }[] = [{ id: start, path: [start] }];
  for (let step = walk.shift(); step !== undefined; step = walk.shift()) {
    for (const next of reads.get(step.id) ?? []) {
      if (next === start) return [...step.path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      walk.push({ id: next, path: [...step.path, next] });
    }
  }
  return null;
}
