import { timeAt } from '../decompose/grid.ts';
import type { Columns } from '../types.ts';
import type { Candidate } from './candidates.ts';
import { errorsOf } from './errors.ts';
import type { Made } from './index.ts';
import type { Series } from './series.ts';
import { statesOf } from './states.ts';

/** What a period is: 0 observed, 1 missing, 2 cut off by the end of the data, 3 still to come. */
const PERIOD = { observed: 0, missing: 1, cut: 2, coming: 3 } as const;
/** Seasons that get a column of their own. */
const SEASONS = 3;

type WithSeries = Made & { readonly series: Series };

const none = new Float64Array();
const filled = (length: number, value: number) => new Float64Array(length).fill(value);

/** Every period of a series with its parts. */
export function points(
  made: WithSeries,
): Record<string, Float64Array | Int32Array | BigInt64Array> {
  const { series, known, horizon, middle, naive, ends, test } = made;
  const coming = known.length;
  // Periods after what was learned from that are in the data nevertheless: their values are shown, not used.
  const n = Math.max(series.values.length, coming + horizon);
  const start = series.times[0] ?? 0;
  const later = (values: Float64Array) => {
    const column = filled(n, Number.NaN);
    column.set(values, coming);
    return column;
  };
  const earlier = (values: Float64Array) => {
    const column = filled(n, Number.NaN);
    column.set(values);
    return column;
  };
  const value = earlier(series.values);
  return {
    series: new BigInt64Array(n).fill(series.key),
    time: Float64Array.from({ length: n }, (_, i) => timeAt(start, series.step, i)),
    period: Int32Array.from({ length: n }, (_, i) => {
      if (i < coming) return Number.isNaN(value[i] as number) ? PERIOD.missing : PERIOD.observed;
      return i < series.values.length ? PERIOD.cut : PERIOD.coming;
    }),
    value,
    forecast: later(middle),
    lower: later(ends[0]),
    upper: later(ends[1]),
    inner_lower: later(ends[2]),
    inner_upper: later(ends[3]),
    naive: later(naive),
    trend: earlier(made.trend),
    ...Object.fromEntries(
      Array.from({ length: SEASONS }, (_, k) => [
        `season_${k + 1}`,
        earlier(made.seasonal[k] ?? none),
      ]),
    ),
    remainder: earlier(made.remainder),
    log: filled(n, test?.chosen.log ? 1 : 0),
  };
}

/** What was forecast from earlier origins. */
export function tried({ series, test }: WithSeries) {
  const all = test?.tried ?? [];
  const start = series.times[0] ?? 0;
  const column = (of: (one: (typeof all)[number]) => number) => Float64Array.from(all, of);
  return {
    series: new BigInt64Array(all.length).fill(series.key),
    origin: column(({ origin }) => timeAt(start, series.step, origin)),
    step: Int32Array.from(all, ({ step }) => step),
    time: column(({ origin, step }) => timeAt(start, series.step, origin + step - 1)),
    actual: column(({ actual }) => actual),
    forecast: column((one) => one.forecast),
    naive: column(({ naive }) => naive),
    lower: column(({ lower }) => lower),
    upper: column(({ upper }) => upper),
    scale: column(({ scale }) => scale),
  };
}

/** What each origin was told by, a row a table. */
export function told({ series, test }: WithSeries): readonly Columns[] {
  return (test?.told ?? []).map(({ origin, candidate, fit, spread }) => ({
    series: BigInt64Array.of(series.key),
    known: Int32Array.of(origin),
    method: [candidate.method],
    transform: [transformOf(candidate)],
    spread: Float64Array.of(spread),
    ...statesOf(fit),
  }));
}

const transformOf = ({ log }: Candidate) => (log ? 'log' : 'none');

/** The row of a series. */
export function summary({
  series,
  known,
  periods,
  test,
  fit,
  widening,
  horizon,
}: WithSeries): Columns {
  const errors = errorsOf(test?.tried ?? []);
  const one = (value: number) => Float64Array.of(value);
  const whole = (value: number) => Int32Array.of(value);
  return {
    series: BigInt64Array.of(series.key),
    periods: whole(series.values.length),
    known: whole(known.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)),
    missing: whole(known.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0)),
    start: one(series.times[0] ?? Number.NaN),
    known_until: one(timeAt(series.times[0] ?? 0, series.step, Math.max(0, known.length - 1))),
    step_unit: [series.step.unit],
    step_size: one(series.step.size),
    seasons: [periods.join(', ')],
    horizon: whole(horizon),
    method: [test?.chosen.method ?? ''],
    transform: [test ? transformOf(test.chosen) : ''],
    benchmark: whole(test?.benchmark ?? 0),
    widening: one(widening),
    spread: one(test?.spread ?? Number.NaN),
    ...statesOf(fit),
    origins: whole(test?.told.length ?? 0),
    mase: one(errors.mase),
    naive_mase: one(errors.naiveMase),
    smape: one(errors.smape),
    naive_smape: one(errors.naiveSmape),
    coverage: one(errors.coverage),
  };
}
