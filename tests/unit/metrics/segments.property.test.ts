import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  auditMetric,
  type RawParameters,
  runMetric,
  runSegments,
  type Segment,
  type SegmentSource,
} from '../../../src/metrics/index.ts';
import type { Native } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';
import { clockOf, DAY, dayOf, type Event, events, shopOf } from './random.ts';

vi.setConfig({ testTimeout: 300_000 });

const TYPES = ['view', 'cart', 'purchase'] as const;
const some = events(TYPES, 3 * DAY, 3600);
const hourOf = clockOf('UTC');

const segment = (source: SegmentSource, more: Partial<Segment> = {}): Segment => ({
  segment: 'some',
  of: 'users',
  source,
  ...more,
});

const ofMetric = (
  kind: string,
  parameters: RawParameters,
  where: Readonly<Record<string, readonly (string | number | boolean | null)[]>>,
  who?: string,
): Segment => segment({ from: 'metric', kind, parameters, where, ...(who && { who }) });

interface Shop {
  readonly shop: Native;
  readonly database: NativeDatabase;
  members(segment: Segment): Promise<readonly number[]>;
  row(kind: string, parameters: RawParameters): Promise<readonly Record<string, unknown>[]>;
}

async function opened(list: readonly Event[], work: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await shopOf(list);
  const database = databaseOf(shop.connection);
  try {
    await work({
      shop,
      database,
      async members(asked) {
        const [found] = await runSegments(database, [asked], shop.context);
        const key = asked.of === 'users' ? 'user_key' : 'item_key';
        const rows = await shop.rows(`SELECT ${key} AS key FROM ${found?.table}`);
        expect(rows.length).toBe(found?.members);
        return rows.map(({ key }) => Number(key));
      },
      async row(kind, parameters) {
        return (await runMetric(database, kind, parameters, shop.context)).rows;
      },
    });
  } finally {
    shop.close();
  }
}

const sorted = (list: Iterable<number | null>): number[] =>
  [...new Set(list)].filter((one) => one !== null).sort((a, b) => a - b);
const usersOf = (list: readonly Event[]) => sorted(list.map(({ user }) => user));

/** Steps that a user reaches in order, each at its earliest time at or after the one before. */
function reached(own: readonly Event[], steps: readonly string[]): number {
  let at = Number.NEGATIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const next = own.filter(({ type, time }) => type === step && time >= at);
    if (next.length === 0) return index;
    at = Math.min(...next.map(({ time }) => time));
  }
  return steps.length;
}

