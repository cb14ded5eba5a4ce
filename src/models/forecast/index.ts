import { normalQuantile } from '../../metrics/distributions/normal.ts';
import { mstl } from '../decompose/mstl.ts';
import { joined } from '../joined.ts';
import type { Model } from '../types.ts';
import { type Backtest, backtest, unscaled, widened } from './backtest.ts';
import { candidatesFor, predict, type Wanted } from './candidates.ts';
import type { EtsFit } from './ets.ts';
import { seasonalNaive } from './naive.ts';
import { periodsOf, type Series, type SeriesOptions, seriesOf } from './series.ts';
import { points, summary, told, tried } from './tables.ts';

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
 * with their interval; `tried` what was forecast from earlier origins, `told` what by; `summary` one row for each series. Seasons and
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
    told: joined(made.flatMap(told)),
    summary: joined(made.map(summary)),
  };
};

/** A series worked out; without `test` it is too short. */
export interface Made {
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
  const next = predict(known, periods, test.chosen, horizon);
  const { candidate, middle, deviation: own, fit } = next;
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
