import { readFileSync } from 'node:fs';
import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { native, sharedFile, TAOBAO, taobaoEvents } from '../../warehouse/native.ts';
import { databaseOf } from '../database.ts';
import { DAY, dayOf, type Event, events, shopOf } from '../random.ts';
import { agreed, mean } from './support.ts';

const purchases = events(['purchase', 'view'], 20 * DAY, DAY / 3);
const number = (day: string) => Date.parse(day) / 86_400_000;

/** Days of each user's orders in turn; with sessions, an order is a session's first day, or a row without one. */
function ordersOf(list: readonly Event[], basis: string): number[][] {
  const bought = list.filter(({ type, user }) => type === 'purchase' && user !== null);
  return [...group(bought, ({ user }) => user).values()].map((own) => {
    const days = own.map((event) => ({ session: event.session, day: number(dayOf(event.time)) }));
    if (basis === 'rows') return days.map(({ day }) => day).sort((a, b) => a - b);
    const named = group(
      days.filter(({ session }) => session !== null),
      ({ session }) => session,
    );
    return [
      ...[...named.values()].map((rows) => Math.min(...rows.map(({ day }) => day))),
      ...days.filter(({ session }) => session === null).map(({ day }) => day),
    ].sort((a, b) => a - b);
  });
}

/** Kaplan and Meier's estimate by walking through the days. */
function returned(
  waits: readonly { readonly days: number; readonly again: boolean }[],
  within: number,
) {
  let survival = 1;
  for (const day of [...new Set(waits.map(({ days }) => days))].sort((a, b) => a - b)) {
    if (day > within) break;
    const watched = waits.filter(({ days }) => days >= day).length;
    survival *= 1 - waits.filter(({ days, again }) => days === day && again).length / watched;
  }
  return 1 - survival;
}

const bought = (user: number, day: number): Event => {
  return {
    time: day * DAY,
    type: 'purchase',
    user,
    item: 1,
    brand: 'a',
    session: null,
    price: 100,
  };
};
/** Of four buyers one orders again on day 0 and one on day 7: 3/4 × 2/3, which sums of logarithms miss by a last bit. */
const exactHalf = [
  [3, 9],
  [3, 16],
  [1, 19],
  [1, 19],
  [2, 0],
  [4, 0],
].map(([user = 0, day = 0]) => bought(user, day));

describe('repurchase', () => {
  it('follows buyers from order to order as going through them one by one does', async () => {
    const property = fc.asyncProperty(
      purchases,
      fc.constantFrom('orders', 'rows'),
      fc.integer({ min: 0, max: 15 }),
      fc.constantFrom(undefined, { brand: ['a', 'b'] }),
      async (list, basis, days, filters) => {
        const kept = list.filter(({ brand }) => filters === undefined || brand !== null);
        const orders = ordersOf(kept, basis);
        fc.pre(orders.length > 0);
        const shop = await shopOf(list);
        try {
          const { rows, definition } = await agreed(
            databaseOf(shop.connection),
            'repurchase',
            { basis, days, orders: 4, ...(filters && { filters }) },
            shop.context,
          );
          const last = number(String(shop.context.to));
          const expected = [1, 2, 3, 4].flatMap((n) => {
            const waits = orders.flatMap((own) => {
              const [at, next] = [own[n - 1], own[n]];
              if (at === undefined) return [];
              return [{ days: (next ?? last) - at, again: next !== undefined }];
            });
            if (waits.length === 0) return [];
            const again = waits.filter((one) => one.again).length;
            const watched = Math.max(...waits.map((one) => one.days));
            const half = [...new Set(waits.map((one) => one.days))]
              .sort((a, b) => a - b)
              .find((day) => returned(waits, day) >= 0.5 - 1e-12);
            return [
              {
                n,
                buyers: waits.length,
                share: waits.length / orders.length,
                ordered_again: again,
                next_rate: again / waits.length,
                waiting: waits.length - again,
                watched_days: watched,
                return_rate: returned(waits, watched),
                return_rate_within: watched >= days ? returned(waits, days) : null,
                median_days: half ?? null,
              },
            ];
          });
          expect(rows).toHaveLength(expected.length);
          for (const [at, row] of expected.entries())
            for (const [name, value] of Object.entries(row))
              if (typeof value === 'number') expect(rows[at]?.[name], name).toBeCloseTo(value, 9);
              else expect(rows[at]?.[name], name).toBe(value);
          const gaps = orders.flatMap((own) => own.slice(1).map((day, i) => day - (own[i] ?? 0)));
          const { facts } = definition;
          expect(facts.repurchase_rate).toBeCloseTo(
            orders.filter((own) => own.length > 1).length / orders.length,
            12,
          );
          expect(facts.orders).toBe(orders.flat().length);
          if (gaps.length > 0) {
            const sorted = gaps.sort((a, b) => a - b);
            expect(facts.mean_interval).toBeCloseTo(mean(gaps), 9);
            expect(facts.median_interval).toBe(sorted[Math.ceil(gaps.length / 2) - 1]);
            expect(
              (facts.intervals as readonly Record<string, number>[]).flatMap((one) =>
                new Array<number>(one.intervals ?? 0).fill(one.days ?? 0),
              ),
            ).toEqual(sorted);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8, examples: [[exactHalf, 'rows', 11, undefined]] });
  }, 120_000);
});

const oracles = sharedFile('taobao/oracle.json');

describe.skipIf(oracles === null)('repurchase on Taobao', () => {
  it('has the rate that was computed apart, by rows and by days', async () => {
    const known = JSON.parse(readFileSync(oracles ?? '', 'utf8'));
    for (const name of ['UserBehavior_first_users.csv', 'UserBehavior_timesorted_truncated.csv']) {
      const warehouse = await native(
        { ...TAOBAO, id: name },
        taobaoEvents(sharedFile(`taobao/${name}`) ?? ''),
      );
      const { definition, rows } = await agreed(
        databaseOf(warehouse.connection),
        'repurchase',
        { basis: 'rows' },
        warehouse.context,
      );
      expect(definition.facts.buyers).toBe(known[name].uv_by_type.buy);
      expect(definition.facts.repurchase_rate).toBeCloseTo(known[name].repurchase_rate_events, 12);
      expect(definition.facts.repeat_day_rate).toBeCloseTo(known[name].repurchase_rate_days, 12);
      // Nine days of data: nobody has been watched for thirty.
      expect(rows[0]?.return_rate_within).toBeNull();
      warehouse.close();
    }
  }, 120_000);
});
