import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { DAY, type Event, events, shopOf } from './random.ts';

const keyOf = {
  brand: (e: Event) => e.brand,
  item: (e: Event) => e.item,
  user: (e: Event) => e.user,
};

/** Gini as half the mean absolute difference over the mean. */
function gini(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b)));
  return differences.reduce((sum, value) => sum + value, 0) / (2 * values.length * total);
}

describe('Pareto', () => {
  it('ranks, cuts and measures inequality as doing it by hand does', async () => {
    const property = fc.asyncProperty(
      events(['view', 'purchase', 'purchase'], 3 * DAY, 3600),
      fc.constantFrom('brand', 'item', 'user'),
      fc.constantFrom('purchases', 'views', 'gmv'),
      fc.constantFrom(0.2, 0.5, 0.8, 1),
      fc.boolean(),
      async (list, entity, measure, threshold, filtered) => {
        const wanted = list.filter(
          (e) =>
            e.type === (measure === 'views' ? 'view' : 'purchase') && (!filtered || e.item < 3),
        );
        const value = (own: readonly Event[]) =>
          measure === 'gmv' ? own.reduce((sum, e) => sum + e.price, 0) : own.length;
        const ranked = [...group(wanted, keyOf[entity])]
          .filter(([key]) => key !== null)
          .map(([key, own]) => ({ key, value: value(own) }))
          .sort((a, b) => b.value - a.value || (String(a.key) < String(b.key) ? -1 : 1));
        const total = ranked.reduce((sum, row) => sum + row.value, 0);
        let before = 0;
        const expected = ranked.map((row, index) => {
          const head = total > 0 && before / total < threshold;
          before += row.value;
          return {
            rank: index + 1,
            id: entity === 'brand' ? row.key : BigInt(Number(row.key)),
            value: measure === 'gmv' ? row.value / 100 : row.value,
            head,
          };
        });
        const shop = await shopOf(list);
        try {
          const database = databaseOf(shop.connection);
          const raw = {
            entity,
            measure,
            threshold,
            ...(filtered && { filters: { item_id: [1, 2n] } }),
          };
          const { rows, definition } = await runMetric(database, 'pareto', raw, shop.context);
          expect(
            rows.map(({ rank, id, value: found, head }) => ({ rank, id, value: found, head })),
          ).toEqual(expected);
          const { facts } = definition;
          expect(facts.entities).toBe(ranked.length);
          expect(facts.left_out_rows).toBe(wanted.filter((e) => keyOf[entity](e) === null).length);
          if (total > 0) {
            expect(facts.gini).toBeCloseTo(gini(ranked.map((row) => row.value)), 10);
            expect(rows.at(-1)?.cumulative_share).toBeCloseTo(1, 12);
            const curve = facts.lorenz as readonly { entities: number; value: number }[];
            expect([curve.at(0), curve.at(-1)]).toEqual([
              { entities: 0, value: 0 },
              { entities: 1, value: 1 },
            ]);
            for (const point of curve)
              expect(point.value).toBeLessThanOrEqual(point.entities + 1e-12);
          }
          const audit = await auditMetric(database, 'pareto', raw, shop.context);
          expect(audit.agrees, audit.detail).toBe(true);
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 10 });
  }, 120_000);
});
