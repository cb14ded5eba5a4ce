import type { Step } from './grid.ts';

const DAY = 86_400;
const YEAR_DAYS = 365.25;
/** Share of the variance beside the trend that a season must tell of cycles it has not seen. */
const LEAST_SKILL = 0.1;
/** The shortest season that is looked for where the calendar has none. */
const SHORTEST = 2;

/** Lengths of the calendar's cycles in steps: day, week, year, as far as a step is shorter. */
export function calendarPeriods({ unit, size }: Step): readonly number[] {
  if (unit === 'month') return 12 % size === 0 && size < 12 ? [12 / size] : [];
  const cycles = [
    ...(size < DAY ? [DAY / size] : []),
    ...(size <= DAY ? [(7 * DAY) / size] : []),
    ...(size >= DAY ? [Math.round((YEAR_DAYS * DAY) / size)] : []),
  ];
  return cycles.filter((cycle) => Number.isInteger(cycle) && cycle >= 3);
}

/**
 * Periods that the values repeat in, shortest first. Of the calendar's cycles (else of the lags at which the values are
 * most like themselves) those whose mean cycle tells a cycle that is left out of it, once trend and shorter seasons are
 * taken away. NaN is missing. Two cycles are needed at least.
 */
export function seasonsOf(values: Float64Array, candidates: readonly number[]): readonly number[] {
  const found: number[] = [];
  let rest = values;
  for (const period of [...candidates].sort((a, b) => a - b)) {
    const tried = cycleOf(rest, period);
    if (!tried || tried.skill < LEAST_SKILL) continue;
    found.push(period);
    rest = tried.rest;
  }
  if (found.length > 0) return found;
  const [likely] = likeliestLags(values);
  if (likely === undefined) return [];
  const tried = cycleOf(values, likely);
  return tried && tried.skill >= 2 * LEAST_SKILL ? [likely] : [];
}

/**
 * The mean cycle of what a centred moving average over `period` leaves: how much of each cycle the mean of the others
 * tells (1: all, 0 and below: nothing), and the values without it. Null where there are not two cycles.
 */
export function cycleOf(
  values: Float64Array,
  period: number,
): { readonly skill: number; readonly rest: Float64Array } | null {
  const n = values.length;
  if (n < 2 * period || period < SHORTEST) return null;
  const beside = besideTrend(values, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < n; i++) {
    const value = beside[i] as number;
    if (Number.isNaN(value)) continue;
    sums[i % period] = (sums[i % period] as number) + value;
    counts[i % period] = (counts[i % period] as number) + 1;
  }
  let [wrong, whole] = [0, 0];
  for (let i = 0; i < n; i++) {
    const value = beside[i] as number;
    const others = (counts[i % period] as number) - 1;
    if (Number.isNaN(value) || others < 1) continue;
    const told = ((sums[i % period] as number) - value) / others;
    wrong += (value - told) ** 2;
    whole += value ** 2;
  }
  if (whole <= 0) return null;
  const rest = values.map(
    (value, i) => value - (sums[i % period] as number) / Math.max(1, counts[i % period] as number),
  );
  return { skill: 1 - wrong / whole, rest };
}

/** The values less their centred moving average over `period` (half weights at the ends where it is even). */
function besideTrend(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const half = Math.floor(period / 2);
  const sums = new Float64Array(n + 1);
  const counts = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    const present = !Number.isNaN(value);
    sums[i + 1] = (sums[i] as number) + (present ? value : 0);
    counts[i + 1] = (counts[i] as number) + (present ? 1 : 0);
  }
  return values.map((value, i) => {
    const middle = Math.max(half, Math.min(n - 1 - half, i));
    const [from, to] = [Math.max(0, middle - half), Math.min(n - 1, middle + half)];
    let sum = (sums[to + 1] as number) - (sums[from] as number);
    let count = (counts[to + 1] as number) - (counts[from] as number);
    if (period % 2 === 0)
      for (const end of [from, to]) {
        const edge = values[end] as number;
        if (Number.isNaN(edge)) continue;
        sum -= edge / 2;
        count -= 0.5;
      }
    return count > 0 ? value - sum / count : Number.NaN;
  });
}

const MOST_LAG = 2500;

/** Lags at which the differences of the values are most like themselves: peaks of their autocorrelation above 0.3. */
function likeliestLags(values: Float64Array): readonly number[] {
  const n = values.length;
  const most = Math.min(MOST_LAG, Math.floor(n / 3));
  const x = besideTrend(values, Math.max(3, most)).map((value) =>
    Number.isNaN(value) ? 0 : value,
  );
  const power = x.reduce((sum, value) => sum + value * value, 0);
  if (power <= 0) return [];
  const correlation = new Float64Array(most + 2);
  for (let lag = 1; lag <= most + 1 && lag < n; lag++) {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += (x[i] as number) * (x[i - lag] as number);
    correlation[lag] = (sum / power) * (n / (n - lag));
  }
  const peaks: number[] = [];
  for (let lag = SHORTEST; lag <= most; lag++) {
    const own = correlation[lag] as number;
    if (
      own < 0.3 ||
      own <= (correlation[lag - 1] as number) ||
      own < (correlation[lag + 1] as number)
    )
      continue;
    peaks.push(lag);
  }
  const best = Math.max(...peaks.map((lag) => correlation[lag] as number));
  // Twice a season is a season as well: the shortest that is nearly as good.
  return peaks.filter((lag) => (correlation[lag] as number) >= 0.9 * best);
}
