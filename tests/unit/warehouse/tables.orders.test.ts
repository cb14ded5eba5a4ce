import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, REES46 } from './native.ts';

const CONTEXT: DatasetContext = {
  ...REES46,
  columns: ['event_time', 'event_type', 'user_id', 'category_id', 'session_id', 'price'],
  from: '2024-05-01',
  to: '2024-05-01',
};

/** Rows `(minute, type, user, session, price, amount)`; all in category 7. */
const rowsOf = (...rows: readonly string[]) =>
  `SELECT CAST('2024-05-01 10:00:00' AS TIMESTAMP) + to_minutes(minute) AS event_time, event_type,
    CAST(user_id AS BIGINT) AS user_id, CAST(7 AS BIGINT) AS category_id, session_id,
    CAST(price AS DECIMAL(18,4)) AS price, CAST(amount AS DECIMAL(18,4)) AS amount
  FROM (VALUES ${rows.join(', ')}) t(minute, event_type, user_id, session_id, price, amount)`;

describe('orders that are sessions', () => {
  let shop: Native;
  afterEach(() => shop.close());

  it.each([{ parts: 1 }, { parts: 3 }])(
    'are one for each user of a shared session, and one for each purchase outside of any ($parts parts)',
    async ({ parts }) => {
      shop = await native(
        CONTEXT,
        rowsOf(
          "(0, 'view', 1, 's', 5, NULL)",
          "(1, 'purchase', 1, 's', 5, NULL)",
          "(2, 'purchase', 1, 's', 6, NULL)",
          "(3, 'purchase', 2, 's', 5, NULL)",
          "(4, 'purchase', 2, NULL, 5, NULL)",
          "(5, 'purchase', 2, NULL, 7, NULL)",
          "(6, 'purchase', NULL, NULL, 5, NULL)",
          "(7, 'purchase', NULL, 's', 5, NULL)",
          "(8, 'refund', NULL, NULL, 5, NULL)",
        ),
        { parts },
      );
      const orders = (table: string) =>
        shop.rows(`SELECT user_key, orders FROM ${table} ORDER BY user_key NULLS LAST`);
      expect(await orders('dws_user_day')).toEqual([
        { user_key: 1, orders: 1 },
        { user_key: 2, orders: 3 },
        { user_key: null, orders: 2 },
      ]);
      expect(await orders('dws_user')).toEqual([
        { user_key: 1, orders: 1 },
        { user_key: 2, orders: 3 },
      ]);
      expect(await shop.rows('SELECT orders FROM dws_category_day')).toEqual([{ orders: 6 }]);
    },
  );
});

describe('the amount of a row', () => {
  let shop: Native;
  afterEach(() => shop.close());

  it('is price times quantity where the source has amounts but this row none', async () => {
    shop = await native(
      { ...CONTEXT, columns: [...CONTEXT.columns, 'amount'] },
      rowsOf("(0, 'purchase', 1, 's', 5, 4.5)", "(1, 'purchase', 2, 't', 6, NULL)"),
    );
    expect(await shop.rows('SELECT amount FROM dwd_events ORDER BY event_time')).toEqual([
      { amount: 4.5 },
      { amount: 6 },
    ]);
    expect(await shop.value('SELECT sum(gmv) FROM dws_hour')).toBe(10.5);
    expect(await shop.value('SELECT sum(gmv) FROM dws_user')).toBe(10.5);
  });
});
