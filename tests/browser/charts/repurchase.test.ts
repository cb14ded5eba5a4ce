import { describe, expect, test } from 'vitest';
import {
  repurchaseCurve,
  repurchaseIntervals,
  repurchaseSteps,
} from '../../../src/charts/customers/index.ts';
import { withBefore } from '../../../src/charts/index.ts';
import type { ChartOptions, Figure } from '../../../src/charts/types.ts';
import type { Row } from '../../../src/metrics/types.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en' };
const step = (n: number, share: number, before: number | null): Row => ({
  n,
  buyers: 100 * share,
  share,
  share_before: before,
  ordered_again: 10,
  waiting: 5,
  watched_days: 30,
  watched_days_before: 30,
  return_rate: 0.3,
  return_rate_before: 0.2,
});
const rows = [step(1, 1, 1), step(2, 0.4, 0.6), step(3, 0.1, null)];
const curve = (rate: number) =>
  [1, 2].flatMap((n) =>
    [3, 9, 20].map((days) => ({
      n,
      days,
      at_risk: 50,
      ordered: 4,
      return_rate: (rate * days) / n,
    })),
  );
const intervals = (n: number) => [0, 3, 8].map((days) => ({ days, intervals: n + days }));
const alone = { curve: curve(0.01), intervals: intervals(5), median_interval: 3, p90_interval: 8 };
const both = {
  ...alone,
  before_curve: curve(0.03),
  before_intervals: intervals(9),
  compare: { from: '2024-03-04', to: '2024-03-10' },
};

/** Paths that are drawn in dashes, and the other lines. */
const paths = (figure: Figure | null) => {
  const all = [...(figure?.svg.querySelectorAll('g[aria-label="line"]') ?? [])];
  const dashed = all.filter((one) => one.hasAttribute('stroke-dasharray'));
  const many = (list: readonly Element[]) =>
    list.reduce((sum, one) => sum + one.querySelectorAll('path').length, 0);
  return { dashed: many(dashed), plain: many(all) - many(dashed) };
};

describe('repurchase beside an earlier period', () => {
  test('has a dashed curve for each order, and says whose they are', () => {
    expect(paths(repurchaseCurve(rows, alone, options))).toEqual({ dashed: 0, plain: 2 });
    const figure = withBefore(repurchaseCurve(rows, both, options), both, options);
    expect(paths(figure)).toEqual({ dashed: 2, plain: 2 });
    expect(figure?.notes?.join(' ')).toMatch(/Thin and dashed marks: Mar 4.* – Mar 10/);
  });

  test('has the earlier share on each bar that had one, and both in the table', () => {
    const figure = withBefore(repurchaseSteps(rows, both, options), both, options, true);
    expect(figure?.svg.querySelectorAll('g[aria-label="tick"] line')).toHaveLength(2);
    const { columns = [], rows: told = [] } = figure?.twin ?? {};
    expect(columns.map(({ name }) => name)).toContain('share_before');
    expect(told[1]?.share_change_rate).toBeCloseTo(0.4 / 0.6 - 1, 12);
  });

  test('has a line over each bar of days between orders', () => {
    const lines = (facts: object) =>
      repurchaseIntervals(rows, facts as never, options)?.svg.querySelectorAll(
        'g[aria-label="rule"][stroke-width="2"] line',
      ).length;
    expect(lines(both)).toBe(3);
    expect(lines(alone)).toBe(0);
  });
});
