import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, shopOf } from './random.ts';

const purchases = fc.array(
  fc.record<Event>({
    time: fc.integer({ min: 0, max: 60 * DAY }),
    type: fc.constantFrom('purchase', 'purchase', 'purchase', 'view'),
    user: fc.integer({ min: 1, max: 40 }),
    item: fc.constant(1),
    brand: fc.constant(null),
    session: fc.constantFrom('s1', 's2', 's3', null),
    price: fc.integer({ min: 1, max: 3000 }),
  }),
  { minLength: 1, maxLength: 150 },
);

interface Buyer {
  readonly user: number;
  readonly recency: number;
  readonly frequency: number;
  /** Cents. */
  readonly monetary: number;
}

/** Cuts times five, so that they are whole numbers; each once. */
function quantiles(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const cuts = [1, 2, 3, 4].map((k) => {
    const at = (sorted.length - 1) * k;
    const low = sorted[Math.floor(at / 5)] ?? 0;
    const high = sorted[Math.floor(at / 5) + 1] ?? low;
    return 5 * low + (high - low) * (at % 5);
  });
  return [...new Set(cuts)];
}

const byQuantile = (values: readonly number[]) => {
  const cuts = quantiles(values);
  return values.map((value) => 1 + cuts.filter((cut) => cut <= 5 * value).length);
};

/** Five groups as SQL's `ntile` cuts them: the first ones are one larger where it does not come out even. */
function byNtile(values: readonly number[]): number[] {
  const order = values
    .map((_, index) => index)
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const [size, rest] = [Math.floor(values.length / 5), values.length % 5];
  const scores: number[] = [];
  let at = 0;
  for (let bucket = 1; bucket <= 5; bucket += 1) {
    const end = at + size + (bucket <= rest ? 1 : 0);
    for (; at < end; at += 1) scores[order[at] ?? 0] = bucket;
  }
  return scores;
}

function buyersOf(list: readonly Event[], reference: string): Buyer[] {
  const bought = list.filter((e) => e.type === 'purchase' && dayOf(e.time) <= reference);
  return [...group(bought, ({ user }) => user)]
    .map(([user, own]) => ({
      user: Number(user),
      recency: Math.min(
        ...own.map((e) => (Date.parse(reference) - Date.parse(dayOf(e.time))) / 1000 / DAY),
      ),
      frequency: own.length,
      monetary: own.reduce((sum, e) => sum + e.price, 0),
    }))
    .sort((a, b) => a.user - b.user);
}

function segment8(r: number, f: number, m: number, hi: number): string {
  const fm = f + m;
  if (r >= 4) return fm >= hi + 1 ? 'champions' : fm === hi ? 'potential_loyalist' : 'promising';
  if (r === 3) return fm >= hi ? 'loyal' : f <= 1 ? 'new_customers' : 'need_attention';
  return fm >= hi ? 'at_risk' : 'hibernating';
}

function class5(sum: number): string {
  if (sum >= 13) return 'top';
  if (sum >= 11) return 'high';
  if (sum >= 8) return 'middle';
  return sum >= 6 ? 'low' : 'lapsing';
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

describe('RFM', () => {
  it('scores and names buyers as working it out by hand does', async () => {
    const property = fc.asyncProperty(
      purchases,
      fc.constantFrom('quantile', 'ntile'),
      fc.constantFrom('segments8', 'threshold', 'classes5'),
      fc.constantFrom('mean', 'median', 2),
      fc.option(fc.integer({ min: 0, max: 60 })),
      async (list, scoring, model, threshold, day) => {
        fc.pre(list.some(({ type }) => type === 'purchase'));
        const shop = await shopOf(list);
        try {
          const reference = day === null ? String(shop.context.to) : dayOf(day * DAY);
          const raw = {
            scoring,
            model,
            frequency: 'rows',
            r_threshold: threshold,
            f_threshold: threshold,
            ...(day === null ? {} : { reference }),
          };
          const buyers = buyersOf(list, reference);
          const score = scoring === 'ntile' ? byNtile : byQuantile;
          const r = score(buyers.map(({ recency }) => recency)).map((value) => 6 - value);
          const f = score(buyers.map(({ frequency }) => frequency));
          const m = score(buyers.map(({ monetary }) => monetary));
          const hi = Math.floor(median(f.map((value, i) => value + (m[i] ?? 0)))) + 1;
          const cut = (values: readonly number[]) =>
            threshold === 'mean' ? mean(values) : threshold === 'median' ? median(values) : 2;
          const rCut = cut(buyers.map(({ recency }) => recency));
          const fCut = cut(buyers.map(({ frequency }) => frequency));
          const expected = buyers.map((buyer, i) => {
            const [rs, fs, ms] = [r[i] ?? 0, f[i] ?? 0, m[i] ?? 0];
            const recent = buyer.recency <= rCut;
            const frequent = buyer.frequency >= fCut;
            return {
              user_id: BigInt(buyer.user),
              recency: buyer.recency,
              frequency: buyer.frequency,
              monetary: buyer.monetary / 100,
              r: rs,
              f: fs,
              m: ms,
              segment: {
                segments8: segment8(rs, fs, ms, hi),
                classes5: class5(rs + fs + ms),
                threshold: recent
                  ? frequent
                    ? 'core_vip'
                    : 'promising_new'
                  : frequent
                    ? 'win_back'
                    : 'lapsed',
              }[model],
            };
          });
          const database = databaseOf(shop.connection);
          const { rows } = await runMetric(database, 'rfm', raw, shop.context);
          expect(rows).toEqual(expected);
          const audit = await auditMetric(database, 'rfm', raw, shop.context);
          expect(audit.agrees, audit.detail).toBe(true);
          await runMetric(database, 'rfm', { ...raw, frequency: 'orders' }, shop.context);
          expect(
            await auditMetric(database, 'rfm', { ...raw, frequency: 'orders' }, shop.context),
          ).toMatchObject({ agrees: true });
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 10 });
  }, 120_000);

  it('says which buckets merge', async () => {
    const list = [1, 2, 3, 4, 5, 6].map<Event>((user) => ({
      time: 0,
      type: 'purchase',
      user,
      item: 1,
      brand: null,
      session: `s${user}`,
      price: user * 100,
    }));
    const shop = await shopOf(list);
    try {
      const { definition, rows } = await runMetric(
        databaseOf(shop.connection),
        'rfm',
        {},
        shop.context,
      );
      expect(definition.facts.cuts).toMatchObject([
        { figure: 'r', buckets: 2 },
        { figure: 'f', buckets: 2 },
        { figure: 'm', q20: 2, q40: 3, q60: 4, q80: 5, buckets: 5 },
      ]);
      expect(rows.map((row) => row.m)).toEqual([1, 2, 3, 4, 5, 5]);
      expect(definition.text).toContain('R (2)');
    } finally {
      shop.close();
    }
  });
});
