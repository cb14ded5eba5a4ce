import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import {
  type Native,
  native,
  REES46,
  rees46Events,
  sharedFile,
  TAOBAO,
  taobaoEvents,
} from '../warehouse/native.ts';
import { databaseOf } from './database.ts';
import { DAY, type Event, events, shopOf } from './random.ts';

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

async function ran(shop: Native, raw: RawParameters) {
  const database = databaseOf(shop.connection);
  const made = await runMetric(database, 'recommend', raw, shop.context, { models });
  const audit = await auditMetric(database, 'recommend', raw, shop.context, { models });
  expect(audit.agrees, `${JSON.stringify(raw)} ${audit.detail}`).toBe(true);
  return made;
}

const WEIGHTS: Readonly<Record<string, number>> = { view: 1, fav: 2, cart: 3, purchase: 5 };

/** Weight of each user for each item, written out. */
function table(list: readonly Event[]): Map<number, Map<number, number>> {
  const users = new Map<number, Map<number, number>>();
  for (const { user, item, type } of list) {
    if (user === null) continue;
    const own = users.get(user) ?? new Map<number, number>();
    users.set(user, own.set(item, (own.get(item) ?? 0) + (WEIGHTS[type] ?? 0)));
  }
  return users;
}

function cosine(users: ReadonlyMap<number, ReadonlyMap<number, number>>, a: number, b: number) {
  let [dot, one, other, common] = [0, 0, 0, 0];
  for (const own of users.values()) {
    const [x, y] = [own.get(a) ?? 0, own.get(b) ?? 0];
    dot += x * y;
    one += x * x;
    other += y * y;
    if (x > 0 && y > 0) common++;
  }
  return { similarity: dot / Math.sqrt(one * other), common };
}

const lists = events(['view', 'cart', 'purchase'], 4 * DAY, 3600);

