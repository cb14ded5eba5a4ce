/**
 * The next `horizon` values as one season ago (Hyndman & Athanasopoulos, 5.2): of the last season, or of the one before
 * where that value is missing. NaN where none was ever seen.
 */
export function seasonalNaive(values: Float64Array, period: number, horizon: number): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: horizon }, (_, h) => {
    for (let at = n - period + (h % period); at >= 0; at -= period) {
      const value = values[at];
      if (value !== undefined && !Number.isNaN(value)) return value;
    }
    return Number.NaN;
  });
}

/** Differences no larger than this share of the largest value are rounding alone: the values repeat. */
export const ROUNDING = 1e-9;

/**
 * Mean absolute difference to one season ago: what MASE counts errors in. 0 where the values repeat but for rounding, NaN
 * where no two values are a season apart.
 */
export function naiveScale(values: Float64Array, period: number): number {
  let [sum, count, largest] = [0, 0, 0];
  for (let i = period; i < values.length; i++) {
    const [value, before] = [values[i] as number, values[i - period] as number];
    const difference = Math.abs(value - before);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    count++;
    largest = Math.max(largest, Math.abs(value), Math.abs(before));
  }
  if (count === 0) return Number.NaN;
  return sum / count > ROUNDING * largest ? sum / count : 0;
}

/** The period whose naive forecast is wrong least: the benchmark. 1, the last value, where there is no season. */
export function benchmarkPeriod(values: Float64Array, periods: readonly number[]): number {
  const scales = periods
    .map((period) => ({ period, scale: naiveScale(values, period) }))
    .filter(({ scale }) => !Number.isNaN(scale))
    .sort((a, b) => a.scale - b.scale);
  return scales[0]?.period ?? 1;
}
