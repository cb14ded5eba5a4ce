import type { Points } from './points.ts';

/** A kd-tree over points, which lie in the order of its leaves: node `i` has those from `start[i]` to `end[i] − 1`. */
export interface Tree {
  readonly points: Points;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The first of a node's two children, which stand side by side; 0 for a leaf. */
  readonly child: Int32Array;
  /** Six figures a node: the lowest x, y, z of its points and the highest. */
  readonly box: Float64Array;
  /** Four figures a node: the weighted sums of x, y, z of its points, and their weight. */
  readonly sums: Float64Array;
}

const LEAF = 16;

/** Splits points at the middle of the widest side of their box until few are left. */
export function treeOf(points: Points): Tree {
  const order = Int32Array.from({ length: points.size }, (_, i) => i);
  const axes = [points.x, points.y, points.z];
  const [start, end, child]: [number[], number[], number[]] = [[0], [points.size], [0]];
  const box: number[] = [];
  for (let node = 0; node < start.length; node++) {
    const [from, to] = [start[node] as number, end[node] as number];
    const sides = axes.map((axis) => extent(axis, order, from, to));
    box.push(...sides.map(([low]) => low), ...sides.map(([, high]) => high));
    if (to - from <= LEAF) continue;
    const widths = sides.map(([low, high]) => high - low);
    const widest = widths.indexOf(Math.max(...widths));
    const [low, high] = sides[widest] as readonly [number, number];
    const middle = low + (high - low) / 2;
    const split = divided(
      axes[widest] as Float64Array,
      order,
      from,
      to,
      middle < high ? middle : low,
    );
    child[node] = start.length;
    start.push(from, split);
    end.push(split, to);
    child.push(0, 0);
  }
  const sorted = arranged(points, order);
  const tree = {
    points: sorted,
    start: Int32Array.from(start),
    end: Int32Array.from(end),
    child: Int32Array.from(child),
    box: Float64Array.from(box),
    sums: new Float64Array(4 * start.length),
  };
  for (let node = start.length - 1; node >= 0; node--) sum(tree, node);
  return tree;
}

function extent(axis: Float64Array, order: Int32Array, from: number, to: number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = from; at < to; at++) {
    const value = axis[order[at] as number] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high] as const;
}

/** Puts what is at most `middle` first; where the rest begins. */
function divided(
  axis: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  middle: number,
): number {
  let at = from;
  let last = to - 1;
  while (at <= last) {
    const point = order[at] as number;
    if ((axis[point] as number) <= middle) at++;
    else {
      order[at] = order[last] as number;
      order[last--] = point;
    }
  }
  return at;
}

function arranged(points: Points, order: Int32Array): Points {
  const place = new Int32Array(points.size);
  for (let at = 0; at < order.length; at++) place[order[at] as number] = at;
  const moved = (values: Float64Array) =>
    Float64Array.from(order, (point) => values[point] as number);
  return {
    ...points,
    x: moved(points.x),
    y: moved(points.y),
    z: moved(points.z),
    weight: moved(points.weight),
    of: points.of.map((point) => place[point] as number),
  };
}

function sum({ points, start, end, child, sums }: Tree, node: number): void {
  const at = 4 * node;
  const first = child[node] as number;
  if (first > 0) {
    for (let i = 0; i < 4; i++)
      sums[at + i] = (sums[4 * first + i] as number) + (sums[4 * first + 4 + i] as number);
    return;
  }
  const { x, y, z, weight } = points;
  for (let i = start[node] as number; i < (end[node] as number); i++) {
    const w = weight[i] as number;
    sums[at] = (sums[at] as number) + w * (x[i] as number);
    sums[at + 1] = (sums[at + 1] as number) + w * (y[i] as number);
    sums[at + 2] = (sums[at + 2] as number) + w * (z[i] as number);
    sums[at + 3] = (sums[at + 3] as number) + w;
  }
}
