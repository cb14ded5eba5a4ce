import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import type { EventType } from '../../../src/sources/types.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { databaseOf } from './database.ts';
import { clockOf, DAY, type Event, events, shopOf } from './random.ts';

const TYPES: EventType[] = ['view', 'cart', 'purchase', 'refund'];
/** Its clocks go forward on the 10th of March 2024, in the middle of the events. */
const ZONE = 'America/New_York';

const SOURCES: Readonly<Record<string, Partial<DatasetContext>>> = {
  'sessions of the source': {},
  'sessions by gaps': {
    columns: ['event_time', 'event_type', 'user_id', 'item_id', 'brand', 'price'],
    textual: [],
    sessions: 'gap',
  },
};

interface Placed extends Event {
  readonly day: string;
  readonly hour: number;
  readonly visit: string | number | null;
}

/** Events with their local day and hour, and the session that each belongs to. */
function placed(list: readonly Event[], gaps: boolean): Placed[] {
  const clock = clockOf(ZONE);
  const last = new Map<number, { time: number; visit: number }>();
  let visits = 0;
  const visitOf = ({ user, session, time }: Event) => {
    if (!gaps) return session;
    if (user === null) return null;
    const before = last.get(user);
    const visit = before && time - before.time <= 1800 ? before.visit : ++visits;
    last.set(user, { time, visit });
    return visit;
  };
  return [...list]
    .sort((a, b) => a.time - b.time)
    .map((event) => ({ ...event, ...clock(event.time), visit: visitOf(event) }));
}

function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

const distinct = (values: readonly unknown[]) =>
  new Set(values.filter((value) => value !== null)).size;
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function figures(rows: readonly Placed[], uv: 'any' | 'view') {
  const bought = rows.filter(({ type }) => type === 'purchase');
  const viewed = rows.filter(({ type }) => type === 'view');
  const money = (type: EventType) =>
    rows.filter((row) => row.type === type).reduce((sum, { price }) => sum + price, 0);
  const buyers = distinct(bought.map(({ user }) => user));
  const users = distinct((uv === 'view' ? viewed : rows).map(({ user }) => user));
  const inVisit = bought.filter(({ visit }) => visit !== null);
  const orders =
    distinct(inVisit.map(({ user, visit }) => `${user}/${visit}`)) + bought.length - inVisit.length;
  const visits = grouped(
    rows.filter(({ visit }) => visit !== null),
    ({ visit }) => String(visit),
  );
  const withOne = (type: EventType) =>
    [...visits.values()].filter((own) => own.some((row) => row.type === type)).length;
  const single = [...visits.values()].filter((own) => own.length === 1).length;
  return {
    pv: viewed.length,
    uv: users,
    buyers,
    orders,
    gmv: money('purchase') / 100,
    aov: ratio(money('purchase') / 100, orders),
    sessions: visits.size,
    conversion_user: ratio(buyers, users),
    conversion_session: ratio(withOne('purchase'), withOne('view')),
    conversion_event: ratio(bought.length, viewed.length),
    bounce_rate: ratio(single, visits.size),
    purchases: bought.length,
    net_gmv: (money('purchase') - money('refund')) / 100,
    arppu: ratio(money('purchase') / 100, buyers),
    pv_per_user: ratio(viewed.length, users),
  };
}

/** What a list of events cannot tell: of views where it has none, and of who only looked where it has sales alone. */
function unknownIn(list: readonly Event[], uv: 'any' | 'view'): Record<string, null> {
  if (list.some(({ type }) => type === 'view')) return {};
  const people = { uv: null, conversion_user: null };
  const sales = list.every(({ type }) => type === 'purchase' || type === 'refund');
  return {
    pv: null,
    conversion_session: null,
    conversion_event: null,
    pv_per_user: null,
    ...((uv === 'view' || sales) && people),
    ...(sales && { bounce_rate: null }),
  };
}

const close = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value,
    ]),
  );

const scopes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        from: fc.constantFrom('2024-03-01', '2024-03-09', '2024-03-10'),
        to: fc.constantFrom('2024-03-10', '2024-03-11', '2024-03-30'),
        filters: fc.constantFrom({ brand: ['a'] }, { brand: ['b', null] }, { user_id: ['1', '2'] }),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom({ from: '2024-04-01' }, { to: '2024-01-31' }) },
);

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly filters?: { readonly brand?: readonly (string | null)[]; readonly user_id?: string[] };
}

function inScope(rows: readonly Placed[], { from, to, filters = {} }: Asked): Placed[] {
  const { brand, user_id: users } = filters;
  return rows.filter(
    (row) =>
      (from === undefined || row.day >= from) &&
      (to === undefined || row.day <= to) &&
      (brand === undefined || brand.includes(row.brand)) &&
      (users === undefined || users.includes(String(row.user))),
  );
}

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function hours(rows: readonly Placed[], basis: string, byWeekday: boolean) {
  const slots = grouped(rows, ({ day, hour }) =>
    byWeekday ? `${weekday(day)}/${hour}` : `${hour}`,
  );
  return Object.fromEntries(
    [...slots].map(([slot, own]) => {
      const all = figures(own, 'any');
      const conversion = {
        event: all.conversion_event,
        user: all.conversion_user,
        session: all.conversion_session,
      }[basis];
      return [slot, close({ views: all.pv, users: all.uv, purchases: all.purchases, conversion })];
    }),
  );
}

