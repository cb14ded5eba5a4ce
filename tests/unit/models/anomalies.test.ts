import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { alertsOf } from '../../../src/models/anomalies/alerts.ts';
import { bandOf } from '../../../src/models/anomalies/band.ts';
import { anomalies, anomaliesOf } from '../../../src/models/anomalies/index.ts';
import { sharedFile } from '../warehouse/native.ts';
import { readSeries, seconds } from './series.ts';

vi.setConfig({ testTimeout: 300_000 });

const ASKED = {
  step: null,
  gather: 'mean',
  threshold: 4,
  transform: 'auto',
  seasons: null,
  cutFrom: null,
  skipped: [],
} as const;

const DAY = 86_400;
/** Ten weeks of days with a weekly season. */
const weekly = () => Array.from({ length: 70 }, (_, t) => 100 + 20 * (t % 7) + ((t * 31) % 5));
const seriesOf = (values: readonly number[]) => ({
  key: 0n,
  step: { unit: 'second', size: DAY } as const,
  times: Float64Array.from(values, (_, i) => i * DAY),
  values: Float64Array.from(values),
});

test('a day that is out of its week is found, with what was to be expected, and no other', () => {
  const values = weekly();
  values[38] = 60;
  const { alerts, band, periods } = anomaliesOf(seriesOf(values), ASKED);
  expect(periods).toEqual([7]);
  expect(alerts).toEqual([{ kind: 'low', first: 38, last: 38, peak: 38, many: 1 }]);
  // The 38th day is the fourth of its week.
  expect(Math.abs((band?.expected[38] as number) - 162)).toBeLessThan(4);
  expect(band?.upper[38]).toBeLessThan(180);
});

test('missing days are alerts of their own, as one where they follow each other, and change nothing else', () => {
  const values = weekly();
  values[20] = Number.NaN;
  values[40] = Number.NaN;
  values[41] = Number.NaN;
  const { alerts } = anomaliesOf(seriesOf(values), ASKED);
  expect(alerts.map(({ kind, first, last, many }) => [kind, first, last, many])).toEqual([
    ['missing', 20, 20, 1],
    ['missing', 40, 41, 2],
  ]);
  const skipped = anomaliesOf(seriesOf(values), { ...ASKED, skipped: [20 * DAY] });
  expect(skipped.alerts).toHaveLength(1);
});

test('a series that is not kept step by step has no gaps to tell', () => {
  const values = weekly().map((value, t) => (t % 4 === 1 ? Number.NaN : value));
  expect(
    anomaliesOf(seriesOf(values), ASKED).alerts.filter(({ kind }) => kind === 'missing'),
  ).toEqual([]);
});

test('what is outside within six hours is one alert, told by what is furthest out', () => {
  const values = new Float64Array(100).fill(10);
  const score = new Float64Array(100);
  [score[10], score[13], score[40]] = [5, -9, 6];
  const hours = alertsOf(values, { score }, 4, { unit: 'second', size: 3600 });
  expect(hours).toEqual([
    { kind: 'low', first: 10, last: 13, peak: 13, many: 2 },
    { kind: 'high', first: 40, last: 40, peak: 40, many: 1 },
  ]);
  expect(alertsOf(values, { score }, 4, { unit: 'second', size: DAY })).toHaveLength(3);
});

test('a constant has no anomaly, and one that leaves it is one', () => {
  const values = new Float64Array(60).fill(7);
  const at = (list: Float64Array) => {
    const { score } = bandOf(list, [], 4, 'auto');
    return Array.from(score.keys()).filter((i) => Math.abs(score[i] as number) > 4);
  };
  expect(at(values)).toEqual([]);
  values[30] = 8;
  expect(at(values)).toEqual([30]);
});

test('few values say nothing', async () => {
  const time = Float64Array.of(0, DAY, 2 * DAY);
  const made = await anomalies({ series: { time, value: Float64Array.of(1, 2, 9) } }, ASKED, {
    tell: () => {},
  });
  expect(made.summary?.transform).toEqual(['']);
  expect(made.alerts?.kind).toEqual([]);
});

const labels = sharedFile('nab/labels/combined_windows.json');

describe.skipIf(labels === null)('the Numenta Anomaly Benchmark', () => {
  const root = dirname(dirname(labels ?? '/'));
  const windows: Readonly<Record<string, readonly (readonly string[])[]>> =
    labels === null ? {} : JSON.parse(readFileSync(labels, 'utf8'));

  /** Windows found, alerts within one, and alerts beside them. */
  function judged(folder: string, file: string, threshold: number) {
    const series = { key: 0n, ...readSeries(join(root, folder, file)) };
    const { alerts } = anomaliesOf(series, { ...ASKED, threshold });
    const spans = (windows[`${folder}/${file}`] ?? []).map((ends) => ends.map(seconds));
    const told = alerts.filter(({ kind }) => kind !== 'missing');
    const meets = (alert: (typeof told)[number], [from = 0, to = 0]: readonly number[]) =>
      (series.times[alert.first] as number) <= to && (series.times[alert.last] as number) >= from;
    const inside = told.filter((alert) => spans.some((span) => meets(alert, span))).length;
    return {
      windows: spans.length,
      found: spans.filter((span) => told.some((alert) => meets(alert, span))).length,
      inside,
      beside: told.length - inside,
    };
  }

  const all = (threshold: number) =>
    ['artificialWithAnomaly', 'realKnownCause']
      .flatMap((folder) =>
        readdirSync(join(root, folder)).map((file) => judged(folder, file, threshold)),
      )
      .reduce((sum, one) => ({
        windows: sum.windows + one.windows,
        found: sum.found + one.found,
        inside: sum.inside + one.inside,
        beside: sum.beside + one.beside,
      }));

  it('has 21 of its 25 windows found at the threshold of 4, with 73 false alarms in 94,000 periods', () => {
    const { windows: labelled, found, inside, beside } = all(4);
    expect(labelled).toBe(25);
    expect(found).toBeGreaterThanOrEqual(21);
    expect(beside).toBeLessThanOrEqual(75);
    expect(inside / (inside + beside)).toBeGreaterThan(0.29);
  });

  it('has all five windows of the taxis found, with nine alerts beside them', () => {
    const taxi = judged('realKnownCause', 'nyc_taxi.csv', 4);
    expect(taxi).toMatchObject({ windows: 5, found: 5 });
    expect(taxi.beside).toBeLessThanOrEqual(9);
  });
});
