import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { native, REES46 } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';

const LINES: DatasetContext = {
  ...REES46,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'order_id', 'price', 'quantity'],
  textual: ['order_id'],
  from: '2011-12-05',
  to: '2011-12-06',
  lastEvent: '2011-12-06T09:00:00',
  orders: 'order_id',
  sessions: 'day',
  eventTypes: ['purchase', 'refund'],
};
const NAMES = 'event_time, event_type, user_id, item_id, order_id, price, quantity, brand';

/** Money figures of rows that are written as SQL values of `NAMES`. */
async function moneyOf(context: DatasetContext, rows: readonly string[], asked: object = {}) {
  const shop = await native(
    context,
    `SELECT CAST(event_time AS TIMESTAMP) AS event_time, event_type, CAST(user_id AS BIGINT) AS user_id,
      CAST(item_id AS BIGINT) AS item_id, order_id, CAST(price AS DECIMAL(18,4)) AS price,
      CAST(quantity AS DECIMAL(18,4)) AS quantity, brand FROM (VALUES ${rows.join(', ')}) AS t(${NAMES})`,
  );
  try {
    const database = databaseOf(shop.connection);
    const result = await runMetric(database, 'overview', { ...asked }, context);
    expect(await auditMetric(database, 'overview', { ...asked }, context)).toMatchObject({
      agrees: true,
    });
    const money = result.rows.map((row) => [row.gmv, row.net_gmv]);
    return { money, text: result.definition.text };
  } finally {
    shop.close();
  }
}

describe('net GMV', () => {
  // Sold 6 × 2.55 + 2 × 1.85 = 19.00; 4 × 2.55 = 10.20 came back the day after.
  const RETAIL = [
    `('2011-12-05 10:00:00', 'purchase', 17850, 1, '536365', 2.55, 6, 'a')`,
    `('2011-12-05 10:00:00', 'purchase', 17850, 2, '536365', 1.85, 2, 'b')`,
    `('2011-12-06 09:00:00', 'refund', 17850, 1, 'C536391', 2.55, -4, 'a')`,
  ];

  it('is less by what returned lines with a negative quantity take back', async () => {
    const { money, text } = await moneyOf(LINES, RETAIL);
    expect(money).toEqual([[19, 8.8]]);
    expect(text).toMatch(/cancelled line with an amount above zero/);
    expect((await moneyOf(LINES, RETAIL, { by: 'day' })).money).toEqual([
      [19, 19],
      [0, -10.2],
    ]);
    const { money: filtered } = await moneyOf(
      { ...LINES, columns: [...LINES.columns, 'brand'] },
      RETAIL,
      { filters: { brand: ['a'] } },
    );
    expect(filtered).toEqual([[15.3, 5.1]]);
  });

  it('is not changed by cancelled lines, which never were in GMV', async () => {
    // Delivered 58.90; an order of 120.00 was cancelled.
    const olist = LINES.columns.filter((name) => name !== 'quantity');
    const { money } = await moneyOf({ ...LINES, source: 'olist', columns: olist }, [
      `('2011-12-05 10:00:00', 'purchase', 1, 1, 'o1', 58.90, 1, 'a')`,
      `('2011-12-06 09:00:00', 'refund', 2, 2, 'o2', 120.00, 1, 'a')`,
    ]);
    expect(money).toEqual([[58.9, 58.9]]);
  });

  it('is less by refunds of an event log, whichever their sign', async () => {
    const log: DatasetContext = { ...LINES, eventTypes: ['view', 'purchase', 'refund'] };
    const { money, text } = await moneyOf(log, [
      `('2011-12-05 10:00:00', 'view', 1, 1, NULL, 100.00, 1, 'a')`,
      `('2011-12-05 10:01:00', 'purchase', 1, 1, 'o1', 100.00, 1, 'a')`,
      `('2011-12-05 11:00:00', 'refund', 1, 1, 'o1', 30.00, 1, 'a')`,
      `('2011-12-06 09:00:00', 'refund', 1, 1, 'o1', -20.00, 1, 'a')`,
    ]);
    expect(money).toEqual([[100, 50]]);
    expect(text).toMatch(/whichever sign/);
  });
});
