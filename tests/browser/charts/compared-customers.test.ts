import { describe, expect, test } from 'vitest';
import { cohortCurve, retentionCurves } from '../../../src/charts/cohorts/curve.ts';
import { clusterMoves, clusterSizes } from '../../../src/charts/customers/index.ts';
import { withBefore } from '../../../src/charts/index.ts';
import { topPaths } from '../../../src/charts/paths/top.ts';
import { rfmBefore, rfmMoves } from '../../../src/charts/rfm-before.ts';
import type { ChartOptions } from '../../../src/charts/types.ts';
import type { Row } from '../../../src/metrics/types.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en' };
const compare = { from: '2024-03-04', to: '2024-03-10' };
const at = (element: Element | undefined, name: string) => Number(element?.getAttribute(name));
const LONG = 'a name that is much longer than the room beside its bar '.repeat(4);

const segment = (name: string, users: number): Row => ({
  segment: name,
  users,
  orders: 2 * users,
  mean_recency: 3,
  mean_frequency: 2,
});

describe('segments beside those of an earlier period', () => {
  const facts = {
    compare,
    segments: [segment('champions', 30), segment('loyal', 10)],
    before_segments: [segment('champions', 20), segment('hibernating', 20)],
    moves: [
      { segment_before: 'champions', segment: 'loyal', users: 8 },
      { segment_before: null, segment: 'champions', users: 22 },
      { segment_before: 'hibernating', segment: null, users: 20 },
    ],
    in_both: 20,
    moved: 8,
  };

  test('have a mark where each ended, also where one of them is empty now', () => {
    const figure = withBefore(rfmBefore([], facts, options), facts, options);
    const bars = [...(figure?.svg.querySelectorAll('.th-grow-x') ?? [])];
    const marks = [...(figure?.svg.querySelectorAll('.th-before') ?? [])];
    expect([bars.length, marks.length]).toEqual([3, 3]);
    const left = at(bars[0], 'x');
    // 75 % now and 50 % before.
    expect((at(marks[0], 'x') + 1 - left) / at(bars[0], 'width')).toBeCloseTo(2 / 3, 1);
    const rows = figure?.twin.rows ?? [];
    expect(rows.map((row) => [row.users, row.users_before])).toEqual([
      [30, 20],
      [10, null],
      [0, 20],
    ]);
    expect(figure?.notes?.join(' ')).toMatch(/Thin and dashed marks: Mar 4/);
    expect(rfmBefore([], { ...facts, compare: null }, options)).toBeNull();
  });

  test('say who went where, in words and in a table, and those who bought in one period alone', () => {
    const figure = rfmMoves([], facts, options);
    expect(figure?.svg.querySelectorAll('path.th-arc')).toHaveLength(3);
    expect(figure?.label).toContain(
      '20 buyers bought in both periods; 8 of them (40.0%) changed the group.',
    );
    expect(figure?.twin.rows.map((row) => row.segment)).toEqual([
      'Loyal',
      'Champions',
      'no purchase',
    ]);
    expect(rfmMoves([], { ...facts, moves: [] }, options)).toBeNull();
    const narrow = rfmMoves([], facts, { ...options, width: 330, locale: 'zh-CN' });
    expect(narrow?.label).toContain('两段都有购买的 20 人中');
  });
});

describe('clusters beside their earlier buyers', () => {
  const cluster = (n: number, users: number, name: string): Row => ({
    cluster: n,
    name,
    users,
    user_share: users / 40,
    mean_recency: 3,
    mean_frequency: 2,
    value_score: 0.5,
  });
  const facts = {
    compare,
    clusters: [cluster(1, 30, 'recent'), cluster(2, 10, LONG)],
    before_clusters: [{ ...cluster(1, 10, 'recent'), user_share: 1 }],
    moves: [{ cluster_before: 1, cluster: 2, users: 5 }],
    in_both: 5,
    moved: 5,
  };

  test('have their marks, their table and their moves', () => {
    const figure = withBefore(clusterSizes([], facts, options), facts, options);
    expect(figure?.svg.querySelectorAll('.th-before')).toHaveLength(2);
    expect(figure?.twin.rows.map((row) => row.user_share_before)).toEqual([1, null]);
    expect(clusterMoves([], facts, options)?.svg.querySelectorAll('path.th-arc')).toHaveLength(1);
    const { compare: _compare, ...alone } = facts;
    expect(clusterSizes([], alone, options)?.svg.querySelectorAll('.th-before')).toHaveLength(0);
    expect(clusterMoves([], alone, options)).toBeNull();
  });
});

describe('curves of two periods', () => {
  const age = (period: number, rate: number, before?: number): Row => ({
    period,
    users: 100 * rate,
    size: 100,
    rate,
    cohorts: 3,
    cut_share: 0,
    ...(before !== undefined && {
      users_before: 100 * before,
      size_before: 100,
      rate_before: before,
    }),
  });
  const compared = [age(0, 1, 1), age(1, 0.3, 0.4), age(2, 0.2, 0.3)];
  const facts = { unit: 'day', compare, compared };
  const dashed = (figure: ReturnType<typeof cohortCurve>) =>
    [...(figure?.svg.querySelectorAll('g[stroke-dasharray="5 4"] path') ?? [])].map(
      (path) => path.getAttribute('d')?.split(/[ML]/).length,
    );

  test('are drawn only at ages that both have observed', () => {
    const figure = withBefore(
      cohortCurve([], { ...facts, curve: [...compared, age(3, 0.1)] }, options),
      facts,
      options,
    );
    expect(dashed(figure)).toEqual([3]);
    expect(figure?.twin.rows.map((row) => row.rate_before ?? null)).toEqual([0.4, 0.3, null]);
    expect(figure?.notes?.join(' ')).toContain('Thin and dashed marks');
  });

  test('are drawn for retention where two are compared, and else not at all', () => {
    expect(dashed(retentionCurves([], facts, options))).toEqual([3]);
    expect(retentionCurves([], { unit: 'day' }, options)).toBeNull();
    expect(retentionCurves([], { ...facts, compared: [] }, options)).toBeNull();
  });
});

test('paths beside an earlier period have a mark where each ended, at none where nobody went it', () => {
  const paths = [
    { path: 'view → (exit)', sessions: 40, share: 0.4, sessions_before: 80, share_before: 0.8 },
    { path: LONG, sessions: 20, share: 0.2, sessions_before: 0, share_before: 0 },
  ];
  const figure = topPaths([], { compare, paths }, options);
  const marks = [...(figure?.svg.querySelectorAll('.th-before') ?? [])];
  expect(marks.map((mark) => Math.round(at(mark, 'x')))).toEqual([638, 0]);
  expect(topPaths([], { paths }, options)?.svg.querySelectorAll('.th-before')).toHaveLength(0);
});
