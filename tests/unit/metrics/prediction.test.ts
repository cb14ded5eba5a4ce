import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditMetric,
  type RawParameters,
  type Row,
  runMetric,
} from '../../../src/metrics/index.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import { type Native, native, sharedFile, TAOBAO, taobaoEvents } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, shopOf } from './random.ts';

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });
const SLOW = { timeout: 120_000 };

async function asked(shop: Native, raw: RawParameters) {
  const database = databaseOf(shop.connection);
  const result = await runMetric(database, 'prediction', raw, shop.context, { models });
  const audit = await auditMetric(database, 'prediction', raw, shop.context, { models });
  expect(audit, `${JSON.stringify(raw)} ${audit.detail}`).toMatchObject({ agrees: true });
  return result;
}

const log = fc.array(
  fc.record<Event>({
    time: fc.integer({ min: 0, max: 12 * 24 }).map((n) => n * 3600),
    type: fc.constantFrom('view', 'view', 'cart', 'purchase'),
    user: fc.integer({ min: 1, max: 15 }),
    item: fc.constant(1),
    brand: fc.constantFrom('a', 'b'),
    session: fc.option(fc.integer({ min: 1, max: 60 }).map((n) => `s${n}`)),
    price: fc.integer({ min: 1, max: 3000 }),
  }),
  { minLength: 60, maxLength: 160 },
);

const DAYS_AHEAD = 2;
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000 / DAY;
const earlierBy = (day: string, n: number) =>
  new Date(Date.parse(day) - n * DAY * 1000).toISOString().slice(0, 10);

/** What is known of each user at the end of a day, by going through the events one by one. */
function known(list: readonly Event[], cut: string, history: number) {
  const from = earlierBy(cut, history - 1);
  const middle = earlierBy(cut, Math.floor(history / 2) - 1);
  const inside = list.filter(({ time }) => dayOf(time) >= from && dayOf(time) <= cut);
  return new Map(
    [...new Set(inside.map(({ user }) => user))].map((user) => {
      const own = inside.filter((event) => event.user === user);
      const days = own.map(({ time }) => dayOf(time)).sort();
      const bought = own.filter(({ type }) => type === 'purchase');
      const late = own.filter(({ time }) => dayOf(time) >= middle).length;
      const halves = Math.floor(history / 2) / (history - Math.floor(history / 2));
      return [
        user,
        {
          recency: daysFrom(days.at(-1) ?? cut, cut),
          purchase_recency:
            bought.length > 0
              ? daysFrom(
                  bought
                    .map(({ time }) => dayOf(time))
                    .sort()
                    .at(-1) ?? cut,
                  cut,
                )
              : history,
          tenure: daysFrom(days[0] ?? cut, cut),
          active_days: new Set(days).size,
          views: own.filter(({ type }) => type === 'view').length,
          carts: own.filter(({ type }) => type === 'cart').length,
          purchases: bought.length,
          gmv: bought.reduce((sum, { price }) => sum + price, 0) / 100,
          trend: Math.log((1 + late) / (1 + (own.length - late) * halves)),
          ...sessionsOf(list, Number(user), from, cut),
        },
      ] as const;
    }),
  );
}

/** Sessions of the source belong to the user of their first event. */
function sessionsOf(list: readonly Event[], user: number, from: string, cut: string) {
  const sessions = new Map<string, Event[]>();
  for (const event of list)
    if (event.session) sessions.set(event.session, [...(sessions.get(event.session) ?? []), event]);
  const begun = [...sessions.values()].filter((events) => {
    const first = Math.min(...events.map(({ time }) => time));
    const owners = events.filter(({ time }) => time === first).map((event) => event.user);
    return owners.includes(user) && dayOf(first) >= from && dayOf(first) <= cut;
  });
  const carted = begun.filter(
    (events) =>
      events.every(({ time }) => dayOf(time) <= cut) && events.some(({ type }) => type === 'cart'),
  );
  const paid = carted.filter((events) => events.some(({ type }) => type === 'purchase'));
  return {
    sessions: begun.length,
    cart_share: carted.length > 0 ? paid.length / carted.length : 0,
  };
}

/** Sessions of one user each, and no two events of one at the same time, so that the first one is nobody else's. */
const sound = (list: readonly Event[]): readonly Event[] =>
  list.map((event) => ({ ...event, session: event.session && `${event.session} ${event.user}` }));

