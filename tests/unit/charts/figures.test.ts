import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedRate } from '../../../src/charts/cohorts/calendar.ts';
import { weighted } from '../../../src/charts/cohorts/cells.ts';
import { toCsv, toTsv } from '../../../src/charts/export.ts';
import { segments } from '../../../src/charts/rfm.ts';
import { cutDay } from '../../../src/charts/trend.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';

describe('the summary of cohorts', () => {
  test('weighs each cohort by its size, over those observed at that period', () => {
    const rates = weighted([
      { period: 1, users: 25, size: 30 },
      { period: 1, users: 2, size: 7 },
      { period: 2, users: 23, size: 30 },
    ]);
    expect(rates.get(1)).toBeCloseTo(27 / 37, 12);
    expect(rates.get(2)).toBeCloseTo(23 / 30, 12);
    expect(rates.has(3)).toBe(false);
  });

  test('lies between the lowest and the highest rate', () => {
    const cells = fc.array(
      fc.integer({ min: 1, max: 1000 }).chain((size) =>
        fc.record({
          period: fc.constant(1),
          users: fc.integer({ min: 0, max: size }),
          size: fc.constant(size),
        }),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(cells, (all) => {
        const rates = all.map(({ users, size }) => users / size);
        const rate = weighted(all).get(1) ?? Number.NaN;
        expect(rate).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-12);
        expect(rate).toBeLessThanOrEqual(Math.max(...rates) + 1e-12);
      }),
    );
  });
});

describe('the segment table', () => {
  const users = [
    { user_id: 1, recency: 1, frequency: 5, monetary: '100.50', segment: 'champions' },
    { user_id: 2, recency: 3, frequency: 3, monetary: '50.00', segment: 'champions' },
    { user_id: 3, recency: 20, frequency: 1, monetary: '9.50', segment: 'hibernating' },
  ];

  test('is summed up over the rows where the metric gives no list', () => {
    const [first, second] = segments(users, {});
    expect(first).toMatchObject({
      segment: 'champions',
      users: 2,
      orders: 8,
      gmv: 150.5,
      recency: 2,
    });
    expect(first?.users_share).toBeCloseTo(2 / 3, 12);
    expect(second).toMatchObject({ segment: 'hibernating', gmv_share: 9.5 / 160 });
  });

  test('takes the metric’s own list, which covers users beyond the rows', () => {
    const facts = {
      segments: [
        { segment: 'lapsed', users: 900n, orders: 900n, mean_recency: 30 },
        { segment: 'core_vip', users: 100n, orders: 700n, mean_recency: 2 },
      ],
    };
    const rows = segments(users, facts);
    expect(rows.map((row) => row.segment)).toEqual(['core_vip', 'lapsed']);
    expect(rows[0]).toMatchObject({ users: 100, users_share: 0.1, recency: 2 });
    expect(rows[0]).not.toHaveProperty('gmv_share');
  });
});

describe('rows saved as CSV', () => {
  test('quotes what must be quoted and keeps exact values', () => {
    const csv = toCsv([
      { id: 2053013555631882655n, name: 'a "b", c', when: new Date(0), none: null },
    ]);
    expect(csv).toBe(
      '\uFEFFid,name,when,none\r\n2053013555631882655,"a ""b"", c",1970-01-01T00:00:00.000Z,\r\n',
    );
  });

  test('for the clipboard, breaks within a value do not break its cell', () => {
    expect(toTsv([{ a: 'x\ty\nz', b: 9007199254740993n }], ['a', 'b'])).toBe(
      'a\tb\nx y z\t9007199254740993',
    );
  });

  test('a text that a spreadsheet would run is disarmed, a negative number is not', () => {
    expect(toCsv([{ a: '=cmd()', b: -5, c: '-5.2' }])).toContain("'=cmd(),-5,-5.2");
  });
});

test('the last day is cut where its events stop before 22:00', () => {
  const at = (lastEvent: string, grain: DatasetContext['grain'] = 'second') =>
    cutDay({ lastEvent, grain } as DatasetContext);
  expect(at('2019-10-01T02:50:00')).toBe('2019-10-01');
  expect(at('2017-12-03T23:59:13')).toBeNull();
  expect(at('2017-12-03T02:00:00', 'day')).toBeNull();
});

test('what ages alone would say is not lowered by cohorts that none is as old as', () => {
  // Of 300, 200 have others to compare with: 40 of them came back where 40 were expected, and 30 of the other 100.
  expect(expectedRate({ rate: 70 / 300, size: 300, expected: 40, lift: 0 })).toBeCloseTo(70 / 300);
  expect(expectedRate({ rate: 0.3, size: 100, expected: 20, lift: 0.5 })).toBeCloseTo(0.2);
  expect(expectedRate({ rate: 0, size: 100, expected: 20, lift: -1 })).toBeCloseTo(0.2);
  // 60 of 70 came back whom nobody is as old as, and 10 of 30 where 20 were expected: never more than all.
  expect(expectedRate({ rate: 0.7, size: 100, expected: 20, lift: -0.5 })).toBeCloseTo(0.8);
  expect(expectedRate({ rate: 0.2, size: 100, expected: null, lift: null })).toBeNaN();
});
