import type { Centres } from './seeding.ts';
import type { Tree } from './tree.ts';

/** Squared distances nearer to each other than this are compared point by point. */
const SLACK = 1e-9;

/**
 * One assignment of all points to their nearest centres, by the filtering algorithm (Kanungo et al. 2002, "An efficient
 * k-means clustering algorithm"): a node of the tree all of which lies nearest to one centre goes to it as a whole. The
 * centres are read as they stand at each call.
 */
export class Filter {
  readonly #tree: Tree;
  readonly #centres: Centres;
  readonly #k: number;
  readonly #sums: Float64Array;
  /** Clusters that may still be nearest: a stack of lists in ascending order. */
  #stack: Int32Array;
  #labels: Int32Array | null = null;

  constructor(tree: Tree, centres: Centres) {
    this.#tree = tree;
    this.#centres = centres;
    this.#k = centres.length / 3;
    this.#sums = new Float64Array(4 * this.#k);
    this.#stack = new Int32Array(64 * this.#k);
  }

  /** Of each cluster the weighted sums of x, y, z of its points, and their weight; the array is used again. */
  sums(): Float64Array {
    this.#sums.fill(0);
    this.#labels = null;
    this.#begin();
    return this.#sums;
  }

  /** Clusters that got no points at the last `sums`. */
  get empty(): readonly number[] {
    return Array.from({ length: this.#k }, (_, cluster) => cluster).filter(
      (cluster) => (this.#sums[4 * cluster + 3] as number) <= 0,
    );
  }

  /** Writes the cluster of each point, in the tree's order. */
  labels(into: Int32Array): void {
    this.#labels = into;
    this.#begin();
  }

  #begin(): void {
    for (let cluster = 0; cluster < this.#k; cluster++) this.#stack[cluster] = cluster;
    this.#visit(0, 0, this.#k);
  }

  #visit(node: number, from: number, count: number): void {
    const next = from + count;
    if (next + count > this.#stack.length) this.#grow();
    const kept = this.#keep(node, from, count);
    const stack = this.#stack;
    if (kept === 1) {
      this.#take(node, stack[next] as number);
      return;
    }
    const first = this.#tree.child[node] as number;
    if (first === 0) {
      this.#each(node, next, kept);
      return;
    }
    this.#visit(first, next, kept);
    this.#visit(first + 1, next, kept);
  }

  /** Copies behind the list those of its clusters that may be nearest to a point of the node; how many they are. */
  #keep(node: number, from: number, count: number): number {
    const { box } = this.#tree;
    const [centres, stack] = [this.#centres, this.#stack];
    const at = 6 * node;
    const [lx, ly, lz] = [box[at], box[at + 1], box[at + 2]] as [number, number, number];
    const [hx, hy, hz] = [box[at + 3], box[at + 4], box[at + 5]] as [number, number, number];
    const [mx, my, mz] = [(lx + hx) / 2, (ly + hy) / 2, (lz + hz) / 2];
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = from; i < from + count; i++) {
      const c = 3 * (stack[i] as number);
      const dx = mx - (centres[c] as number);
      const dy = my - (centres[c + 1] as number);
      const dz = mz - (centres[c + 2] as number);
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared >= least) continue;
      least = squared;
      best = stack[i] as number;
    }
    const bx = centres[3 * best] as number;
    const by = centres[3 * best + 1] as number;
    const bz = centres[3 * best + 2] as number;
    let end = from + count;
    for (let i = from; i < from + count; i++) {
      const cluster = stack[i] as number;
      if (cluster !== best) {
        const cx = centres[3 * cluster] as number;
        const cy = centres[3 * cluster + 1] as number;
        const cz = centres[3 * cluster + 2] as number;
        // The corner of the box that speaks most for this cluster against the best.
        const x = cx > bx ? hx : lx;
        const y = cy > by ? hy : ly;
        const z = cz > bz ? hz : lz;
        const own = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz);
        const other = (x - bx) * (x - bx) + (y - by) * (y - by) + (z - bz) * (z - bz);
        if (own > other + SLACK) continue;
      }
      stack[end++] = cluster;
    }
    return end - from - count;
  }

  #take(node: number, cluster: number): void {
    const { start, end, sums } = this.#tree;
    if (this.#labels) {
      this.#labels.fill(cluster, start[node], end[node]);
      return;
    }
    const own = this.#sums;
    for (let i = 0; i < 4; i++)
      own[4 * cluster + i] = (own[4 * cluster + i] as number) + (sums[4 * node + i] as number);
  }

  #each(node: number, from: number, count: number): void {
    const { start, end, points } = this.#tree;
    const { x, y, z, weight } = points;
    const [centres, stack, sums, labels] = [this.#centres, this.#stack, this.#sums, this.#labels];
    const last = end[node] as number;
    for (let i = start[node] as number; i < last; i++) {
      const px = x[i] as number;
      const py = y[i] as number;
      const pz = z[i] as number;
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let at = from; at < from + count; at++) {
        const c = 3 * (stack[at] as number);
        const dx = px - (centres[c] as number);
        const dy = py - (centres[c + 1] as number);
        const dz = pz - (centres[c + 2] as number);
        const squared = dx * dx + dy * dy + dz * dz;
        if (squared >= least) continue;
        least = squared;
        best = stack[at] as number;
      }
      if (labels) {
        labels[i] = best;
        continue;
      }
      const w = weight[i] as number;
      const at = 4 * best;
      sums[at] = (sums[at] as number) + w * px;
      sums[at + 1] = (sums[at + 1] as number) + w * py;
      sums[at + 2] = (sums[at + 2] as number) + w * pz;
      sums[at + 3] = (sums[at + 3] as number) + w;
    }
  }

  #grow(): void {
    const wider = new Int32Array(2 * this.#stack.length);
    wider.set(this.#stack);
    this.#stack = wider;
  }
}
