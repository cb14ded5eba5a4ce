import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KmeansOptions, kmeans } from '../../../src/models/kmeans/index.ts';
import { type Partition, partition } from '../../../src/models/kmeans/partition.ts';
import { collapsed, standardised } from '../../../src/models/kmeans/points.ts';
import { namesOf } from '../../../src/models/kmeans/profile.ts';
import { seeded } from '../../../src/models/kmeans/seeding.ts';
import {
  EXACT_PLACES,
  euclideanSilhouettes,
  SAMPLED_ROWS,
  sampled,
  squaredSilhouette,
} from '../../../src/models/kmeans/silhouette.ts';
import { treeOf } from '../../../src/models/kmeans/tree.ts';
import { Random } from '../../../src/sources/sample/random.ts';

type Place = readonly [number, number, number];

const columnsOf = (places: readonly Place[]) =>
  [0, 1, 2].map((axis) => Float64Array.from(places, (place) => place[axis] as number));
const squared = (a: Place, b: Place) =>
  a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
const centresOf = (flat: Float64Array): Place[] =>
  Array.from(
    { length: flat.length / 3 },
    (_, k) => [...flat.slice(3 * k, 3 * k + 3)] as unknown as Place,
  );
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

/** Plain Lloyd iterations over single rows: every distance is worked out, the lower cluster takes equal ones. */
function lloyd(places: readonly Place[], from: readonly Place[]) {
  let centres = [...from];
  let labels: number[] = [];
  for (let iteration = 0; iteration < 500; iteration++) {
    const next = places.map((place) => {
      const distances = centres.map((centre) => squared(place, centre));
      return distances.indexOf(Math.min(...distances));
    });
    if (next.every((label, i) => label === labels[i])) break;
    labels = next;
    centres = centres.map((centre, k) => {
      const own = places.filter((_, i) => labels[i] === k);
      return own.length === 0
        ? centre
        : ([0, 1, 2].map((axis) =>
            mean(own.map((place) => place[axis] as number)),
          ) as unknown as Place);
    });
  }
  return { labels, centres };
}

/** The silhouette from its definition: every pair of rows. */
function silhouette(places: readonly Place[], labels: readonly number[], distance: typeof squared) {
  return mean(
    places.map((place, i) => {
      const to = (k: number) =>
        places.filter((_, j) => j !== i && labels[j] === k).map((other) => distance(place, other));
      const own = to(labels[i] as number);
      if (own.length === 0) return 0;
      const others = [...new Set(labels)].filter((k) => k !== labels[i]).map((k) => mean(to(k)));
      const [a, b] = [mean(own), Math.min(...others)];
      return Math.max(a, b) > 0 ? (b - a) / Math.max(a, b) : 0;
    }),
  );
}

const place = fc.tuple(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 1, max: 9 }),
  fc.double({ min: 0, max: 20, noNaN: true }),
);

describe('K-Means', () => {
  it('gives the partition of plain Lloyd iterations from the same centres', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 8, maxLength: 400 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        (places, k, seed) => {
          const tree = treeOf(collapsed(columnsOf(places)));
          fc.pre(tree.points.size >= k);
          const from = seeded(tree.points, k, new Random(seed));
          const found = partition(tree, from);
          const plain = lloyd(places, centresOf(from));
          fc.pre(new Set(plain.labels).size === k);
          const labels = [...tree.points.of].map((point) => found.labels[point]);
          const inertia = places.reduce(
            (sum, own, i) => sum + squared(own, plain.centres[plain.labels[i] as number] as Place),
            0,
          );
          expect(found.inertia).toBeCloseTo(inertia, 6);
          expect(labels).toEqual(plain.labels);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds the clusters of the example in scikit-learn’s documentation', () => {
    const places: Place[] = [
      [1, 2, 0],
      [1, 4, 0],
      [1, 0, 0],
      [10, 2, 0],
      [10, 4, 0],
      [10, 0, 0],
    ];
    const tree = treeOf(collapsed(columnsOf(places)));
    const found = partition(tree, seeded(tree.points, 2, new Random(0)));
    const centres = centresOf(found.centres).sort((a, b) => b[0] - a[0]);
    expect(centres).toEqual([
      [10, 2, 0],
      [1, 2, 0],
    ]);
    expect(found.inertia).toBe(16);
  });

  it('begins a cluster anew that lost its points', () => {
    const places: Place[] = [
      [0, 0, 0],
      [1, 0, 0],
      [9, 0, 0],
    ];
    const tree = treeOf(collapsed(columnsOf(places)));
    const found = partition(tree, Float64Array.from([0, 0, 0, 5, 0, 0, 500, 0, 0]));
    expect(new Set(found.labels).size).toBe(3);
    expect(found.inertia).toBe(0);
  });

  it('counts equal users once, with their weight', () => {
    const places: Place[] = [
      [1, 2, 3],
      [4, 5, 6],
      [1, 2, 3],
    ];
    const points = collapsed(columnsOf(places));
    expect([points.size, [...points.weight], [...points.of]]).toEqual([2, [2, 1], [0, 1, 0]]);
  });

  it('standardises logarithms by the sample standard deviation, about the mean or not', () => {
    const column = Float64Array.from([0, Math.E - 1, Math.E ** 3 - 1]);
    const deviation = Math.sqrt(((4 / 3) ** 2 + (1 / 3) ** 2 + (5 / 3) ** 2) / 2);
    const centred = standardised(column, true).values;
    const plain = standardised(column, false).values;
    for (const [i, log] of [0, 1, 3].entries()) {
      expect(centred[i]).toBeCloseTo((log - 4 / 3) / deviation, 12);
      expect(plain[i]).toBeCloseTo(log / deviation, 12);
    }
  });
});