describe('the prediction', () => {
  it(
    'knows of every user at each cut what the events say until then, and nothing later',
    SLOW,
    async () => {
      let fitted = 0;
      await fc.assert(
        fc.asyncProperty(log, async (drawn) => {
          const list = sound(drawn);
          const shop = await shopOf(list);
          try {
            const { from, to } = shop.context;
            if (daysFrom(String(from), String(to)) < 9) return;
            const { rows, definition } = await asked(shop, { days: DAYS_AHEAD });
            const { facts } = definition;
            const history = Number(facts.history);
            const cut = String(to);
            const trained = known(list, earlierBy(cut, 2 * DAYS_AHEAD), history);
            const bought = (user: unknown, after: string) =>
              list.some(
                (e) =>
                  e.user === user &&
                  e.type === 'purchase' &&
                  dayOf(e.time) > after &&
                  dayOf(e.time) <= earlierBy(after, -DAYS_AHEAD),
              );
            const first = earlierBy(cut, 2 * DAYS_AHEAD);
            expect(facts.users_train).toBe(trained.size);
            expect(facts.buyers_train).toBe(
              [...trained.keys()].filter((user) => bought(user, first)).length,
            );
            if (facts.outcome !== 'fitted') {
              expect(rows).toEqual([]);
              return;
            }
            fitted += 1;
            const now = known(list, cut, history);
            expect(rows).toHaveLength(now.size);
            for (const row of rows) {
              const { user_id, probability, ...features } = row;
              const expected = now.get(Number(user_id));
              for (const [name, value] of Object.entries(features))
                expect(value, `${name} of ${user_id}`).toBeCloseTo(
                  Number(expected?.[name as keyof typeof expected]),
                  9,
                );
              expect(probability).toBeGreaterThan(0);
              expect(probability).toBeLessThan(1);
            }
            const falling = rows.map((row) => Number(row.probability));
            expect(falling).toEqual([...falling].sort((a, b) => b - a));
          } finally {
            shop.close();
          }
        }),
        { numRuns: 12 },
      );
      expect(fitted).toBeGreaterThan(3);
    },
  );

  it(
    'says so where the data are too short, nobody bought, or nothing tells who',
    SLOW,
    async () => {
      const view = (day: number, user: number): Event => ({
        time: day * DAY + user,
        type: 'view',
        user,
        item: 1,
        brand: null,
        session: `s${day} ${user}`,
        price: 1,
      });
      const visits = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
        [1, 2, 3].map((user) => view(day, user)),
      );
      const buys: Event = { ...view(6, 1), type: 'purchase' };
      const shop = await shopOf([...visits, buys]);
      await expect(asked(shop, { days: 4 })).rejects.toMatchObject({
        code: 'metric-not-applicable',
      });
      await expect(asked(shop, { history: 6 })).rejects.toMatchObject({ code: 'metric-parameter' });
      const { rows, definition } = await asked(shop, {});
      expect([rows.length, definition.facts.outcome, definition.facts.buyers_test]).toEqual([
        0,
        'no-buyers',
        1,
      ]);
      expect(definition.text).toMatch(/nothing to learn from|无法训练/);
      shop.close();
      const idle = await shopOf(visits);
      await expect(asked(idle, {})).rejects.toMatchObject({ code: 'metric-not-applicable' });
      idle.close();
    },
  );

  it('keeps to its filters and its period', SLOW, async () => {
    const list = Array.from({ length: 600 }, (_, n): Event => {
      const user = (n * 7) % 40;
      return {
        time: (n % 12) * DAY + ((n * 37) % 1000) * 60,
        type: (n * n + user) % 5 === 0 ? 'purchase' : n % 3 === 0 ? 'cart' : 'view',
        user,
        item: 1,
        brand: n % 2 === 0 ? 'a' : 'b',
        session: `s${n % 12} ${user}`,
        price: 100,
      };
    });
    const shop = await shopOf(list);
    const whole = await asked(shop, { days: 2 });
    expect(whole.definition.facts.outcome).toBe('fitted');
    const brand = await asked(shop, { days: 2, filters: { brand: ['a'] } });
    expect(Number(brand.definition.facts.users_train)).toBeLessThan(
      Number(whole.definition.facts.users_train),
    );
    const earlier = await asked(shop, {
      days: 2,
      to: String(earlierBy(String(shop.context.to), 3)),
      history: 3,
    });
    expect(earlier.definition.facts).toMatchObject({
      history: 3,
      score_cut: earlierBy(String(shop.context.to), 3),
    });
    shop.close();
  });
});

const taobao = sharedFile('taobao/UserBehavior_first_users.csv');

describe.skipIf(!taobao)('the prediction over real histories of 43 users', () => {
  it('is judged on later days than it learned from', SLOW, async () => {
    const shop = await native(TAOBAO, taobaoEvents(String(taobao)));
    const { rows, definition } = await asked(shop, {});
    expect(definition.facts).toMatchObject({
      days: 2,
      history: 5,
      train_cut: '2017-11-29',
      test_cut: '2017-12-01',
      score_cut: '2017-12-03',
      outcome: 'fitted',
    });
    expect(Number(definition.facts.auc)).toBeGreaterThan(0);
    const calibration = definition.facts.calibration as readonly Row[];
    expect(calibration.reduce((sum, row) => sum + Number(row.users), 0)).toBe(
      definition.facts.users_test,
    );
    expect(rows.length).toBe(definition.facts.users);
    const expected = rows.reduce((sum, row) => sum + Number(row.probability), 0);
    expect(definition.facts.expected_buyers).toBeCloseTo(expected, 9);
    shop.close();
  });
});
