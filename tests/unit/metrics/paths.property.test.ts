import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import {
  auditMetric,
  type RawParameters,
  runMetric,
  runSegments,
} from '../../../src/metrics/index.ts';
import { native, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, events, shopOf } from './random.ts';

vi.setConfig({ testTimeout: 300_000 });

const TYPES = ['view', 'cart', 'purchase'] as const;

interface Link {
  readonly step: number;
  readonly source: string;
  readonly target: string;
  sessions: number;
  readonly users: Set<number>;
}

/** Links of the sessions by going through their events one by one. */
function linksOf(list: readonly Event[], asked: RawParameters) {
  const { around = 'purchase', direction = 'before', steps = 4, repeats = 'collapse' } = asked;
  const links = new Map<string, Link>();
  let anchored = 0;
  const sessions = [...new Set(list.flatMap(({ session }) => session ?? []))];
  for (const session of sessions) {
    const own = list
      .filter((e) => e.session === session)
      .sort(
        (a, b) =>
          a.time - b.time || TYPES.indexOf(a.type as never) - TYPES.indexOf(b.type as never),
      );
    const users = own.map(({ user }) => user);
    const kept = own
      .map(({ type }) => String(type))
      .filter((type, at, all) => repeats === 'keep' || at === 0 || all[at - 1] !== type);
    const at =
      around === 'start' ? 0 : around === 'end' ? kept.length - 1 : kept.indexOf(String(around));
    if (at < 0) continue;
    anchored += 1;
    const whole = ['(start)', ...kept, '(exit)'];
    for (let place = 0; place + 1 < whole.length; place += 1) {
      const step = place - 1 - at;
      const [low, high] = [
        direction === 'after' ? 0 : -Number(steps),
        direction === 'before' ? 0 : Number(steps),
      ];
      if (step < low || step + 1 > high) continue;
      const [source = '', target = ''] = whole.slice(place);
      const key = `${step}|${source}|${target}`;
      const link = links.get(key) ?? {
        step,
        source,
        target,
        sessions: 0,
        users: new Set<number>(),
      };
      links.set(key, link);
      link.sessions += 1;
      for (const user of users) if (user !== null) link.users.add(user);
    }
  }
  return { links: [...links.values()], anchored };
}

const asked = fc.record({
  around: fc.constantFrom('purchase', 'cart', 'start', 'end'),
  direction: fc.constantFrom('before', 'after', 'both'),
  steps: fc.integer({ min: 1, max: 5 }),
  repeats: fc.constantFrom('collapse', 'keep'),
});

it('paths are those of going through every session', async () => {
  await fc.assert(
    fc.asyncProperty(events(TYPES, 2 * DAY, 3600), asked, async (list, parameters) => {
      const shop = await shopOf(list);
      try {
        const database = databaseOf(shop.connection);
        const { rows, definition } = await runMetric(database, 'paths', parameters, shop.context);
        const { links, anchored } = linksOf(list, parameters);
        const plain = (
          all: readonly {
            step?: unknown;
            source?: unknown;
            target?: unknown;
            sessions?: unknown;
          }[],
        ) =>
          all
            .map(({ step, source, target, sessions }) => `${step} ${source} ${target} ${sessions}`)
            .sort();
        expect(plain(rows)).toEqual(plain(links));
        expect(definition.facts.sessions).toBe(anchored);
        const paths = definition.facts.paths as readonly { sessions: number }[];
        expect(paths.length === 0).toBe(anchored === 0);
        const audit = await auditMetric(database, 'paths', parameters, shop.context);
        expect(audit).toMatchObject({ agrees: true });
      } finally {
        shop.close();
      }
    }),
    { numRuns: 12 },
  );
});

it('the users behind a link are those of its sessions', async () => {
  // Each session is of one user.
  const single = events(TYPES, 2 * DAY, 3600).map((list) =>
    list.map((e) => ({ ...e, session: e.user === null ? null : `s${e.user}` })),
  );
  await fc.assert(
    fc.asyncProperty(single, async (list) => {
      const shop = await shopOf(list);
      try {
        const parameters = { around: 'end', steps: 2 };
        const [link] = linksOf(list, parameters).links;
        if (!link) return;
        const where = { step: [link.step], source: [link.source], target: [link.target] };
        const [found] = await runSegments(
          databaseOf(shop.connection),
          [
            {
              segment: 's',
              of: 'users',
              source: { from: 'metric', kind: 'paths', parameters, where },
            },
          ],
          shop.context,
        );
        const rows = await shop.rows(`SELECT user_key FROM ${found?.table}`);
        expect(rows.map((row) => Number(row.user_key))).toEqual(
          [...link.users].sort((a, b) => a - b),
        );
      } finally {
        shop.close();
      }
    }),
    { numRuns: 6 },
  );
});

