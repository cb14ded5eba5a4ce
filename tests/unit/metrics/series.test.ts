import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, vi } from 'vitest';
import {
  auditMetric,
  metricOf,
  type RawParameters,
  runMetric,
} from '../../../src/metrics/index.ts';
import { cutFrom, skippedHours } from '../../../src/metrics/series/clock.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, sharedFile, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';

// Machines that do other things as well take their time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });
type Shop = Pick<Native, 'connection' | 'context' | 'close'>;

async function asked(shop: Shop, kind: string, raw: RawParameters) {
  const database = databaseOf(shop.connection);
  const result = await runMetric(database, kind, raw, shop.context, { models });
  const audit = await auditMetric(database, kind, raw, shop.context, { models });
  expect(audit, JSON.stringify([raw, audit])).toMatchObject({ agrees: true });
  return result;
}

/** A database of one table `t` of a file. */
async function table(file: string): Promise<Shop> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE t AS FROM read_csv('${file}')`);
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, context: TAOBAO, close };
}

const SHOP = {
  ...TAOBAO,
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'category_id',
    'brand',
    'device',
    'price',
  ],
  from: '2017-11-01',
  to: '2017-12-05',
  lastEvent: '2017-12-05T23:30:00',
  eventTypes: ['view', 'purchase'],
} as const;

/**
 * Five weeks of a shop, each user once a day. On the 20th day brand b sells four times as much; the 25th day has no
 * event at all.
 */
const events = `SELECT TIMESTAMP '2017-11-01 02:00:00' + to_days(d::INTEGER) + to_minutes((u * 5)::INTEGER) AS event_time,
    CASE k WHEN 0 THEN 'view' ELSE 'purchase' END AS event_type, (u)::BIGINT AS user_id, (u % 5)::BIGINT AS item_id, (u % 2)::BIGINT AS category_id,
    CASE WHEN u >= 100 THEN 'b' ELSE ['a', 'b', 'c'][u % 3 + 1] END AS brand, ['phone', 'desktop'][u % 2 + 1] AS device,
    CAST(10 + u % 3 AS DECIMAL(18,4)) AS price
  FROM range(35) days(d), range(140) users(u), range(2) kinds(k)
  WHERE d <> 24 AND (u < 40 + 8 * (d % 7) + (d * 13) % 5 OR (u >= 100 AND d = 19))`;

describe('a shop of five weeks', () => {
  it('has its week found and told from the events', async () => {
    const shop = await native(SHOP, events);
    const { rows, definition } = await asked(shop, 'forecast', {
      measure: 'orders',
      by: 'day',
      horizon: 7,
    });
    expect(definition.facts.seasons).toBe('7');
    expect(definition.facts.missing).toBe(1);
    expect(rows.filter(({ period }) => period === 'missing').map(({ day }) => day)).toEqual([
      '2017-11-25',
    ]);
    const coming = rows.filter(({ period }) => period === 'coming');
    expect(coming.map(({ day }) => day)).toEqual(
      [6, 7, 8, 9, 10, 11, 12].map((n) => `2017-12-${String(n).padStart(2, '0')}`),
    );
    for (const row of coming) {
      expect(Number(row.lower)).toBeLessThanOrEqual(Number(row.forecast));
      expect(Number(row.upper)).toBeGreaterThanOrEqual(Number(row.forecast));
    }
    const first = rows[0];
    const parts = ['trend', 'season_1', 'remainder'].map((name) => Number(first?.[name]));
    const [trend = 0, season = 0, rest = 0] = parts;
    const told =
      definition.facts.transform === 'log' ? trend * season * rest : trend + season + rest;
    expect(told).toBeCloseTo(Number(first?.value), 8);
    expect((definition.facts.backtest as unknown[]).length).toBe(7);
    for (const raw of [
      { measure: 'gmv' },
      { measure: 'users' },
      { measure: 'views', filters: { brand: ['a'] } },
      { measure: 'orders', by: 'hour', horizon: 5, method: 'ets' },
    ])
      await asked(shop, 'forecast', raw);
    shop.close();
  });

  it('has the day on which a brand sold more, with that brand, and the day that is missing', async () => {
    const shop = await native(SHOP, events);
    const { rows } = await asked(shop, 'anomalies', {
      measure: 'orders',
      by: 'day',
      threshold: 3.5,
    });
    const [high] = rows.filter(({ kind }) => kind === 'high');
    expect(high).toMatchObject({ day: '2017-11-20', dimension: 'brand', segment: 'b', periods: 1 });
    expect(Number(high?.explains)).toBeGreaterThan(0.9);
    expect(Number(high?.usual_share)).toBeLessThan(0.5);
    expect(
      rows.filter(({ kind }) => kind === 'missing').map(({ day, observed }) => [day, observed]),
    ).toEqual([['2017-11-25', null]]);
    for (const raw of [
      { measure: 'gmv' },
      { measure: 'users' },
      { measure: 'views', filters: { brand: ['b'] } },
      { measure: 'orders', by: 'hour', threshold: 5 },
    ])
      await asked(shop, 'anomalies', raw);
    shop.close();
  });

  it('takes what the data have where nobody says what, and no views where there are none', () => {
    const { parameters } = metricOf('forecast');
    const measure = (raw: RawParameters, more: Partial<DatasetContext>) =>
      (parameters(raw, { ...SHOP, ...more }) as { measure: string }).measure;
    const columns = SHOP.columns.filter((name) => name !== 'price');
    for (const raw of [{}, { measure: 'auto' }]) {
      expect(measure(raw, { eventTypes: ['purchase', 'refund'] })).toBe('gmv');
      expect(measure(raw, { eventTypes: ['view', 'purchase'], columns })).toBe('orders');
      expect(measure(raw, { eventTypes: ['view'] })).toBe('views');
      expect(measure(raw, { eventTypes: ['rate'] })).toBe('users');
    }
    expect(() => measure({ measure: 'views' }, { eventTypes: ['purchase'] })).toThrow(
      expect.objectContaining({ code: 'metric-not-applicable' }),
    );
  });

  it('says what it lacks', async () => {
    const columns = SHOP.columns.filter((name) => name !== 'price');
    const shop = await native({ ...SHOP, columns }, events);
    const run = (raw: RawParameters) =>
      runMetric(databaseOf(shop.connection), 'forecast', raw, shop.context, { models });
    await expect(run({ measure: 'gmv' })).rejects.toMatchObject({ code: 'metric-not-applicable' });
    await expect(run({ level: 80, inner_level: 90 })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    await expect(run({ series: 'brand' })).rejects.toMatchObject({ code: 'metric-parameter' });
    await expect(run({ seasons: 'weekly' })).rejects.toMatchObject({ code: 'metric-parameter' });
    shop.close();
  });
});

describe('the clock', () => {
  const context = {
    ...TAOBAO,
    from: '2024-03-30',
    to: '2024-04-01',
    grain: 'second',
    reportTimezone: 'Europe/Berlin',
  } as unknown as DatasetContext;
  const asks = { table: null, to: null } as never as Parameters<typeof cutFrom>[0];
  const seconds = (iso: string) => Date.parse(`${iso}Z`) / 1000;

  it('cuts a day that ends before ten in the evening, and an hour that ends before its last minutes', () => {
    const ends = (lastEvent: string, by: 'day' | 'hour') =>
      cutFrom({ ...asks, by }, { ...context, lastEvent });
    expect(ends('2024-04-01T15:20:00', 'day')).toBe(seconds('2024-04-01T00:00:00'));
    expect(ends('2024-04-01T23:20:00', 'day')).toBeNull();
    expect(ends('2024-04-01T15:20:00', 'hour')).toBe(seconds('2024-04-01T15:00:00'));
    expect(ends('2024-04-01T15:58:00', 'hour')).toBeNull();
  });

  it('left out an hour in spring, which is not missing', () => {
    expect(skippedHours({ ...asks, by: 'hour' }, context)).toEqual([
      seconds('2024-03-31T02:00:00'),
    ]);
  });
});

describe('several series of a table', () => {
  it('each have their verdict', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    // A week on a slope, a saw that turns at no fixed time, and too few values.
    await connection.run(`CREATE TABLE t AS SELECT name, DATE '2024-01-01' + d::INTEGER AS day, CASE name
        WHEN 'week' THEN 50 + d + 10 * sin(d * 2 * pi() / 7) WHEN 'saw' THEN (d * d * 7919) % 101 ELSE d END AS v
      FROM range(70) days(d), (VALUES ('week'), ('saw'), ('few')) names(name) WHERE name <> 'few' OR d < 3`);
    const shop = {
      connection,
      context: TAOBAO,
      close: () => {
        connection.closeSync();
        instance.closeSync();
      },
    };
    const { definition } = await asked(shop, 'forecast', {
      from: 't',
      time: 'day',
      value: 'v',
      series: 'name',
      horizon: 7,
    });
    const summaries = definition.facts.summaries as readonly {
      series: string;
      verdict: string;
      mase: number | null;
      naive_mase: number | null;
    }[];
    expect(new Set(summaries.map(({ series }) => series))).toEqual(new Set(['week', 'saw', 'few']));
    for (const { series, verdict, mase, naive_mase } of summaries) {
      if (series === 'few') expect(verdict).toBe('short');
      else expect(verdict).toBe(Number(mase) < Number(naive_mase) ? 'beats' : 'loses');
    }
    expect(summaries.find(({ series }) => series === 'week')?.verdict).toBe('beats');
    expect(definition.facts.verdict).toBe(summaries[0]?.verdict);
    for (const { series, mase } of summaries)
      expect(definition.text).toContain(
        series === 'few' ? series : `${series} (MASE ${Number(mase).toFixed(2)} `,
      );
    shop.close();
  });
});

const air = sharedFile('forecast/example_air_passengers.csv');
const taxi = sharedFile('nab/realKnownCause/nyc_taxi.csv');
const taobao = sharedFile('taobao/UserBehavior_first_users.csv');

describe.skipIf(air === null)('a plain table of months', () => {
  it('is forecast for a year, better than by the year before', async () => {
    const shop = await table(air ?? '');
    const { rows, definition } = await asked(shop, 'forecast', {
      from: 't',
      time: 'ds',
      value: 'y',
    });
    expect(definition.facts).toMatchObject({
      seasons: '12',
      transform: 'log',
      horizon: 12,
      step_unit: 'month',
    });
    expect(Number(definition.facts.mase)).toBeLessThan(0.6 * Number(definition.facts.naive_mase));
    expect(rows.at(-1)?.time).toBe('1961-12-01');
    expect(definition.text).toContain('closer than');
    // The actual year is in no file; 1960 from what came before it is.
    const tests = definition.facts.tests as { origin: string; actual: number; forecast: number }[];
    const last = tests.filter(({ origin }) => origin === '1960-01-01');
    expect(last.map(({ actual }) => actual)).toEqual([
      417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ]);
    shop.close();
  });
});

describe.skipIf(taxi === null)('a plain table of half hours', () => {
  it('has the marathon, the holidays and the blizzard of New York in its alerts', async () => {
    const shop = await table(taxi ?? '');
    const { rows, definition } = await asked(shop, 'anomalies', {
      from: 't',
      time: 'timestamp',
      value: 'value',
    });
    expect(definition.facts.seasons).toBe('48, 336');
    const days = rows.map(({ time }) => String(time).slice(0, 10));
    for (const day of ['2014-11-02', '2014-11-27', '2014-12-25', '2015-01-01', '2015-01-27'])
      expect(
        days.some((one) => Math.abs(Date.parse(one) - Date.parse(day)) <= 86_400_000),
        day,
      ).toBe(true);
    expect(rows.length).toBeLessThan(30);
    expect((definition.facts.line as unknown[]).length).toBeLessThanOrEqual(700);
    shop.close();
  });
});

describe('a past that repeats but for rounding', () => {
  it('gives no scale to count errors in, and says so', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE t AS SELECT DATE '2024-01-01' + d::INTEGER AS day,
      300 + 100 * sin(d * 2 * pi() / 7) AS v FROM range(70) days(d)`);
    const close = () => {
      connection.closeSync();
      instance.closeSync();
    };
    const shop = { connection, context: TAOBAO, close };
    const { definition } = await asked(shop, 'forecast', {
      from: 't',
      time: 'day',
      value: 'v',
      horizon: 7,
    });
    expect(definition.facts).toMatchObject({ mase: null, verdict: 'untried' });
    expect(definition.text).toContain('The past repeats itself exactly');
    shop.close();
  });
});

