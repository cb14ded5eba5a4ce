import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Native, native } from './native.ts';
import { SHOP, SHOP_EVENTS } from './shop.ts';

/** Every layer worked out again from the rows, in one go over all parts; times shifted by hand. */
const DIRECT = `SELECT *, CAST(price * coalesce(quantity, 1) AS DECIMAL(18,4)) AS money,
    CAST(event_time - CASE WHEN event_time < '2024-11-03 06:00:00' THEN INTERVAL 4 HOUR ELSE INTERVAL 5 HOUR END AS TIMESTAMP) AS local_time
  FROM (${SHOP_EVENTS})`;

describe.each([{ parts: 1 }, { parts: 3 }])('a small shop in $parts parts', ({ parts }) => {
  let shop: Native;
  beforeAll(async () => {
    shop = await native(SHOP, SHOP_EVENTS, { parts });
    await shop.connection.run(
      `CREATE TEMP TABLE direct AS SELECT *, CAST(local_time AS DATE) AS local_day FROM (${DIRECT})`,
    );
  });
  afterAll(() => shop?.close());

  const same = async (a: string, b: string) => {
    expect(await shop.rows(`(${a}) EXCEPT ALL (${b})`)).toEqual([]);
    expect(await shop.rows(`(${b}) EXCEPT ALL (${a})`)).toEqual([]);
  };

  it('shows every event as its file writes it', () =>
    same(
      'SELECT event_time, event_type, user_id, item_id, category_id, session_id, order_id, category_path, brand, price, quantity, amount, local_time, day, hour FROM dwd_events',
      'SELECT event_time, event_type, user_id, item_id, category_id, session_id, order_id, category_path, brand, price, quantity, money, local_time, local_day, hour(local_time) FROM direct',
    ));

  it('tells the two half past one of the night on which the clock goes back', async () => {
    expect(
      await shop.rows(
        'SELECT local_time, event_time FROM dwd_events WHERE hour = 1 ORDER BY event_time',
      ),
    ).toEqual([
      { local_time: '2024-11-03 01:30:00', event_time: '2024-11-03 05:30:00' },
      { local_time: '2024-11-03 01:30:00', event_time: '2024-11-03 06:30:00' },
    ]);
  });

  it('keeps the events of nobody in user-days and out of users', async () => {
    await same(
      'SELECT d.user_id, day, events, views, carts, purchases, refunds, quantity, gmv, refunded, orders, hours FROM dws_user_day LEFT JOIN dim_user d USING (user_key)',
      `SELECT user_id, local_day, count(*), count(*) FILTER (event_type = 'view'), count(*) FILTER (event_type = 'cart'),
        count(*) FILTER (event_type = 'purchase'), count(*) FILTER (event_type = 'refund'),
        coalesce(sum(quantity) FILTER (event_type = 'purchase'), 0), coalesce(sum(money) FILTER (event_type = 'purchase'), 0),
        coalesce(sum(money) FILTER (event_type = 'refund'), 0),
        count(DISTINCT order_id) FILTER (event_type = 'purchase'), bit_or(1 << CAST(hour(local_time) AS INTEGER)) FROM direct GROUP BY ALL`,
    );
    expect(
      await shop.rows('SELECT user_id FROM dws_user JOIN dim_user USING (user_key) ORDER BY ALL'),
    ).toEqual([{ user_id: 'ann' }, { user_id: 'bob' }, { user_id: 'cat' }]);
  });

  it('counts an order over two days once for its user, and what came back apart', async () => {
    const [ann] = await shop.rows(
      "SELECT orders, purchases, refunds, purchase_days, active_days, gmv, refunded FROM dws_user JOIN dim_user USING (user_key) WHERE user_id = 'ann'",
    );
    expect(ann).toEqual({
      orders: 1,
      purchases: 2,
      refunds: 1,
      purchase_days: 2,
      active_days: 3,
      gmv: 89.99,
      refunded: -20,
    });
    expect(
      await shop.rows(
        'SELECT count(DISTINCT order_key) AS orders FROM dws_order_day WHERE purchases > 0',
      ),
    ).toEqual([{ orders: 3 }]);
  });

  it('gives a session of two users to the first, whole, wherever its users are kept', () =>
    same(
      'SELECT s.session_id, u.user_id, started_at, ended_at, first_day, last_day, events, views, purchases, gmv FROM dws_session JOIN dim_session s USING (session_key) LEFT JOIN dim_user u USING (user_key)',
      `SELECT session_id, arg_min(user_id, event_time), min(event_time), max(event_time), min(local_day), max(local_day), count(*),
        count(*) FILTER (event_type = 'view'), count(*) FILTER (event_type = 'purchase'),
        coalesce(sum(money) FILTER (event_type = 'purchase'), 0)
      FROM direct WHERE session_id IS NOT NULL GROUP BY session_id`,
    ));

  it('lists the days of sessions over midnight, also where each user had one day only', () =>
    same(
      'SELECT s.session_id, day, events, views FROM dws_session_span JOIN dim_session s USING (session_key)',
      `SELECT session_id, local_day, count(*), count(*) FILTER (event_type = 'view') FROM direct
        WHERE session_id IN (SELECT session_id FROM direct GROUP BY session_id HAVING count(DISTINCT local_day) > 1)
        GROUP BY ALL`,
    ));

  it('counts users, buyers and orders of each brand, category and item a day', async () => {
    const people = `count(*), count(DISTINCT user_id), count(DISTINCT user_id) FILTER (event_type = 'purchase')`;
    const orders = "count(DISTINCT order_id) FILTER (event_type = 'purchase')";
    await same(
      'SELECT brand, day, events, users, buyers, orders FROM dws_brand_day',
      `SELECT brand, local_day, ${people}, ${orders} FROM direct GROUP BY ALL`,
    );
    await same(
      'SELECT category_key, day, events, users, buyers, orders FROM dws_category_day',
      `SELECT category_id, local_day, ${people}, ${orders} FROM direct GROUP BY ALL`,
    );
    await same(
      'SELECT item_id, day, events, users, buyers FROM dws_item_day JOIN dim_item USING (item_key)',
      `SELECT item_id, local_day, ${people} FROM direct GROUP BY ALL`,
    );
  });

  it('counts users and buyers of each hour', () =>
    same(
      'SELECT day, hour, events, purchases, users, buyers FROM dws_hour',
      `SELECT local_day, hour(local_time), count(*), count(*) FILTER (event_type = 'purchase'), count(DISTINCT user_id),
        count(DISTINCT user_id) FILTER (event_type = 'purchase') FROM direct GROUP BY ALL`,
    ));

  it('remembers what was last known of an item and of a category', async () => {
    expect(
      await shop.rows(
        'SELECT item_id, category_key, category_path, brand, price FROM dim_item ORDER BY item_id',
      ),
    ).toEqual([
      { item_id: 'lamp', category_key: 1, category_path: 'home.light', brand: 'Lux', price: 20 },
      { item_id: 'rug', category_key: 3, category_path: null, brand: 'Weave', price: 49.99 },
      { item_id: 'sofa', category_key: 2, category_path: 'home.seat', brand: null, price: 300.5 },
    ]);
    expect(
      await shop.rows('SELECT category_id, category_path FROM dim_category ORDER BY ALL'),
    ).toEqual([
      { category_id: 1, category_path: 'home.light' },
      { category_id: 2, category_path: 'home.seat' },
      { category_id: 3, category_path: null },
    ]);
  });
});

