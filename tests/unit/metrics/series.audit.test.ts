import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { MODELS } from '../../../src/models/registry.ts';
import { runModel } from '../../../src/models/run.ts';
import { type Native, native, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';

// Machines that do other things as well take their time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });
/** A model that is asked for something else than the plan says, each time that it runs. */
const wrongly =
  (options: Readonly<Record<string, unknown>>): RunModel =>
  (stage, inputs) =>
    runModel({ ...stage, options: { ...stage.options, ...options } }, inputs, {
      tell: () => undefined,
    });

type Made = Readonly<Record<string, Readonly<Record<string, Float64Array>>>>;

/** What a model makes, altered each time that it runs. */
const altered =
  (kind: 'forecast' | 'anomalies', change: (made: Made) => void): RunModel =>
  async (stage, inputs) => {
    const found = await (MODELS[kind] as NonNullable<(typeof MODELS)[string]>)();
    const spy = vi.spyOn(MODELS, kind).mockResolvedValue(async (...asked) => {
      const made = await found(...asked);
      change(made as Made);
      return made;
    });
    try {
      return await models(stage, inputs, {});
    } finally {
      spy.mockRestore();
    }
  };
/** Puts other values into a column that has some. */
function put(
  made: Made,
  table: string,
  column: string,
  of: (value: number, row: number) => number,
) {
  const values = made[table]?.[column];
  if (!values || values.length === 0) throw new Error(`there is no ${table}.${column}`);
  for (const [row, value] of values.entries()) values[row] = of(value, row);
}

const SHOP = {
  ...TAOBAO,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'category_id', 'brand', 'price'],
  from: '2017-11-01',
  to: '2017-12-05',
  lastEvent: '2017-12-05T23:30:00',
  eventTypes: ['view', 'purchase'],
} as const;

/** Five weeks. On the 20th day brand b sells more; the 25th has no event; some events have no brand. */
const EVENTS = `SELECT TIMESTAMP '2017-11-01 02:00:00' + to_days(d::INTEGER) + to_minutes((u * 5)::INTEGER) AS event_time,
    CASE k WHEN 0 THEN 'view' ELSE 'purchase' END AS event_type, u::BIGINT AS user_id, (u % 5)::BIGINT AS item_id, (u % 2)::BIGINT AS category_id,
    CASE WHEN u >= 100 THEN 'b' ELSE ['a', 'b', NULL][u % 3 + 1] END AS brand, CAST(10 + u % 3 AS DECIMAL(18,4)) AS price
  FROM range(35) days(d), range(140) users(u), range(2) kinds(k)
  WHERE d <> 24 AND (u < 40 + 8 * (d % 7) + (d * 13) % 5 OR (u >= 100 AND d = 19))`;

let shop: Native;
beforeAll(async () => {
  shop = await native(SHOP, EVENTS);
  // Several readings of one month, and a month without any.
  await shop.connection.run(`CREATE TABLE readings AS SELECT name, CAST(DATE '2015-01-01' + to_months(m::INTEGER) AS DATE) AS month,
      100 + m + 20 * sin(m * pi() / 6) + ((m * 37 + r * 11) % 13) / 10 + CASE WHEN m = 40 AND name = 'x' THEN 90 ELSE 0 END AS v
    FROM range(72) months(m), range(2) readings(r), (VALUES ('x'), ('y')) names(name) WHERE m <> 20 AND (name = 'x' OR m > 3)`);
});
afterAll(() => shop.close());

async function audited(kind: string, raw: RawParameters, run = models, change?: string) {
  const database = databaseOf(shop.connection);
  const { relation } = await runMetric(database, kind, raw, SHOP, { models: run });
  if (change !== undefined)
    await shop.connection.run(change.replace(/^(UPDATE|DELETE FROM)/, `$1 ${relation}`));
  const audit = await auditMetric(database, kind, raw, SHOP, { models: run });
  // What was altered is made anew for the next.
  await shop.connection.run(`DROP TABLE ${relation}`);
  return audit;
}

const DAYS = { measure: 'gmv', by: 'day' };
const MONTHS = { from: 'readings', time: 'month', value: 'v', series: 'name' };

describe('the audit of a forecast', () => {
  const raw = { ...DAYS, horizon: 4, method: 'ets', transform: 'none' };

  it.each([
    ['days of events', raw],
    ['days of events on logarithms', { ...raw, transform: 'log' }],
    ['the season apart from the states', { ...raw, method: 'mstl' }],
    ['whatever is best', { ...DAYS, measure: 'users' }],
    ['hours', { measure: 'views', by: 'hour', horizon: 12, method: 'mstl', transform: 'none' }],
    ['no season', { ...raw, seasons: '0' }],
    [
      'months of a table, several readings each',
      { ...MONTHS, horizon: 6, method: 'ets', transform: 'log' },
    ],
    [
      'readings added up',
      { ...MONTHS, gather: 'sum', horizon: 3, method: 'ets', transform: 'none' },
    ],
  ])('agrees: %s', async (_, asked) => {
    expect(await audited('forecast', asked)).toMatchObject({ agrees: true });
  });

  it.each([
    ['a value', `UPDATE SET value = value + 0.01 WHERE n = 9`],
    ['a part of it', `UPDATE SET trend = trend + 0.01 WHERE n = 9`],
    ['a naive value', `UPDATE SET naive = naive + 0.01 WHERE n = known + 2`],
    ['a forecast', `UPDATE SET forecast = forecast + 0.01 WHERE n = known + 2`],
    ['an end of the interval', `UPDATE SET lower = lower + 0.01 WHERE n = known + 2`],
    ['an end of the inner one', `UPDATE SET inner_upper = inner_upper + 0.01 WHERE n = known + 2`],
    ['the error', `UPDATE SET mase = mase * 0.99`],
    ['how often the interval held', `UPDATE SET coverage = 1 - coverage`],
    ['a period that is gone', `DELETE FROM WHERE n = 9`],
  ])('catches %s', async (_, change) => {
    expect(await audited('forecast', raw, models, change)).toMatchObject({ agrees: false });
  });

  it.each([
    ['another level', raw, { inner: 0.5 }],
    ['a cut that is none', raw, { floor: true, cutFrom: Date.parse('2017-12-02') / 1000 }],
    [
      'readings added up',
      { ...MONTHS, horizon: 3, method: 'ets', transform: 'none' },
      { gather: 'sum' },
    ],
  ])('catches a model that answers for %s whenever it is asked', async (_, asked, options) => {
    expect(await audited('forecast', asked, wrongly(options))).toMatchObject({ agrees: false });
  });
});

