/** From one period to the next: so many seconds, or so many calendar months. */
export interface Step {
  readonly unit: 'second' | 'month';
  readonly size: number;
}

/** A series at equal steps; NaN where there is no value. */
export interface Grid {
  readonly step: Step;
  /** Seconds since 1970 of each period; more can be told by `timeAt`. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** More periods than this are no series that was kept step by step. */
export const MOST_PERIODS = 250_000;

const DAY = 86_400;

/** The time of the period `index` steps after `start`. */
export function timeAt(start: number, { unit, size }: Step, index: number): number {
  if (unit === 'second') return start + index * size;
  const date = new Date(start * 1000);
  const last = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  // The last day of a month stays the last day of each.
  const end = day === last(year, month);
  const to = month + index * size;
  const most = last(year, to);
  return Date.UTC(year, to, end ? most : Math.min(day, most)) / 1000 + (start % DAY);
}

/**
 * Puts moments (seconds since 1970, in any order) and their values on equal steps: months where they stand on the same
 * day of each, else the usual distance. Several values of one period become their mean or sum; a period without any is
 * NaN. Null where there are fewer than two moments, or steps without end.
 */
export function gridOf(
  times: Float64Array,
  values: Float64Array,
  {
    step: given,
    gather = 'mean',
  }: { readonly step?: Step | null; readonly gather?: 'mean' | 'sum' } = {},
): Grid | null {
  const order = Uint32Array.from(times.keys())
    .filter((i) => Number.isFinite(times[i] as number))
    .sort((a, b) => (times[a] as number) - (times[b] as number));
  const sorted = Float64Array.from(order, (i) => times[i] as number);
  const step = given ?? stepOf(sorted);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (step === null || first === undefined || last === undefined) return null;
  const place = placer(first, step);
  const n = place(last) + 1;
  if (n < 2 || n > MOST_PERIODS) return null;
  const sums = new Float64Array(n);
  const counts = new Uint32Array(n);
  for (const [k, i] of order.entries()) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    const at = place(sorted[k] as number);
    sums[at] = (sums[at] as number) + value;
    counts[at] = (counts[at] as number) + 1;
  }
  return {
    step,
    times: Float64Array.from({ length: n }, (_, i) => timeAt(first, step, i)),
    values: sums.map((sum, i) => {
      const count = counts[i] as number;
      return count === 0 ? Number.NaN : gather === 'mean' ? sum / count : sum;
    }),
  };
}

/** Number of steps from `start` to a moment, rounded. */
function placer(start: number, { unit, size }: Step): (time: number) => number {
  if (unit === 'second') return (time) => Math.round((time - start) / size);
  const from = monthOf(start);
  return (time) => Math.round((monthOf(time) - from) / size);
}

const monthOf = (time: number) => {
  const date = new Date(time * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The distance that is meant by moments in order; null where there are not two. */
export function stepOf(sorted: Float64Array): Step | null {
  const gaps = sorted
    .subarray(1)
    .map((time, i) => time - (sorted[i] as number))
    .filter((gap) => gap > 0);
  if (gaps.length === 0) return null;
  const usual = commonest(gaps);
  if (usual >= 28 * DAY && onOneDay(sorted)) {
    const months = Float64Array.from(sorted, monthOf);
    const apart = months
      .subarray(1)
      .map((month, i) => month - (months[i] as number))
      .filter((gap) => gap > 0);
    if (apart.length > 0) return { unit: 'month', size: commonest(apart) };
  }
  return { unit: 'second', size: usual };
}

/** The most frequent; the smaller of two. */
function commonest(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [best, most] = [values[0] as number, 0];
  for (const [value, count] of counts)
    if (count > most || (count === most && value < best)) [best, most] = [value, count];
  return best;
}

/** True where all moments are on the same day of the month, or on its last. */
function onOneDay(times: Float64Array): boolean {
  const dates = Array.from(times, (time) => new Date(time * 1000));
  const day = (date: Date) => date.getUTCDate();
  const isLast = (date: Date) => day(new Date(date.getTime() + DAY * 1000)) === 1;
  const [first] = dates;
  return (
    first !== undefined && (dates.every((date) => day(date) === day(first)) || dates.every(isLast))
  );
}
