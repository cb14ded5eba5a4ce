import { loess, median, rounding } from './loess.ts';
import { stl } from './stl.ts';

/** A series in parts, each as long as it: `values = trend + Σ seasonal + remainder`, where there is a value. */
export interface Decomposition {
  readonly trend: Float64Array;
  /** One for each period, in their order. */
  readonly seasonal: readonly Float64Array[];
  /** NaN where the value is missing. */
  readonly remainder: Float64Array;
}

export interface MstlOptions {
  readonly robust?: boolean;
  readonly quick?: boolean;
  /** Points over which the last trend is smoothed, odd; as the season needs it where it is left out. */
  readonly trend?: number;
}

const ROUNDS = 2;
/** Above this many points the smoothing is worked out at every tenth of a window only. */
export const QUICK = 1500;

/**
 * Several seasons one after the other (MSTL; Bandara, Hyndman & Bergmeir 2021): each is found in what the others leave,
 * shorter ones first, twice over. Without periods, the trend is a LOESS of the values. NaN is missing.
 */
export function mstl(
  values: Float64Array,
  periods: readonly number[],
  { robust = false, quick = values.length > QUICK, trend: window }: MstlOptions = {},
): Decomposition {
  const inOrder = [...periods].sort((a, b) => a - b);
  const found = inOrder.map(() => new Float64Array(values.length));
  let trend: Float64Array = new Float64Array(values.length);
  if (inOrder.length === 0) trend = smoothed(values, robust, quick, window);
  const rest = Float64Array.from(values);
  const rounds = inOrder.length > 1 ? ROUNDS : 1;
  for (let round = 0; round < rounds; round++) {
    for (const [index, period] of inOrder.entries()) {
      const own = found[index] as Float64Array;
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) + (own[i] as number);
      const parts = stl(rest, {
        period,
        // A longer season has fewer cycles and may change less between them.
        seasonal: 7 + 4 * (index + 1),
        robust,
        quick,
        ...(window !== undefined && index === inOrder.length - 1 && { trend: window }),
      });
      own.set(parts.seasonal);
      trend = Float64Array.from(parts.trend);
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - (own[i] as number);
    }
  }
  for (const [index, period] of inOrder.entries()) {
    const shorter = inOrder[index - 1];
    if (shorter !== undefined) calmed(found[index] as Float64Array, period, shorter);
  }
  const seasonal = periods.map((period) => found[inOrder.indexOf(period)] as Float64Array);
  const remainder = values.map(
    (value, i) =>
      value - ((trend[i] as number) + seasonal.reduce((sum, one) => sum + (one[i] as number), 0)),
  );
  return { trend, seasonal, remainder };
}

/**
 * A long season has few cycles: each of its points is told from a handful of values, and their noise would be taken for
 * season. Where a sixth of it is still long beside the next shorter one it is smoothed over that (the post-smoothing of
 * Cleveland et al. 1990): days of a year by the weeks around them.
 */
function calmed(season: Float64Array, period: number, shorter: number): void {
  const window = 2 * Math.round(period / 12) + 1;
  if (window < 2 * shorter) return;
  const raw = Float64Array.from(season);
  loess(raw, raw.length, { window, degree: 1, jump: 1 }, null, season);
}

/** Trend of a series without a season. */
function smoothed(
  values: Float64Array,
  robust: boolean,
  quick: boolean,
  given?: number,
): Float64Array {
  const n = values.length;
  const least = Math.max(7, Math.ceil(n / 5));
  const window = given ?? (least % 2 === 1 ? least : least + 1);
  const smoothing = { window, degree: 1, jump: quick ? Math.ceil(window / 10) : 1 } as const;
  const present = values.map((value) => (Number.isNaN(value) ? 0 : 1));
  const filled = values.map((value) => (Number.isNaN(value) ? 0 : value));
  const trend = new Float64Array(n);
  loess(filled, n, smoothing, present, trend);
  for (let round = 0; robust && round < 4; round++) {
    const away = values.map((value, i) => Math.abs(value - (trend[i] as number)));
    const most = 6 * median(away.filter((one) => !Number.isNaN(one)));
    if (!(most > 0)) break;
    const edge = Math.max(most, rounding(values));
    const weights = away.map((r) => (r < edge ? (1 - (r / edge) ** 2) ** 2 : 0));
    loess(filled, n, smoothing, weights, trend);
  }
  return trend;
}
