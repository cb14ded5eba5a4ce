import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditMetric, type Row, runMetric } from '../../../src/metrics/index.ts';
import { type Native, native, sharedFile } from '../warehouse/native.ts';
import { CDNOW, cdnowEvents } from './customers/support.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

const path = sharedFile('cdnow/CDNOW_master.txt');
const oracles = sharedFile('cdnow/oracle.json');

/** Dollars of the first three monthly cohorts by months since: summed line by line in Python over the file. */
const PAID = [
  [
    299060.17, 61041.69, 50683.75, 40655.5, 34973.56, 34397.9, 41009.7, 29804.54, 27306.22, 32100.3,
    39459.83, 33569.08, 27214.64, 25288.12, 37128.74, 21988.9, 24222.84, 27252.08,
  ],
  [
    318548.34, 62587.03, 49247.7, 38306.56, 38565.07, 43194.89, 31307.55, 29340.71, 32458.53,
    38824.04, 34261.46, 26435.35, 27745.88, 36673.07, 25033.17, 26734.91, 27347.55,
  ],
  [
    279884.49, 52921.29, 34653.18, 35432.9, 37874.29, 27255.6, 25301.87, 25221.94, 37164.77,
    27746.81, 23106.79, 24062.96, 35168.34, 19209.45, 20031.91, 21509.67,
  ],
];
/** Customers who come back in months 1, 2, 3, 6 and 12, of all 23,570: from the same sums. */
const SUMMARY = { 1: 3501, 2: 2696, 3: 2349, 6: 1907, 12: 1774 };
/** New, returning, resurrected, dormant, dormant in all by month; a gap of one month, and of three. Python, customer by customer. */
const MONTHS = {
  1: [
    [7846, 0, 0, 0, 0],
    [8476, 1157, 0, 6689, 6689],
    [7248, 1681, 595, 7952, 14046],
    [0, 1773, 1049, 7751, 20748],
    [0, 852, 1362, 1970, 21356],
    [0, 747, 1592, 1467, 21231],
    [0, 746, 1434, 1593, 21390],
    [0, 604, 1168, 1576, 21798],
    [0, 528, 1211, 1244, 21831],
    [0, 532, 1307, 1207, 21731],
    [0, 624, 1404, 1215, 21542],
    [0, 632, 1232, 1396, 21706],
    [0, 512, 1025, 1352, 22033],
    [0, 472, 1079, 1065, 22019],
    [0, 571, 1489, 980, 21510],
    [0, 518, 919, 1542, 22133],
    [0, 459, 1029, 978, 22082],
    [0, 446, 1060, 1042, 22064],
  ],
  3: [
    [7846, 0, 0, 0, 0],
    [8476, 1157, 0, 0, 0],
    [7248, 2276, 0, 0, 0],
    [0, 2822, 0, 5742, 5742],
    [0, 2015, 199, 6871, 12414],
    [0, 1710, 629, 6409, 18194],
    [0, 1294, 886, 1324, 18632],
    [0, 1048, 724, 1008, 18916],
    [0, 1024, 715, 1106, 19307],
    [0, 1004, 835, 1069, 19541],
    [0, 1123, 905, 800, 19436],
    [0, 1059, 805, 718, 19349],
    [0, 908, 629, 817, 19537],
    [0, 892, 659, 970, 19848],
    [0, 1088, 972, 877, 19753],
    [0, 829, 608, 666, 19811],
    [0, 922, 566, 643, 19888],
    [0, 878, 628, 993, 20253],
  ],
};
/** Customer-days of each month, and its days: stickiness is the one by the other by the month's customers. */
const DAYS = [
  [8767, 31],
  [11045, 28],
  [11329, 31],
  [3690, 30],
  [2824, 31],
  [2959, 30],
  [2840, 31],
  [2233, 31],
  [2220, 30],
  [2397, 31],
  [2620, 30],
  [2395, 31],
  [1965, 31],
  [1957, 28],
  [2686, 31],
  [1806, 30],
  [1903, 31],
  [1955, 30],
];

