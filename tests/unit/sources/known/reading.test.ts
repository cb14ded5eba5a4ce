import { describe, expect, test } from 'vitest';
import { decodePlan, detect } from '../../../../src/sources/detect/index.ts';
import { sourceDefinition } from '../../../../src/sources/known/index.ts';
import { planSlices, readEvents, readRecords } from '../../../../src/sources/read/index.ts';
import { EVENT_TYPES } from '../../../../src/sources/types.ts';
import { collect, onlyShape, textFile } from '../read/support.ts';
import { MINIATURES, OLIST } from './miniatures.ts';

/** From a file's bytes to canonical rows, by what detection alone says. */
async function events(file: File) {
  const shape = await onlyShape(file);
  const found = detect([shape]);
  const [slice] = await planSlices(file, shape, 1);
  if (!slice) throw new Error('no slice');
  const { rows, reader } = await collect(readEvents(file, decodePlan(shape, found), slice));
  const plain = rows.map(
    ({ time, type, ...rest }): Readonly<Record<string, unknown>> => ({
      ...rest,
      type: EVENT_TYPES[type],
      time: new Date(time / 1000).toISOString(),
    }),
  );
  return { source: found.source, rows: plain, rejects: reader.rejects.counts };
}

const mini = (name: keyof typeof MINIATURES) =>
  events(textFile(`${MINIATURES[name]}\n`, `${name}.csv`));

describe('what detection says, the reader can read', () => {
  test('Taobao', async () => {
    const { rows, rejects } = await mini('taobao');
    expect(rejects).toEqual({});
    expect(rows.map(({ type }) => type)).toEqual(['view', 'fav', 'cart', 'purchase']);
    expect(rows[0]).toMatchObject({
      user_id: 1n,
      item_id: 2_268_318n,
      time: '2017-11-24T17:21:10.000Z',
    });
  });

  test('Tianchi mobile: hours of Shanghai', async () => {
    const { rows, rejects } = await mini('tianchi');
    expect(rejects).toEqual({});
    expect(rows.map(({ type, time }) => `${type} ${time}`)).toEqual([
      'view 2014-12-05T18:00:00.000Z',
      'purchase 2014-12-09T12:00:00.000Z',
      'cart 2014-12-18T03:00:00.000Z',
    ]);
    expect(rows[1]).toMatchObject({ item_id: 383_583_590n, category_id: 5894n });
  });

  test('REES46: category ids of 19 digits, exact prices', async () => {
    const { rows, rejects } = await mini('rees46');
    expect(rejects).toEqual({});
    expect(rows[1]).toEqual({
      type: 'remove',
      time: '2019-10-01T00:00:00.000Z',
      user_id: 554_748_717n,
      item_id: 3_900_821n,
      category_id: 2_053_013_552_326_770_905n,
      session_id: '9333dfbd-b87a-4708-9857-6336556b0fcc',
      category_path: 'appliances.environment.water_heater',
      brand: 'aqua',
      price: 332_000,
    });
  });

  test('Retailrocket: milliseconds, transactions as orders', async () => {
    const { rows, rejects } = await mini('retailrocket');
    expect(rejects).toEqual({});
    expect(rows.map(({ type, order_id }) => [type, order_id])).toEqual([
      ['view', null],
      ['cart', null],
      ['purchase', 4000n],
    ]);
    expect(rows[0]?.time).toBe('2015-06-02T05:02:12.117Z');
  });

  test('Online Retail: a line taken back is a refund', async () => {
    const { rows, rejects } = await mini('onlineRetail');
    expect(rejects).toEqual({});
    expect(rows.map(({ type, order_id, quantity }) => [type, order_id, quantity])).toEqual([
      ['purchase', '536365', 60_000],
      ['purchase', '536365', 60_000],
      ['refund', 'C536379', -10_000],
    ]);
    expect(rows[0]?.time).toBe('2010-12-01T08:26:00.000Z');
  });

  test('Online Retail II: customers written as 13085.0', async () => {
    const { rows, rejects } = await mini('onlineRetailII');
    expect(rejects).toEqual({});
    expect(rows.map(({ type, user_id, country }) => [type, user_id, country])).toEqual([
      ['purchase', 13_085n, 'United Kingdom'],
      ['refund', 16_321n, 'Australia'],
    ]);
  });

  test('GA4: what is no event of a shop is refused by its word, not lost', async () => {
    const { rows, rejects } = await mini('ga4');
    expect(rejects).toEqual({ event_type: 1 });
    expect(rows.map(({ type, amount }) => [type, amount])).toEqual([
      ['view', null],
      ['cart', null],
      ['purchase', 280_000],
    ]);
    expect(rows[0]?.time).toBe('2021-01-31T05:05:10.766Z');
  });

  test('Mixpanel and Amplitude: their words and times', async () => {
    const mixpanel = await mini('mixpanel');
    expect(mixpanel.rejects).toEqual({});
    expect(mixpanel.rows.map(({ type }) => type)).toEqual(['view', 'cart', 'purchase']);
    const amplitude = await mini('amplitude');
    expect(amplitude.rejects).toEqual({});
    expect(amplitude.rows.map(({ time }) => time)).toEqual([
      '2023-05-01T10:11:12.123Z',
      '2023-05-01T10:12:12.000Z',
    ]);
  });

  test('Chinese orders and logs', async () => {
    const orders = await mini('chinese');
    expect(orders.rejects).toEqual({});
    expect(orders.rows[0]).toMatchObject({
      type: 'purchase',
      user_id: '小明',
      brand: '华为',
      price: 39_990_000,
      city: '杭州',
    });
    const log = await mini('chineseLog');
    expect(log.rejects).toEqual({});
    expect(log.rows.map(({ type }) => type)).toEqual(['view', 'cart', 'purchase']);
  });

  test('Olist, through its join', async () => {
    const files = await Promise.all(
      Object.entries(OLIST).map(async ([name, text]) => {
        const file = textFile(`${text}\n`, name);
        return { file, shape: await onlyShape(file) };
      }),
    );
    const join = sourceDefinition('olist')?.join;
    const joined = await join?.prepare(files, ({ file, shape }) => readRecords(file, shape));
    if (!joined) throw new Error('no join');
    const { source, rows, rejects } = await events(joined.file);
    expect(source).toBe('olist');
    expect(rejects).toEqual({});
    expect(
      rows.map(({ type, order_id, user_id, price }) => [type, order_id, user_id, price]),
    ).toEqual([
      ['purchase', 'o1', 'u1', 299_900],
      ['purchase', 'o1', 'u1', 299_900],
      ['refund', 'o2', 'u1', 1_187_000],
    ]);
    expect(rows[0]).toMatchObject({
      time: '2017-10-02T13:56:33.000Z',
      category_id: 'housewares',
      category_path: 'housewares',
      region: 'SP',
    });
  });
});
