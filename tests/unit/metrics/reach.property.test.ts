import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import { EVENT_TYPES, type EventType } from '../../../src/sources/types.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, events, shopOf } from './random.ts';

const STEPS: readonly (readonly (readonly EventType[])[])[] = [
  [['view'], ['fav', 'cart'], ['purchase']],
  [['view'], ['cart'], ['purchase']],
  [['cart'], ['view']],
  [['purchase'], ['fav'], ['cart'], ['view']],
  [['view'], ['remove'], ['purchase']],
  [['fav', 'cart'], ['purchase']],
  [['view', 'cart'], ['purchase']],
  [['view'], ['cart'], ['view']],
];

const question = fc.oneof(
  fc.record({
    kind: fc.constant('funnel'),
    steps: fc.constantFrom(...STEPS),
    mode: fc.constantFrom('ordered', 'ordered', 'nested', 'unordered'),
  }),
  fc.record({ kind: fc.constant('overview'), uv: fc.constantFrom('any', 'view') }),
  fc.record({ kind: fc.constant('overview'), by: fc.constant('day') }),
  fc.record({ kind: fc.constant('hourly'), by: fc.constantFrom(null, 'weekday') }),
  fc.record({
    kind: fc.constant('retention'),
    cohort: fc.constantFrom('any', 'purchase'),
    event: fc.constantFrom('any', 'view', 'purchase'),
    unit: fc.constantFrom('day', 'week', 'month'),
    mode: fc.constantFrom('exact', 'rolling', 'bracket'),
  }),
);

/** Days are far fewer than events, hours coarse: users come on several days, and ties are common. */
const shops = (days: number) => events(['view', 'fav', 'cart', 'purchase'], days * DAY, DAY / 4);

describe('what was counted while loading', () => {
  it.each([
    { zone: 'UTC', days: 12, sessions: 'source' as const },
    { zone: 'America/New_York', days: 12, sessions: 'gap' as const },
    { zone: 'Asia/Shanghai', days: 70, sessions: 'gap' as const },
  ])(
    'says of any days what their events say ($days days, $zone, sessions by $sessions)',
    async ({ zone, days, sessions }) => {
      const changes = {
        reportTimezone: zone,
        sessions,
        ...(sessions === 'gap' && {
          columns: ['event_time', 'event_type', 'user_id', 'item_id', 'brand', 'price'] as const,
          textual: [],
        }),
      };
      const property = fc.asyncProperty(
        shops(days),
        fc.array(
          fc.tuple(question, fc.nat(days), fc.nat(days), fc.constantFrom('both', 'from', 'to', '')),
          { minLength: 12, maxLength: 12 },
        ),
        async (list, asked) => {
          const shop = await shopOf(list, changes);
          try {
            expect(shop.context.reach).toBeDefined();
            const database = databaseOf(shop.connection);
            // What ingest counted holds for its version of the data only: here the events answer.
            const apart = { ...shop.context, version: 'events' };
            for (const [{ kind, ...given }, a, b, bounds] of asked) {
              const [from, to] = [Math.min(a, b), Math.max(a, b)].map((day) => dayOf(day * DAY));
              const raw: RawParameters = {
                ...given,
                ...((bounds === 'both' || bounds === 'from') && { from }),
                ...((bounds === 'both' || bounds === 'to') && { to }),
              };
              const first = await runMetric(database, kind, raw, shop.context);
              const second = await runMetric(database, kind, raw, apart);
              expect(first.rows, JSON.stringify([kind, raw])).toEqual(second.rows);
              expect(first.definition.facts, JSON.stringify([kind, raw])).toEqual(
                second.definition.facts,
              );
              const audit = await auditMetric(database, kind, raw, shop.context, {
                rowsPerSlice: 12,
              });
              expect(audit.agrees, JSON.stringify([kind, raw, audit])).toBe(true);
            }
          } finally {
            shop.close();
          }
        },
      );
      await fc.assert(property, { numRuns: 3 });
    },
    240_000,
  );

  it('audits months of which the period asked for takes a part', async () => {
    // One came first before the period asked for, one within it, both in the same month and week.
    const came = [0, 1, 4].map((day, user) => ({
      ...{ time: (14 + day) * DAY, type: 'view' as const, user: user + 1, item: 1 },
      ...{ brand: 'a', session: 's', price: 1 },
    }));
    const shop = await shopOf([...came, ...came.map((one) => ({ ...one, time: one.time + DAY }))]);
    try {
      const database = databaseOf(shop.connection);
      for (const unit of ['week', 'month']) {
        const raw = { unit, from: dayOf(15 * DAY), to: dayOf(33 * DAY) };
        const audit = await auditMetric(database, 'retention', raw, shop.context);
        expect(audit.agrees, audit.detail).toBe(true);
      }
    } finally {
      shop.close();
    }
  });

  it('answers a funnel, the hours and who returns without the events', async () => {
    const list = fc.sample(shops(12), { numRuns: 1, seed: 7 })[0] ?? [];
    const shop = await shopOf([...list, ...everyType()]);
    try {
      const database = databaseOf(shop.connection);
      const range = { from: dayOf(DAY), to: dayOf(5 * DAY) };
      for (const kind of ['funnel', 'hourly', 'retention'])
        await runMetric(database, kind, range, shop.context, { slowFacts: false });
      const read = database.log.filter((sql) => /\b(dwd|dws_user_day|dws_session)\b/.test(sql));
      expect(read).toEqual([]);
      const [times] = [await runMetric(database, 'funnel', range, shop.context)];
      expect(times?.definition.facts.time_to_convert).toBeDefined();
    } finally {
      shop.close();
    }
  }, 60_000);
});

const everyType = () =>
  EVENT_TYPES.slice(0, 5).map((type, time) => ({
    time,
    type,
    user: 9,
    item: 1,
    brand: null,
    session: 's1',
    price: 1,
  }));
