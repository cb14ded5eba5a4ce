import { describe, expect, it, test, vi } from 'vitest';
import { backtest, originsOf } from '../../../src/models/forecast/backtest.ts';
import { candidatesFor } from '../../../src/models/forecast/candidates.ts';
import { errorsOf } from '../../../src/models/forecast/errors.ts';
import { deviations, fitEts, smooth } from '../../../src/models/forecast/ets.ts';
import { forecast, forecastOf } from '../../../src/models/forecast/index.ts';
import { benchmarkPeriod, naiveScale, seasonalNaive } from '../../../src/models/forecast/naive.ts';
import { periodsOf } from '../../../src/models/forecast/series.ts';
import { sharedFile } from '../warehouse/native.ts';
import { readSeries } from './series.ts';

const [air, retail, views] = ['air_passengers', 'retail_sales', 'wp_log_peyton_manning'].map(
  (name) => sharedFile(`forecast/example_${name}.csv`),
) as [string | null, string | null, string | null];

const AUTO = {
  step: null,
  gather: 'mean',
  method: 'auto',
  transform: 'auto',
  horizon: null,
  level: 0.95,
  inner: 0.8,
  seasons: null,
  cutFrom: null,
  floor: false,
} as const;

describe.skipIf(air === null)('ETS of the air passengers', () => {
  const { values } = readSeries(air);

  // statsmodels 0.14, ETSModel(y, error='add').fit(): sse, alpha, the forecast and its lower end 12 months on.
  it('has the least error that statsmodels finds', () => {
    const fit = fitEts(values, { trend: 'none', period: 0 });
    expect(fit.sse).toBeLessThanOrEqual(162513.92396452161 * (1 + 1e-9));
    expect(fit.forecast(12)[11]).toBeCloseTo(431.9958, 3);
    const lower = 431.995800710047 - 1.959964 * (fit.deviations(12)[11] as number);
    // Ours divides by the points less the parameters.
    expect(Math.abs(lower - 203.92854104839685)).toBeLessThan(2);
  });

  it('has no more error than statsmodels with a trend, flattened or not', () => {
    expect(fitEts(values, { trend: 'line', period: 0 }).sse).toBeLessThan(298195.76);
    expect(fitEts(values, { trend: 'damped', period: 0 }).sse).toBeLessThan(162199.06);
  });
});

test('the recursion and its variance are those of the book', () => {
  const states = {
    alpha: 0.5,
    beta: 0.1,
    phi: 1,
    gamma: 0,
    level: 10,
    slope: 1,
    season: new Float64Array(),
  };
  const form = { trend: 'line', period: 0 } as const;
  // By hand: 11 is told, 13 comes, so level 12 and slope 1.2; 13.2 is told, 12.2 comes: 12.7 and 1.1.
  const run = smooth(Float64Array.of(13, 12.2), form, states);
  expect(Array.from(run.fitted)).toEqual([11, 13.2]);
  expect(run.level).toBeCloseTo(12.7, 12);
  expect(run.slope).toBeCloseTo(1.1, 12);
  expect(run.sse).toBeCloseTo(4 + 1, 12);
  // c1 = 0.5 + 0.1, c2 = 0.5 + 0.2
  const [one, two, three] = deviations(states, form, 4, 3);
  expect(one).toBeCloseTo(2, 12);
  expect(two).toBeCloseTo(Math.sqrt(4 * 1.36), 12);
  expect(three).toBeCloseTo(Math.sqrt(4 * (1.36 + 0.49)), 12);
});

test('the naive forecast is one season ago, or the one before where that is missing', () => {
  const values = Float64Array.of(1, 2, 3, 4, Number.NaN, 6);
  expect(Array.from(seasonalNaive(values, 3, 4))).toEqual([4, 2, 6, 4]);
  expect(naiveScale(Float64Array.of(1, 2, 4, 8), 1)).toBeCloseTo((1 + 2 + 4) / 3, 12);
  // 0.1 + 0.2 beside 0.3: a past that repeats but for rounding has no scale to count errors in.
  expect(naiveScale(Float64Array.of(0.3, 700, 0.1 + 0.2, 700.0000000001), 2)).toBe(0);
  expect(benchmarkPeriod(Float64Array.of(1, 5, 1, 5, 1, 5, 1, 5), [2, 3])).toBe(2);
});

// Machines that do other things as well take their time.
vi.setConfig({ testTimeout: 180_000 });

test('errors are told by values that nothing was chosen by', () => {
  expect(originsOf(144, 12, [12])).toEqual([48, 60, 72, 84, 96, 108, 120, 132]);
  expect(originsOf(10, 3, [])).toEqual([7]);
  const values = Float64Array.from({ length: 80 }, (_, t) => 10 + (t % 7) + ((t * 31) % 5) / 9);
  const test = backtest(values, [7], candidatesFor(values, [7], AUTO), 7, 1.96);
  const origins = new Set(test.tried.map(({ origin }) => origin));
  // The oldest third of eight serves to choose only.
  expect(origins.size).toBe(5);
  expect(errorsOf(test.tried).many).toBe(35);
});

