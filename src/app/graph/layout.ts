import type { GraphNode } from '../../notebook/index.ts';

/** Size of a node and of the gaps between nodes, in CSS pixels. */
export const NODE = { width: 152, height: 44, column: 34, row: 12 } as const;

export interface Placed {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly height: number;
}

/** How often the columns are put in order by what they are joined to. */
const ROUNDS = 4;

/**
 * Layers from left to right: a column a depth, each in the order that crosses few lines (barycentres of neighbours,
 * after Sugiyama, Tagawa and Toda 1981), centred on the tallest.
 */
export function layoutOf(nodes: readonly GraphNode[]): Layout {
  const columns: GraphNode[][] = [];
  for (const node of nodes) {
    const column = columns[node.depth] ?? [];
    column.push(node);
    columns[node.depth] = column;
  }
  const layers = columns.filter((column) => column !== undefined);
  const readBy = readersOf(nodes);
  for (let round = 0; round < ROUNDS; round++) {
    for (const layer of layers) arrange(layer, layers, ({ reads }) => reads);
    for (const layer of layers.toReversed())
      arrange(layer, layers, ({ id }) => readBy.get(id) ?? []);
  }
  const most = Math.max(0, ...layers.map((layer) => layer.length));
  const stride = NODE.height + NODE.row;
  const placed = layers.flatMap((layer, column) =>
    layer.map((node, row) => ({
      node,
      x: column * (NODE.width + NODE.column),
      y: ((most - layer.length) / 2 + row) * stride,
    })),
  );
  return {
    placed,
    width: Math.max(0, layers.length * (NODE.width + NODE.column) - NODE.column),
    height: Math.max(0, most * stride - NODE.row),
  };
}

/** Id → ids of the nodes that read it. */
export function readersOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { id, reads } of nodes) for (const read of reads) readers.get(read)?.push(id);
  return readers;
}

/** Everything before and behind a node, itself included: ids that it depends on, and that depend on it. */
export function lineageOf(
  id: string,
  nodes: readonly GraphNode[],
): { readonly upstream: ReadonlySet<string>; readonly downstream: ReadonlySet<string> } {
  const reads = new Map(nodes.map((node) => [node.id, node.reads]));
  return { upstream: reached(id, reads), downstream: reached(id, readersOf(nodes)) };
}

function reached(from: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = [from];
  for (let id = walk.pop(); id !== undefined; id = walk.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    walk.push(...(next.get(id) ?? []));
  }
  return found;
}

function arrange(
  layer: GraphNode[],
  layers: readonly (readonly GraphNode[])[],
  neighbours: (node: GraphNode) => readonly string[],
): void {
  const place = new Map(
    layers.flatMap((one) => one.map(({ id }, at) => [id, at - one.length / 2] as const)),
  );
  const weight = new Map(
    layer.map((node, at) => {
      const own = neighbours(node).flatMap((id) => place.get(id) ?? []);
      const still = at - layer.length / 2;
      return [node, own.length === 0 ? still : own.reduce((a, b) => a + b, 0) / own.length];
    }),
  );
  layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
}
