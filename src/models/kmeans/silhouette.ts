import type { Random } from '../../sources/sample/random.ts';
import { influenceVariance, type WidthParts } from './influence.ts';
import type { Partition } from './partition.ts';
import type { Points } from './points.ts';

/** Different places up to which the Euclidean silhouette is of all rows; of more it is of a sample. */
export const EXACT_PLACES = 20_000;
export const SAMPLED_ROWS = 20_000;

/**
 * Mean silhouette by squared Euclidean distances over all rows, in the closed form
 * Σ‖x − y‖² over y of C = |C|·‖x‖² − 2·x·Σy + Σ‖y‖²; a row alone in its cluster counts 0. NaN for fewer than two
 * clusters.
 */
export function squaredSilhouette(points: Points, { k, labels }: Partition): number {
  const { size, x, y, z, weight, rows } = points;
  if (k < 2) return Number.NaN;
  const sums = new Float64Array(5 * k);
  for (let i = 0; i < size; i++) {
    const at = 5 * (labels[i] as number);
    const [w, px, py, pz] = [weight[i], x[i], y[i], z[i]] as [number, number, number, number];
    sums[at] = (sums[at] as number) + w;
    sums[at + 1] = (sums[at + 1] as number) + w * px;
    sums[at + 2] = (sums[at + 2] as number) + w * py;
    sums[at + 3] = (sums[at + 3] as number) + w * pz;
    sums[at + 4] = (sums[at + 4] as number) + w * (px * px + py * py + pz * pz);
  }
  let total = 0;
  for (let i = 0; i < size; i++) {
    const [px, py, pz] = [x[i], y[i], z[i]] as [number, number, number];
    const norm = px * px + py * py + pz * pz;
    const own = labels[i] as number;
    let inside = 0;
    let outside = Number.POSITIVE_INFINITY;
    for (let cluster = 0; cluster < k; cluster++) {
      const at = 5 * cluster;
      const n = sums[at] as number;
      if (n <= 0) continue;
      const dot =
        px * (sums[at + 1] as number) +
        py * (sums[at + 2] as number) +
        pz * (sums[at + 3] as number);
      const sum = Math.max(0, n * norm - 2 * dot + (sums[at + 4] as number));
      if (cluster === own) inside = n > 1 ? sum / (n - 1) : Number.NaN;
      else outside = Math.min(outside, sum / n);
    }
    total += (weight[i] as number) * width(inside, outside);
  }
  return total / rows;
}

/** How many rows of each place the Euclidean silhouette is of: all, or those drawn without replacement. */
export function sampled({ size, weight, of, rows }: Points, random: Random): Float64Array {
  if (size <= EXACT_PLACES) return weight;
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const drawn = new Float64Array(size);
  for (let at = 0; at < SAMPLED_ROWS; at++) {
    const other = at + random.below(rows - at);
    const row = all[other] as number;
    all[other] = all[at] as number;
    const place = of[row] as number;
    drawn[place] = (drawn[place] as number) + 1;
  }
  return drawn;
}

/** A mean over rows and its standard error. */
export interface Silhouette {
  readonly value: number;
  /** 0 where all rows are in it. */
  readonly error: number;
}

/**
 * Mean silhouette by Euclidean distances of each partition among as many rows of each place as `drawn` says. Places that
 * are of the same clusters in all partitions lie in one run, so that every distance is worked out and added once for all
 * of them. NaN for fewer than two clusters.
 */