describe('a source without users, items or orders', () => {
  it('has every relation, empty or zero, and each purchase is an order', async () => {
    const context = {
      ...SHOP,
      columns: ['event_time', 'event_type', 'price'] as const,
      textual: [],
      orders: 'row' as const,
      eventTypes: ['purchase'],
    };
    const shop = await native(
      context,
      'SELECT event_time, event_type, price FROM (' +
        SHOP_EVENTS +
        ") WHERE event_type = 'purchase'",
      { parts: 1 },
    );
    expect(
      await shop.rows(
        'SELECT sum(events) AS events, sum(purchases) AS purchases, sum(gmv) AS gmv, sum(users) AS users FROM dws_hour',
      ),
    ).toEqual([{ events: 4, purchases: 4, gmv: 420.48, users: 0 }]);
    expect(
      await shop.value('SELECT count(DISTINCT order_key) FROM dws_order_day WHERE purchases > 0'),
    ).toBe(4);
    for (const table of [
      'dws_user',
      'dws_session',
      'dws_session_span',
      'dws_item_day',
      'dws_brand_day',
      'dim_user',
      'dim_item',
      'dwd_rejects',
    ])
      expect(await shop.value(`SELECT count(*) FROM ${table}`), table).toBe(0);
    expect(
      await shop.rows('SELECT DISTINCT user_id, session_id, brand, rating FROM dwd_events'),
    ).toEqual([{ user_id: null, session_id: null, brand: null, rating: null }]);
    shop.close();
  });
});
