import { expect, test } from 'vitest';
import { said } from '../../../src/charts/cohorts/said.ts';

const CURVE = [
  { period: 0, users: 900, size: 900, rate: 1, cohorts: 3, cut_share: 0, value_per_user: 10 },
  { period: 1, users: 450, size: 900, rate: 0.5, cohorts: 3, cut_share: 0, value_per_user: 12.5 },
  { period: 3, users: 60, size: 300, rate: 0.2, cohorts: 1, cut_share: 1, value_per_user: 13 },
];
const FACTS = {
  unit: 'day',
  curve: CURVE,
  weekend_lift: 0.12,
  weekend_expected: 400,
  promotion_lift: -0.051,
  promotion_expected: 120,
  last_day: '2017-12-03',
  last_day_cut: true,
  last_day_hour: 9,
};
const english = { width: 800, theme: 'light', locale: 'en', currency: 'USD' } as const;

test('the curve is said in words: named periods, calendar, what members pay, and the cut day', () => {
  expect(said(FACTS, english)).toEqual([
    'Over all cohorts that are old enough: D1 50.0%, D3 20.0%.',
    'At weekends 12.0% more come back than the ages of the cohorts say.',
    'On promotion days 5.10% fewer come back.',
    'By D1 a member has paid $12.50 in all.',
    expect.stringMatching(
      /^The last day, Dec 3, 2017, is cut: its events stop in the hour from 09:00\./,
    ),
  ]);
  const chinese = said(FACTS, { ...english, locale: 'zh-CN' });
  expect(chinese[1]).toBe('周末的回访人数比按时长的预期高 12.0%。');
  expect(chinese[2]).toBe('大促日的回访人数比预期低 5.10%。');
});

test('a few users tell nothing of weekends, and young cohorts nothing of later periods', () => {
  const few = said({ ...FACTS, weekend_expected: 58 }, english);
  expect(few[1]).toBe('Too few users come back at weekends to tell them from other days.');
  expect(said({ unit: 'day', curve: CURVE.slice(0, 1) }, english)).toEqual([
    'No cohort is old enough for a period after the first yet.',
  ]);
});
