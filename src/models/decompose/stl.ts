import { localFit, loess, median, movingAverage, rounding, type Smoothing } from './loess.ts';

/** How a series is parted; what is left out is as in the authors' program. */
export interface StlOptions {
  /** Points of a season. */
  readonly period: number;
  /** Cycles over which the season is smoothed, odd, 7 or more. */
  readonly seasonal: number;
  /** Points over which the trend is smoothed, odd. */
  readonly trend?: number;
  /** Weigh outliers down. */
  readonly robust?: boolean;
  /** Work the smoothing out at every tenth of a window only: a tenth of the time, hardly another result. */
  readonly quick?: boolean;
}

export interface Parts {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
}

const odd = (value: number) => {
  const whole = Math.ceil(value);
  return whole % 2 === 1 ? whole : whole + 1;
};

/** The trend's window where none is given: the smallest odd that keeps the season out of it (Cleveland et al.). */
export const trendWindow = (period: number, seasonal: number) =>
  odd((1.5 * period) / (1 - 1.5 / seasonal));

/**
 * Seasonal-trend decomposition by LOESS (Cleveland, Cleveland, McRae & Terpenning 1990): `y = trend + seasonal + rest`.
 * NaN is missing: such points have no weight, and trend and season are told for them as well. Takes two cycles at least.
 */
export function stl(y: Float64Array, options: StlOptions): Parts {
  const { period, seasonal: cycles, robust = false, quick = false } = options;
  const n = y.length;
  const smoothing = (window: number, degree: 0 | 1 = 1): Smoothing => ({
    window,
    degree,
    jump: quick ? Math.ceil(window / 10) : 1,
  });
  const [ofSeason, ofTrend, ofLow] = [
    smoothing(cycles),
    smoothing(options.trend ?? trendWindow(period, cycles)),
    smoothing(odd(period + 1)),
  ];
  const trend = new Float64Array(n);
  const seasonal = new Float64Array(n);
  const work = new Float64Array(n + 2 * period);
  const cycle = new Float64Array(n + 2 * period);
  const low = new Float64Array(n + 2 * period);
  const present: Float64Array | null = y.some(Number.isNaN)
    ? y.map((value) => (Number.isNaN(value) ? 0 : 1))
    : null;
  let weights: Float64Array | null = present;

  const [inner, outer] = robust ? [2, 15] : [5, 0];
  for (let round = 0; ; round++) {
    for (let pass = 0; pass < inner; pass++) once();
    if (round >= outer) return { trend, seasonal };
    weights = robustWeights(y, trend, seasonal, weights);
  }

  function once(): void {
    for (let i = 0; i < n; i++) work[i] = known(y[i] as number, trend[i] as number, 0);
    subseries();
    // Low-pass filter of the seasons: what is left of level in them belongs to the trend.
    movingAverage(cycle, n + 2 * period, period, low);
    movingAverage(low, n + period + 1, period, work);
    movingAverage(work, n + 2, 3, low);
    loess(low, n, ofLow, null, work);
    for (let i = 0; i < n; i++) seasonal[i] = (cycle[i + period] as number) - (work[i] as number);
    for (let i = 0; i < n; i++)
      work[i] = known(y[i] as number, seasonal[i] as number, trend[i] as number);
    loess(work, n, ofTrend, weights, trend);
  }

  /** Each phase of the season by itself, one cycle further to either side. */
  function subseries(): void {
    const most = Math.floor((n - 1) / period) + 1;
    const values = new Float64Array(most);
    const smooth = new Float64Array(most);
    const own = weights ? new Float64Array(most) : null;
    for (let phase = 0; phase < period; phase++) {
      const k = Math.floor((n - phase - 1) / period) + 1;
      for (let i = 0; i < k; i++) {
        values[i] = work[i * period + phase] as number;
        if (own && weights) own[i] = weights[i * period + phase] as number;
      }
      loess(values, k, ofSeason, own, smooth);
      const reach = Math.min(cycles, k);
      const before = localFit(values, k, ofSeason, -1, 0, reach - 1, own);
      const after = localFit(values, k, ofSeason, k, k - reach, k - 1, own);
      cycle[phase] = Number.isNaN(before) ? (smooth[0] as number) : before;
      for (let i = 0; i < k; i++) cycle[(i + 1) * period + phase] = smooth[i] as number;
      cycle[(k + 1) * period + phase] = Number.isNaN(after) ? (smooth[k - 1] as number) : after;
    }
  }
}

const known = (value: number, minus: number, missing: number) =>
  Number.isNaN(value) ? missing : value - minus;

/** Bisquare weights of what is left over, six times its median away and more: none. */
function robustWeights(
  y: Float64Array,
  trend: Float64Array,
  seasonal: Float64Array,
  before: Float64Array | null,
): Float64Array {
  const rest = y.map((value, i) =>
    Math.abs(value - (trend[i] as number) - (seasonal[i] as number)),
  );
  const most = 6 * median(rest.filter((value) => !Number.isNaN(value)));
  // What is left of a series that fits but for rounding is told apart from what leaves it, and not from itself.
  const edge = Math.max(most, rounding(y));
  const weights = rest.map((r) => {
    if (Number.isNaN(r) || r > 0.999 * edge) return 0;
    return r <= 0.001 * edge ? 1 : (1 - (r / edge) ** 2) ** 2;
  });
  // A series that fits to the last bit has nothing to be weighed by.
  return most > 0 ? weights : (before ?? new Float64Array(y.length).fill(1));
}