describe.skipIf(path === null || oracles === null)('the customers of CDNOW', () => {
  let warehouse: Native;
  let database: NativeDatabase;
  let monthly: Readonly<Record<string, readonly number[]>>;

  beforeAll(async () => {
    monthly = JSON.parse(readFileSync(oracles ?? '', 'utf8')).master.monthly_cohorts;
    warehouse = await native(CDNOW, cdnowEvents(path ?? ''));
    database = databaseOf(warehouse.connection);
  }, 120_000);
  afterAll(() => warehouse.close());

  const audited = async (kind: string, raw: Record<string, unknown>) => {
    const result = await runMetric(database, kind, raw, warehouse.context);
    const audit = await auditMetric(database, kind, raw, warehouse.context);
    expect(audit, JSON.stringify(raw)).toMatchObject({ agrees: true });
    return result;
  };

  it('come back and pay by the month of their first purchase', async () => {
    const raw = { unit: 'month', cohort: 'purchase', event: 'purchase' };
    const { rows, definition, sql } = await audited('cohorts', raw);
    expect(sql).not.toMatch(/\bdwd\b/);
    for (const [at, [month, users]] of Object.entries(monthly).entries()) {
      const own = rows.filter(({ cohort }) => cohort === `${month}-01`);
      expect(own.map((row) => row.users)).toEqual(users.slice(0, 18 - at));
      const paid = PAID[at] ?? [];
      const near = (value: unknown, wanted: number) => expect(value).toBeCloseTo(wanted, 4);
      for (const [n, row] of own.entries()) {
        near(row.value, paid[n] ?? 0);
        near(row.value_share, (paid[n] ?? 0) / (paid[0] ?? 1));
        near(
          row.value_total,
          paid.slice(0, n + 1).reduce((sum, one) => sum + one, 0),
        );
      }
      expect(own).toHaveLength(18 - at);
    }
    expect(rows).toHaveLength(18 + 17 + 16);
    const summary = definition.facts.summary as readonly Row[];
    expect(
      summary.map(({ period, users, size, cohorts }) => [period, users, size, cohorts]),
    ).toEqual(Object.entries(SUMMARY).map(([n, users]) => [Number(n), users, 23570, 3]));
    expect(definition.facts).toMatchObject({ cohorts: 3, members: 23570, valued: true });
    const curve = definition.facts.curve as readonly Row[];
    // Only January reaches month 17; all three reach month 15.
    expect(curve.at(-1)).toMatchObject({ period: 17, cohorts: 1, users: 498, size: 7846 });
    const total = PAID.flatMap((paid) => paid.slice(0, 16)).reduce((sum, one) => sum + one, 0);
    expect(curve[15]?.value_per_user).toBeCloseTo(total / 23570, 6);
  });

  it('agree with the second way in every mode', async () => {
    for (const raw of [
      { unit: 'month', mode: 'rolling' },
      {
        unit: 'month',
        mode: 'bracket',
        ranges: [
          [1, 3],
          [4, 12],
        ],
      },
      { unit: 'week', from: '1997-02-01', to: '1997-02-28' },
      { unit: 'month', filters: { amount: [{ from: 20, to: 1000 }] } },
    ])
      await audited('cohorts', raw);
  });

  it('go through the months of their life cycle', async () => {
    for (const gap of [1, 3] as const) {
      const { rows, sql } = await audited('lifecycle', { unit: 'month', gap });
      expect(sql).not.toMatch(/\bdwd\b/);
      const found = rows.map((row) =>
        ['new', 'returning', 'resurrected', 'dormant', 'dormant_total'].map((name) => row[name]),
      );
      expect(found).toEqual(MONTHS[gap]);
      for (const [at, [userDays = 0, days = 1]] of DAYS.entries()) {
        expect(rows[at]?.mean_daily).toBeCloseTo(userDays / days, 9);
        expect(rows[at]?.stickiness).toBeCloseTo(userDays / days / Number(rows[at]?.active), 9);
      }
    }
  });

  it('are known for what they bought alone: who looked is not told as nobody, nor as all', async () => {
    for (const raw of [{}, { by: 'day' }, { filters: { amount: [{ from: 20, to: 1000 }] } }]) {
      const { rows, definition } = await audited('overview', raw);
      const lacks = ['pv', 'uv', 'conversion_user', 'conversion_event', 'bounce_rate'];
      expect(definition.facts.lacks).toEqual(expect.arrayContaining(lacks));
      for (const name of lacks)
        expect(rows.every((row) => row[name] === undefined || row[name] === null)).toBe(true);
    }
    const { rows } = await audited('overview', {});
    expect(rows[0]).toMatchObject({ buyers: 23570, purchases: 69659 });
  });

  it('have no hours, so rolling days are refused', async () => {
    await expect(
      runMetric(database, 'cohorts', { day: '24h' }, warehouse.context),
    ).rejects.toMatchObject({ code: 'metric-not-applicable' });
  });
});
