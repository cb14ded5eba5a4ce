import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Native, native, sharedFile, TAOBAO, taobaoEvents } from './native.ts';

const file = 'UserBehavior_first_users.csv';
const path = sharedFile(`taobao/${file}`);
const oraclePath = sharedFile('taobao/oracle.json');

const layers = describe.skipIf(!path || !oraclePath);

layers('layers of real Taobao histories (needs shared data)', () => {
  let database: Native;
  const oracle = oraclePath ? JSON.parse(readFileSync(oraclePath, 'utf8'))[file] : {};

  beforeAll(async () => {
    database = await native(TAOBAO, taobaoEvents(path ?? ''), { parts: 3 });
  });
  afterAll(() => database?.close());

  it('keeps every event of the window in every layer', async () => {
    for (const table of ['dws_user_day', 'dws_user', 'dws_session', 'dws_item_day', 'dws_hour'])
      expect(await database.value(`SELECT sum(events) FROM ${table}`), table).toBe(4320);
    expect(await database.value('SELECT count(*) FROM dwd_events')).toBe(oracle.window_rows);
  });

  it('counts each event type as the oracle does', async () => {
    const [row] = await database.rows(
      'SELECT sum(views) pv, sum(carts) cart, sum(favs) fav, sum(purchases) buy FROM dws_user',
    );
    expect(row).toEqual(oracle.events);
  });

  it('has as many active users, views, purchases and buyers a day', async () => {
    const rows =
      await database.rows(`SELECT day, count(*) users, sum(views) AS views, sum(purchases) AS purchases,
      count(*) FILTER (purchases > 0) buyers FROM dws_user_day GROUP BY day ORDER BY day`);
    const daily = Object.fromEntries(
      rows.map((row) => [row.day, [row.users, row.views, row.purchases, row.buyers]]),
    );
    expect(daily).toEqual(oracle.daily);
  });

  it('has as many views and purchases an hour of the day', async () => {
    const rows = await database.rows(
      'SELECT hour, sum(views) AS views, sum(purchases) AS purchases FROM dws_hour GROUP BY hour ORDER BY hour',
    );
    for (const row of rows)
      expect([row.views, row.purchases]).toEqual(oracle.hourly[String(row.hour)].slice(0, 2));
    expect(rows).toHaveLength(24);
  });

  it('has as many sessions, with views and with purchases', async () => {
    const [row] = await database.rows(`SELECT count(*) n, count(*) FILTER (views > 0) pv,
      count(*) FILTER (purchases > 0) buy FROM dws_session`);
    expect(row).toEqual({
      n: oracle.sessions_30min,
      pv: oracle.sessions_with_pv,
      buy: oracle.sessions_with_buy,
    });
  });

  it('counts sessions of a period by single-day rows and spans', async () => {
    for (const [from, to] of [
      ['2017-11-25', '2017-11-25'],
      ['2017-11-27', '2017-11-29'],
    ]) {
      const fast = await database.value(`SELECT
        (SELECT count(*) FROM dws_session WHERE first_day = last_day AND first_day BETWEEN '${from}' AND '${to}') +
        (SELECT count(DISTINCT session_key) FROM dws_session_span WHERE day BETWEEN '${from}' AND '${to}')`);
      const slow = await database.value(
        `SELECT count(DISTINCT session_key) FROM dwd WHERE day BETWEEN '${from}' AND '${to}'`,
      );
      expect(fast).toBe(slow);
    }
  });

  it('knows users, items and categories', async () => {
    expect(await database.value('SELECT count(*) FROM dws_user')).toBe(oracle.users);
    expect(await database.value('SELECT count(*) FROM dim_item')).toBe(oracle.items);
    expect(await database.value('SELECT count(*) FROM dim_category')).toBe(oracle.cats);
  });

  it('counts the users and buyers of each item and category a day', async () => {
    for (const [table, key] of [
      ['dws_item_day', 'item_key'],
      ['dws_category_day', 'category_key'],
    ]) {
      const differences = await database.value(`SELECT count(*) FROM (
        SELECT ${key}, day, users, buyers, events FROM ${table} EXCEPT
        SELECT ${key}, day, count(DISTINCT user_key), count(DISTINCT user_key) FILTER (event_type = 'purchase'), count(*)
        FROM dwd GROUP BY ALL)`);
      expect(differences).toBe(0);
    }
  });

  it('reads counts that cannot occur as 0 and money as NULL', async () => {
    expect(
      await database.rows('SELECT DISTINCT refunds, removes, gmv, refunded FROM dws_user_day'),
    ).toEqual([{ refunds: 0, removes: 0, gmv: null, refunded: null }]);
    expect(await database.value('SELECT sum(quantity) FROM dws_user')).toBe(oracle.events.buy);
  });
});
