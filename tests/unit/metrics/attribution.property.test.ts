import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { clockOf, DAY, type Event, events, shopOf } from './random.ts';

const clock = clockOf('UTC');
const SEGMENT: Readonly<Record<string, (e: Event) => string | number | null>> = {
  brand: (e: Event) => e.brand,
  hour: (e: Event) => clock(e.time).hour,
  weekday: (e: Event) => new Date(`${clock(e.time).day}T00:00:00Z`).getUTCDay() || 7,
};
const size = (values: readonly unknown[]) => new Set(values).size;

/** Volume and conversions of some events. */
function count(list: readonly Event[], basis: 'event' | 'user' | 'session'): [number, number] {
  const of = (type: string) => list.filter((e) => e.type === type);
  if (basis === 'event') return [of('view').length, of('purchase').length];
  const key = (e: Event) => (basis === 'user' ? e.user : e.session);
  const keys = (some: readonly Event[]) => size(some.map(key).filter((one) => one !== null));
  return [keys(basis === 'user' ? list : of('view')), keys(of('purchase'))];
}

/** The ends of Wilson's interval as those rates at which the score is just z away, by bisection. */
function interval(n: number, k: number, z: number): readonly [number, number] {
  const p = k / n;
  const score = (at: number) => Math.abs(p - at) / Math.sqrt((at * (1 - at)) / n);
  const end = (from: number, to: number) => {
    let [inside, outside] = [from, to];
    for (let step = 0; step < 200; step++) {
      const middle = (inside + outside) / 2;
      if (score(middle) <= z || middle === p) inside = middle;
      else outside = middle;
    }
    return (inside + outside) / 2;
  };
  return [p === 0 ? 0 : end(p, 0), p === 1 ? 1 : end(p, 1)];
}

describe('attribution', () => {
  it('compares each segment with the whole as doing it by hand does', async () => {
    const property = fc.asyncProperty(
      events(['view', 'view', 'view', 'purchase'], 3 * DAY, 3600),
      fc.constantFrom('brand' as const, 'hour' as const, 'weekday' as const),
      fc.constantFrom('event' as const, 'user' as const, 'session' as const),
      fc.constantFrom(1, 3),
      fc.boolean(),
      async (list, by, basis, minimum, filtered) => {
        const wanted = list.filter((e) => !filtered || e.item < 3);
        const [base, converted] = count(wanted, basis);
        const total = base > 0 ? converted / base : null;
        const z = 1.2815515655446;
        const segmentOf = SEGMENT[by] ?? (() => null);
        const names = [...new Set(wanted.map(segmentOf))];
        const expected = names.flatMap((segment) => {
          const [n, k] = count(
            wanted.filter((e) => segmentOf(e) === segment),
            basis,
          );
          if (n < minimum || total === null) return [];
          const [low, high] = k <= n ? interval(n, k, z) : [null, null];
          const clear = low !== null && high !== null;
          return [
            {
              segment,
              base: n,
              converted: k,
              rate: k / n,
              share: n / base,
              contribution: (n / base) * (k / n - total),
              low,
              high,
              verdict: clear && low > total ? 'above' : clear && high < total ? 'below' : 'unclear',
            },
          ];
        });
        const shop = await shopOf(list, { eventTypes: ['view', 'purchase'] });
        try {
          const database = databaseOf(shop.connection);
          const raw = {
            by,
            basis,
            minimum,
            confidence: 0.8,
            top: 1000,
            ...(filtered && { filters: { item_id: [1, 2] } }),
          };
          const { rows, definition } = await runMetric(database, 'attribution', raw, shop.context);
          expect(rows).toHaveLength(expected.length);
          if (total !== null && rows.length > 0)
            expect(definition.facts.total_rate).toBeCloseTo(total, 12);
          for (const one of expected) {
            const row = rows.find((found) => found[by] === one.segment);
            expect(row).toBeDefined();
            for (const name of ['base', 'converted', 'rate', 'share', 'contribution'] as const)
              expect(row?.[name], name).toBeCloseTo(one[name], 9);
            for (const name of ['low', 'high'] as const) {
              if (one[name] === null) expect(row?.[name]).toBeNull();
              else expect(row?.[name], name).toBeCloseTo(one[name], 6);
            }
            expect(row?.verdict).toBe(one.verdict);
          }
          const lifts = rows.map((row) => Number(row.lift));
          expect(lifts).toEqual([...lifts].sort((a, b) => b - a));
          const audit = await auditMetric(database, 'attribution', raw, shop.context);
          expect(audit.agrees, audit.detail).toBe(true);
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);
});
