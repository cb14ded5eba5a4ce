import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/metrics/index.ts';
import { runMetric } from '../../../src/metrics/run.ts';
import type { Native } from '../warehouse/native.ts';
import { agreed } from './customers/support.ts';
import { databaseOf, type NativeDatabase } from './database.ts';
import { DAY, type Event, shopOf } from './random.ts';

const EARLIER = { from: '2024-03-04', to: '2024-03-17' };
const LATER = { from: '2024-03-18', to: '2024-03-31' };
const START = Date.UTC(2024, 2, 4);
const USERS = 60;

/** Four weeks in which users buy at their own pace, some of them in the first two weeks only, some in the last. */
function list(): Event[] {
  const made: Event[] = [];
  for (let day = 0; day < 28; day++)
    for (let user = 1; user <= USERS; user++) {
      if ((user % 5 === 0 && day >= 14) || (user % 7 === 0 && day < 14)) continue;
      if ((user * 13 + day * 5) % (2 + (user % 9)) !== 0) continue;
      for (let n = 0; n <= (user + day) % 3; n++)
        made.push({
          time: day * DAY + ((user * 3 + n * 5) % 24) * 3600,
          type: n === 0 ? 'view' : 'purchase',
          user,
          item: 1 + ((user + day) % 5),
          brand: null,
          session: `${user}-${day}`,
          price: 100 * (1 + (user % 11)) + day,
        });
    }
  return made;
}