describe.each(Object.entries(SOURCES))('with %s', (_, source) => {
  const gaps = source.sessions === 'gap';
  const shops = events(TYPES, 2 * DAY, 600).map((list) =>
    list.map((event) => ({ ...event, time: event.time + 6 * DAY - 9000 })),
  );

  it('the overview is what counting by hand gives, and its audit agrees', async () => {
    const questions = fc.array(
      fc.record({
        scope: scopes,
        by: fc.constantFrom(undefined, 'day'),
        uv: fc.constantFrom<'any' | 'view'>('any', 'view'),
      }),
      { minLength: 8, maxLength: 8 },
    );
    const property = fc.asyncProperty(shops, questions, async (list, asked) => {
      const shop = await shopOf(list, { ...source, reportTimezone: ZONE });
      try {
        const database = databaseOf(shop.connection);
        const rows = placed(list, gaps);
        for (const { scope, by, uv } of asked) {
          const chosen = inScope(rows, scope as Asked);
          const unknown = unknownIn(list, uv);
          const raw = { ...scope, uv, ...(by && { by }) };
          const expected = by
            ? [...grouped(chosen, ({ day }) => day)]
                .map(([day, own]) => close({ day, ...figures(own, uv), ...unknown }))
                .sort((a, b) => (String(a.day) < String(b.day) ? -1 : 1))
            : [close({ ...figures(chosen, uv), ...unknown })];
          const result = await runMetric(database, 'overview', raw, shop.context);
          expect(result.rows.map(close), JSON.stringify(raw)).toEqual(expected);
          const audit = await auditMetric(database, 'overview', raw, shop.context);
          expect(audit.agrees, JSON.stringify([raw, audit])).toBe(true);
        }
      } finally {
        shop.close();
      }
    });
    await fc.assert(property, { numRuns: 5 });
  }, 120_000);

  it('the hours are what counting by hand gives, and their audit agrees', async () => {
    const questions = fc.array(
      fc.record({
        scope: scopes,
        by: fc.constantFrom(undefined, 'weekday'),
        basis: fc.constantFrom('event', 'user', 'session'),
      }),
      { minLength: 6, maxLength: 6 },
    );
    const property = fc.asyncProperty(shops, questions, async (list, asked) => {
      const shop = await shopOf(list, { ...source, reportTimezone: ZONE });
      try {
        const database = databaseOf(shop.connection);
        const rows = placed(list, gaps);
        for (const { scope, by, basis } of asked) {
          const raw = { ...scope, basis, ...(by && { by }) };
          const result = await runMetric(database, 'hourly', raw, shop.context);
          const found = Object.fromEntries(
            result.rows.map(({ weekday: day, hour, ...rest }) => [
              by ? `${day}/${hour}` : `${hour}`,
              close(rest),
            ]),
          );
          const expected = hours(inScope(rows, scope as Asked), basis, by !== undefined);
          expect(found, JSON.stringify(raw)).toEqual(expected);
          const audit = await auditMetric(database, 'hourly', raw, shop.context);
          expect(audit.agrees, JSON.stringify([raw, audit])).toBe(true);
        }
      } finally {
        shop.close();
      }
    });
    await fc.assert(property, { numRuns: 4 });
  }, 120_000);

  it('RFM counts orders as the overview does, a user at a time', async () => {
    const questions = fc.constantFrom({}, { filters: { brand: ['a'] } }, { to: '2024-03-10' });
    const property = fc.asyncProperty(shops, questions, async (list, scope) => {
      fc.pre(list.some(({ type }) => type === 'purchase'));
      const shop = await shopOf(list, { ...source, reportTimezone: ZONE });
      try {
        const database = databaseOf(shop.connection);
        const chosen = inScope(placed(list, gaps), scope);
        const buyers = grouped(
          chosen.filter(({ type, user }) => type === 'purchase' && user !== null),
          ({ user }) => String(user),
        );
        const result = await runMetric(database, 'rfm', scope, shop.context);
        expect(result.rows.map((row) => [Number(row.user_id), row.frequency])).toEqual(
          [...buyers]
            .map(([user, own]) => [Number(user), figures(own, 'any').orders] as const)
            .sort((a, b) => a[0] - b[0]),
        );
        const audit = await auditMetric(database, 'rfm', scope, shop.context);
        expect(audit.agrees, JSON.stringify([scope, audit])).toBe(true);
      } finally {
        shop.close();
      }
    });
    await fc.assert(property, { numRuns: 5 });
  }, 120_000);
});
