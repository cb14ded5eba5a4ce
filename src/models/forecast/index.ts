import { normalQuantile } from '../../metrics/distributions/normal.ts';
import { timeAt } from '../decompose/grid.ts';
import { mstl } from '../decompose/mstl.ts';
import { joined } from '../joined.ts';
import type { Columns, Model } from '../types.ts';
import { type Backtest, backtest, unscaled, widened } from './backtest.ts';
import { candidatesFor, predict, type Wanted } from './candidates.ts';
import { errorsOf } from './errors.ts';
import type { EtsFit } from './ets.ts';
import { seasonalNaive } from './naive.ts';
import { periodsOf, type Series, type SeriesOptions, seriesOf } from './series.ts';
import { statesOf } from './states.ts';

/** What a period is: 0 observed, 1 missing, 2 cut off by the end of the data, 3 still to come. */
export const PERIOD = { observed: 0, missing: 1, cut: 2, coming: 3 } as const;
/** Seasons that get a column of their own. */
export const SEASONS = 3;
/** Fewer known values than this are not forecast. */
export const LEAST_VALUES = 5;

export interface ForecastOptions extends SeriesOptions, Wanted {
  /** Periods to forecast; null: as many as fit the step and the length of the series. */
  readonly horizon: number | null;
  /** Shares of the two intervals, 0 to 1, the wider first. */
  readonly level: number;
  readonly inner: number;
  /** Periods of the seasons in steps; null: found in the data. */
  readonly seasons: readonly number[] | null;
  /** Seconds since 1970 from which on periods are cut off: they are forecast, not learned from. */
  readonly cutFrom: number | null;
  /** True where no value can be below 0: then no interval is. */
  readonly floor: boolean;
}

/**
 * Forecasts each series of `inputs.series` (see `seriesOf`): `points` has every period with its parts, those to come
 * with their interval; `tried` what was forecast from earlier origins; `summary` one row for each series. Seasons and
 * remainder add up with the trend where `log` is 0, and multiply where it is 1.
 */
export const forecast: Model = (inputs, options, work) => {
  const asked = options as unknown as ForecastOptions;
  const all = seriesOf(inputs, asked);
  const made = all.map((series, index) => {
    const tell = (done: number, total: number) =>
      work.tell(Math.floor((100 * (index + done / total)) / all.length), 100);
    return { series, ...forecastOf(series, asked, tell) };
  });
  return {
    points: joined(made.map(points)),
    tried: joined(made.map(tried)),
    summary: joined(made.map(summary)),
  };
};

interface Made {
  readonly periods: readonly number[];
  /** Values that were learned from. */
  readonly known: Float64Array;
  readonly test: Backtest | null;
  /** States that the forecast goes on from. */
  readonly fit: EtsFit | null;
  readonly widening: number;
  readonly horizon: number;
  readonly middle: Float64Array;
  readonly naive: Float64Array;
  /** Ends of the wider and of the narrower interval. */
  readonly ends: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  readonly trend: Float64Array;
  readonly seasonal: readonly Float64Array[];
  readonly remainder: Float64Array;
}

type WithSeries = Made & { readonly series: Series };

const none = new Float64Array();

/** Works one series out; without `test` it is too short. */
export function forecastOf(
  series: Series,
  options: ForecastOptions,
  tell: (done: number, total: number) => void = () => {},
): Made {
  const { cutFrom } = options;
  const cut = cutFrom === null ? -1 : series.times.findIndex((time) => time >= cutFrom);
  const known = trimmed(cut < 0 ? series.values : series.values.slice(0, cut));
  const periods = periodsOf({ step: series.step, values: known }, options.seasons);
  const horizon = horizonOf(options.horizon, series.step, known.length, periods);
  const present = known.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  if (present < LEAST_VALUES)
    return {
      periods,
      known,
      test: null,
      fit: null,
      widening: Number.NaN,
      horizon: 0,
      middle: none,
      naive: none,
      ends: [none, none, none, none],
      trend: none,
      seasonal: [],
      remainder: none,
    };
  const candidates = candidatesFor(known, periods, options);
  const z = normalQuantile((1 - options.level) / 2);
  const test = backtest(known, periods, candidates, horizon, z, tell);
  const told = predict(known, periods, test.chosen, horizon);
  const { candidate, middle, deviation: own, fit } = told;
  const { deviation, times } = widened(own, test.spread);
  const bounded = (value: number) =>
    options.floor ? Math.max(0, unscaled(candidate, value)) : unscaled(candidate, value);
  const end = (level: number, sign: 1 | -1) => {
    const half = sign * normalQuantile((1 - level) / 2);
    return middle.map((value, h) => bounded(value + half * (deviation[h] as number)));
  };
  const { log } = candidate;
  const scaled = log ? known.map(Math.log) : known;
  const { trend, seasonal } = mstl(scaled, periods);
  const back = (part: Float64Array) => (log ? part.map(Math.exp) : part);
  return {
    periods,
    known,
    test,
    fit,
    widening: times,
    horizon,
    middle: middle.map(bounded),
    naive: seasonalNaive(known, test.benchmark, horizon),
    ends: [
      end(options.level, -1),
      end(options.level, 1),
      end(options.inner, -1),
      end(options.inner, 1),
    ],
    trend: back(trend),
    seasonal: seasonal.map(back),
    remainder: known.map((value, i) => {
      const parts = seasonal.map((one) => one[i] as number);
      const told = parts.reduce((sum, one) => sum + one, trend[i] as number);
      return log ? value / Math.exp(told) : value - told;
    }),
  };
}

/** Without the missing values at its end: from there on all is still to come. */
function trimmed(values: Float64Array): Float64Array {
  let end = values.length;
  while (end > 0 && Number.isNaN(values[end - 1] as number)) end--;
  return values.slice(0, end);
}

/** Two weeks of days, two days of hours, a year of months, else two seasons; never more than a third of what is known. */
function horizonOf(
  asked: number | null,
  { unit, size }: Series['step'],
  known: number,
  periods: readonly number[],
): number {
  if (asked !== null) return asked;
  const usual =
    unit === 'month'
      ? Math.max(4, Math.round(12 / size))
      : size === 86_400
        ? 14
        : size === 3600
          ? 48
          : 2 * (periods[0] ?? 7);
  return Math.max(1, Math.min(usual, Math.floor(known / 3)));
}

const filled = (length: number, value: number) => new Float64Array(length).fill(value);

function points(made: WithSeries): Record<string, Float64Array | Int32Array | BigInt64Array> {
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

function tried({ series, test }: WithSeries) {
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

function summary({ series, known, periods, test, fit, widening, horizon }: WithSeries): Columns {
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
    transform: [test ? (test.chosen.log ? 'log' : 'none') : ''],
    benchmark: whole(test?.benchmark ?? 0),
    widening: one(widening),
    spread: one(test?.spread ?? Number.NaN),
    ...statesOf(fit),
    origins: whole(new Set(test?.tried.map(({ origin }) => origin)).size),
    mase: one(errors.mase),
    naive_mase: one(errors.naiveMase),
    smape: one(errors.smape),
    naive_smape: one(errors.naiveSmape),
    coverage: one(errors.coverage),
  };
}