interface Buyer {
  readonly user: number;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Buyers of a period, counted from the events one by one. */
function buyersOf(events: readonly Event[], { from, to }: typeof EARLIER, reference: string) {
  const day = (time: number) => new Date(START + time * 1000).toISOString().slice(0, 10);
  const own = events.filter(
    ({ time, type }) => type === 'purchase' && day(time) >= from && day(time) <= to,
  );
  return [...new Set(own.map(({ user }) => user as number))]
    .sort((a, b) => a - b)
    .map((user): Buyer => {
      const mine = own.filter((one) => one.user === user);
      const last = Math.max(...mine.map(({ time }) => Date.parse(day(time))));
      return {
        user,
        recency: (Date.parse(reference) - last) / 86_400_000,
        frequency: new Set(mine.map(({ session }) => session)).size,
        monetary: mine.reduce((sum, { price }) => sum + price, 0) / 100,
      };
    });
}

const countBy = (names: readonly unknown[]) => {
  const counted = new Map<string, number>();
  for (const name of names) counted.set(String(name), (counted.get(String(name)) ?? 0) + 1);
  return counted;
};

describe('customers of two periods', () => {
  const events = list();
  let shop: Native;
  let database: NativeDatabase;
  beforeAll(async () => {
    shop = await shopOf(events);
    database = databaseOf(shop.connection);
  }, 60_000);
  afterAll(() => shop.close());
  const run = (kind: string, raw: object) => agreed(database, kind, { ...raw }, shop.context);

  it.each(['segments8', 'threshold', 'classes5'])(
    'are in the segments of %s that each period by itself gives them',
    async (model) => {
      const asked = { model, ...LATER, reference: LATER.to };
      const { rows, definition } = await run('rfm', { ...asked, compare: 'previous' });
      const { facts } = definition;
      const alone = async (raw: object) =>
        (await runMetric(database, 'rfm', { model, ...raw }, shop.context)).rows;
      const now = await alone({ ...LATER, reference: LATER.to });
      const before = await alone({ ...EARLIER, reference: EARLIER.to });
      expect(rows.map(({ user_id, segment }) => [user_id, segment])).toEqual(
        now.map(({ user_id, segment }) => [user_id, segment]),
      );
      const then = new Map(before.map((row) => [row.user_id, row]));
      expect(rows.some(({ segment_before }) => segment_before === null)).toBe(true);
      for (const row of rows) {
        const other = then.get(row.user_id);
        for (const name of ['recency', 'frequency', 'monetary', 'r', 'f', 'm', 'segment'])
          expect(row[`${name}_before`], name).toEqual(other?.[name] ?? null);
      }
      const told = facts.before_segments as readonly Row[];
      expect(new Map(told.map((row) => [row.segment, row.users]))).toEqual(
        countBy(before.map(({ segment }) => segment)),
      );
      const here = new Map(now.map(({ user_id, segment }) => [user_id, segment]));
      const everybody = [...new Set([...here.keys(), ...then.keys()])];
      const moves = countBy(
        everybody.map((id) => `${then.get(id)?.segment ?? null}>${here.get(id) ?? null}`),
      );
      expect(
        new Map(
          (facts.moves as readonly Row[]).map((row) => [
            `${row.segment_before}>${row.segment}`,
            row.users,
          ]),
        ),
      ).toEqual(moves);
      const both = everybody.filter((id) => then.has(id) && here.has(id));
      expect(facts.in_both).toBe(both.length);
      expect(facts.moved).toBe(both.filter((id) => then.get(id)?.segment !== here.get(id)).length);
      expect(definition.text).toContain('scored among those of the same period');
    },
    60_000,
  );

  it('have the recency of an earlier period counted as far from its end', async () => {
    const { rows } = await run('rfm', {
      from: '2024-03-18',
      to: '2024-03-24',
      reference: '2024-03-31',
      compare: EARLIER,
    });
    const buyers = buyersOf(events, EARLIER, '2024-03-24');
    for (const row of rows) {
      const own = buyers.find(({ user }) => BigInt(user) === BigInt(String(row.user_id)));
      expect([row.recency_before, row.frequency_before, row.monetary_before]).toEqual(
        own ? [own.recency, own.frequency, own.monetary] : [null, null, null],
      );
    }
  }, 60_000);

  it.each([
    { k: 3, centring: 'mean' },
    { k: 'auto', centring: 'none' },
  ])(
    'are in the nearest of the clusters of the later period, %o',
    async (asked) => {
      const { rows, definition } = await run('clusters', {
        ...asked,
        ...LATER,
        reference: LATER.to,
        compare: 'previous',
      });
      const { facts } = definition;
      const now = buyersOf(events, LATER, LATER.to);
      const before = buyersOf(events, EARLIER, EARLIER.to);
      const cluster = new Map(rows.map((row) => [Number(row.user_id), Number(row.cluster)]));
      expect([...cluster.keys()]).toEqual(now.map(({ user }) => user));
      const axes = ['recency', 'frequency', 'monetary'] as const;
      const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      const logs = (buyer: Buyer) => axes.map((axis) => Math.log1p(buyer[axis]));
      const spread = axes.map((_, at) => {
        const values = now.map((buyer) => logs(buyer)[at] as number);
        const middle = mean(values);
        return Math.sqrt(
          values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1),
        );
      });
      const numbers = [...new Set(cluster.values())].sort();
      const centres = numbers.map((number) => {
        const own = now.filter(({ user }) => cluster.get(user) === number).map(logs);
        return axes.map((_, at) => mean(own.map((place) => place[at] as number)));
      });
      const nearest = (buyer: Buyer) => {
        const far = centres.map((centre) =>
          logs(buyer).reduce(
            (sum, value, at) =>
              sum + ((value - (centre[at] as number)) / (spread[at] as number)) ** 2,
            0,
          ),
        );
        return numbers[far.indexOf(Math.min(...far))];
      };
      const wanted = new Map(before.map((buyer) => [buyer.user, nearest(buyer)]));
      for (const row of rows) {
        const id = Number(row.user_id);
        expect(row.cluster_before, String(id)).toBe(wanted.get(id) ?? null);
        const named = rows.find((other) => other.cluster === row.cluster_before);
        expect(row.name_before).toBe(named?.name ?? null);
      }
      const told = facts.before_clusters as readonly Row[];
      expect(facts.before_buyers).toBe(before.length);
      expect(told.reduce((sum, { users }) => sum + Number(users), 0)).toBe(before.length);
      for (const row of told) {
        const own = before.filter(({ user }) => wanted.get(user) === row.cluster);
        expect(row.users).toBe(own.length);
        expect(row.user_share).toBeCloseTo(own.length / before.length, 12);
        expect(row.mean_recency).toBeCloseTo(mean(own.map(({ recency }) => recency)), 9);
        expect(row.mean_frequency).toBeCloseTo(mean(own.map(({ frequency }) => frequency)), 9);
        expect(row.mean_monetary).toBeCloseTo(mean(own.map(({ monetary }) => monetary)), 9);
      }
      const moved = now.filter(
        ({ user }) => wanted.has(user) && wanted.get(user) !== cluster.get(user),
      );
      expect(facts.moved).toBe(moved.length);
      expect(facts.in_both).toBe(now.filter(({ user }) => wanted.has(user)).length);
      expect(definition.text).toContain('whose centre is nearest');
    },
    60_000,
  );

  it('go paths whose sessions are counted in both periods, however rare they were before', async () => {
    const asked = { around: 'start', direction: 'after', steps: 3 };
    const { rows, definition } = await run('paths', { ...asked, ...LATER, compare: 'previous' });
    const { facts } = definition;
    const before = (await run('paths', { ...asked, ...EARLIER })).rows;
    const nameOf = (row: Row) => [row.step, row.source, row.target].join('|');
    const then = new Map(before.map((row) => [nameOf(row), row]));
    for (const row of rows) {
      expect(row.sessions_before).toBe(then.get(nameOf(row))?.sessions ?? null);
      expect(row.share_before).toBe(then.get(nameOf(row))?.share ?? null);
    }
    // Whole sessions of the earlier period, put together from their events.
    const sessions = new Map<string, Event[]>();
    for (const event of events)
      if (event.time < 14 * DAY && event.session)
        sessions.set(event.session, [...(sessions.get(event.session) ?? []), event]);
    const gone = countBy(
      [...sessions.values()].map((own) => {
        const types = own.sort((a, b) => a.time - b.time).map(({ type }) => type);
        const collapsed = types.filter((type, at) => at === 0 || type !== types[at - 1]);
        return [...collapsed.slice(0, 4), ...(collapsed.length < 4 ? ['(exit)'] : [])].join(' → ');
      }),
    );
    const told = facts.paths as readonly Row[];
    expect(told.length).toBeGreaterThan(1);
    for (const row of told) {
      expect(row.sessions_before, String(row.path)).toBe(gone.get(String(row.path)) ?? 0);
      expect(row.share_before).toBeCloseTo(Number(row.sessions_before) / sessions.size, 12);
    }
    expect(facts.before_sessions).toBe(sessions.size);
  }, 60_000);

  it('convert by weekday as they did in the earlier period', async () => {
    const asked = { by: 'weekday', basis: 'event', minimum: 1, top: 3, ...LATER };
    const { rows } = await run('attribution', { ...asked, compare: 'previous' });
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const own = events.filter(
        ({ time }) => time < 14 * DAY && (Math.floor(time / DAY) % 7) + 1 === Number(row.weekday),
      );
      const [views, purchases] = (['view', 'purchase'] as const).map(
        (type) => own.filter((event) => event.type === type).length,
      ) as [number, number];
      expect([row.base_before, row.converted_before]).toEqual([views, purchases]);
      expect(row.rate_before).toBeCloseTo(purchases / views, 12);
    }
  }, 60_000);
});
