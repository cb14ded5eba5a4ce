import type { Cell, Source } from '../types.ts';
import type { Graph } from './graph.ts';

/** One thing of the graph that can be looked at and clicked. */
export interface GraphNode {
  /** A cell's id, or `file:<name>`, `table:<name>`, `data:`. */
  readonly id: string;
  /** `data`: all tables together, for cells that can read any. */
  readonly kind: 'data' | 'file' | 'table' | 'input' | 'cell';
  /** Null for a cell without a name, and for all tables together; the page says what it is. */
  readonly name: string | null;
  /** Null for what no cell defines. */
  readonly cell: Cell | null;
  /** How many steps it stands behind what reads nothing: its column in a drawing. */
  readonly depth: number;
  /** Ids of what it reads. */
  readonly reads: readonly string[];
  /** True where it is part of a cycle. */
  readonly inCycle: boolean;
}

const DATA = 'data:';

/**
 * Files, tables, inputs and cells with who reads whom, those that read nothing first. Tables and files that nothing
 * reads are left out; a cell that may read any table is joined to all of them as one.
 */
export function graphNodes(
  cells: readonly Cell[],
  graph: Graph,
  sources: readonly Source[] = [],
): GraphNode[] {
  const known = new Map(sources.map((source) => [source.name.toLowerCase(), source]));
  const reads = new Map<string, readonly string[]>();
  const idOf = (source: Source) => `${source.kind}:${source.name}`;
  const shown = new Map<string, Source>();
  const show = (name: string): string[] => {
    const source = known.get(name.toLowerCase());
    if (!source) return [];
    const id = idOf(source);
    if (!shown.has(id)) {
      shown.set(id, source);
      reads.set(id, (source.reads ?? []).flatMap(show));
    }
    return [id];
  };
  let any = false;
  for (const { id } of cells) {
    const read = graph.sources.get(id) ?? null;
    const all = read === null && sources.length > 0;
    any ||= all;
    const tables = all ? [DATA] : (read ?? []).flatMap(show);
    reads.set(id, [...tables, ...(graph.reads.get(id) ?? [])]);
  }
  const files = sources.filter(({ kind }) => kind === 'file');
  if (any)
    reads.set(
      DATA,
      files.flatMap(({ name }) => show(name)),
    );
  const depth = depths(reads);
  const node = (id: string, more: Pick<GraphNode, 'kind' | 'name' | 'cell'>): GraphNode => ({
    id,
    ...more,
    depth: depth.get(id) ?? 0,
    reads: reads.get(id) ?? [],
    inCycle: graph.cycles.has(id),
  });
  return [
    ...(any ? [node(DATA, { kind: 'data', name: null, cell: null })] : []),
    ...[...shown].map(([id, { kind, name }]) => node(id, { kind, name, cell: null })),
    ...cells.map((cell) =>
      node(cell.id, { kind: cell.kind === 'input' ? 'input' : 'cell', name: cell.name, cell }),
    ),
  ].sort((a, b) => a.depth - b.depth);
}

/** The longest way to each from what reads nothing; the way round a cycle counts once. */
function depths(reads: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const on = new Set<string>();
  const depthOf = (id: string): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (on.has(id)) return 0;
    on.add(id);
    const depth = Math.max(0, ...(reads.get(id) ?? []).map((one) => depthOf(one) + 1));
    on.delete(id);
    found.set(id, depth);
    return depth;
  };
  for (const id of reads.keys()) depthOf(id);
  return found;
}
