import type { Cell, Source } from '../types.ts';
import { inOrder, pathsOfCycles } from './order.ts';
import { type Answers, referencesOf, type SqlNames } from './references.ts';

export interface Graph {
  /** Cell id → ids of the cells it reads. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
  /** Cell id → ids of the cells that read it. */
  readonly readBy: ReadonlyMap<string, readonly string[]>;
  /** Ids in an order in which every cell follows what it reads; cells of cycles are left out. */
  readonly order: readonly string[];
  /** Cell id → the path of the cycle it is in, as names: `a → b → a`. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
  /** Cell id → names it reads that nothing defines. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** Cell id → names of the tables and files it reads; null where it can be any of them. */
  readonly sources: ReadonlyMap<string, readonly string[] | null>;
  /** Cell id → the table or file that has its name already. */
  readonly clashes: ReadonlyMap<string, Source>;
  /** The segment by which the notebook as a whole is filtered, and the cells that it filters. */
  readonly everywhere: Everywhere | null;
}

export interface Everywhere {
  readonly name: string;
  readonly cells: ReadonlySet<string>;
}

export interface GraphOptions {
  /** Tables and files; null where they are not known, so that no name can be called missing because of them. */
  readonly sources?: readonly Source[] | null;
  /** What the engine itself says of an SQL text's tables. */
  readonly answers?: Answers;
  /** Name of the segment by which every cell is filtered that it does not itself stand on. */
  readonly everywhere?: string | null;
}

const NO_ANSWERS: Answers = new Map();

/** Works out who reads whom. Pure; costs one pass over the cells. */
export function buildGraph(
  cells: readonly Cell[],
  sqlNames: SqlNames,
  { sources = null, answers = NO_ANSWERS, everywhere = null }: GraphOptions = {},
): Graph {
  const byName = new Map<string, Cell>();
  for (const cell of cells) if (cell.name !== null && !cell.error) byName.set(cell.name, cell);
  const known = { cells: new Set(byName.keys()), sources };
  const tables = new Map((sources ?? []).map((source) => [source.name.toLowerCase(), source]));
  const reads = new Map<string, readonly string[]>();
  const readBy = new Map<string, string[]>(cells.map((cell) => [cell.id, []]));
  const missing = new Map<string, readonly string[]>();
  const sourcesOf = new Map<string, readonly string[] | null>();
  const clashes = new Map<string, Source>();
  for (const cell of cells) {
    const references = referencesOf(cell, known, sqlNames, answers);
    const own = [...references.cells].flatMap((name) => byName.get(name)?.id ?? []);
    for (const id of own) readBy.get(id)?.push(cell.id);
    reads.set(cell.id, own);
    sourcesOf.set(cell.id, references.sources);
    if (references.missing.length > 0) missing.set(cell.id, references.missing);
    const clash = cell.name === null ? undefined : tables.get(cell.name.toLowerCase());
    if (clash) clashes.set(cell.id, clash);
  }
  const filtered = everywhere === null ? null : filteredBy(everywhere, cells, reads);
  if (filtered) {
    const segment = byName.get(filtered.name);
    for (const id of filtered.cells) {
      if (!segment) missing.set(id, [...(missing.get(id) ?? []), filtered.name]);
      else if (!reads.get(id)?.includes(segment.id)) {
        reads.set(id, [...(reads.get(id) ?? []), segment.id]);
        readBy.get(segment.id)?.push(id);
      }
    }
  }
  const ids = cells.map((cell) => cell.id);
  const label = new Map(cells.map((cell) => [cell.id, cell.name ?? cell.id]));
  const { order, left } = inOrder(ids, reads, readBy);
  const cycles = new Map(
    [...pathsOfCycles(left, reads)].map(([id, path]) => [
      id,
      path.map((step) => label.get(step) ?? step),
    ]),
  );
  // What only hangs behind a cycle is not in one: it keeps its place and is blocked by name.
  const behind = inOrder(
    left.filter((id) => !cycles.has(id)),
    reads,
    readBy,
  ).order;
  return {
    reads,
    readBy,
    order: [...order, ...behind],
    cycles,
    missing,
    sources: sourcesOf,
    clashes,
    everywhere: filtered,
  };
}

/** Kinds that a notebook's own segment filters. */
const FILTERED = new Set(['metric', 'tile', 'sql']);

/** The cells that are filtered by a segment: those that it does not stand on. */
function filteredBy(
  name: string,
  cells: readonly Cell[],
  reads: ReadonlyMap<string, readonly string[]>,
): Everywhere {
  const own = cells.find((cell) => cell.name === name && !cell.error)?.id;
  const before = own === undefined ? new Set<string>() : reached([own], reads);
  const ids = cells.flatMap(({ id, kind, error }) =>
    FILTERED.has(kind) && !error && !before.has(id) ? [id] : [],
  );
  return { name, cells: new Set(ids) };
}

/** The cells that must follow a change of `ids`, themselves included, in running order. */
export function affectedBy(graph: Graph, ids: Iterable<string>): string[] {
  const found = reached(ids, graph.readBy);
  return graph.order.filter((id) => found.has(id));
}

/** Everything that `ids` read, directly or not; themselves left out. */
export function ancestorsOf(graph: Graph, ids: Iterable<string>): ReadonlySet<string> {
  const own = new Set(ids);
  const found = reached(own, graph.reads);
  return new Set([...found].filter((id) => !own.has(id)));
}

function reached(
  ids: Iterable<string>,
  next: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = [...ids];
  for (let id = walk.pop(); id !== undefined; id = walk.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    walk.push(...(next.get(id) ?? []));
  }
  return found;
}