describe('silhouettes', () => {
  const partitioned = (
    places: readonly Place[],
    k: number,
  ): [ReturnType<typeof treeOf>, Partition] => {
    const tree = treeOf(collapsed(columnsOf(places)));
    return [tree, partition(tree, seeded(tree.points, k, new Random(3)))];
  };

  it('agree with every pair of rows, by distances and by their squares', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 8, maxLength: 60 }),
        fc.integer({ min: 2, max: 5 }),
        (places, k) => {
          fc.pre(collapsed(columnsOf(places)).size >= k);
          const [{ points }, found] = partitioned(places, k);
          const labels = [...points.of].map((point) => found.labels[point] as number);
          const [euclidean] = euclideanSilhouettes(points, [found], sampled(points, new Random(1)));
          expect(euclidean?.error).toBe(0);
          expect(euclidean?.value).toBeCloseTo(
            silhouette(places, labels, (a, b) => Math.sqrt(squared(a, b))),
            8,
          );
          expect(squaredSilhouette(points, found)).toBeCloseTo(
            silhouette(places, labels, squared),
            8,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are of all rows while there are few places, of a seeded sample beyond', () => {
    const rows = (many: number, places: number) =>
      collapsed([Float64Array.from({ length: many }, (_, i) => i % places)]);
    const few = rows(60_000, 300);
    expect(sampled(few, new Random(1))).toBe(few.weight);
    const at = rows(80_000, EXACT_PLACES + 1);
    const drawn = sampled(at, new Random(1));
    expect(drawn.reduce((sum, own) => sum + own, 0)).toBe(SAMPLED_ROWS);
    expect(drawn.every((own, place) => own <= (at.weight[place] as number))).toBe(true);
    expect(drawn).toEqual(sampled(at, new Random(1)));
    expect(drawn).not.toEqual(sampled(at, new Random(2)));
  });

  it('lie within a few standard errors of what all rows have where they are of a sample', () => {
    const random = new Random(5);
    const tree = treeOf(
      collapsed([0, 1, 2].map(() => Float64Array.from({ length: 3000 }, () => random.unit() ** 3))),
    );
    const { points } = tree;
    const partitions = [2, 4, 7].map((k) => partition(tree, seeded(points, k, new Random(3))));
    const all = euclideanSilhouettes(points, partitions, points.weight);
    for (let draw = 0; draw < 5; draw++) {
      const weight = points.weight.map(() => (random.unit() < 0.2 ? 1 : 0));
      for (const [at, { value, error }] of euclideanSilhouettes(
        points,
        partitions,
        weight,
      ).entries()) {
        expect(error).toBeGreaterThan(0.003);
        expect(error).toBeLessThan(0.03);
        expect(Math.abs(value - (all[at]?.value as number))).toBeLessThan(4 * error);
      }
    }
  });
});

