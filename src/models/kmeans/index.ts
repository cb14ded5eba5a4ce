import { Random } from '../../sources/sample/random.ts';
import type { Columns, Model } from '../types.ts';
import { type Partition, partition } from './partition.ts';
import { collapsed, standardised } from './points.ts';
import { profiles } from './profile.ts';
import { seeded } from './seeding.ts';
import { euclideanSilhouettes, sampled, squaredSilhouette } from './silhouette.ts';
import { type Tree, treeOf } from './tree.ts';

export interface KmeansOptions {
  readonly seed: number;
  /** Null: as many as the number of users allows. */
  readonly restarts: number | null;
  /** Null: the one with the best silhouette. */
  readonly k: number | null;
  readonly least: number;
  readonly most: number;
  readonly centred: boolean;
  readonly silhouette: 'euclidean' | 'squared';
}

/** Different places up to which beginnings cost next to nothing, however many users stand at each, and how many then. */
const FEW_PLACES = [
  { places: 100, restarts: 200 },
  { places: 1000, restarts: 50 },
];

/** Beginnings that are tried for each K: many where they cost nothing, two above 100,000 users. */
export const restartsFor = (users: number, places = users): number => {
  const few = FEW_PLACES.find((one) => places <= one.places);
  if (few) return few.restarts;
  return users > 100_000 ? 2 : users > 20_000 ? 4 : 10;
};

/**
 * K-Means of users by log1p of recency, frequency and, where it is given, money. Input `users`: `user_key` BIGINT,
 * `recency` (days), `frequency`, and maybe `monetary`. Outputs: `members` (`user_key, cluster`), `candidates` (a row
 * for each K), `clusters` (a row for each cluster of the chosen K, numbered from 1 by value score).
 */
export const kmeans: Model = (inputs, raw, work) => {
  const options = raw as unknown as KmeansOptions;
  const users = inputs.users ?? {};
  const keys = users.user_key as BigInt64Array;
  const columns = [users.recency, users.frequency, users.monetary].filter(
    (column) => column instanceof Float64Array,
  );
  const made = columns.map((column) => standardised(column, options.centred));
  const tree = treeOf(collapsed(made.map(({ values }) => values)));
  const { points } = tree;
  const partitions = candidates(tree, options, work.tell);
  const drawn = sampled(points, new Random(options.seed ^ 0x51ed27));
  const rows = drawn.reduce((sum, own) => sum + own, 0);
  const widths = euclideanSilhouettes(points, partitions, drawn);
  const euclidean = widths.map(({ value }) => value);
  const squared = partitions.map((one) => squaredSilhouette(points, one));
  const best = chosen(
    partitions,
    options.silhouette === 'squared' ? squared : euclidean,
    options.k,
  );
  const found = best
    ? profiles(
        points,
        best,
        columns,
        made.map(({ axis }) => axis),
      )
    : [];
  const number = new Int32Array(best?.k ?? 0);
  for (const [at, { label }] of found.entries()) number[label] = at + 1;
  const doubles = (list: readonly number[]) => Float64Array.from(list);
  const each = (value: (profile: (typeof found)[number]) => number) => doubles(found.map(value));
  return {
    members: {
      user_key: keys,
      cluster: Int32Array.from(points.of, (point) => number[best?.labels[point] ?? 0] as number),
    },
    candidates: {
      k: Int32Array.from(partitions, ({ k }) => k),
      inertia: doubles(partitions.map(({ inertia }) => inertia)),
      silhouette: doubles(euclidean),
      silhouette_error: doubles(widths.map(({ error }) => error)),
      silhouette_squared: doubles(squared),
      iterations: Int32Array.from(partitions, ({ iterations }) => iterations),
      chosen: Int32Array.from(partitions, (one) => (one === best ? 1 : 0)),
      sampled: Int32Array.from(partitions, () => rows),
      points: Int32Array.from(partitions, () => points.size),
    },
    clusters: {
      cluster: Int32Array.from(found, (_, at) => at + 1),
      name: found.map(({ name }) => name),
      value_score: each(({ score }) => score),
      r_scaled: each(({ scaled }) => scaled[0]),
      f_scaled: each(({ scaled }) => scaled[1]),
      m_scaled: each(({ scaled }) => scaled[2]),
      r_deviation: each(({ deviations }) => deviations[0]),
      f_deviation: each(({ deviations }) => deviations[1]),
      m_deviation: each(({ deviations }) => deviations[2]),
    },
  } satisfies Record<string, Columns>;
};

/** The best partition of each K that the points allow. */
export function candidates(
  tree: Tree,
  { seed, restarts, k, least, most }: KmeansOptions,
  tell: (done: number, total: number) => void,
): readonly Partition[] {
  const { points } = tree;
  if (points.rows === 0) return [];
  const wanted = [...new Set([...range(least, most), ...(k === null ? [] : [k])])].sort(
    (a, b) => a - b,
  );
  const able = wanted.filter((one) => one <= points.size);
  const ks = able.length > 0 ? able : [points.size];
  const tries = restarts ?? restartsFor(points.rows, points.size);
  const work = ks.reduce((sum, one) => sum + one, 0) * tries;
  const best = new Map<number, Partition>();
  let done = 0;
  for (let at = 0; at < tries; at++) {
    const centres = seeded(points, Math.max(...ks), new Random(seed + 7919 * at));
    for (const one of ks) {
      const found = partition(tree, centres.slice(0, 3 * one));
      if (found.inertia < (best.get(one)?.inertia ?? Number.POSITIVE_INFINITY))
        best.set(one, found);
      done += one;
      tell(done, work);
    }
  }
  return [...best.values()];
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** The partition of that K, or as near to it as the points allow; without one, that with the best silhouette. */
function chosen(
  partitions: readonly Partition[],
  widths: readonly number[],
  k: number | null,
): Partition | undefined {
  if (k !== null) return partitions.find((one) => one.k === k) ?? partitions.at(-1);
  let best = 0;
  for (const at of partitions.keys())
    if ((widths[at] as number) > (widths[best] as number)) best = at;
  return partitions[best];
}