describe('the members of a segment are those that stand behind the row', () => {
  it('of a funnel: reached and lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.constantFrom('ordered', 'unordered', 'nested'),
        async (list, mode) => {
          await opened(list, async ({ members, row }) => {
            const parameters = { steps: TYPES.map((type) => [type]), mode };
            const per = new Map(
              usersOf(list).map((user) => {
                const own = list.filter((e) => e.user === user);
                const has = TYPES.map((type) => own.some((e) => e.type === type));
                const deep =
                  mode === 'ordered'
                    ? reached(own, TYPES)
                    : has.includes(false)
                      ? has.indexOf(false)
                      : TYPES.length;
                return [user, { has, deep }] as const;
              }),
            );
            const at = (step: number) =>
              sorted(
                [...per].flatMap(([user, { has, deep }]) =>
                  (mode === 'unordered' ? has[step - 1] : deep >= step) ? [user] : [],
                ),
              );
            const rows = await row('funnel', parameters);
            for (const step of [1, 2, 3]) {
              const who = await members(ofMetric('funnel', parameters, { step: [step] }));
              expect(who).toEqual(at(step));
              expect(rows[step - 1]?.entities).toBe(who.length);
            }
            const lost = await members(ofMetric('funnel', parameters, { step: [2] }, 'lost'));
            const next = at(3);
            expect(lost).toEqual(at(2).filter((user) => !next.includes(user)));
          });
        },
      ),
      { numRuns: 8 },
    );
  });

  it('of days, hours and ranked items', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        // Without views the overview tells no visitors.
        fc.pre(list.some(({ type }) => type === 'view'));
        await opened(list, async ({ members, row }) => {
          const day = dayOf(list[0]?.time ?? 0);
          const on = list.filter(({ time }) => dayOf(time) === day);
          const visitors = await members(ofMetric('overview', { by: 'day' }, { day: [day] }));
          expect(visitors).toEqual(usersOf(on));
          const days = await row('overview', { by: 'day' });
          expect(days.find((one) => one.day === day)?.uv).toBe(visitors.length);
          const buyers = await members(
            ofMetric('overview', { by: 'day' }, { day: [day] }, 'buyers'),
          );
          expect(buyers).toEqual(usersOf(on.filter(({ type }) => type === 'purchase')));
          const { hour } = hourOf(list[0]?.time ?? 0);
          expect(await members(ofMetric('hourly', {}, { hour: [hour] }))).toEqual(
            usersOf(list.filter(({ time }) => hourOf(time).hour === hour)),
          );
          const pareto = { entity: 'item', measure: 'views' };
          expect(await members(ofMetric('pareto', pareto, { id: [1] }))).toEqual(
            usersOf(list.filter(({ item, type }) => item === 1 && type === 'view')),
          );
          const brands = { entity: 'brand', measure: 'views' };
          const items = await members({
            ...ofMetric('pareto', brands, { id: ['a'] }),
            of: 'items',
          });
          expect(items).toEqual(
            sorted(
              list.filter((e) => e.brand === 'a' && e.type === 'view').map(({ item }) => item),
            ),
          );
        });
      }),
      { numRuns: 8 },
    );
  });

  it('of a cohort: retained, lost, and all of it', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.constantFrom('exact', 'rolling'), async (list, mode) => {
        await opened(list, async ({ members, row }) => {
          const known = usersOf(list);
          if (known.length === 0) return;
          const dayNumber = (time: number) => Math.floor(time / DAY);
          const first = new Map(
            known.map((user) => [
              user,
              Math.min(...list.filter((e) => e.user === user).map(({ time }) => dayNumber(time))),
            ]),
          );
          const start = first.get(known[0] ?? 0) ?? 0;
          const cohort = dayOf(start * DAY);
          const own = known.filter((user) => first.get(user) === start);
          const back = own.filter((user) =>
            list.some((e) => {
              const n = dayNumber(e.time) - start;
              return e.user === user && (mode === 'exact' ? n === 1 : n >= 1);
            }),
          );
          const cell = { cohort: [cohort], period: [1] };
          const retained = await members(ofMetric('retention', { mode }, cell));
          expect(retained).toEqual(back);
          expect(await members(ofMetric('retention', { mode }, cell, 'lost'))).toEqual(
            own.filter((user) => !back.includes(user)),
          );
          expect(await members(ofMetric('retention', { mode }, cell, 'cohort'))).toEqual(own);
          const rows = await row('retention', { mode });
          const counted = rows.find((one) => one.cohort === cohort && one.period === 1);
          if (counted) expect(counted.users).toBe(retained.length);
        });
      }),
      { numRuns: 8 },
    );
  });

  it.each(['exact', 'rolling'])('of a period of all cohorts that saw its end: %s', async (mode) => {
    const at = (user: number, ...days: readonly number[]) =>
      days.map(
        (day): Event => ({
          time: day * DAY,
          type: 'view',
          user,
          item: 1,
          brand: null,
          session: null,
          price: 0,
        }),
      );
    await opened([...at(1, 0, 1), ...at(2, 0), ...at(3, 2)], async ({ members }) => {
      const of = (period: number, who: string) =>
        members(ofMetric('retention', { mode }, { period: [period] }, who));
      expect(await of(1, 'retained')).toEqual([1]);
      expect(await of(1, 'lost')).toEqual([2]);
      expect(await of(1, 'cohort')).toEqual([1, 2]);
      expect(await of(30, 'lost')).toEqual([]);
    });
  });

  it('of rows that tell users, and everybody else', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        fc.pre(list.some(({ type }) => type === 'purchase'));
        await opened(list, async ({ members, row }) => {
          const rows = await row('rfm', {});
          const [one] = rows;
          if (!one) return;
          const name = String(one.segment);
          const own = sorted(rows.flatMap((r) => (r.segment === name ? [Number(r.user_id)] : [])));
          const chosen = ofMetric('rfm', {}, { segment: [name] });
          expect(await members(chosen)).toEqual(own);
          expect(await members({ ...chosen, not: true })).toEqual(
            usersOf(list).filter((user) => !own.includes(user)),
          );
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe('a filter by a segment', () => {
  it('leaves the events of its members, in every metric, and both ways agree', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        // Without views the overview tells no visitors.
        fc.pre(list.some(({ type }) => type === 'view'));
        await opened(list, async ({ database, shop, row }) => {
          const viewed = usersOf(list.filter(({ type }) => type === 'view'));
          const seen = segment({
            from: 'events',
            parameters: { filters: { event_type: ['view'] } },
          });
          const lost = ofMetric(
            'funnel',
            { steps: [['view'], ['purchase']] },
            { step: [1] },
            'lost',
          );
          const both = { filters: { segment: [seen, lost] } };
          const gone = viewed.filter(
            (user) =>
              reached(
                list.filter((e) => e.user === user),
                ['view', 'purchase'],
              ) < 2,
          );
          const left = list.filter(({ user }) => user !== null && gone.includes(user));
          const [figures] = await row('overview', both);
          expect(figures?.uv).toBe(usersOf(left).length);
          expect(figures?.pv).toBe(left.filter(({ type }) => type === 'view').length);
          for (const kind of ['overview', 'hourly', 'retention', 'funnel', 'pareto']) {
            const more = kind === 'pareto' ? { entity: 'item', measure: 'views' } : {};
            const asked = {
              ...both,
              ...more,
              ...(kind === 'funnel' && { steps: [['view'], ['purchase']] }),
            };
            const audit = await auditMetric(database, kind, asked, shop.context);
            expect(audit, kind).toMatchObject({ agrees: true });
          }
        });
      }),
      { numRuns: 6 },
    );
  });

  it('can be of items, of any of several, and of one within another', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        await opened(list, async ({ members, row }) => {
          const sold = segment(
            { from: 'events', parameters: { filters: { event_type: ['purchase'] } } },
            { of: 'items' },
          );
          const items = sorted(list.flatMap((e) => (e.type === 'purchase' ? [e.item] : [])));
          const [figures] = await row('overview', { filters: { segment: [sold] } });
          const left = list.filter(({ item }) => items.includes(item));
          expect(figures?.pv ?? 0).toBe(left.filter(({ type }) => type === 'view').length);
          const who = segment({ from: 'events', parameters: { filters: { segment: [sold] } } });
          const carts = segment({
            from: 'events',
            parameters: { filters: { event_type: ['cart'] } },
          });
          expect(await members(who)).toEqual(usersOf(left));
          expect(await members(segment({ from: 'any', segments: [who, carts] }))).toEqual(
            sorted([...usersOf(left), ...usersOf(list.filter(({ type }) => type === 'cart'))]),
          );
        });
      }),
      { numRuns: 6 },
    );
  });

  it('is shown as SQL that stands alone', async () => {
    const list: Event[] = [1, 2, 3].flatMap((user) => [
      { time: 3600 * user, type: 'view', user, item: 1, brand: 'a', session: `s${user}`, price: 5 },
      ...(user > 1
        ? [
            {
              time: 7200 * user,
              type: 'purchase',
              user,
              item: 1,
              brand: 'a',
              session: `s${user}`,
              price: 5,
            } as const,
          ]
        : []),
    ]);
    await opened(list, async ({ database, shop, members }) => {
      const buyers = ofMetric('rfm', {}, {});
      expect(await members(buyers)).toEqual([2, 3]);
      const asked = { filters: { segment: [buyers] } };
      const { sql, rows } = await runMetric(database, 'overview', asked, shop.context);
      expect(rows[0]?.uv).toBe(2);
      const made = await shop.rows(
        "SELECT table_name AS n, table_type AS t FROM information_schema.tables WHERE table_name LIKE 'ads_%'",
      );
      for (const { n, t } of made)
        await shop.connection.run(`DROP ${t === 'VIEW' ? 'VIEW' : 'TABLE'} IF EXISTS ${n}`);
      expect(await shop.rows(sql)).toMatchObject([{ uv: 2 }]);
    });
  });

  it('is refused in a sentence where nobody is told by the row', async () => {
    const list: Event[] = [
      { time: 0, type: 'view', user: 1, item: 1, brand: 'a', session: 's1', price: 5 },
    ];
    await opened(list, async ({ members }) => {
      const wrong = ofMetric('overview', { by: 'day' }, { brand: ['a'] });
      await expect(members(wrong)).rejects.toMatchObject({ code: 'metric-parameter' });
      const unknown = ofMetric('overview', { by: 'day' }, {}, 'losers');
      await expect(members(unknown)).rejects.toMatchObject({ code: 'metric-parameter' });
      const items = { ...ofMetric('retention', {}, {}), of: 'items' as const };
      await expect(members(items)).rejects.toMatchObject({ code: 'metric-not-applicable' });
    });
  });
});