describe('recommendations', () => {
  it('rest on the cosine of weights written out', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom(0, 10), async (list, shrinkage) => {
        const users = table(list);
        const shop = await shopOf(list);
        try {
          const { rows } = await ran(shop, { method: 'item_item', shrinkage });
          for (const row of rows) {
            const { similarity, common } = cosine(
              users,
              Number(row.item_id),
              Number(row.neighbour_id),
            );
            expect(row.users).toBe(common);
            expect(row.similarity).toBeCloseTo((similarity * common) / (common + shrinkage), 9);
          }
          const items = [
            ...new Set(list.filter(({ user }) => user !== null).map(({ item }) => item)),
          ];
          const pairs = items.flatMap((a) =>
            items.filter((b) => b !== a && cosine(users, a, b).common > 0),
          );
          expect(rows).toHaveLength(pairs.length);
          for (const [user, own] of users) {
            const made = await ran(shop, { method: 'item_item', user: String(user), shrinkage });
            const bought = new Set(
              list.filter((e) => e.user === user && e.type === 'purchase').map((e) => e.item),
            );
            for (const row of made.rows) {
              expect(bought.has(Number(row.item_id))).toBe(false);
              let score = 0;
              for (const [item, weight] of own) {
                if (item === Number(row.item_id)) continue;
                const { similarity, common } = cosine(users, item, Number(row.item_id));
                score += ((similarity * common) / (common + shrinkage)) * weight;
              }
              expect(row.score).toBeCloseTo(score, 9);
              expect(own.has(Number(row.because_item_id))).toBe(true);
            }
            await ran(shop, { method: 'user_user', user: String(user), shrinkage, neighbours: 2 });
          }
          if (users.size > 0) await ran(shop, { method: 'user_user' });
        } finally {
          shop.close();
        }
      }),
      { numRuns: 4 },
    );
  }, 240_000);

  it('rest on the points of ratings, and hold what was rated for had', async () => {
    const POINTS = `(VALUES (1, 10, 4), (1, 20, 5), (1, 30, 0.5), (2, 10, 3), (2, 20, 2.5), (3, 10, 1),
      (3, 40, 3.5), (4, 30, 4), (4, 40, 2), (4, 10, 5))`;
    const shop = await native(
      {
        ...TAOBAO,
        columns: ['event_time', 'event_type', 'user_id', 'item_id', 'rating'],
        eventTypes: ['rate'],
      },
      `SELECT TIMESTAMP '2017-11-26' + to_hours(CAST(row_number() OVER () AS INTEGER)) AS event_time, 'rate' AS event_type,
        CAST(u AS BIGINT) AS user_id, CAST(i AS BIGINT) AS item_id, CAST(r AS DOUBLE) AS rating FROM ${POINTS} AS p(u, i, r)`,
    );
    try {
      const { rows, definition } = await ran(shop, {
        method: 'item_item',
        item: '10',
        shrinkage: 0,
      });
      const length = Math.hypot(4, 3, 1, 5);
      const near = rows.map(({ item_id, similarity }) => [Number(item_id), Number(similarity)]);
      expect(Object.fromEntries(near)).toEqual({
        20: expect.closeTo((4 * 5 + 3 * 2.5) / (length * Math.hypot(5, 2.5)), 9),
        30: expect.closeTo((4 * 0.5 + 5 * 4) / (length * Math.hypot(0.5, 4)), 9),
        40: expect.closeTo((1 * 3.5 + 5 * 2) / (length * Math.hypot(3.5, 2)), 9),
      });
      expect(definition.text).toContain('A rating weighs its points × 1');
      const one = await ran(shop, { method: 'item_item', user: '1', shrinkage: 0 });
      expect(one.rows.map(({ item_id }) => Number(item_id))).toEqual([40]);
      const popular = await ran(shop, { method: 'popular' });
      expect(popular.rows.map(({ item_id, score }) => [Number(item_id), score])).toEqual([
        [10, 13],
        [20, 7.5],
        [40, 5.5],
        [30, 4.5],
      ]);
      for (const raw of [{ method: 'user_user' }, { method: 'trending' }] as const)
        expect((await ran(shop, raw)).rows.length).toBeGreaterThan(0);
      const { rows: tested } = await ran(shop, { method: 'evaluation' });
      expect(tested[0]).toMatchObject({ users: 4 });
    } finally {
      shop.close();
    }
  });

  it('count a rating that is given again as the mean of both, not as one more', async () => {
    const shop = await native(
      {
        ...TAOBAO,
        columns: ['event_time', 'event_type', 'user_id', 'item_id', 'rating'],
        eventTypes: ['view', 'rate'],
      },
      `SELECT TIMESTAMP '2017-11-26' + to_days(CAST(d AS INTEGER)) AS event_time, e AS event_type,
        CAST(u AS BIGINT) AS user_id, CAST(i AS BIGINT) AS item_id, CAST(r AS DOUBLE) AS rating
        FROM (VALUES (0, 'rate', 1, 10, 2), (0, 'rate', 1, 10, 3), (3, 'rate', 1, 10, 5), (1, 'rate', 1, 20, 5), (2, 'rate', 2, 10, 3),
          (2, 'rate', 2, 20, 2), (2, 'view', 2, 20, NULL), (2, 'view', 3, 20, NULL)) AS p(d, e, u, i, r)`,
    );
    try {
      const { rows, definition } = await ran(shop, {
        method: 'item_item',
        item: '10',
        shrinkage: 0,
      });
      const mean = (2 + 3 + 5) / 3;
      expect(rows).toHaveLength(1);
      expect(rows[0]?.similarity).toBeCloseTo(
        (mean * 5 + 3 * (2 + 1)) / (Math.hypot(mean, 3) * Math.hypot(5, 3, 1)),
        9,
      );
      expect(definition.text).toContain('count as their mean');
      await ran(shop, { method: 'user_user' });
      await ran(shop, { method: 'evaluation' });
    } finally {
      shop.close();
    }
  });

  it('agree with their second way for lists, tests, filters and periods', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 4 }), async (list, k) => {
        fc.pre(list.some(({ type, user }) => type === 'purchase' && user !== null));
        const shop = await shopOf(list);
        try {
          const purchases = list.filter(({ type }) => type === 'purchase').length;
          const { rows } = await ran(shop, { method: 'popular', k: 100 });
          expect(rows.reduce((sum, row) => sum + Number(row.purchases), 0)).toBe(purchases);
          await ran(shop, { method: 'popular', by: 'hour', k });
          await ran(shop, { method: 'popular', k, user: 1 });
          await ran(shop, { method: 'trending', k, half_life_days: 0.5 });
          await ran(shop, { method: 'trending', k, filters: { brand: ['a'] } });
          await ran(shop, { method: 'item_item', item: 1, k, filters: { brand: ['a', 'b'] } });
          await ran(shop, { method: 'evaluation', k, neighbours: 2 });
        } finally {
          shop.close();
        }
      }),
      { numRuns: 4 },
    );
  }, 240_000);

  it('take the last purchase out and look for it', async () => {
    // Four users like 1 and 2; each has purchased 2 last. Item 3 is the most popular, by views of others.
    const shop = await native(
      TAOBAO,
      `SELECT TIMESTAMP '2017-11-26 01:00:00' + to_minutes(n) AS event_time, e AS event_type, u::BIGINT AS user_id,
        i::BIGINT AS item_id, 1::BIGINT AS category_id
      FROM (SELECT n, 'view' AS e, u, 1 AS i FROM range(1, 5) t(u), range(1) s(n)
        UNION ALL SELECT 9, 'purchase', u, 2 FROM range(1, 5) t(u)
        UNION ALL SELECT n, 'view', 100 + n, 3 FROM range(50) s(n)
        UNION ALL SELECT 0, 'view', 200 + n, i FROM range(3) s(n), range(1, 3) t(i)) AS made(n, e, u, i)`,
    );
    try {
      const { rows, definition } = await ran(shop, { method: 'evaluation', k: 2 });
      expect(definition.facts.tests).toBe(4);
      const rate = (method: string) =>
        rows.find((row) => row.method === method && row.k === 2)?.hit_rate;
      expect([rate('item_item'), rate('user_user'), rate('popular')]).toEqual([1, 1, 0]);
      // Wilson's interval of four hits in four ends at 1 and begins at 4 ÷ (4 + 1.96²).
      const found = rows.find(({ method, k }) => method === 'item_item' && k === 2);
      expect(found?.hit_rate_low).toBeCloseTo(4 / (4 + 1.959964 ** 2), 6);
      expect(found?.hit_rate_high).toBeCloseTo(1, 9);
      const made = await ran(shop, { method: 'item_item', user: '200', shrinkage: 0 });
      // Both views, by the cosine of (1, 1, 1, 1, 1, 1, 1) and (5, 5, 5, 5, 1, 1, 1).
      expect(made.rows.map(({ item_id, because_item_id }) => [item_id, because_item_id])).toEqual([
        [1n, 2n],
        [2n, 1n],
      ]);
      expect(made.rows[0]?.score).toBeCloseTo(23 / Math.sqrt(7 * 103), 11);
    } finally {
      shop.close();
    }
  }, 60_000);

  it('say what cannot be meant', async () => {
    const shop = await shopOf([
      { time: 0, type: 'view', user: 1, item: 1, brand: null, session: null, price: 1 },
    ]);
    const run = (raw: RawParameters) =>
      runMetric(databaseOf(shop.connection), 'recommend', raw, shop.context, { models });
    await expect(run({ method: 'evaluation' })).rejects.toMatchObject({
      code: 'metric-not-applicable',
    });
    await expect(run({ method: 'popular', by: 'place' })).rejects.toMatchObject({
      code: 'metric-not-applicable',
    });
    await expect(run({ by: 'hour' })).rejects.toMatchObject({ code: 'metric-parameter' });
    await expect(run({ user: 'nobody' })).rejects.toMatchObject({ code: 'metric-parameter' });
    expect((await run({ user: '77' })).rows).toEqual([]);
    shop.close();
  }, 60_000);

  it('are the same where what is compared comes user by user', async ({ skip }) => {
    const file = sharedFile('taobao/UserBehavior_first_users.csv');
    if (!file) return skip('the shared data files are not here');
    const shop = await native(TAOBAO, taobaoEvents(file));
    try {
      for (const raw of [{ method: 'item_item', k: 3 }, { method: 'evaluation' }]) {
        const whole = await runMetric(databaseOf(shop.connection), 'recommend', raw, shop.context, {
          models,
        });
        const database = databaseOf(shop.connection);
        const cut = await runMetric(database, 'recommend', raw, shop.context, {
          models,
          rowsPerSlice: 400,
        });
        expect(database.log.filter((text) => text.includes('<< 32')).length).toBeGreaterThan(5);
        expect(cut.rows).toEqual(whole.rows);
      }
    } finally {
      shop.close();
    }
  }, 120_000);

  it('stand on real files as SQL alone says', async ({ skip }) => {
    const [taobao, rees] = [
      sharedFile('taobao/UserBehavior_first_users.csv'),
      sharedFile('rees46/2019-Oct_first17k.csv'),
    ];
    if (!taobao || !rees) return skip('the shared data files are not here');
    for (const [context, from, places] of [
      [TAOBAO, taobaoEvents(taobao), ['category', 'hour']],
      [REES46, rees46Events(rees), ['category', 'hour']],
    ] as const) {
      const shop = await native(context, from);
      try {
        for (const raw of [
          { method: 'item_item', k: 3 },
          { method: 'user_user' },
          { method: 'popular' },
          ...places.map((by) => ({ method: 'popular', by, k: 2 })),
          { method: 'trending' },
          { method: 'evaluation', sample: 40 },
        ]) {
          const { rows } = await ran(shop, raw);
          expect(rows.length, JSON.stringify(raw)).toBeGreaterThan(0);
        }
      } finally {
        shop.close();
      }
    }
  }, 240_000);
});
