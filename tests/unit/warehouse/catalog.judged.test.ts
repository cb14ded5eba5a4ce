import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relations } from '../../../src/warehouse/catalog/index.ts';
import { FLAG_BITS, type RuleAction, type Rules } from '../../../src/warehouse/types.ts';
import { type Native, native, REES46, TAOBAO } from './native.ts';

const all = (action: RuleAction): Rules => ({
  duplicates: action,
  price_illegal: action,
  bot_session: action,
  out_of_window: action,
});

/** Two users in one session of 501 events, of which one comes twice; one event costs nothing, one has no price. */
const EVENTS = `SELECT TIMESTAMP '2019-10-01 00:00:00' + INTERVAL (n // 2) SECOND AS event_time, 'view' AS event_type,
    CAST(1 + n % 2 AS BIGINT) AS user_id, CAST(n AS BIGINT) AS item_id, CAST(7 AS BIGINT) AS category_id,
    'busy' AS session_id, NULL::VARCHAR AS category_path, NULL::VARCHAR AS brand,
    CASE n WHEN 3 THEN 0 WHEN 4 THEN NULL ELSE 1 END::DECIMAL(18,4) AS price FROM range(500) t(n)
  UNION ALL VALUES (TIMESTAMP '2019-10-01 00:00:00', 'view', 1::BIGINT, 0::BIGINT, 7::BIGINT, 'busy', NULL, NULL, 1::DECIMAL(18,4)),
    (TIMESTAMP '2019-10-01 09:00:00', 'purchase', 3::BIGINT, 1::BIGINT, 7::BIGINT, 'calm', NULL, NULL, -2::DECIMAL(18,4))`;

/** As a load would have written them. */
const FLAGGED = `UPDATE p0.dwd SET flags = (CASE WHEN price <= 0 THEN ${FLAG_BITS.price_illegal} ELSE 0 END)
  | (CASE WHEN session_key = 1 THEN ${FLAG_BITS.bot_session} ELSE 0 END)
  | (CASE WHEN rowid IN (SELECT max(rowid) FROM p0.dwd WHERE user_key = 1 AND item_key = 0) THEN ${FLAG_BITS.duplicates} ELSE 0 END)`;

describe('events under other rules than they were written by', () => {
  let shop: Native;
  beforeAll(async () => {
    shop = await native(REES46, EVENTS, { parts: 1 });
    await shop.connection.run(FLAGGED);
  });
  afterAll(() => shop?.close());

  async function seen(written: Rules, rules: Rules) {
    for (const sql of relations(shop.context, shop.places, { written, rules }))
      await shop.connection.run(sql);
    const counted = Object.entries(FLAG_BITS).map(
      ([rule, bit]) => `count(*) FILTER ((flags & ${bit}) <> 0) AS ${rule}`,
    );
    const sql = `SELECT count(*) AS rows, ${counted.join(', ')} FROM dwd_events`;
    const { rows, ...flags } = (await shop.rows(sql))[0] ?? {};
    return { rows, flags: Object.values(flags) };
  }

  it.each<[string, Rules, Rules, number, number[]]>([
    ['as they were written', all('flag'), all('flag'), 502, [1, 2, 501, 0]],
    ['without flags', all('flag'), all('off'), 502, [0, 0, 0, 0]],
    [
      'with the flags that the rows tell',
      all('off'),
      { ...all('flag'), duplicates: 'off' },
      502,
      [0, 2, 501, 0],
    ],
    ['with one flag less', all('flag'), { ...all('flag'), bot_session: 'off' }, 502, [1, 2, 0, 0]],
    [
      'without repeats',
      { ...all('off'), duplicates: 'flag' },
      { ...all('off'), duplicates: 'reject' },
      501,
      [0, 0, 0, 0],
    ],
  ])('are seen %s', async (_how, written, rules, rows, flags) => {
    expect(await seen(written, rules)).toEqual({ rows, flags });
  });

  it('are outside of the window of their source by whole days of its zone', async () => {
    const at = (
      second: number,
    ) => `SELECT make_timestamp(${second}000000) AS event_time, 'view' AS event_type,
      CAST(${second} AS BIGINT) AS user_id, 1::BIGINT AS item_id, 1::BIGINT AS category_id`;
    const seconds = [1511539199, 1511539200, 1512316799, 1512316800];
    const days = await native(TAOBAO, seconds.map(at).join(' UNION ALL '));
    const judged = { written: all('off'), rules: all('flag') };
    for (const sql of relations(days.context, days.places, judged)) await days.connection.run(sql);
    const sql = 'SELECT user_id, CAST(flags AS INTEGER) AS flags FROM dwd_events ORDER BY 1';
    expect((await days.rows(sql)).map(({ flags }) => flags)).toEqual([8, 0, 0, 8]);
    days.close();
  });
});
