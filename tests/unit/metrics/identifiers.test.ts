import { describe, expect, it } from 'vitest';
import { runMetric } from '../../../src/metrics/index.ts';
import { agreed } from './customers/support.ts';
import { databaseOf } from './database.ts';
import { DAY, type Event, shopOf } from './random.ts';

const list: readonly Event[] = [0, 1, 2].map((day) => ({
  time: day * DAY,
  type: 'purchase',
  user: day,
  item: 1,
  brand: 'a',
  session: 's1',
  price: 1,
}));

describe('identifiers', { timeout: 120_000 }, () => {
  it('that are larger than any key are nobody and nothing', async () => {
    const shop = await shopOf(list);
    const database = databaseOf(shop.connection);
    const large = '9999999999999999999';
    for (const [kind, raw] of [
      ['user', { user: large }],
      ['item', { item: large }],
    ] as const)
      expect((await runMetric(database, kind, raw, shop.context)).rows, kind).toEqual([]);
    shop.close();
  });

  it('that several rows of a table share leave each row its own customer', async () => {
    const shop = await shopOf(list);
    await shop.connection.run(`CREATE TABLE people AS SELECT 'c' || (n % 40) AS customer, n % 4 AS x,
      CASE WHEN n % 4 = 0 THEN 0 ELSE 5 + n % 20 END AS t_x, 30 + n % 9 AS "T" FROM range(120) r(n)`);
    const raw = { from: 'people', customer: 'customer' };
    const { total } = await agreed(
      databaseOf(shop.connection),
      'lifetime_value',
      raw,
      shop.context,
    );
    expect(total).toBe(120);
    shop.close();
  });
});