it('one user’s and one item’s page hold their events, and both ways agree', async () => {
  await fc.assert(
    fc.asyncProperty(events(TYPES, 3 * DAY, 3600), async (list) => {
      const chosen = list.find(({ user }) => user !== null);
      fc.pre(chosen !== undefined);
      if (!chosen) return;
      const shop = await shopOf(list);
      try {
        const database = databaseOf(shop.connection);
        const own = list.filter(({ user }) => user === chosen.user);
        const one = await runMetric(database, 'user', { user: String(chosen.user) }, shop.context);
        expect(one.rows.map(({ event_type: type }) => type).sort()).toEqual(
          own.map(({ type }) => type).sort(),
        );
        expect(one.definition.facts).toMatchObject({
          user_id: String(chosen.user),
          events: own.length,
          days: new Set(own.map(({ time }) => dayOf(time))).size,
          purchases: own.filter(({ type }) => type === 'purchase').length,
          sessions: new Set(own.flatMap(({ session }) => session ?? [])).size,
        });
        expect(typeof one.definition.facts.segment === 'string').toBe(
          own.some(({ type }) => type === 'purchase'),
        );
        expect(
          await auditMetric(database, 'user', { user: String(chosen.user) }, shop.context),
        ).toMatchObject({ agrees: true });
        const bought = list.filter(({ item }) => item === chosen.item);
        const page = await runMetric(database, 'item', { item: String(chosen.item) }, shop.context);
        expect(page.definition.facts).toMatchObject({
          views: bought.filter(({ type }) => type === 'view').length,
          purchases: bought.filter(({ type }) => type === 'purchase').length,
          days: new Set(bought.map(({ time }) => dayOf(time))).size,
        });
        // A day without an event of the item is one of nothing, not one that is not there.
        expect(page.rows.map(({ day, uv }) => [day, uv])).toEqual(
          [...new Set(list.map(({ time }) => dayOf(time)))]
            .sort()
            .map((day) => [
              day,
              new Set(
                bought.flatMap(({ time, user }) => (dayOf(time) === day && user ? [user] : [])),
              ).size,
            ]),
        );
        expect(
          await auditMetric(database, 'item', { item: String(chosen.item) }, shop.context),
        ).toMatchObject({ agrees: true });
      } finally {
        shop.close();
      }
    }),
    { numRuns: 6 },
  );
});

it('nobody of that name is said, and an identifier that cannot be is refused', async () => {
  const list: Event[] = [
    { time: 0, type: 'view', user: 1, item: 1, brand: 'a', session: 's1', price: 5 },
  ];
  const shop = await shopOf(list);
  const database = databaseOf(shop.connection);
  const { rows, definition } = await runMetric(database, 'user', { user: '99' }, shop.context);
  expect(rows).toEqual([]);
  expect(definition.text).toContain('no event of this user');
  await expect(runMetric(database, 'user', { user: 'Ann' }, shop.context)).rejects.toMatchObject({
    code: 'metric-parameter',
  });
  shop.close();
});

it('names categories by their texts where they have no paths', async () => {
  const context = {
    ...TAOBAO,
    columns: [...TAOBAO.columns, 'session_id'],
    textual: ['category_id'],
    sessions: 'source',
    eventTypes: ['view', 'purchase'],
  } as const;
  const shop = await native(
    context,
    `SELECT TIMESTAMP '2017-11-25 02:00:00' + to_minutes(n::INTEGER) AS event_time,
      CASE n WHEN 3 THEN 'purchase' ELSE 'view' END AS event_type, 1::BIGINT AS user_id, n::BIGINT AS item_id,
      ['shoes', 'hats', 'shoes'][n] AS category_id, 5::BIGINT AS session_id
    FROM range(1, 4) events(n)`,
  );
  const database = databaseOf(shop.connection);
  const raw = { nodes: 'category', top: 1, around: 'end', steps: 4 };
  const { rows } = await runMetric(database, 'paths', raw, context);
  expect(rows.map(({ source, target }) => [source, target])).toEqual([
    ['(start)', 'view · shoes'],
    ['view · shoes', 'view · *'],
    ['view · *', 'purchase · shoes'],
  ]);
  expect(await auditMetric(database, 'paths', raw, context)).toMatchObject({ agrees: true });
  shop.close();
});
