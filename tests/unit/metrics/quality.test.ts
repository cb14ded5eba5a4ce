import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isKey, LOCALES, t } from '../../../src/i18n/index.ts';
import type { RawParameters, Row } from '../../../src/metrics/index.ts';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { SCORES, WEIGHTS } from '../../../src/metrics/quality/scores.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, REES46, rees46Events, sharedFile } from '../warehouse/native.ts';
import { SHOP, SHOP_EVENTS } from '../warehouse/shop.ts';
import { databaseOf } from './database.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

async function run(warehouse: Native, context: DatasetContext, raw: RawParameters = {}) {
  const database = databaseOf(warehouse.connection);
  const result = await runMetric(database, 'quality', raw, context);
  const audit = await auditMetric(database, 'quality', raw, context);
  expect(audit, audit.detail).toMatchObject({ agrees: true });
  return result;
}

const of = (rows: readonly Row[], part: string, figure: string, subject = '') =>
  rows.find((row) => row.part === part && row.figure === figure && row.subject === subject);
const value = (rows: readonly Row[], part: string, figure: string, subject = '') =>
  of(rows, part, figure, subject)?.value;

/** The quantile by places in the sorted list. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** Mean absolute difference of all pairs over twice the mean. */
function gini(values: readonly number[]): number {
  let sum = 0;
  for (const a of values) for (const b of values) sum += Math.abs(a - b);
  const mean = values.reduce((all, one) => all + one, 0) / values.length;
  return sum / (2 * values.length ** 2 * mean);
}

const path = sharedFile('rees46/2019-Oct_first17k.csv');

describe.skipIf(path === null)('the quality of the first hours of REES46', () => {
  let warehouse: Native;
  let events: readonly Row[];
  const load = {
    rows: { read: 17_500, dwd: 17_434, duplicates: 65, rejected: 1, blank: 0, unsampled: 0 },
    flags: {},
  };
  beforeAll(async () => {
    warehouse = await native(REES46, rees46Events(path ?? ''));
    events = await warehouse.rows(`SELECT * FROM (${rees46Events(path ?? '')})`);
  });
  afterAll(() => warehouse.close());

  const share = (test: (row: Row) => boolean) => events.filter(test).length / events.length;

  it('tells each figure as a plain count over the file does', async () => {
    const { rows } = await run(warehouse, { ...warehouse.context, load });
    for (const type of ['view', 'cart', 'purchase'])
      expect(value(rows, 'mix', 'share', type)).toBeCloseTo(
        share((row) => row.event_type === type),
        12,
      );
    for (const column of ['brand', 'category_path', 'user_id', 'price', 'session_id'])
      expect(value(rows, 'missing', 'missing', column), column).toBeCloseTo(
        share((row) => row[column] === null),
        12,
      );
    expect(value(rows, 'missing', 'missing', 'category_path')).toBeGreaterThan(0.3);
    const prices = events.flatMap(({ price }) => (price === null ? [] : [Number(price)]));
    for (const [name, at] of [
      ['q01', 0.01],
      ['q25', 0.25],
      ['q50', 0.5],
      ['q95', 0.95],
    ] as const)
      expect(value(rows, 'price', name), name).toBeCloseTo(quantile(prices, at), 8);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((at) => quantile(prices, at)) as [
      number,
      number,
      number,
    ];
    const far = 1.5 * (high - low);
    const outside = prices.filter((one) => one < low - far || one > high + far).length;
    expect(value(rows, 'price', 'outliers_iqr')).toBeCloseTo(outside / prices.length, 12);
    const mad = quantile(
      prices.map((one) => Math.abs(one - middle)),
      0.5,
    );
    const robust = prices.filter((one) => Math.abs(one - middle) > 3.5 * 1.4826 * mad).length;
    expect(value(rows, 'price', 'outliers_mad')).toBeCloseTo(robust / prices.length, 12);
    expect(value(rows, 'price', 'illegal')).toBeCloseTo(
      prices.filter((one) => one <= 0).length / prices.length,
      12,
    );
    const brands = new Map<unknown, number>();
    for (const { brand } of events)
      if (brand !== null) brands.set(brand, (brands.get(brand) ?? 0) + 1);
    const counts = [...brands.values()];
    expect(value(rows, 'skew', 'keys', 'brand')).toBe(counts.length);
    expect(value(rows, 'skew', 'gini', 'brand')).toBeCloseTo(gini(counts), 10);
    expect(value(rows, 'skew', 'top_share', 'brand')).toBeCloseTo(
      Math.max(...counts) / counts.reduce((sum, one) => sum + one, 0),
      12,
    );
    expect(value(rows, 'duplicates', 'duplicates')).toBeCloseTo(65 / 17_500, 12);
    expect(value(rows, 'time', 'last_day_cut')).toBe(1);
  });

  it('adds its parts up by weight, and leaves out what cannot be judged', async () => {
    const judged = await run(warehouse, { ...warehouse.context, load });
    const without = await run(warehouse, { ...warehouse.context, id: 'unknown' });
    expect(without.rows.some(({ part }) => part === 'duplicates')).toBe(false);
    expect(without.definition.text).toMatch(/not known|不知道/);
    for (const { rows } of [judged, without]) {
      let [sum, weights] = [0, 0];
      for (const [part, weight] of Object.entries(WEIGHTS)) {
        const own = rows.filter((row) => row.part === part && row.figure !== 'part');
        const points = own.flatMap(({ score }) => (typeof score === 'number' ? [score] : []));
        if (points.length === 0) continue;
        const mean = points.reduce((all, one) => all + one, 0) / points.length;
        expect(of(rows, part, 'part')).toMatchObject({ weight });
        expect(of(rows, part, 'part')?.score).toBeCloseTo(mean, 9);
        sum += mean * weight;
        weights += weight;
      }
      expect(rows[0]).toMatchObject({ part: 'total', figure: 'score' });
      expect(rows[0]?.score).toBeCloseTo(sum / weights, 9);
      expect(Number(rows[0]?.score)).toBeLessThan(95);
    }
  });

  it('says what to do where points are lost, and nothing where they are not', async () => {
    const { rows, definition } = await run(warehouse, { ...warehouse.context, load });
    expect(of(rows, 'missing', 'missing', 'category_path')).toMatchObject({
      advice: 'missing.missing',
    });
    expect(String(of(rows, 'missing', 'missing', 'category_path')?.todo)).not.toBe('');
    expect(of(rows, 'missing', 'missing', 'user_id')).toMatchObject({
      score: 100,
      advice: null,
      todo: '',
    });
    for (const row of rows) {
      expect(row.label).not.toMatch(/[{}]|^[a-z_]+$/);
      if (row.advice !== null) expect(row.todo, String(row.advice)).not.toBe('');
    }
    expect(definition.facts.sentence).toMatch(/of 100|满分/);
  });
});

