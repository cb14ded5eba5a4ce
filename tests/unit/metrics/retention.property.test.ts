import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
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
  readonly ranges: readonly (readonly [number, number])[];
}

const asked = fc
  .record<Asked>({
    cohort: fc.constantFrom('any', 'purchase'),
    event: fc.constantFrom('any', 'view', 'purchase'),
    unit: fc.constantFrom('day', 'week', 'month'),
    mode: fc.constantFrom('exact', 'rolling', 'bracket'),
    day: fc.constantFrom('calendar', 'calendar', '24h'),
    ranges: fc.constantFrom<Asked['ranges'][]>(
      [
        [0, 1],
        [2, 4],
      ],
      [
        [1, 3],
        [1, 7],
        [1, 7],
      ],
    ),
  })
  .filter(({ day, unit }) => day === 'calendar' || unit !== 'month');

const noon = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000 / DAY;
const isoOf = (day: number) => new Date(day * DAY * 1000).toISOString().slice(0, 10);

/** Number of the period a day lies in, and the day on which a period starts. */
function calendar(unit: Asked['unit'], weekStart: WeekStart) {
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const shift = (4 - weekStart + 7) % 7;
  return {
    index: (iso: string) =>
      unit === 'day'
        ? noon(iso)
        : unit === 'week'
          ? Math.floor((noon(iso) + shift) / 7)
          : Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1,
    start: (index: number) =>
      unit === 'day'
        ? isoOf(index)
        : unit === 'week'
          ? isoOf(index * 7 - shift)
          : `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
  };
}

/** The table by hand: `cohort/period` → users and size. */
function byHand(list: readonly Event[], question: Asked, context: DatasetContext) {
  const { cohort, event, unit, mode, day, ranges } = question;
  const { index, start } = calendar(unit, context.weekStart);
  const last = context.to ?? '';
  const length = (unit === 'week' ? 7 : 1) * DAY;
  const endOfData = (noon(last) + 1) * DAY;
  const users = [...new Set(list.map(({ user }) => user))].filter((user) => user !== null);
  const members = users.flatMap((user) => {
    const own = list.filter((e) => e.user === user);
    const firsts = own.filter(({ type }) => cohort === 'any' || type === 'purchase');
    if (firsts.length === 0) return [];
    const t0 = Math.min(...firsts.map(({ time }) => time));
    const home = index(dayOf(t0));
    const periods = own
      .filter(({ type, time }) => (event === 'any' || type === event) && dayOf(time) >= dayOf(t0))
      .filter(({ time }) => day === 'calendar' || time >= t0)
      .map(({ time }) =>
        day === '24h' ? Math.floor((time - t0) / length) : index(dayOf(time)) - home,
      );
    return [{ home, t0, periods: new Set(periods) }];
  });
  const table: Record<string, { users: number; size: number }> = {};
  const epoch = Date.UTC(2024, 2, 4) / 1000;
  for (const home of new Set(members.map((member) => member.home))) {
    const group = members.filter((member) => member.home === home);
    const latest = Math.max(...group.map(({ t0 }) => t0)) + epoch;
    const begun =
      day === '24h' ? Math.floor((endOfData - latest) / length) - 1 : index(last) - home;
    const ended = (n: number) =>
      day === '24h' ? n <= begun : noon(start(home + n + 1)) - 1 <= noon(last);
    const cells =
      mode === 'bracket'
        ? ranges.filter(([, until]) => ended(until))
        : Array.from({ length: Math.max(0, begun + 1) }, (_, n) => [n, n] as const);
    for (const [from, until] of cells) {
      const back = group.filter(({ periods }) =>
        [...periods].some((n) => n >= from && (mode === 'rolling' || n <= until)),
      );
      table[`${start(home)}/${from}${mode === 'bracket' ? `-${until}` : ''}`] = {
        users: back.length,
        size: group.length,
      };
    }
  }
  return table;
}

describe('retention', () => {
  it('is what counting by hand gives, and its audit agrees', async () => {
    const types: EventType[] = ['view', 'cart', 'purchase'];
    const property = fc.asyncProperty(
      events(types, 40 * DAY, 5 * 3600),
      fc.constantFrom<WeekStart>(1, 6, 7),
      fc.array(asked, { minLength: 10, maxLength: 10 }),
      async (list, weekStart, questions) => {
        const shop = await shopOf(list);
        try {
          const context = { ...shop.context, weekStart };
          const database = databaseOf(shop.connection);
          for (const question of questions) {
            const { rows } = await runMetric(database, 'retention', { ...question }, context);
            const found = Object.fromEntries(
              rows.map((row) => [
                `${row.cohort}/${row.period}${question.mode === 'bracket' ? `-${row.until}` : ''}`,
                { users: row.users, size: row.size },
              ]),
            );
            expect(found, JSON.stringify(question)).toEqual(byHand(list, question, context));
            for (const row of rows)
              expect(row.rate).toBeCloseTo(Number(row.users) / Number(row.size), 12);
            const audit = await auditMetric(database, 'retention', { ...question }, context);
            expect(audit.agrees, JSON.stringify([question, audit])).toBe(true);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);

  it('weighs the summary by cohort size, over complete cells alone', async () => {
    const list = [0, 0, 1, 1, 1, 2].map<Event>((day, user) => ({
      time: day * DAY,
      type: 'view',
      user: user + 1,
      item: 1,
      brand: null,
      session: null,
      price: 0,
    }));
    const again = [1, 3].map<Event>((user) => ({
      ...(list[0] as Event),
      user,
      time: (user === 1 ? 1 : 2) * DAY,
    }));
    const shop = await shopOf([...list, ...again]);
    try {
      const { definition } = await runMetric(
        databaseOf(shop.connection),
        'retention',
        {},
        shop.context,
      );
      // Cohorts of 2 and 3 users have a day 1, with one user each.
      expect(definition.facts.summary).toEqual([
        { name: 'D1', period: 1, users: 2, size: 5, rate: 0.4, cohorts: 2 },
      ]);
      expect(definition.facts).toMatchObject({ d1: 0.4, d3: null });
    } finally {
      shop.close();
    }
  });
});
