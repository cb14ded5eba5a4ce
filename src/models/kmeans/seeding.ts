import type { Random } from '../../sources/sample/random.ts';
import type { Points } from './points.ts';

/** Places of the centres of clusters, three figures each. */
export type Centres = Float64Array;

/** Points that are tried for each further centre. */
const TRIALS = 3;

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007, section 3.3): each further centre is the best of three points that
 * are drawn with a chance in proportion to weight and squared distance from the centres so far. The first centres of a
 * longer list are a draw for a smaller k. Needs at least k points.
 */
export function seeded(points: Points, k: number, random: Random): Centres {
  const { size, x, y, z, weight } = points;
  const centres = new Float64Array(3 * k);
  let nearest = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  let [kept, spare] = [new Float64Array(size), new Float64Array(size)];
  let mass = 0;
  for (let cluster = 0; cluster < k; cluster++) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    const trials = cluster === 0 ? 1 : TRIALS;
    for (let trial = 0; trial < trials; trial++) {
      const point =
        cluster === 0
          ? drawn(weight, null, points.rows, random)
          : drawn(weight, nearest, mass, random);
      const left = approach(points, point, nearest, spare);
      if (left >= least) continue;
      [best, least] = [point, left];
      [kept, spare] = [spare, kept];
    }
    centres.set([x[best] as number, y[best] as number, z[best] as number], 3 * cluster);
    [nearest, kept] = [kept, nearest];
    mass = least;
  }
  return centres;
}

/** Squared distances from the centres with `point` as one more; their weighted sum. */
function approach(
  { size, x, y, z, weight }: Points,
  point: number,
  before: Float64Array,
  after: Float64Array,
): number {
  const px = x[point] as number;
  const py = y[point] as number;
  const pz = z[point] as number;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const dx = (x[i] as number) - px;
    const dy = (y[i] as number) - py;
    const dz = (z[i] as number) - pz;
    const squared = Math.min(before[i] as number, dx * dx + dy * dy + dz * dz);
    after[i] = squared;
    sum += squared * (weight[i] as number);
  }
  return sum;
}

/** A point with a chance in proportion to its weight (times `by`); `mass` is the sum over all. */
function drawn(
  weight: Float64Array,
  by: Float64Array | null,
  mass: number,
  random: Random,
): number {
  let left = random.unit() * mass;
  let last = 0;
  for (let i = 0; i < weight.length; i++) {
    const own = (weight[i] as number) * (by === null ? 1 : (by[i] as number));
    if (own <= 0) continue;
    last = i;
    left -= own;
    if (left < 0) return i;
  }
  return last;
}
