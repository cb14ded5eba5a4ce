import type { Random } from '../../sources/sample/random.ts';
import type { Partition } from './partition.ts';
import type { Points } from './points.ts';

/** Rows up to which the Euclidean silhouette is of all of them; of more it is of a sample of as many. */
export const EXACT_ROWS = 5000;

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

/** Rows that the Euclidean silhouette is of: all, or `EXACT_ROWS` drawn without replacement. */
export function sampleRows(rows: number, random: Random): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  if (rows <= EXACT_ROWS) return all;
  for (let at = 0; at < EXACT_ROWS; at++) {
    const other = at + random.below(rows - at);
    const kept = all[at] as number;
    all[at] = all[other] as number;
    all[other] = kept;
  }
  return all.slice(0, EXACT_ROWS).sort();
}

/**
 * Mean silhouette by Euclidean distances among `sample`, of each partition: distances are worked out once for all.
 * NaN for fewer than two clusters.
 */
export function euclideanSilhouettes(
  points: Points,
  partitions: readonly Partition[],
  sample: Int32Array,
): number[] {
  const n = sample.length;
  const axes = [points.x, points.y, points.z].map((axis) =>
    Float64Array.from(sample, (row) => axis[points.of[row] as number] as number),
  );
  const [x, y, z] = axes as [Float64Array, Float64Array, Float64Array];
  const own = partitions.map(({ labels }) =>
    Int32Array.from(sample, (row) => labels[points.of[row] as number] as number),
  );
  const sizes = partitions.map(({ k }, at) => {
    const counts = new Float64Array(k);
    for (const label of own[at] as Int32Array) counts[label] = (counts[label] as number) + 1;
    return counts;
  });
  const totals = partitions.map(() => 0);
  const distances = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [px, py, pz] = [x[i], y[i], z[i]] as [number, number, number];
    for (let j = 0; j < n; j++) {
      const [dx, dy, dz] = [(x[j] as number) - px, (y[j] as number) - py, (z[j] as number) - pz];
      distances[j] = Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
    for (const [at, { k }] of partitions.entries())
      totals[at] =
        (totals[at] as number) +
        widthOf(i, k, distances, own[at] as Int32Array, sizes[at] as Float64Array);
  }
  return totals.map((total, at) => ((partitions[at]?.k ?? 0) < 2 ? Number.NaN : total / n));
}

function widthOf(
  i: number,
  k: number,
  distances: Float64Array,
  labels: Int32Array,
  sizes: Float64Array,
): number {
  const sums = new Float64Array(k);
  for (let j = 0; j < distances.length; j++) {
    const label = labels[j] as number;
    sums[label] = (sums[label] as number) + (distances[j] as number);
  }
  const own = labels[i] as number;
  const others = (sizes[own] as number) - 1;
  let outside = Number.POSITIVE_INFINITY;
  for (let cluster = 0; cluster < k; cluster++)
    if (cluster !== own && (sizes[cluster] as number) > 0)
      outside = Math.min(outside, (sums[cluster] as number) / (sizes[cluster] as number));
  return width(others > 0 ? (sums[own] as number) / others : Number.NaN, outside);
}

/** (b − a) / max(a, b); 0 for a row alone in its cluster, or where there is no other. */
function width(inside: number, outside: number): number {
  if (Number.isNaN(inside) || outside === Number.POSITIVE_INFINITY) return 0;
  const most = Math.max(inside, outside);
  return most > 0 ? (outside - inside) / most : 0;
}