/** What `errorsOf` says, worked out from the tried values in another way. */
function apart(values: Float64Array, period: number, origins: readonly number[], horizon: number) {
  let [sum, count] = [0, 0];
  for (const origin of origins) {
    const differences: number[] = [];
    for (let t = period; t < origin; t++)
      differences.push(Math.abs((values[t] as number) - (values[t - period] as number)));
    const there = differences.filter((one) => !Number.isNaN(one));
    const scale = there.reduce((a, b) => a + b, 0) / there.length;
    for (let h = 0; h < horizon; h++) {
      const [actual, before] = [
        values[origin + h] as number,
        values[origin + (h % period) - period] as number,
      ];
      if (Number.isNaN(actual + before)) continue;
      sum += Math.abs(actual - before) / scale;
      count++;
    }
  }
  return sum / count;
}

describe.skipIf(air === null)('the forecast of real series', () => {
  it.each([
    ['air passengers', air, 12, [12], 0.4, 0.6],
    ['retail sales', retail, 12, [12], 0.4, 0.6],
    ['page views', views, 28, [7, 365], 0.75, 0.95],
  ] as const)(
    'of %s beats the seasonal naive on a rolling origin',
    (_, path, horizon, seasons, low, high) => {
      const series = { key: 0n, ...readSeries(path) };
      expect(periodsOf(series, null)).toEqual(seasons);
      const { test, known } = forecastOf(series, { ...AUTO, horizon });
      if (!test) throw new Error('nothing was tried');
      const errors = errorsOf(test.tried);
      // The naive errors, worked out a second time here.
      const origins = [...new Set(test.tried.map(({ origin }) => origin))];
      if (!known.some(Number.isNaN))
        expect(errors.naiveMase).toBeCloseTo(apart(known, test.benchmark, origins, horizon), 9);
      expect(errors.mase).toBeLessThan(errors.naiveMase);
      expect(errors.smape).toBeLessThan(errors.naiveSmape);
      const ratio = errors.mase / errors.naiveMase;
      expect(ratio).toBeGreaterThan(low * 0.8);
      expect(ratio).toBeLessThan(high);
      expect(errors.coverage).toBeGreaterThan(0.85);
      expect(test.chosen).toEqual({ method: 'mstl', log: true });
    },
  );
});

describe('the model', () => {
  const DAY = 86_400;
  const run = async (values: readonly number[], more: object = {}) => {
    const time = Float64Array.from(values, (_, i) => i * DAY);
    const value = Float64Array.from(values);
    return forecast({ series: { time, value } }, { ...AUTO, ...more }, { tell: () => {} });
  };
  const column = <T>(made: Awaited<ReturnType<typeof run>>, name: string) => {
    const found = made.points?.[name];
    if (!found) throw new Error(`no ${name}`);
    return found as T;
  };
  const weekly = Array.from({ length: 70 }, (_, t) => 100 + 20 * (t % 7) + ((t * 31) % 5));

  it('repeats a week, with the narrower interval within the wider', async () => {
    const made = await run(weekly, { horizon: 7 });
    const last = (name: string) => Array.from(column<Float64Array>(made, name)).slice(-7);
    for (const [h, value] of last('forecast').entries()) {
      expect(Math.abs(value - (102 + 20 * (h % 7)))).toBeLessThan(6);
      expect(last('lower')[h]).toBeLessThanOrEqual(last('inner_lower')[h] as number);
      expect(last('inner_upper')[h]).toBeLessThanOrEqual(last('upper')[h] as number);
    }
    expect(made.summary?.seasons).toEqual(['7']);
  });

  it('leaves a cut last period out of what it learns from, and forecasts it', async () => {
    const cut = await run([...weekly, 3], { horizon: 2, cutFrom: 70 * DAY });
    const whole = await run(weekly, { horizon: 2 });
    expect(column<Float64Array>(cut, 'forecast')[70]).toBe(
      column<Float64Array>(whole, 'forecast')[70],
    );
    expect(Array.from(column<Int32Array>(cut, 'period')).slice(69)).toEqual([0, 2, 3]);
    expect(column<Float64Array>(cut, 'value')[70]).toBe(3);
  });

  it('says nothing of what is too short', async () => {
    const made = await run([1, 2, 3]);
    expect(made.summary?.method).toEqual(['']);
    expect(column<Float64Array>(made, 'forecast')).toHaveLength(3);
  });

  it('keeps what cannot be below 0 from going there', async () => {
    const falling = Array.from(
      { length: 40 },
      (_, t) => Math.max(0, 60 - 1.6 * t) + ((t * 13) % 7),
    );
    const made = await run(falling, { horizon: 14, transform: 'none', floor: true });
    expect(
      Math.min(...Array.from(column<Float64Array>(made, 'lower')).slice(-14)),
    ).toBeGreaterThanOrEqual(0);
  });
});