describe('the audit of a forecast by a model that is wrong each time', () => {
  const raw = { ...DAYS, horizon: 4, method: 'mstl', transform: 'none' };
  it.each<[string, (made: Made) => void]>([
    ['in the middle', (made) => put(made, 'points', 'forecast', (value) => value * 1.01)],
    [
      'in the width',
      (made) => {
        const middle = made.points?.forecast ?? [];
        for (const [name, half] of Object.entries({ lower: -7, upper: 7 }))
          put(made, 'points', name, (_, row) => (middle[row] ?? 0) + half);
      },
    ],
    [
      'in the trend, whose remainder makes up for it',
      (made) => {
        put(made, 'points', 'trend', (value) => value + 1);
        put(made, 'points', 'remainder', (value) => value - 1);
      },
    ],
    [
      'in what it forecast from earlier origins',
      (made) => put(made, 'tried', 'forecast', (value) => value * 1.01),
    ],
    [
      'in the width of those',
      (made) => {
        for (const name of ['lower', 'upper'])
          put(made, 'tried', name, (_, row) => made.tried?.forecast?.[row] ?? 0);
      },
    ],
    [
      'in the states that it says those stand on',
      (made) => put(made, 'told', 'level', (value) => value * 1.01),
    ],
    [
      'in the smoothing that it says',
      (made) => put(made, 'summary', 'alpha', (value) => value / 2),
    ],
    [
      'in the first level that it says',
      (made) => put(made, 'summary', 'level', (value) => value * 2),
    ],
  ])('catches it %s', async (_, change) => {
    expect(await audited('forecast', raw, altered('forecast', change))).toMatchObject({
      agrees: false,
    });
  });
});

describe('the audit of anomalies', () => {
  const raw = { ...DAYS, threshold: 3.5, transform: 'none' };

  it.each([
    ['gmv', raw],
    ['users, who may be of several segments', { ...raw, measure: 'users' }],
    ['orders by the hour', { ...raw, measure: 'orders', by: 'hour' }],
    ['on logarithms', { ...raw, transform: 'log' }],
    ['without a season', { ...raw, seasons: '0' }],
    ['views by the hour', { ...raw, measure: 'views', by: 'hour' }],
    ['within a filter', { ...raw, filters: { brand: ['b', null] } }],
    ['months of a table', { ...MONTHS, threshold: 3 }],
  ])('agrees: %s', async (_, asked) => {
    expect(await audited('anomalies', asked)).toMatchObject({ agrees: true });
  });

  it.each([
    ['what was observed', `UPDATE SET observed = observed + 0.01 WHERE kind = 'high'`],
    ['what was expected', `UPDATE SET expected = expected + 0.01 WHERE kind = 'missing'`],
    ['the band', `UPDATE SET upper = upper + 0.01 WHERE kind = 'high'`],
    ['the score', `UPDATE SET score = score + 0.01 WHERE kind = 'high'`],
    ['the length', `UPDATE SET periods = periods + 1`],
    ['what the segment explains', `UPDATE SET explains = explains - 0.01 WHERE kind = 'high'`],
    ['the segment', `UPDATE SET segment = 'a' WHERE kind = 'high'`],
    ['an alert that is gone', `DELETE FROM WHERE kind = 'missing'`],
  ])('catches %s', async (_, change) => {
    expect(await audited('anomalies', raw, models, change)).toMatchObject({ agrees: false });
  });

  it.each([
    ['a wider band', raw, { threshold: 3.6 }],
    ['another season', { ...raw, seasons: [7] }, { seasons: [3] }],
    ['readings added up', { ...MONTHS, threshold: 3 }, { gather: 'sum' }],
  ])('catches a model that answers for %s whenever it is asked', async (_, asked, options) => {
    expect(await audited('anomalies', asked, wrongly(options))).toMatchObject({ agrees: false });
  });

  const higher = (value: number) => value * 1.001;
  it.each<[string, (made: Made) => void]>([
    [
      'in what was expected',
      (made) => {
        put(made, 'points', 'expected', higher);
        put(made, 'alerts', 'expected', higher);
      },
    ],
    ['in what an alert says was expected', (made) => put(made, 'alerts', 'expected', higher)],
    ['in the ends of the band', (made) => put(made, 'alerts', 'upper', higher)],
  ])('catches a model that is wrong each time %s', async (_, change) => {
    expect(await audited('anomalies', raw, altered('anomalies', change))).toMatchObject({
      agrees: false,
    });
  });
});
