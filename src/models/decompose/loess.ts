/** How a smoothing over equal steps goes. */
export interface Smoothing {
  /** Points of the window, odd. */
  readonly window: number;
  /** 0: a local mean; 1: a local line. */
  readonly degree: 0 | 1;
  /** Every how many points it is worked out; between them it is a straight line. */
  readonly jump: number;
}

/**
 * The local fit at `x` (0-based, may lie outside of the points) from the points `left` to `right`, tricube weights times
 * `weights`; NaN where all of them are 0. After Cleveland et al., STL (1990), and the authors' Fortran.
 */
export function localFit(
  y: Float64Array,
  n: number,
  { window, degree }: Pick<Smoothing, 'window' | 'degree'>,
  x: number,
  left: number,
  right: number,
  weights: Float64Array | null,
): number {
  let h = Math.max(x - left, right - x);
  if (window > n) h += Math.floor((window - n) / 2);
  const [far, near] = [0.999 * h, 0.001 * h];
  let sum = 0;
  let sumX = 0;
  let sumXX = 0;
  let sumY = 0;
  let sumXY = 0;
  for (let j = left; j <= right; j++) {
    const d = j - x;
    const r = d < 0 ? -d : d;
    if (r > far && r > near) continue;
    let w = 1;
    if (r > near) {
      const u = r / h;
      const v = 1 - u * u * u;
      w = v * v * v;
    }
    if (weights) w *= weights[j] as number;
    if (w === 0) continue;
    const value = y[j] as number;
    sum += w;
    sumX += w * d;
    sumXX += w * d * d;
    sumY += w * value;
    sumXY += w * d * value;
  }
  if (sum <= 0) return Number.NaN;
  const mean = sumY / sum;
  if (degree === 0 || h <= 0) return mean;
  const meanX = sumX / sum;
  const spread = sumXX / sum - meanX * meanX;
  // Too little to either side for a slope.
  if (Math.sqrt(Math.max(0, spread)) <= 0.001 * (n - 1)) return mean;
  return mean - ((sumXY / sum - meanX * mean) / spread) * meanX;
}

/** The window around each point; at the ends it is the outermost whole one. */
function bounds(i: number, n: number, window: number): readonly [number, number] {
  if (window >= n) return [0, n - 1];
  const left = Math.max(0, Math.min(n - window, i - (window - 1) / 2));
  return [left, left + window - 1];
}

/**
 * Writes the LOESS fit of `y[0..n)` into `out`. A window whose points all weigh 0 is widened until one does not; where
 * every weight is 0, `out` is a copy of `y`.
 */
export function loess(
  y: Float64Array,
  n: number,
  smoothing: Smoothing,
  weights: Float64Array | null,
  out: Float64Array,
): void {
  if (n < 2) {
    if (n === 1) out[0] = y[0] as number;
    return;
  }
  const jump = Math.min(smoothing.jump, n - 1);
  let last = 0;
  for (let i = 0; i < n; i += jump) {
    out[i] = at(i);
    between(last, i);
    last = i;
  }
  if (last < n - 1) {
    out[n - 1] = at(n - 1);
    between(last, n - 1);
  }

  function at(i: number): number {
    let { window } = smoothing;
    for (;;) {
      const [left, right] = bounds(i, n, window);
      const fit = localFit(y, n, { ...smoothing, window }, i, left, right, weights);
      if (!Number.isNaN(fit)) return fit;
      if (window >= n) return y[i] as number;
      window = window * 2 + 1;
    }
  }

  function between(from: number, to: number): void {
    if (to - from < 2) return;
    const start = out[from] as number;
    const step = ((out[to] as number) - start) / (to - from);
    for (let i = from + 1; i < to; i++) out[i] = start + step * (i - from);
  }
}

/** Moving averages of `length` points of `y[0..n)` into `out`, which gets `n - length + 1`. */
export function movingAverage(y: Float64Array, n: number, length: number, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += y[i] as number;
  out[0] = sum / length;
  for (let i = length; i < n; i++) {
    sum += (y[i] as number) - (y[i - length] as number);
    out[i - length + 1] = sum / length;
  }
}

/** The middle of numbers, which are put in order; NaN where there are none. */
export function median(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  values.sort();
  const half = n >> 1;
  return n % 2 === 1
    ? (values[half] as number)
    : ((values[half - 1] as number) + (values[half] as number)) / 2;
}

/** What is no more than this is rounding beside values of that size; NaN is missing. */
export function rounding(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return 1e-12 * largest;
}