const spikes = sharedFile('nab/artificialWithAnomaly/art_increase_spike_density.csv');

describe.skipIf(spikes === null)('a table of spikes that are as far out as is told', () => {
  it('has an alert at the first of them, in both ways', async () => {
    const shop = await table(spikes ?? '');
    const series = { from: 't', time: 'timestamp', value: 'value' };
    const { rows } = await asked(shop, 'anomalies', series);
    expect(rows).toMatchObject([{ time: '2014-04-07 23:05:00', periods: 3, score: 9999 }]);
    shop.close();
  });
});

describe.skipIf(taobao === null)('43 users of Taobao', () => {
  it('are forecast by the hour', async () => {
    const file = `(SELECT to_timestamp(column4)::TIMESTAMP AS event_time, CASE column3 WHEN 'pv' THEN 'view' WHEN 'buy' THEN 'purchase' ELSE column3 END AS event_type,
      column0::BIGINT AS user_id, column1::BIGINT AS item_id, column2::BIGINT AS category_id FROM read_csv('${taobao}', header = false)
      WHERE column4 BETWEEN 1511539200 AND 1512316799)`;
    const shop = await native(TAOBAO, `SELECT * FROM ${file}`);
    const { definition } = await asked(shop, 'forecast', { measure: 'views', horizon: 24 });
    expect(definition.facts.by).toBe('hour');
    expect(definition.facts.seasons).toBe('24');
    await asked(shop, 'anomalies', { measure: 'views' });
    shop.close();
  });
});
