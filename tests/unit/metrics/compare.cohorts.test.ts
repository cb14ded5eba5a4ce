import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/metrics/index.ts';
import { runMetric } from '../../../src/metrics/index.ts';
import type { Native } from '../warehouse/native.ts';
import { agreed } from './customers/support.ts';
import { databaseOf, type NativeDatabase } from './database.ts';
import { DAY, type Event, shopOf } from './random.ts';

const EARLIER = { from: '2024-03-04', to: '2024-03-17' };
const LATER = { from: '2024-03-18', to: '2024-03-31' };
const DAYS = 35;

/** Users who come for the first time on any of four weeks, and again on some days of the five; the last day ends early. */
function list(): Event[] {
  const made: Event[] = [];
  for (let user = 1; user <= 90; user++) {
    const first = (user * 11) % 28;
    for (let day = first; day < DAYS; day++) {
      if (day > first && (user * 5 + day * 3) % (2 + (user % 5)) !== 0) continue;
      const end = day === DAYS - 1 ? 6 : 24;
      for (let n = 0; n <= user % 3; n++)
        made.push({
          time: day * DAY + ((user * 7 + n * 11 + day) % end) * 3600,
          type: n === 1 ? 'purchase' : 'view',
          user,
          item: 1,
          brand: user % 4 === 0 ? 'a' : 'b',
          session: null,
          price: 100 * (1 + (user % 7)) + day,
        });
    }
  }
  return made;
}

interface Asked {
  readonly unit: 'day' | 'week';
  readonly mode: 'exact' | 'rolling' | 'bracket';
  readonly cohort?: 'any' | 'purchase';
  readonly event?: 'any' | 'purchase';
  readonly filters?: { readonly brand: readonly string[] };
}
interface Cell {
  readonly place: number;
  readonly period: number;
  readonly until: number;
  readonly users: number;
  readonly size: number;
  readonly value: number;
}

const RANGES = [
  [1, 1],
  [2, 4],
  [5, 9],
] as const;

/** Cells of a period that were observed to their end by the day `last` (of 35, from 0), counted user by user. */
function cellsOf(
  events: readonly Event[],
  asked: Asked,
  first: number,
  many: number,
  last: number,
) {
  const { unit, mode, cohort = 'any', event = 'any', filters } = asked;
  const step = unit === 'week' ? 7 : 1;
  const own = events.filter(
    ({ brand, time }) =>
      (!filters || filters.brand.includes(String(brand))) && Math.floor(time / DAY) <= last,
  );
  const days = new Map<number, { first: number; on: Set<number>; paid: Map<number, number> }>();
  for (const { user, time, type, price } of own) {
    const one = days.get(user as number) ?? { first: Infinity, on: new Set(), paid: new Map() };
    days.set(user as number, one);
    const day = Math.floor(time / DAY);
    if (cohort === 'any' || type === cohort) one.first = Math.min(one.first, day);
    if (event === 'any' || type === event) one.on.add(day);
    if (type === 'purchase') one.paid.set(day, (one.paid.get(day) ?? 0) + price / 100);
  }
  const members = [...days.values()].filter(
    (one) => one.first >= first && one.first < first + many,
  );
  const cells: Cell[] = [];
  for (let place = 0; place < many / step; place++) {
    const begin = first + place * step;
    const mine = members.filter((one) => one.first >= begin && one.first < begin + step);
    if (mine.length === 0) continue;
    const spans =
      mode === 'bracket'
        ? RANGES
        : Array.from({ length: DAYS }, (_, n): readonly [number, number] => [n, n]);
    for (const [period, until] of spans) {
      if (begin + (until + 1) * step - 1 > last) continue;
      const inside = (one: (typeof mine)[number], day: number) => {
        const n = Math.floor((day - begin) / step);
        return day >= one.first && n >= period && (mode === 'rolling' || n <= until);
      };
      cells.push({
        place,
        period,
        until,
        size: mine.length,
        users: mine.filter((one) => [...one.on].some((day) => inside(one, day))).length,
        value: mine.reduce(
          (sum, one) =>
            sum +
            [...one.paid].reduce((all, [day, paid]) => all + (inside(one, day) ? paid : 0), 0),
          0,
        ),
      });
    }
  }
  return cells;
}

const KINDS: readonly Asked[] = [
  { unit: 'day', mode: 'exact' },
  { unit: 'day', mode: 'rolling', filters: { brand: ['b'] } },
  { unit: 'day', mode: 'bracket', cohort: 'purchase', event: 'purchase' },
  { unit: 'week', mode: 'exact', filters: { brand: ['a', 'b'] } },
  { unit: 'week', mode: 'rolling' },
];

