import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Native, native, REES46, rees46Events, sharedFile } from './native.ts';

const path = sharedFile('rees46/2019-Oct_first17k.csv');
const oraclePath = sharedFile('rees46/oracle.json');

describe.skipIf(!path || !oraclePath)('layers of real REES46 events (needs shared data)', () => {
  let database: Native;
  const oracle = oraclePath ? JSON.parse(readFileSync(oraclePath, 'utf8')) : {};

  beforeAll(async () => {
    database = await native(REES46, rees46Events(path ?? ''), { parts: 2 });
  });
  afterAll(() => database?.close());

  it('holds every whole record', async () => {
    expect(await database.value('SELECT count(*) FROM dwd_events')).toBe(oracle.rows);
    for (const table of [
      'dws_user_day',
      'dws_session',
      'dws_item_day',
      'dws_brand_day',
      'dws_hour',
    ])
      expect(await database.value(`SELECT sum(events) FROM ${table}`), table).toBe(oracle.rows);
  });

  it('has as many users, sessions and products', async () => {
    expect(await database.value('SELECT count(*) FROM dws_user')).toBe(oracle.users);
    expect(await database.value('SELECT count(*) FROM dws_session')).toBe(oracle.sessions);
    expect(await database.value('SELECT count(*) FROM dim_item')).toBe(oracle.products);
  });

  it('has as many sessions and users with each event', async () => {
    const counts = (
      table: string,
    ) => `SELECT count(*) FILTER (views > 0) AS "view", count(*) FILTER (carts > 0) AS cart,
      count(*) FILTER (purchases > 0) AS purchase FROM ${table}`;
    expect((await database.rows(counts('dws_session')))[0]).toEqual(
      oracle.session_funnel_unordered,
    );
    expect((await database.rows(counts('dws_user')))[0]).toEqual(oracle.user_funnel_unordered);
  });

  it('earns as much, in each layer and by brand', async () => {
    for (const table of [
      'dws_user_day',
      'dws_session',
      'dws_order_day',
      'dws_item_day',
      'dws_hour',
    ])
      expect(await database.value(`SELECT sum(gmv) FROM ${table}`), table).toBe(
        oracle.purchase_revenue,
      );
    const top = await database.rows(
      'SELECT brand, sum(gmv) AS gmv FROM dws_brand_day WHERE brand IS NOT NULL GROUP BY brand ORDER BY gmv DESC LIMIT 20',
    );
    expect(top.map(({ brand, gmv }) => [brand, gmv])).toEqual(oracle.top20_brand_purchase_revenue);
  });

  it('has as many views, carts and purchases an hour', async () => {
    const rows = await database.rows(
      'SELECT hour, views AS v, carts AS c, purchases AS p FROM dws_hour',
    );
    expect(Object.fromEntries(rows.map(({ hour, v, c, p }) => [String(hour), [v, c, p]]))).toEqual(
      oracle.hour_utc,
    );
  });

  it('turns session keys back into their UUIDs and keeps all 19 digits of categories', async () => {
    const [first] = await database.connection
      .runAndReadAll(
        'SELECT session_id, category_id FROM dwd_events WHERE user_id = 541312140 ORDER BY event_time LIMIT 1',
      )
      .then((reader) => reader.getRows());
    expect(first).toEqual(['72d76fde-8bb3-4e00-8c23-a032dfed738c', 2103807459595387724n]);
  });
});
