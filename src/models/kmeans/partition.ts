import { Filter } from './filter.ts';
import type { Points } from './points.ts';
import type { Centres } from './seeding.ts';
import type { Tree } from './tree.ts';

/** A partition of points and what it came to. */
export interface Partition {
  readonly k: number;
  /** The cluster of each point, from 0. */
  readonly labels: Int32Array;
  readonly centres: Centres;
  /** Weighted sum of squared distances from the centres. */
  readonly inertia: number;
  readonly iterations: number;
}

const MOST_ITERATIONS = 2000;
/** A centre that moves less has the same points as before: one point more or less moves it much farther. */
const STILL = 1e-12;

/**
 * K-Means to its fixed point: the partition of plain Lloyd iterations from the same centres, with equal distances given
 * to the lower cluster. A cluster that loses all its points begins anew at the point farthest from its centre.
 */
export function partition(tree: Tree, from: Centres): Partition {
  const { points } = tree;
  const k = from.length / 3;
  const centres = from.slice();
  const labels = new Int32Array(points.size);
  const filter = new Filter(tree, centres);
  let iterations = 0;
  for (;;) {
    iterations++;
    const farthest = moved(centres, filter.sums());
    const revived = filter.empty.length > 0 && revive(points, filter, labels, centres);
    if (iterations >= MOST_ITERATIONS || (farthest < STILL && !revived)) break;
  }
  filter.labels(labels);
  return { k, labels, centres, inertia: inertiaOf(points, labels, centres), iterations };
}

/** Moves each centre to the mean of its points; how far the farthest went. */
function moved(centres: Centres, sums: Float64Array): number {
  let farthest = 0;
  for (let cluster = 0; 3 * cluster < centres.length; cluster++) {
    const weight = sums[4 * cluster + 3] as number;
    if (weight <= 0) continue;
    for (let axis = 0; axis < 3; axis++) {
      const mean = (sums[4 * cluster + axis] as number) / weight;
      farthest = Math.max(farthest, Math.abs(mean - (centres[3 * cluster + axis] as number)));
      centres[3 * cluster + axis] = mean;
    }
  }
  return farthest;
}

/** Puts the centres of clusters without points on the farthest points; false where every point lies on a centre. */
function revive(points: Points, filter: Filter, labels: Int32Array, centres: Centres): boolean {
  const { empty } = filter;
  let revived = false;
  for (const cluster of empty) {
    filter.labels(labels);
    let [farthest, most] = [-1, 0];
    for (let i = 0; i < points.size; i++) {
      const squared = squaredTo(points, i, centres, labels[i] as number);
      if (squared > most) [farthest, most] = [i, squared];
    }
    if (farthest < 0) continue;
    centres[3 * cluster] = points.x[farthest] as number;
    centres[3 * cluster + 1] = points.y[farthest] as number;
    centres[3 * cluster + 2] = points.z[farthest] as number;
    revived = true;
  }
  return revived;
}

function squaredTo({ x, y, z }: Points, i: number, centres: Centres, cluster: number): number {
  const dx = (x[i] as number) - (centres[3 * cluster] as number);
  const dy = (y[i] as number) - (centres[3 * cluster + 1] as number);
  const dz = (z[i] as number) - (centres[3 * cluster + 2] as number);
  return dx * dx + dy * dy + dz * dz;
}

function inertiaOf(points: Points, labels: Int32Array, centres: Centres): number {
  let sum = 0;
  for (let i = 0; i < points.size; i++)
    sum += (points.weight[i] as number) * squaredTo(points, i, centres, labels[i] as number);
  return sum;
}
