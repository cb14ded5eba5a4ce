import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type Row, runMetric, runSegments } from '../../../src/metrics/index.ts';
import type { EventType } from '../../../src/sources/types.ts';
import type { DatasetContext, WeekStart } from '../../../src/warehouse/types.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, events, shopOf } from './random.ts';

interface Asked {
  readonly unit: 'day' | 'week' | 'month';
  readonly event: 'any' | 'view' | 'purchase';
  readonly gap: number;
  readonly to?: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

const asked = fc.record<Asked>({
  unit: fc.constantFrom('day', 'week', 'month'),
  event: fc.constantFrom('any', 'view', 'purchase'),
  gap: fc.constantFrom(1, 2, 5),
  filters: fc.constantFrom<Asked['filters'][]>({}, {}, { brand: ['a'] }),
});

const number = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000 / DAY;
const isoOf = (day: number) => new Date(day * DAY * 1000).toISOString().slice(0, 10);

/** First day of a day's period. */
function startOf(iso: string, unit: Asked['unit'], weekStart: WeekStart): string {
  if (unit === 'day') return iso;
  if (unit === 'month') return `${iso.slice(0, 7)}-01`;
  const weekday = new Date(number(iso) * DAY * 1000).getUTCDay() || 7;
  return isoOf(number(iso) - ((weekday - weekStart + 7) % 7));
}

/** The rows counted user by user, by walking through the days. */
function byHand(all: readonly Event[], question: Asked, context: DatasetContext) {
  const { unit, event, gap, filters } = question;
  const [first, data] = [context.from ?? '', context.to ?? ''];
  const last = question.to !== undefined && question.to < data ? question.to : data;
  const days: string[] = [];
  for (let day = number(first); day <= number(last); day++) days.push(isoOf(day));
  const start = (day: string) => startOf(day, unit, context.weekStart);
  const periods = [...new Set(days.map(start))];
  const list = all.filter(
    ({ user, type, time, brand }) =>
      user !== null &&
      (event === 'any' || type === event) &&
      dayOf(time) <= last &&
      (!filters.brand || filters.brand.includes(String(brand))),
  );
  const users = [...new Set(list.map(({ user }) => user))].map((user) => {
    const own = new Set(list.filter((e) => e.user === user).map((e) => dayOf(e.time)));
    return { days: own, periods: periods.map((one) => [...own].some((day) => start(day) === one)) };
  });
  const activeOn = (wanted: readonly string[]) =>
    users.filter((user) => wanted.some((day) => user.days.has(day))).length;
  return periods
    .map((day, at) => {
      const states = users.map((user) => {
        const before = user.periods.lastIndexOf(true, at - 1);
        const seen = at > 0 && before >= 0;
        if (user.periods[at])
          return !seen ? 'new' : at - before > gap ? 'resurrected' : 'returning';
        return seen && at - before === gap ? 'dormant' : seen && at - before > gap ? 'asleep' : '';
      });
      const count = (...wanted: string[]) => states.filter((one) => wanted.includes(one)).length;
      const own = days.filter((one) => start(one) === day);
      const mean = (list: readonly string[]) =>
        list.reduce((sum, one) => sum + activeOn([one]), 0) / list.length;
      const back = (k: number) => (at + 1 >= k ? days.slice(at + 1 - k, at + 1) : null);
      const [week, month] = [back(7), back(30)];
      const sticky = (list: readonly string[] | null) =>
        list === null || activeOn(list) === 0 ? null : mean(list) / activeOn(list);
      return {
        day,
        active: count('new', 'returning', 'resurrected'),
        new: count('new'),
        returning: count('returning'),
        resurrected: count('resurrected'),
        dormant: count('dormant'),
        dormant_total: count('dormant', 'asleep'),
        ...(unit === 'day'
          ? {
              wau: week && activeOn(week),
              mau: month && activeOn(month),
              stickiness_week: sticky(week),
              stickiness: sticky(month),
            }
          : { mean_daily: mean(own), stickiness: sticky(own) }),
        own,
      };
    })
    .map(({ own: _own, ...row }) => row);
}

const rounded = (row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value,
    ]),
  );