describe('cohorts of two periods', () => {
  const events = list();
  let shop: Native;
  let database: NativeDatabase;
  beforeAll(async () => {
    shop = await shopOf(events, { grain: 'second' });
    database = databaseOf(shop.connection);
  }, 60_000);
  afterAll(() => shop.close());

  it.each(KINDS)(
    'stand beside one another where both were watched as long: %o',
    async (asked) => {
      const ranges = asked.mode === 'bracket' ? { ranges: RANGES } : {};
      const { rows, definition } = await agreed(
        database,
        'cohorts',
        { ...asked, ...ranges, ...LATER, compare: 'previous' },
        shop.context,
      );
      const { facts } = definition;
      expect(facts.last_day_cut).toBe(true);
      // Two weeks lie between the periods: the earlier is watched to two weeks before the end of the data.
      const last = DAYS - 1;
      const cut = asked.unit === 'day' ? 1 : 0;
      const now = cellsOf(events, asked, 14, 14, last);
      const before = cellsOf(events, asked, 0, 14, last - 14);
      const nameOf = ({ place, period, until }: Cell) => `${place}|${period}|${until}`;
      const then = new Map(before.map((cell) => [nameOf(cell), cell]));
      const step = asked.unit === 'week' ? 7 : 1;
      // No cell of the day on which the data end early.
      const watched = (cell: Cell) =>
        14 + cell.place * step + (cell.until + 1) * step - 1 <= last - cut;
      const pairs = now.flatMap((cell) => {
        const other = then.get(nameOf(cell));
        return other && watched(cell) ? [[cell, other] as const] : [];
      });
      expect(pairs.length).toBeGreaterThanOrEqual(5);
      const places = new Map(pairs.map(([cell, other]) => [nameOf(cell), other]));
      let beside = 0;
      for (const row of rows) {
        const place = Math.round(
          (Date.parse(String(row.cohort)) - Date.parse(LATER.from)) / 86_400_000 / step,
        );
        const other = places.get(`${place}|${row.period}|${row.until ?? row.period}`);
        expect([row.users_before, row.size_before], JSON.stringify(row)).toEqual(
          other ? [other.users, other.size] : [null, null],
        );
        if (!other) continue;
        beside++;
        expect(row.rate_before).toBeCloseTo(other.users / other.size, 12);
        expect(row.value_before).toBeCloseTo(other.value, 9);
      }
      expect(beside).toBe(pairs.length);
      const curve = facts.compared as readonly Row[];
      const ages = [...new Set(pairs.map(([{ period }]) => period))].sort((a, b) => a - b);
      expect(curve.map(({ period }) => period)).toEqual(ages);
      for (const row of curve) {
        const own = pairs.filter(([{ period }]) => period === row.period);
        const sum = (of: 0 | 1, name: 'users' | 'size') =>
          own.reduce((all, pair) => all + pair[of][name], 0);
        expect([row.cohorts, row.users, row.size, row.users_before, row.size_before]).toEqual([
          own.length,
          sum(0, 'users'),
          sum(0, 'size'),
          sum(1, 'users'),
          sum(1, 'size'),
        ]);
        expect(row.rate_before).toBeCloseTo(sum(1, 'users') / sum(1, 'size'), 12);
      }
      expect(definition.text).toContain('looked at as they stood after the same time');
    },
    60_000,
  );

  it('are those of retention too, in rolling days as well', async () => {
    const asked = { ...LATER, compare: EARLIER };
    const plain = await agreed(database, 'retention', asked, shop.context);
    const cohorts = await runMetric(database, 'cohorts', { ...asked, unit: 'day' }, shop.context);
    expect(plain.rows.map((row) => row.rate_before)).toEqual(
      cohorts.rows.map((row) => row.rate_before),
    );
    const rolling = await agreed(database, 'retention', { ...asked, day: '24h' }, shop.context);
    expect(rolling.rows.some((row) => typeof row.rate_before === 'number')).toBe(true);
    // A cell of rolling days is there once it has ended for every member.
    for (const row of rolling.rows)
      if (row.rate_before !== null)
        expect(Number(row.users_before)).toBeLessThanOrEqual(Number(row.size_before));
  }, 60_000);

  it('are not compared with a later period, which was watched for a shorter time', async () => {
    const asked = { ...EARLIER, compare: LATER };
    const { rows, definition } = await runMetric(database, 'retention', asked, shop.context);
    expect(rows[0]).not.toHaveProperty('rate_before');
    expect(definition.text).toContain('watched for a shorter time');
  });

  it('are watched for as many months', async () => {
    const { facts } = (
      await runMetric(
        database,
        'cohorts',
        { unit: 'month', from: '2024-04-01', compare: { from: '2024-03-01', to: '2024-03-31' } },
        shop.context,
      )
    ).definition;
    // April has only begun at the end of these data: no month was observed to its end.
    expect(facts.compared).toEqual([]);
  });
});
