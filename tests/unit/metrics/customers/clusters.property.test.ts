import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseOf } from '../database.ts';
import { DAY, type Event, events, shopOf } from '../random.ts';
import { agreed, mean } from './support.ts';

const purchases = events(['purchase', 'view'], 40 * DAY, DAY / 2).chain((list) =>
  // More users than the five of a shop, so that there is something to cluster.
  fc
    .array(fc.integer({ min: 1, max: 40 }), { minLength: list.length, maxLength: list.length })
    .map((users) => list.map((event, i) => ({ ...event, user: users[i] ?? null }))),
);

/** Features of each buyer by the definition: log1p of R, F, M over their sample standard deviation. */
function features(rows: readonly { readonly [name: string]: unknown }[], axes: readonly string[]) {
  const columns = axes.map((axis) => rows.map((row) => Math.log1p(Number(row[axis]))));
  const scaled = columns.map((values) => {
    const centre = mean(values);
    const deviation = Math.sqrt(
      values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1),
    );
    return values.map((value) => (value - centre) / (deviation > 1e-12 ? deviation : 1));
  });
  return rows.map((_, i) => scaled.map((values) => values[i] as number));
}

const squared = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);

describe('clusters', () => {
  it('put every buyer nearest to the mean of its own cluster, numbered by value', async () => {
    const property = fc.asyncProperty(
      purchases,
      fc.constantFrom(null, 2, 3, 5),
      fc.boolean(),
      fc.constantFrom('orders', 'rows'),
      async (list: readonly Event[], k, money, frequency) => {
        fc.pre(
          new Set(list.filter(({ type }) => type === 'purchase').map(({ user }) => user)).size > 3,
        );
        const shop = await shopOf(
          list,
          money
            ? {}
            : {
                columns: ['event_time', 'event_type', 'user_id', 'item_id', 'session_id', 'brand'],
              },
        );
        try {
          const { rows, definition } = await agreed(
            databaseOf(shop.connection),
            'clusters',
            { k, frequency },
            shop.context,
          );
          const axes = money ? ['recency', 'frequency', 'monetary'] : ['recency', 'frequency'];
          expect(Object.keys(rows[0] ?? {})).toEqual(['user_id', ...axes, 'cluster', 'name']);
          const places = features(rows, axes);
          const members = group(rows.keys(), (i) => Number(rows[i]?.cluster));
          const centres = new Map(
            [...members].map(([cluster, own]) => [
              cluster,
              axes.map((_, axis) => mean(own.map((i) => places[i]?.[axis] ?? 0))),
            ]),
          );
          const inertia = rows.reduce((sum, row, i) => {
            const own = squared(places[i] ?? [], centres.get(Number(row.cluster)) ?? []);
            for (const centre of centres.values())
              expect(own).toBeLessThanOrEqual(squared(places[i] ?? [], centre) + 1e-9);
            return sum + own;
          }, 0);
          expect(definition.facts.inertia).toBeCloseTo(inertia, 6);
          expect(definition.facts.k).toBe(centres.size);
          const told = definition.facts.clusters as readonly Record<string, number>[];
          expect(told.map(({ cluster }) => cluster)).toEqual(
            [...members.keys()].sort((a, b) => a - b),
          );
          for (const [at, one] of told.entries()) {
            expect(one.users).toBe(members.get(at + 1)?.length);
            if (at > 0)
              expect(one.value_score).toBeLessThanOrEqual((told[at - 1]?.value_score ?? 0) + 1e-12);
          }
          const tried = definition.facts.candidates as readonly Record<string, number>[];
          for (const one of tried) {
            expect(one.silhouette).toBeGreaterThanOrEqual(-1);
            if (k === null && tried.length > 1)
              expect(one.silhouette).toBeLessThanOrEqual(Number(definition.facts.silhouette));
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);
});
