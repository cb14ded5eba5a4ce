import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type Row, runMetric } from '../../../src/metrics/index.ts';
import type { EventType } from '../../../src/sources/types.ts';
import type { DatasetContext, WeekStart } from '../../../src/warehouse/types.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, events, shopOf } from './random.ts';

interface Asked {
  readonly cohort: 'any' | 'purchase';
  readonly event: 'any' | 'view' | 'purchase';
  readonly unit: 'day' | 'week' | 'month';
  readonly mode: 'exact' | 'rolling' | 'bracket';
  readonly day: 'calendar' | '24h';
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

const asked = fc
  .record<Asked>({
    cohort: fc.constantFrom('any', 'purchase'),
    event: fc.constantFrom('any', 'view', 'purchase'),
    unit: fc.constantFrom('day', 'week', 'month'),
    mode: fc.constantFrom('exact', 'rolling', 'bracket'),
    day: fc.constantFrom('calendar', 'calendar', '24h'),
    filters: fc.constantFrom<Asked['filters'][]>({}, {}, { brand: ['a'] }),
  })
  .filter(({ day, unit }) => day === 'calendar' || unit !== 'month');

const RANGES = [
  [0, 1],
  [2, 4],
] as const;
const START = Date.UTC(2024, 2, 4) / 1000;
const dayNumber = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000 / DAY;
const isoOf = (day: number) => new Date(day * DAY * 1000).toISOString().slice(0, 10);

/** Number of the period that a day lies in, and the first day of a numbered period. */
function calendar(unit: Asked['unit'], weekStart: WeekStart) {
  const shift = (4 - weekStart + 7) % 7;
  if (unit === 'day') return { index: dayNumber, start: isoOf };
  if (unit === 'week')
    return {
      index: (iso: string) => Math.floor((dayNumber(iso) + shift) / 7),
      start: (index: number) => isoOf(index * 7 - shift),
    };
  return {
    index: (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1,
    start: (index: number) =>
      `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
  };
}

interface Member {
  readonly home: string;
  readonly t0: number;
  readonly back: readonly number[];
  /** Period and cents of each purchase. */
  readonly paid: readonly (readonly [number, number])[];
}

/** Users, sizes and cents of every cell, counted user by user. */
function byHand(all: readonly Event[], question: Asked, { weekStart, to }: DatasetContext) {
  const { cohort, event, unit, mode, day, filters } = question;
  const { index, start } = calendar(unit, weekStart);
  const list = all.filter(({ brand }) => !filters.brand || filters.brand.includes(String(brand)));
  const length = (unit === 'week' ? 7 : 1) * DAY;
  const members: Member[] = [];
  for (const user of new Set(list.map((one) => one.user))) {
    const own = list.filter((one) => one.user === user && user !== null);
    const firsts = own.filter(({ type }) => cohort === 'any' || type === 'purchase');
    if (firsts.length === 0) continue;
    const t0 = Math.min(...firsts.map(({ time }) => time));
    const home = index(dayOf(t0));
    const n = (time: number) =>
      day === '24h' ? Math.floor((time - t0) / length) : index(dayOf(time)) - home;
    const since = own.filter(({ time }) => (day === '24h' ? time >= t0 : dayOf(time) >= dayOf(t0)));
    members.push({
      home: start(home),
      t0,
      back: since.filter(({ type }) => event === 'any' || type === event).map((e) => n(e.time)),
      paid: since
        .filter(({ type }) => type === 'purchase')
        .map(({ time, price }) => [n(time), price] as const),
    });
  }
  const last = to ?? '';
  const cells: Record<string, object> = {};
  for (const home of new Set(members.map((member) => member.home))) {
    const group = members.filter((member) => member.home === home);
    const left = (dayNumber(last) + 1) * DAY - START - Math.max(...group.map(({ t0 }) => t0));
    const begun = day === '24h' ? Math.floor(left / length) - 1 : index(last) - index(home);
    const ended = (n: number) =>
      day === '24h' ? n <= begun : dayNumber(start(index(home) + n + 1)) - 1 <= dayNumber(last);
    const wanted =
      mode === 'bracket'
        ? RANGES.filter(([, until]) => ended(until))
        : Array.from({ length: Math.max(0, begun + 1) }, (_, n) => [n, n] as const);
    const cents = (keep: (n: number) => boolean) =>
      group
        .flatMap(({ paid }) => paid)
        .filter(([n]) => keep(n))
        .reduce((sum, [, price]) => sum + price, 0);
    for (const [from, until] of wanted) {
      const inside = (n: number) => n >= from && (mode === 'rolling' || n <= until);
      cells[`${home}/${from}`] = {
        users: group.filter(({ back }) => back.some(inside)).length,
        size: group.length,
        cents: cents(inside),
        share: cents((n) => n === 0) > 0 ? cents(inside) / cents((n) => n === 0) : null,
        total: cents((n) => n <= until),
      };
    }
  }
  return cells;
}

const rounded = (value: unknown) => (value === null ? null : Math.round(Number(value) * 1e9) / 1e9);

describe('cohorts', () => {
  it('hold who counting by hand finds and what they paid, and the audit agrees', async () => {
    const types: EventType[] = ['view', 'cart', 'purchase'];
    const property = fc.asyncProperty(
      events(types, 40 * DAY, 5 * 3600),
      fc.constantFrom<WeekStart>(1, 6, 7),
      fc.array(asked, { minLength: 6, maxLength: 6 }),
      async (list, weekStart, questions) => {
        // What cannot be bought is refused, not counted: see the test of parameters.
        const bought: Event = { ...(list[0] as Event), type: 'purchase' };
        const shop = await shopOf([...list, bought]);
        try {
          const context = { ...shop.context, weekStart };
          const database = databaseOf(shop.connection);
          for (const question of questions) {
            const raw = { ...question, ranges: RANGES };
            const { rows } = await runMetric(database, 'cohorts', raw, context);
            const found = Object.fromEntries(
              rows.map((row) => [
                `${row.cohort}/${row.period}`,
                {
                  users: row.users,
                  size: row.size,
                  cents: Math.round(Number(row.value) * 100),
                  share: rounded(row.value_share),
                  total: Math.round(Number(row.value_total) * 100),
                },
              ]),
            );
            const wanted = byHand([...list, bought], question, context);
            for (const cell of Object.values(wanted) as { share: unknown }[])
              cell.share = rounded(cell.share);
            expect(found, JSON.stringify(question)).toEqual(wanted);
            const audit = await auditMetric(database, 'cohorts', raw, context);
            expect(audit.agrees, JSON.stringify([question, audit])).toBe(true);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 6 });
  }, 300_000);
});

/** A visit of user `user` on day `day`. */
const visit = (user: number, day: number, type: EventType = 'view', price = 0): Event => ({
  time: day * DAY + 10 * 3600,
  type,
  user,
  item: 1,
  brand: null,
  session: null,
  price,
});

/** The shop opens on Monday, 4 March 2024; four users begin on each of the first four days. */
function week(): Event[] {
  const list: Event[] = [];
  for (let day = 0; day < 4; day++)
    for (let n = 0; n < 4; n++) {
      const user = day * 4 + n + 1;
      list.push(visit(user, day, 'purchase', 1000));
      // One in four comes back each day, on Saturday (day 5) and the promotion (day 4) two in four.
      for (let later = day + 1; later < 7; later++)
        if (n === 0 || (n === 1 && (later === 4 || later === 5))) list.push(visit(user, later));
    }
  return list;
}

describe('what the calendar does to cohorts', () => {
  it('is told against cohorts of the same age', async () => {
    const shop = await shopOf(week(), { lastEvent: '2024-03-10T10:00:00' });
    try {
      const database = databaseOf(shop.connection);
      const raw = { promotions: '2024-03-08' };
      const { definition } = await runMetric(database, 'cohorts', raw, shop.context);
      const { facts } = definition;
      const days = facts.calendar as readonly Row[];
      expect(
        days.map(({ day, users, size, weekend, promotion }) => [
          day,
          users,
          size,
          weekend,
          promotion,
        ]),
      ).toEqual([
        ['2024-03-05', 1, 4, false, false],
        ['2024-03-06', 2, 8, false, false],
        ['2024-03-07', 3, 12, false, false],
        ['2024-03-08', 8, 16, false, true],
        ['2024-03-09', 8, 16, true, false],
        ['2024-03-10', 4, 16, true, false],
      ]);
      // 8 March: ages 4, 3, 2, 1 of which the others had (1+2+… by age) ÷ their sizes.
      const others = { 1: 3 / 12, 2: (1 + 1 + 2) / 12, 3: (1 + 2 + 1) / 12, 4: (2 + 1) / 8 };
      const expected = Object.values(others).reduce((sum, rate) => sum + rate * 4, 0);
      expect(days[3]?.expected).toBeCloseTo(expected, 9);
      expect(days[3]?.lift).toBeCloseTo(8 / expected - 1, 9);
      expect(facts.promotion_lift).toBeCloseTo(8 / expected - 1, 9);
      expect(facts).toMatchObject({ cohorts: 4, members: 16, promotions: ['2024-03-08'] });
      const curve = facts.curve as readonly Row[];
      expect(curve[0]).toMatchObject({
        period: 0,
        users: 16,
        size: 16,
        rate: 1,
        value: 160,
        value_per_user: 10,
      });
      expect(curve.at(-1)).toMatchObject({ period: 6, cohorts: 1, users: 1, size: 4 });
    } finally {
      shop.close();
    }
  });

  it('leaves a cut last day out of what it compares', async () => {
    const whole = week().map((event) => ({
      ...event,
      time: event.time + (event.time < 6 * DAY ? 12 * 3600 : 0),
    }));
    const shop = await shopOf(whole);
    try {
      const { definition } = await runMetric(
        databaseOf(shop.connection),
        'cohorts',
        {},
        shop.context,
      );
      expect(definition.facts).toMatchObject({ last_day_cut: true, last_day_hour: 10 });
      const days = definition.facts.calendar as readonly Row[];
      expect(days.map(({ cut }) => cut)).toEqual([false, false, false, false, false, true]);
      const curve = definition.facts.curve as readonly Row[];
      expect(curve.at(-1)).toMatchObject({ period: 6, cut_share: 1 });
      expect(curve[1]?.cut_share).toBe(0);
      expect(curve[3]?.cut_share).toBe(1 / 4);
      // Saturday alone: day 4 of 6 March, 5 of 5 March … against the others' same ages without Sunday's cells.
      const saturday = days[4];
      expect(definition.facts.weekend_lift).toBeCloseTo(Number(saturday?.lift), 9);
    } finally {
      shop.close();
    }
  });
});