export function euclideanSilhouettes(
  points: Points,
  partitions: readonly Partition[],
  drawn: Float64Array,
): readonly Silhouette[] {
  const { order, runs } = runsOf(partitions, drawn);
  const [x, y, z, weight] = [points.x, points.y, points.z, drawn].map((axis) =>
    Float64Array.from(order, (place) => axis[place] as number),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const means = partitions.map((one) => new Widths(one, order, runs, weight));
  for (let i = 0; i < order.length; i++) {
    const [px, py, pz] = [x[i], y[i], z[i]] as [number, number, number];
    for (let run = 0; run + 1 < runs.length; run++) {
      const end = runs[run + 1] as number;
      let sum = 0;
      for (let j = runs[run] as number; j < end; j++) {
        const dx = (x[j] as number) - px;
        const dy = (y[j] as number) - py;
        const dz = (z[j] as number) - pz;
        sum += (weight[j] as number) * Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
      for (const mean of means) mean.add(run, sum);
    }
    for (const mean of means) mean.close(i);
  }
  return means.map((mean) => mean.silhouette(points.rows, [x, y, z]));
}

/** Places that are drawn, those of the same clusters in all partitions together; where such runs begin, and the end. */
function runsOf(partitions: readonly Partition[], drawn: Float64Array) {
  const apart = (a: number, b: number) => {
    for (const { labels } of partitions)
      if (labels[a] !== labels[b]) return (labels[a] as number) - (labels[b] as number);
    return 0;
  };
  const order = Int32Array.from(drawn.keys())
    .filter((place) => (drawn[place] as number) > 0)
    .sort((a, b) => apart(a, b) || a - b);
  const runs = [...order.keys()].filter(
    (at) => at === 0 || apart(order[at - 1] as number, order[at] as number) !== 0,
  );
  return { order, runs: Int32Array.from([...runs, order.length]) };
}

/** The mean width of one partition, place by place. */
class Widths {
  readonly #k: number;
  readonly #weight: Float64Array;
  /** The cluster of each place and of each run. */
  readonly #own: Int32Array;
  readonly #of: Int32Array;
  readonly #sizes: Float64Array;
  readonly #sums: Float64Array;
  #rows = 0;
  #mean = 0;
  readonly #parts: WidthParts;

  constructor({ k, labels }: Partition, order: Int32Array, runs: Int32Array, weight: Float64Array) {
    this.#k = k;
    this.#weight = weight;
    this.#own = order.map((place) => labels[place] as number);
    this.#of = runs.slice(0, -1).map((at) => this.#own[at] as number);
    this.#sizes = new Float64Array(k);
    const empty = () => new Float64Array(order.length);
    this.#parts = {
      width: empty(),
      inside: empty(),
      outside: empty(),
      own: this.#own,
      nearest: new Int32Array(order.length).fill(-1),
      sizes: this.#sizes,
    };
    this.#sums = new Float64Array(k);
    for (const [at, cluster] of this.#own.entries())
      this.#sizes[cluster] = (this.#sizes[cluster] as number) + (weight[at] as number);
  }

  /** `sum` of the distances of one place from all rows of a run. */
  add(run: number, sum: number): void {
    const cluster = this.#of[run] as number;
    this.#sums[cluster] = (this.#sums[cluster] as number) + sum;
  }

  /** All runs are added for the place `at`. */
  close(at: number): void {
    const [own, sums, sizes] = [this.#own[at] as number, this.#sums, this.#sizes];
    const others = (sizes[own] as number) - 1;
    let [outside, nearest] = [Number.POSITIVE_INFINITY, -1];
    for (let cluster = 0; cluster < this.#k; cluster++) {
      if (cluster === own || (sizes[cluster] as number) <= 0) continue;
      const distance = (sums[cluster] as number) / (sizes[cluster] as number);
      if (distance < outside) [outside, nearest] = [distance, cluster];
    }
    const inside = others > 0 ? (sums[own] as number) / others : Number.NaN;
    const found = width(inside, outside);
    const parts = this.#parts;
    parts.width[at] = found;
    parts.inside[at] = inside;
    parts.outside[at] = outside;
    parts.nearest[at] = nearest;
    const weight = this.#weight[at] as number;
    this.#rows += weight;
    this.#mean += ((found - this.#mean) * weight) / this.#rows;
    sums.fill(0);
  }

  silhouette(
    all: number,
    [x, y, z]: readonly [Float64Array, Float64Array, Float64Array],
  ): Silhouette {
    if (this.#k < 2) return { value: Number.NaN, error: Number.NaN };
    const left = Math.max(0, 1 - this.#rows / all);
    if (left === 0) return { value: this.#mean, error: 0 };
    const sample = { x, y, z, weight: this.#weight };
    const variance = influenceVariance(sample, this.#parts, this.#mean);
    return { value: this.#mean, error: Math.sqrt((variance / this.#rows) * left) };
  }
}

/** (b − a) / max(a, b); 0 for a row alone in its cluster, or where there is no other. */
function width(inside: number, outside: number): number {
  if (Number.isNaN(inside) || outside === Number.POSITIVE_INFINITY) return 0;
  const most = Math.max(inside, outside);
  return most > 0 ? (outside - inside) / most : 0;
}
