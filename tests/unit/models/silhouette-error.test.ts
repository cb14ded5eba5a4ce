import { beforeAll, describe, expect, it } from 'vitest';
import { type Partition, partition } from '../../../src/models/kmeans/partition.ts';
import { collapsed } from '../../../src/models/kmeans/points.ts';
import { seeded } from '../../../src/models/kmeans/seeding.ts';
import {
  EXACT_PLACES,
  euclideanSilhouettes,
  SAMPLED_ROWS,
  type Silhouette,
  sampled,
} from '../../../src/models/kmeans/silhouette.ts';
import { type Tree, treeOf } from '../../../src/models/kmeans/tree.ts';
import { Random } from '../../../src/sources/sample/random.ts';

const KS = [2, 4, 7];
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

/** `rows` skewed buyers in three humps at no more than `places` different places, with their partitions. */
function shopOf(rows: number, places: number, seed: number): [Tree, readonly Partition[]] {
  const random = new Random(seed);
  const at = Array.from({ length: places }, (_, n) =>
    [0, 1, 2].map((axis) => random.unit() ** 3 + (axis === n % 3 ? 0.8 * random.unit() : 0)),
  );
  const of = Array.from({ length: rows }, (_, row) =>
    row < places ? row : Math.floor(random.unit() ** 2 * places),
  );
  const tree = treeOf(
    collapsed(
      [0, 1, 2].map((axis) => Float64Array.from(of, (place) => at[place]?.[axis] as number)),
    ),
  );
  return [tree, KS.map((k) => partition(tree, seeded(tree.points, k, new Random(3))))];
}

/** For each K: how many stated standard errors each draw lies from what all rows have. */
const distances = (draws: readonly (readonly Silhouette[])[], all: readonly Silhouette[]) =>
  KS.map((_, at) =>
    draws.map((draw) => {
      const { value, error } = draw[at] as Silhouette;
      return (value - (all[at] as Silhouette).value) / error;
    }),
  );

describe('the standard error of a silhouette that is of a sample', () => {
  const DRAWS = 240;
  const DRAWN = 500;
  let off: readonly (readonly number[])[];
  beforeAll(() => {
    const [{ points }, partitions] = shopOf(3000, 2200, 11);
    const all = euclideanSilhouettes(points, partitions, points.weight);
    const draws = Array.from({ length: DRAWS }, (_, seed) => {
      const random = new Random(1000 + seed);
      const rows = Int32Array.from(points.of);
      const weight = new Float64Array(points.size);
      for (let n = 0; n < DRAWN; n++) {
        const other = n + random.below(rows.length - n);
        const place = rows[other] as number;
        rows[other] = rows[n] as number;
        weight[place] = (weight[place] as number) + 1;
      }
      return euclideanSilhouettes(points, partitions, weight);
    });
    off = distances(draws, all);
  }, 120_000);

  it.each(KS)('is the spread of many draws, K = %i', (k) => {
    const own = off[KS.indexOf(k)] as readonly number[];
    const middle = mean(own);
    const spread = Math.sqrt(mean(own.map((value) => (value - middle) ** 2)));
    // The spread of 240 draws is itself told to 5 %: within four such errors of one.
    expect(spread).toBeGreaterThan(0.8);
    expect(spread).toBeLessThan(1.2);
    expect(Math.abs(middle)).toBeLessThan(0.4);
    const within = own.filter((value) => Math.abs(value) < 1.96).length / own.length;
    expect(within).toBeGreaterThan(0.9);
    expect(within).toBeLessThan(0.99);
  });

  it('holds for the rows that the model draws where there are more than 20,000 places', () => {
    const [{ points }, partitions] = shopOf(60_000, EXACT_PLACES + 2000, 5);
    expect(points.size).toBeGreaterThan(EXACT_PLACES);
    const [all] = euclideanSilhouettes(points, partitions.slice(1, 2), points.weight);
    expect(all?.error).toBe(0);
    const off = [0, 1, 2].map((seed) => {
      const drawn = sampled(points, new Random(seed));
      expect(drawn.reduce((sum, own) => sum + own, 0)).toBe(SAMPLED_ROWS);
      const [one] = euclideanSilhouettes(points, partitions.slice(1, 2), drawn);
      return ((one?.value ?? 0) - (all?.value ?? 0)) / (one?.error ?? 0);
    });
    for (const one of off) expect(Math.abs(one)).toBeLessThan(4);
    expect(new Set(off).size).toBe(3);
  }, 240_000);
});