describe('life cycle', () => {
  it('is what walking through the days of each user gives, and its audit agrees', async () => {
    const types: EventType[] = ['view', 'cart', 'purchase'];
    const property = fc.asyncProperty(
      events(types, 45 * DAY, 7 * 3600),
      fc.constantFrom<WeekStart>(1, 6, 7),
      fc.boolean(),
      fc.array(asked, { minLength: 5, maxLength: 5 }),
      async (list, weekStart, ends, questions) => {
        const every = [
          ...list,
          { ...(list[0] as Event), type: 'purchase' as const },
          { ...(list[0] as Event), type: 'view' as const },
        ];
        const shop = await shopOf(every);
        try {
          const context = { ...shop.context, weekStart };
          const database = databaseOf(shop.connection);
          for (const one of questions) {
            const to = isoOf(number(context.to ?? '') - 5);
            const question = ends && to >= (context.from ?? '') ? { ...one, to } : one;
            const { rows } = await runMetric(database, 'lifecycle', { ...question }, context);
            const found = rows.map(({ complete: _, ...row }) => rounded(row));
            expect(found, JSON.stringify(question)).toEqual(
              byHand(every, question, context).map(rounded),
            );
            const audit = await auditMetric(database, 'lifecycle', { ...question }, context);
            expect(audit.agrees, JSON.stringify([question, audit])).toBe(true);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 6 });
  }, 300_000);

  it('keeps the balance of who is awake, and tells the whole period apart from its days', async () => {
    const on = (user: number, ...days: number[]) =>
      days.map<Event>((day) => ({
        time: day * DAY,
        type: 'view',
        user,
        item: 1,
        brand: null,
        session: null,
        price: 0,
      }));
    const shop = await shopOf([
      ...on(1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      ...on(2, 0, 1, 7),
      ...on(3, 4),
    ]);
    try {
      const database = databaseOf(shop.connection);
      const { rows, definition } = await runMetric(database, 'lifecycle', { gap: 3 }, shop.context);
      const of = (name: string) => rows.map((row) => row[name]);
      expect(of('new')).toEqual([2, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
      expect(of('resurrected')).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
      expect(of('dormant')).toEqual([0, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
      expect(of('dormant_total')).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
      expect(of('wau')).toEqual([null, null, null, null, null, null, 3, 3, 3, 3]);
      expect(of('mau')).toEqual(Array(10).fill(null));
      expect(definition.facts).toMatchObject({
        days: 10,
        period_active: 3,
        mean_daily_active: 1.4,
        period_stickiness: 1.4 / 3,
      });
      const behind = async (who: string, day?: string) => {
        const source = {
          from: 'metric',
          kind: 'lifecycle',
          parameters: { gap: 3 },
          where: Object.fromEntries(day === undefined ? [] : [['day', [day]]]),
          who,
        } as const;
        const [found] = await runSegments(
          database,
          [{ segment: 'some', of: 'users', source: { ...source } }],
          shop.context,
        );
        return (await shop.rows(`SELECT user_key FROM ${found?.table} ORDER BY 1`)).map((row) =>
          Number(row.user_key),
        );
      };
      expect(await behind('new', '2024-03-04')).toEqual([1, 2]);
      expect(await behind('returning', '2024-03-05')).toEqual([1, 2]);
      expect(await behind('resurrected', '2024-03-11')).toEqual([2]);
      expect(await behind('dormant', '2024-03-08')).toEqual([2]);
      expect(await behind('dormant', '2024-03-11')).toEqual([3]);
      expect(await behind('dormant')).toEqual([2, 3]);
      const part = await runMetric(database, 'lifecycle', { from: '2024-03-09' }, shop.context);
      expect(part.rows.map(({ day }) => day)).toEqual([
        '2024-03-09',
        '2024-03-10',
        '2024-03-11',
        '2024-03-12',
        '2024-03-13',
      ]);
      expect(part.definition.facts).toMatchObject({
        days: 5,
        period_active: 2,
        mean_daily_active: 6 / 5,
      });
    } finally {
      shop.close();
    }
  });
});