describe('bots and gaps', () => {
  const hours = [...Array(23).keys()];
  const BUSY: DatasetContext = {
    ...REES46,
    id: 'busy',
    columns: ['event_time', 'event_type', 'user_id', 'item_id'],
    textual: [],
    from: '2024-01-01',
    to: '2024-01-11',
    lastEvent: '2024-01-11T23:00:00',
    sessions: 'gap',
    eventTypes: ['view'],
  };
  // Three people come each hour of ten days, the sixth day and two hours of the third are not there; one robot.
  const rows = hours
    .concat(23)
    .flatMap((hour) =>
      [1, 2, 3, 4, 5, 7, 8, 9, 10, 11].flatMap((day) =>
        day === 3 && (hour === 4 || hour === 5)
          ? []
          : [1, 2, 3].map(
              (user) => `(${day}, ${hour}, ${user * 1000 + ((hour * 31 + day) % 97) * 10 + user})`,
            ),
      ),
    );
  const robot = Array.from({ length: 700 }, (_, n) => `(2, ${n % 2 === 0 ? 1 : 2}, 9)`);
  const EVENTS = `SELECT TIMESTAMP '2024-01-01' + to_days(d - 1) + to_hours(h) AS event_time, 'view' AS event_type,
      CAST(u AS BIGINT) AS user_id, CAST(7 AS BIGINT) AS item_id
    FROM (VALUES ${rows.concat(robot).join(', ')}) AS seen(d, h, u)`;
  let warehouse: Native;
  beforeAll(async () => {
    warehouse = await native(BUSY, EVENTS);
  });
  afterAll(() => warehouse.close());

  it('are found', async () => {
    const { rows: found } = await run(warehouse, warehouse.context, {
      session_limit: 300,
      day_limit: 650,
    });
    const all = rows.length + robot.length;
    expect(value(found, 'time', 'missing_days')).toBeCloseTo(1 / 11, 12);
    expect(value(found, 'time', 'missing_hours')).toBeCloseTo(26 / (11 * 24), 12);
    expect(value(found, 'time', 'longest_silence')).toBe(24);
    expect(value(found, 'bots', 'users')).toBe(1);
    expect(value(found, 'bots', 'user_events')).toBeCloseTo(700 / all, 12);
    expect(value(found, 'bots', 'busiest_day')).toBe(700);
    expect(value(found, 'bots', 'sessions')).toBe(2);
    expect(value(found, 'skew', 'top_share', 'item')).toBe(1);
    expect(value(found, 'mix', 'purchases_per_view')).toBe(0);
    expect(of(found, 'bots', 'user_events')).toMatchObject({
      score: 0,
      advice: 'bots.user_events',
    });
  });

  it('are not where the limits are kept', async () => {
    const { rows: found } = await run(warehouse, warehouse.context, { session_limit: 700 });
    expect(of(found, 'bots', 'user_events')).toMatchObject({ value: 0, score: 100, advice: null });
    expect(of(found, 'bots', 'sessions')).toMatchObject({ value: 0 });
  });
});

it('a shop with refunds, nobody and text for ids is judged the same in both ways', async () => {
  const warehouse = await native(SHOP, SHOP_EVENTS);
  const { rows } = await run(warehouse, warehouse.context);
  expect(value(rows, 'missing', 'missing', 'user_id')).toBeCloseTo(0.2, 12);
  expect(value(rows, 'missing', 'missing', 'order_id')).toBe(0);
  expect(value(rows, 'missing', 'missing', 'category_path')).toBeCloseTo(0.3, 12);
  warehouse.close();
});

it('every figure that is judged has its advice in both languages', () => {
  for (const [part, figures] of Object.entries(SCORES))
    for (const figure of Object.keys(figures)) {
      const key = `quality.${part}.${figure}.todo`;
      expect(isKey(key), key).toBe(true);
      if (isKey(key)) for (const locale of LOCALES) expect(t(key, {}, locale)).not.toBe('');
    }
});