describe('the model of clusters', () => {
  const options: KmeansOptions = {
    seed: 1,
    restarts: null,
    k: null,
    least: 2,
    most: 8,
    centred: true,
    silhouette: 'euclidean',
  };
  const random = new Random(9);
  /** Three kinds of buyers, far apart. */
  const users = [
    { recency: 2, frequency: 20, monetary: 4000, n: 40 },
    { recency: 5, frequency: 1, monetary: 20, n: 120 },
    { recency: 180, frequency: 2, monetary: 60, n: 90 },
  ].flatMap(({ n, ...kind }) =>
    Array.from({ length: n }, () => ({ ...kind, noise: random.unit() })),
  );
  const column = (name: 'recency' | 'frequency' | 'monetary') =>
    Float64Array.from(users, (user) =>
      Math.max(1, Math.round(user[name] * (0.9 + 0.2 * user.noise))),
    );
  const inputs = {
    user_key: BigInt64Array.from(users, (_, i) => BigInt(i)),
    recency: column('recency'),
    frequency: column('frequency'),
    monetary: column('monetary'),
  };
  const run = async (more: Partial<KmeansOptions> = {}, money = true) => {
    const { monetary, ...rest } = inputs;
    const told: number[] = [];
    const made = await kmeans(
      { users: money ? { ...rest, monetary } : rest },
      { ...options, ...more },
      { tell: (done, total) => told.push(done / total) },
    );
    return { ...made, told } as unknown as {
      members: { user_key: BigInt64Array; cluster: Int32Array };
      candidates: Record<string, Float64Array>;
      clusters: Record<string, Float64Array> & { name: string[] };
      told: number[];
    };
  };

  it('chooses as many clusters as there are kinds, the most valuable first, and names them by what marks them', async () => {
    const { members, candidates, clusters, told } = await run();
    expect([...(candidates.k ?? [])]).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect([...(candidates.chosen ?? [])]).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(told.at(-1)).toBe(1);
    const sizes = [1, 2, 3].map((k) => members.cluster.filter((own) => own === k).length);
    expect(sizes).toEqual([40, 120, 90]);
    expect(clusters.name).toEqual([
      'recent+very_frequent+very_high_spending',
      'recent+infrequent+low_spending',
      'long_lapsed',
    ]);
  });

  it('scores value by the means scaled from the worst to the best cluster', async () => {
    const { members, clusters } = await run();
    const means = [1, 2, 3].map((k) =>
      [inputs.recency, inputs.frequency, inputs.monetary].map((list) =>
        mean([...list].filter((_, i) => members.cluster[i] === k)),
      ),
    );
    const scaled = (axis: number, k: number) => {
      const all = means.map((own) => own[axis] as number);
      return ((means[k]?.[axis] ?? 0) - Math.min(...all)) / (Math.max(...all) - Math.min(...all));
    };
    for (const k of [0, 1, 2])
      expect(clusters.value_score?.[k]).toBeCloseTo(
        0.3 * (1 - scaled(0, k)) + 0.35 * scaled(1, k) + 0.35 * scaled(2, k),
        12,
      );
  });

  it('gives the same answer for the same seed, and the K that is asked for', async () => {
    const [one, other] = [await run({ k: 5 }), await run({ k: 5 })];
    expect(one.members).toEqual(other.members);
    expect(new Set(one.members.cluster)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect([...(one.candidates.k ?? [])]).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('does not depend on centring', async () => {
    const [centred, plain] = [await run({ k: 4 }), await run({ k: 4, centred: false })];
    expect(plain.members).toEqual(centred.members);
    expect(plain.clusters.name).toEqual(centred.clusters.name);
  });

  it('goes without money', async () => {
    const { clusters } = await run({}, false);
    expect(Number.isNaN(clusters.m_scaled?.[0])).toBe(true);
    expect(clusters.name.join()).not.toContain('spending');
  });

  it('takes as many clusters as there are different users, and none of nobody', async () => {
    const one = Float64Array.from([3, 3, 3]);
    const same = await kmeans(
      { users: { user_key: BigInt64Array.from([1n, 2n, 3n]), recency: one, frequency: one } },
      { ...options },
      { tell: () => undefined },
    );
    expect(same.members?.cluster).toEqual(Int32Array.from([1, 1, 1]));
    expect(same.candidates?.k).toEqual(Int32Array.from([1]));
    const none = await kmeans(
      {
        users: {
          user_key: new BigInt64Array(0),
          recency: new Float64Array(0),
          frequency: new Float64Array(0),
        },
      },
      { ...options },
      { tell: () => undefined },
    );
    expect(none.members?.cluster).toHaveLength(0);
  });
});

describe('names of clusters', () => {
  it('are different where clusters are alike', () => {
    expect(
      namesOf([
        [0.6, 0.3, 0],
        [0.7, -0.3, 0],
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toEqual(['lapsed+frequent', 'lapsed+infrequent', 'typical', 'typical+2']);
  });
});
