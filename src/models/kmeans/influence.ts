/** Rows whose influence is worked out: their spread is told to 2 %. */
const ASKED = 2000;

/** Widths of the places of a sample in one partition, with what each was made of. */
export interface WidthParts {
  readonly width: Float64Array;
  /** Mean distance from the other rows of its cluster, NaN for a row alone, and from those of the nearest other one. */
  readonly inside: Float64Array;
  readonly outside: Float64Array;
  /** The cluster of each place, and the nearest other one. */
  readonly own: Int32Array;
  readonly nearest: Int32Array;
  readonly sizes: Float64Array;
}

interface Sample {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Rows that each place stands for. */
  readonly weight: Float64Array;
}

/**
 * Variance of what a single row adds to the mean width: its own, and how far it moves the widths of all others whose
 * distances are means over its cluster. The widths of a sample share their rows, so that their own spread alone would
 * tell an error that is too small by half. By the derivative of the mean (Hampel 1974), on every few rows of the sample.
 */
export function influenceVariance(
  { x, y, z, weight }: Sample,
  { width, inside, outside, own, nearest, sizes }: WidthParts,
  mean: number,
): number {
  const n = weight.length;
  const [alpha, beta] = [new Float64Array(n), new Float64Array(n)];
  const level = new Float64Array(sizes.length);
  const add = (cluster: number, by: number) => {
    level[cluster] = (level[cluster] as number) + by;
  };
  for (let i = 0; i < n; i++) {
    const [a, b, of, other] = [inside[i], outside[i], own[i], nearest[i]] as [
      number,
      number,
      number,
      number,
    ];
    const most = Math.max(a, b);
    if (!(most > 0) || !Number.isFinite(b)) continue;
    const w = weight[i] as number;
    alpha[i] = (w * (a < b ? -1 / b : -b / (a * a))) / ((sizes[of] as number) - 1);
    beta[i] = (w * (a < b ? a / (b * b) : 1 / a)) / (sizes[other] as number);
    add(of, (alpha[i] as number) * a);
    add(other, (beta[i] as number) * b);
  }
  const step = Math.max(1, Math.floor(n / ASKED));
  let [rows, sum, squares] = [0, 0, 0];
  for (let j = 0; j < n; j += step) {
    const of = own[j] as number;
    const [px, py, pz] = [x[j], y[j], z[j]] as [number, number, number];
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const by =
        (own[i] === of ? (alpha[i] as number) : 0) + (nearest[i] === of ? (beta[i] as number) : 0);
      if (by === 0) continue;
      const dx = (x[i] as number) - px;
      const dy = (y[i] as number) - py;
      const dz = (z[i] as number) - pz;
      moved += by * Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
    const influence = (width[j] as number) - mean + moved - (level[of] as number);
    const w = weight[j] as number;
    rows += w;
    sum += w * influence;
    squares += w * influence * influence;
  }
  return rows > 1 ? (squares - (sum * sum) / rows) / (rows - 1) : 0;
}
