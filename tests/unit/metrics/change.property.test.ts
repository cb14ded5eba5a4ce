import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { t } from '../../../src/i18n/index.ts';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, events, shopOf } from './random.ts';

/** Exact fractions, so that sums have no rounding to hide behind. */
class Fraction {
  readonly over: bigint;
  readonly under: bigint;
  constructor(over: bigint, under = 1n) {
    let [a, b] = [over < 0n ? -over : over, under];
    while (b > 0n) [a, b] = [b, a % b];
    const common = a === 0n ? 1n : a;
    [this.over, this.under] = [over / common, under / common];
  }
  static of = (n: number) => new Fraction(BigInt(n));
  plus = (b: Fraction) =>
    new Fraction(this.over * b.under + b.over * this.under, this.under * b.under);
  minus = (b: Fraction) => this.plus(new Fraction(-b.over, b.under));
  times = (b: Fraction) => new Fraction(this.over * b.over, this.under * b.under);
  by = (b: Fraction) =>
    b.over < 0n
      ? new Fraction(-this.over * b.under, this.under * -b.over)
      : new Fraction(this.over * b.under, this.under * b.over);
  half = () => new Fraction(this.over, this.under * 2n);
  get isZero() {
    return this.over === 0n;
  }
  get number() {
    return Number(this.over) / Number(this.under);
  }
}

const ZERO = Fraction.of(0);
const sum = (all: readonly Fraction[]) => all.reduce((total, one) => total.plus(one), ZERO);

const MEASURES = {
  conversion: { n: 'view', k: 'purchase', money: false, rate: true },
  view_value: { n: 'view', k: 'purchase', money: true, rate: true },
  purchase_value: { n: 'purchase', k: 'purchase', money: true, rate: true },
  purchases: { n: 'view', k: 'purchase', money: false, rate: false },
  gmv: { n: 'purchase', k: 'purchase', money: true, rate: false },
} as const;

interface Part {
  readonly segment: string | null;
  readonly volume: Fraction;
  readonly mix: Fraction;
  readonly rate: Fraction;
}

/** The parts of a change by their definitions; null where the whole has no volume in a period and a rate is asked for. */
function parts(
  before: readonly Event[],
  after: readonly Event[],
  measure: keyof typeof MEASURES,
): { readonly all: readonly Part[]; readonly change: Fraction } | null {
  const { n, k, money, rate } = MEASURES[measure];
  const count = (list: readonly Event[], type: string) =>
    Fraction.of(list.filter((e) => e.type === type).length);
  const result = (list: readonly Event[]) =>
    money
      ? Fraction.of(list.filter((e) => e.type === k).reduce((all, e) => all + e.price, 0))
      : count(list, k);
  const [N0, N1] = [count(before, n), count(after, n)];
  const [K0, K1] = [result(before), result(after)];
  if (rate && (N0.isZero || N1.isZero)) return null;
  const mean = rate ? K0.by(N0).plus(K1.by(N1)).half() : ZERO;
  const names = [...new Set([...before, ...after].map((e) => e.brand))];
  const all = names.flatMap((segment): Part[] => {
    const [b, a] = [before, after].map((list) => list.filter((e) => e.brand === segment)) as [
      Event[],
      Event[],
    ];
    const [n0, n1, k0, k1] = [count(b, n), count(a, n), result(b), result(a)];
    if ([n0, n1, k0, k1].every((one) => one.isZero)) return [];
    const [s0, s1] = [N0.isZero ? ZERO : n0.by(N0), N1.isZero ? ZERO : n1.by(N1)];
    const own0 = n0.isZero ? null : k0.by(n0);
    const own1 = n1.isZero ? null : k1.by(n1);
    const [g0, g1] = [own0 ?? own1 ?? ZERO, own1 ?? own0 ?? ZERO];
    const middle = g0.plus(g1).half();
    const share = s0.plus(s1).half();
    // What has results without volume in a period has no rate there: all of it is a rate effect.
    const orphan = (scale: (k: Fraction, at: 0 | 1) => Fraction) =>
      (own1 === null ? scale(k1, 1) : ZERO).minus(own0 === null ? scale(k0, 0) : ZERO);
    const paired = own0 !== null && own1 !== null;
    if (rate)
      return [
        {
          segment,
          volume: ZERO,
          mix: s1.minus(s0).times(middle.minus(mean)),
          rate: paired
            ? g1.minus(g0).times(share)
            : orphan((value, at) => value.by(at === 0 ? N0 : N1)),
        },
      ];
    return [
      {
        segment,
        volume: N1.minus(N0).times(share).times(middle),
        mix: s1.minus(s0).times(N0.plus(N1).half()).times(middle),
        rate: paired ? g1.minus(g0).times(n0.plus(n1).half()) : orphan((value) => value),
      },
    ];
  });
  return { all, change: rate ? K1.by(N1).minus(K0.by(N0)) : K1.minus(K0) };
}

const MIDDLE = 2 * DAY;
const scale = (measure: keyof typeof MEASURES) => (MEASURES[measure].money ? 100 : 1);

