import { timeAt } from '../decompose/grid.ts';
import { periodsOf, type Series, type SeriesOptions, seriesOf } from '../forecast/series.ts';
import { joined } from '../joined.ts';
import type { Columns, Model } from '../types.ts';
import { type Alert, alertsOf, MOST_MISSING } from './alerts.ts';
import { type Band, bandOf } from './band.ts';

export interface AnomalyOptions extends SeriesOptions {
  /** Robust deviations from which on a value is an anomaly. */
  readonly threshold: number;
  readonly transform: 'auto' | 'none' | 'log';
  /** Periods of the seasons in steps; null: found in the data. */
  readonly seasons: readonly number[] | null;
  /** Seconds since 1970 from which on periods are cut off and not judged. */
  readonly cutFrom: number | null;
  /** Seconds since 1970 of periods that the clock left out: they are not missing. */
  readonly skipped: readonly number[];
}

/** Fewer known values than this have no band. */
export const LEAST_VALUES = 7;

/**
 * Finds in each series of `inputs.series` (see `seriesOf`) what its decomposition does not tell: `points` has every
 * period with what was expected and its band, `alerts` those outside of it and gaps, `summary` one row for each series.
 */
export const anomalies: Model = (inputs, options, work) => {
  const asked = options as unknown as AnomalyOptions;
  const all = seriesOf(inputs, asked);
  const made = all.map((series, index) => {
    work.tell(index, all.length);
    return { series, ...anomaliesOf(series, asked) };
  });
  return {
    points: joined(made.map(points)),
    alerts: joined(made.map(alerts)),
    summary: joined(made.map(summary)),
  };
};

interface Made {
  readonly periods: readonly number[];
  /** Values that were judged; NaN is missing. */
  readonly values: Float64Array;
  /** Null where there are too few. */
  readonly band: Band | null;
  readonly alerts: readonly Alert[];
}

type WithSeries = Made & { readonly series: Series };

/** Works one series out. */
export function anomaliesOf(series: Series, options: AnomalyOptions): Made {
  const { cutFrom, threshold } = options;
  const cut = cutFrom === null ? -1 : series.times.findIndex((time) => time >= cutFrom);
  const values = cut < 0 ? series.values : series.values.slice(0, cut);
  const periods = periodsOf({ step: series.step, values }, options.seasons);
  const present = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  if (present < LEAST_VALUES) return { periods, values, band: null, alerts: [] };
  const band = bandOf(values, periods, threshold, options.transform);
  const skipped = new Set(options.skipped);
  // What the clock left out is neither missing nor there.
  const there = values.map((value, i) => (skipped.has(series.times[i] as number) ? 0 : value));
  return { periods, values, band, alerts: alertsOf(there, band, threshold, series.step) };
}

function points({ series, values, band }: WithSeries) {
  const n = values.length;
  const column = (of: Float64Array | undefined) => of ?? new Float64Array(n).fill(Number.NaN);
  return {
    series: new BigInt64Array(n).fill(series.key),
    time: series.times.slice(0, n),
    value: values.slice(),
    expected: column(band?.expected),
    lower: column(band?.lower),
    upper: column(band?.upper),
    score: column(band?.score),
  };
}

function alerts({ series, values, band, alerts: all }: WithSeries) {
  const at = (column: Float64Array | undefined) =>
    Float64Array.from(all, ({ peak }) => column?.[peak] ?? Number.NaN);
  const start = series.times[0] ?? 0;
  return {
    series: new BigInt64Array(all.length).fill(series.key),
    kind: all.map(({ kind }) => kind),
    time: Float64Array.from(all, ({ peak }) => timeAt(start, series.step, peak)),
    first: Float64Array.from(all, ({ first }) => timeAt(start, series.step, first)),
    last: Float64Array.from(all, ({ last }) => timeAt(start, series.step, last)),
    periods: Int32Array.from(all, ({ many }) => many),
    observed: at(values),
    expected: at(band?.expected),
    lower: at(band?.lower),
    upper: at(band?.upper),
    score: at(band?.score),
  };
}

function summary({ series, values, periods, band }: WithSeries): Columns {
  const missing = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  return {
    series: BigInt64Array.of(series.key),
    periods: Int32Array.of(values.length),
    known: Int32Array.of(values.length - missing),
    missing: Int32Array.of(missing),
    irregular: Int32Array.of(missing > MOST_MISSING * values.length ? 1 : 0),
    step_unit: [series.step.unit],
    step_size: Float64Array.of(series.step.size),
    seasons: [periods.join(', ')],
    transform: [band ? (band.log ? 'log' : 'none') : ''],
    tail: Float64Array.of(band?.tail ?? Number.NaN),
  };
}
