import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, earlyMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { DAY, type Event, events, shopOf } from './random.ts';

const size = (values: readonly unknown[]) => new Set(values).size;

/** The rows of the metric by hand, brand by brand. */
function byHand(list: readonly Event[], basis: 'event' | 'user' | 'session') {
  return [...group(list, (e) => e.brand)]
    .filter(([brand]) => brand !== null)
    .map(([brand, own]) => {
      const of = (type: string) => own.filter((e) => e.type === type);
      const known = (some: readonly Event[]) => some.filter((e) => e.user !== null);
      const users = (some: readonly Event[]) => size(known(some).map((e) => e.user));
      const sessions = (some: readonly Event[]) =>
        size(some.filter((e) => e.session !== null).map((e) => e.session));
      const count = {
        event: (some: readonly Event[]) => some.length,
        user: users,
        session: sessions,
      };
      const [views, carts, purchases] = ['view', 'cart', 'purchase'].map(of) as [
        Event[],
        Event[],
        Event[],
      ];
      const inSession = purchases.filter((e) => e.session !== null);
      const [viewed, interested, bought] = [views, carts, purchases].map(count[basis]) as [
        number,
        number,
        number,
      ];
      const base = basis === 'user' ? users(own) : viewed;
      const loss = (from: number, to: number) => (from > 0 && to <= from ? 1 - to / from : null);
      return {
        brand,
        views: views.length,
        carts: carts.length,
        purchases: purchases.length,
        users: users(own),
        buyers: users(purchases),
        orders:
          size(inSession.map((e) => `${e.session} ${e.user}`)) +
          (purchases.length - inSession.length),
        gmv: purchases.reduce((sum, e) => sum + e.price, 0) / 100,
        viewed,
        interested,
        bought,
        conversion: base > 0 ? bought / base : null,
        loss_interest: loss(viewed, interested),
        loss_purchase: loss(interested, bought),
        loss: loss(viewed, bought),
      };
    })
    .sort((a, b) => b.purchases - a.purchases || (String(a.brand) < String(b.brand) ? -1 : 1));
}

describe('brands', () => {
  it('counts, converts and loses as doing it by hand does, on every basis and under filters', async () => {
    const property = fc.asyncProperty(
      events(['view', 'view', 'cart', 'purchase'], 3 * DAY, 3600),
      fc.constantFrom('event' as const, 'user' as const, 'session' as const),
      fc.boolean(),
      async (list, basis, filtered) => {
        const wanted = list.filter((e) => !filtered || e.item < 3);
        const shop = await shopOf(list, { eventTypes: ['view', 'cart', 'purchase'] });
        try {
          const database = databaseOf(shop.connection);
          const raw = { basis, ...(filtered && { filters: { item_id: [1, 2] } }) };
          const { rows } = await runMetric(database, 'brands', raw, shop.context);
          const expected = byHand(wanted, basis);
          expect(rows.map((row) => row.brand)).toEqual(expected.map((row) => row.brand));
          for (const [at, row] of expected.entries())
            for (const [name, value] of Object.entries(row))
              if (typeof value === 'number') expect(rows[at]?.[name], name).toBeCloseTo(value, 9);
              else expect(rows[at]?.[name], name).toBe(value);
          const audit = await auditMetric(database, 'brands', raw, shop.context);
          expect(audit.agrees, audit.detail).toBe(true);
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);

  it('tells the sums of a layer first, and the chosen in any case', async () => {
    const rows: Event[] = ['a', 'b', 'c', 'd'].flatMap((brand, at) =>
      Array.from({ length: 8 - at }, (_, n) => ({
        time: n * 60,
        type: n % 4 === 3 ? ('purchase' as const) : ('view' as const),
        user: 1,
        item: 1,
        brand,
        session: 's1',
        price: 100,
      })),
    );
    const shop = await shopOf(rows);
    const database = databaseOf(shop.connection);
    const raw = { top: 1, measure: 'views', chosen: 'd, b' };
    const early = await earlyMetric(database, 'brands', raw, shop.context);
    expect(early?.pending).toEqual(['users', 'buyers', 'orders', 'aov']);
    expect(early?.rows.map((row) => [row.brand, row.rank, row.chosen, row.views])).toEqual([
      ['a', 1, false, 6],
      ['b', 2, true, 6],
      ['d', 4, true, 4],
    ]);
    const { definition } = await runMetric(database, 'brands', raw, shop.context);
    expect(definition.facts).toMatchObject({ entities: 4, all_views: 21, all_purchases: 5 });
    await expect(
      runMetric(database, 'brands', { chosen: ['a', 'b', 'c'] }, shop.context),
    ).rejects.toMatchObject({ code: 'metric-parameter' });
    shop.close();
  });
});