describe('a change taken apart', () => {
  it('has parts that add up exactly, as fractions tell', () => {
    const property = fc.property(
      events(['view', 'view', 'purchase'], 4 * DAY - 3600, 3600),
      fc.constantFrom(...(Object.keys(MEASURES) as (keyof typeof MEASURES)[])),
      (list, measure) => {
        const found = parts(
          list.filter((e) => e.time < MIDDLE),
          list.filter((e) => e.time >= MIDDLE),
          measure,
        );
        if (!found) return;
        const added = sum(found.all.flatMap(({ volume, mix, rate }) => [volume, mix, rate]));
        expect(added.minus(found.change).isZero).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it('gives those parts, with segments that are new or gone, and the rest in one row', async () => {
    const property = fc.asyncProperty(
      events(['view', 'view', 'purchase'], 4 * DAY - 3600, 3600),
      fc.constantFrom(...(Object.keys(MEASURES) as (keyof typeof MEASURES)[])),
      fc.constantFrom(1, 10),
      async (list, measure, top) => {
        const [before, after] = [
          list.filter((e) => e.time < MIDDLE),
          list.filter((e) => e.time >= MIDDLE),
        ];
        const expected = parts(before, after, measure);
        const shop = await shopOf(list, {
          from: dayOf(0),
          to: dayOf(4 * DAY - 1),
          eventTypes: ['view', 'purchase'],
        });
        try {
          const database = databaseOf(shop.connection);
          const raw = { by: 'brand', measure, top };
          const { rows, definition } = await runMetric(database, 'change', raw, shop.context);
          const audit = await auditMetric(database, 'change', raw, shop.context);
          expect(audit.agrees, audit.detail).toBe(true);
          if (!expected) return;
          const by = scale(measure);
          for (const part of expected.all) {
            const row = rows.find((one) => one.state !== 'others' && one.brand === part.segment);
            if (top > 1) expect(row, String(part.segment)).toBeDefined();
            if (!row) continue;
            expect(row.mix_effect).toBeCloseTo(part.mix.number / by, 9);
            expect(row.rate_effect).toBeCloseTo(part.rate.number / by, 9);
            if (!MEASURES[measure].rate)
              expect(row.volume_effect).toBeCloseTo(part.volume.number / by, 9);
            const there = (some: readonly Event[]) =>
              some.some(
                (e) =>
                  e.brand === part.segment &&
                  (e.type === MEASURES[measure].n ||
                    (e.type === 'purchase' && (!MEASURES[measure].money || e.price > 0))),
              );
            expect(row.state).toBe(!there(before) ? 'new' : !there(after) ? 'gone' : 'kept');
          }
          const added = rows.reduce((all, row) => all + Number(row.effect), 0);
          expect(added).toBeCloseTo(expected.change.number / by, 9);
          expect(definition.facts.total_change).toBeCloseTo(expected.change.number / by, 9);
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);

  it('compares with the days before, with halves where nothing is said, and says what it cannot', async () => {
    const list: Event[] = Array.from({ length: 7 }, (_, day) => ({
      time: day * DAY,
      type: 'view' as const,
      user: 1,
      item: 1,
      brand: 'a',
      session: 's1',
      price: 1,
    }));
    const shop = await shopOf([...list, { ...(list[6] as Event), type: 'purchase' }]);
    const database = databaseOf(shop.connection);
    const known = async (raw: object) => {
      const { definition } = await runMetric(
        database,
        'change',
        { by: 'brand', ...raw },
        shop.context,
      );
      const { facts } = definition;
      return [facts.before_from, facts.before_to, facts.from, facts.to];
    };
    expect(await known({})).toEqual(['2024-03-05', '2024-03-07', '2024-03-08', '2024-03-10']);
    expect(await known({ from: '2024-03-09' })).toEqual([
      '2024-03-07',
      '2024-03-08',
      '2024-03-09',
      '2024-03-10',
    ]);
    expect(
      await known({ from: '2024-03-09', before_from: '2024-03-04', before_to: '2024-03-05' }),
    ).toEqual(['2024-03-04', '2024-03-05', '2024-03-09', '2024-03-10']);
    await expect(known({ from: '2024-03-04', to: '2024-03-05' })).rejects.toMatchObject({
      code: 'metric-not-applicable',
    });
    shop.close();
  });

  it('calls a last day cut where it ends earlier than every day before, and never where the data have days alone', async () => {
    const at = (day: number, hours: readonly number[]): Event[] =>
      hours.map((hour) => ({
        time: day * DAY + hour * 3600,
        type: hour === 9 ? 'purchase' : 'view',
        user: 1,
        item: 1,
        brand: 'a',
        session: 's1',
        price: 1,
      }));
    const days = (hours: readonly number[], last: readonly number[]) =>
      [0, 1, 2, 3].flatMap((day) => at(day, day === 3 ? last : hours));
    const cut = async (list: readonly Event[], raw: object, changes: object = {}) => {
      const shop = await shopOf(list, changes);
      try {
        const database = databaseOf(shop.connection);
        const { definition } = await runMetric(
          database,
          'change',
          { by: 'brand', ...raw },
          { ...shop.context, lastEvent: `${shop.context.to}T09:00:00` },
        );
        return definition.text.includes(t('metrics.change.cut'));
      } finally {
        shop.close();
      }
    };
    // A shop that closes at six: a day that ends at nine is cut only where others end later.
    expect(await cut(days([8, 9, 17], [8, 9]), {})).toBe(true);
    expect(await cut(days([8, 9], [8, 9]), {})).toBe(false);
    expect(await cut(days([8, 9, 17], [8, 9]), { from: dayOf(2 * DAY), to: dayOf(2 * DAY) })).toBe(
      false,
    );
    expect(await cut(days([8, 9, 17], [8, 9]), {}, { grain: 'day' })).toBe(false);
  }, 120_000);
});
