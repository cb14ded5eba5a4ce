import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadReport } from '../../../src/warehouse/types.ts';
import { type Visit, visit } from '../support/browser.ts';
import { dataFile, hasData, oracle } from '../support/data.ts';
import {
  column,
  daysBetween,
  figure,
  histogram,
  isoDay,
  mean,
  pairs,
  single,
} from '../support/numbers.ts';
import { type Site, serveSite } from '../support/site.ts';
import { tabhouse } from '../support/tabhouse.ts';

type Pair = readonly [number, number];

interface Answers {
  readonly raw: { readonly rows: number; readonly out_of_window: number; readonly max_t: number };
  readonly window_rows: number;
  readonly users: number;
  readonly items: number;
  readonly cats: number;
  readonly events: Readonly<Record<'pv' | 'cart' | 'fav' | 'buy', number>>;
  readonly uv_by_type: Readonly<Record<'pv' | 'cart' | 'fav' | 'buy', number>>;
  readonly pv_per_user: number;
  readonly buyer_share_uv: number;
  readonly user_funnel_unordered: readonly number[];
  readonly user_funnel_ordered: readonly number[];
  readonly user_funnel_nested: readonly number[];
  readonly user_item_funnel_ordered: readonly number[];
  readonly daily: Readonly<Record<string, readonly [number, number, number, number]>>;
  readonly hourly: Readonly<Record<string, readonly [number, number, number]>>;
  readonly retention_first_active_day: Readonly<Record<string, readonly number[]>>;
  readonly retention_first_purchase_day_repurchase: Readonly<
    Record<string, Readonly<Record<string, number>>>
  >;
  readonly repurchase_rate_events: number;
  readonly repurchase_rate_days: number;
  readonly buy_categories: {
    readonly n: number;
    readonly needed_80pct: number;
    readonly top10: readonly Pair[];
  };
  readonly rf: {
    readonly users: number;
    readonly mean_r: number;
    readonly mean_f: number;
    readonly r_hist: Readonly<Record<string, number>>;
    readonly f_hist: Readonly<Record<string, number>>;
  };
  readonly top10_pv_categories: readonly Pair[];
  readonly sessions_30min: number;
  readonly sessions_with_pv: number;
  readonly sessions_with_buy: number;
  readonly bounce_users_only_one_pv: number;
}

const STEPS = ['view', ['fav', 'cart'], 'purchase'];
const WORDS = { pv: 'view', cart: 'cart', fav: 'fav', buy: 'purchase' } as const;
const FILES = ['UserBehavior_first_users.csv', 'UserBehavior_timesorted_truncated.csv'] as const;
const asPairs = (list: readonly Pair[]) => list.map(([id, value]) => [String(id), value]);

describe.skipIf(!hasData('taobao')).each(FILES)('Taobao, %s', (name) => {
  let site: Site;
  let reader: Visit;
  let house: ReturnType<typeof tabhouse>;
  let report: LoadReport;
  let answers: Answers;

  const funnel = async (basis: string, mode: string, steps: readonly unknown[] = STEPS) =>
    column((await house.metric('funnel', { steps, basis, mode })).rows, 'entities');

  beforeAll(async () => {
    answers = (oracle('taobao') as Record<string, Answers>)[name] as Answers;
    site = await serveSite();
    reader = await visit(site);
    house = tabhouse(reader.page);
    await house.ready();
    report = await house.open([dataFile(`taobao/${name}`)], { source: 'taobao' });
  });
  afterAll(async () => {
    await reader?.close();
    await site?.close();
  });

  test('every record is counted once', () => {
    expect(report.rows.read).toBe(answers.raw.rows);
    expect(report.rows.dwd).toBe(answers.window_rows);
    expect(report.rows.duplicates).toBe(0);
    expect(report.rejects).toEqual({ out_of_window: answers.raw.out_of_window });
  });

  test('events, users, items and categories', async () => {
    const row = single(
      await house.query(`select count(*) n, count(distinct user_id) u, count(distinct item_id) i,
        count(distinct category_id) c, epoch(max(event_time))::bigint t from dwd_events`),
    );
    expect(['n', 'u', 'i', 'c', 't'].map((key) => figure(row[key]))).toEqual([
      answers.window_rows,
      answers.users,
      answers.items,
      answers.cats,
      answers.raw.max_t,
    ]);
    const types = await house.query(`select event_type::varchar as word, count(*) n,
      count(distinct user_id) u from dwd_events group by event_type`);
    for (const [word, type] of Object.entries(WORDS) as [keyof typeof WORDS, string][]) {
      const found = types.find((entry) => entry.word === type);
      expect([figure(found?.n), figure(found?.u)]).toEqual([
        answers.events[word],
        answers.uv_by_type[word],
      ]);
    }
  });

  test('the overview of the whole period', async () => {
    const result = await house.metric('overview');
    const row = single(result.rows);
    expect(figure(row.pv)).toBe(answers.events.pv);
    expect(figure(row.uv)).toBe(answers.users);
    expect(figure(row.buyers)).toBe(answers.uv_by_type.buy);
    expect(figure(row.sessions)).toBe(answers.sessions_30min);
    expect(figure(row.orders)).toBe(answers.sessions_with_buy);
    expect(figure(row.pv) / figure(row.uv)).toBeCloseTo(answers.pv_per_user, 9);
    expect(figure(row.conversion_user)).toBeCloseTo(answers.buyer_share_uv, 9);
    expect(figure(row.conversion_session)).toBeCloseTo(
      answers.sessions_with_buy / answers.sessions_with_pv,
      9,
    );
    expect(figure(row.conversion_event)).toBeCloseTo(answers.events.buy / answers.events.pv, 9);
    expect(row).not.toHaveProperty('gmv');
    expect(result.audit.agrees, result.audit.detail).toBe(true);
  });

  test('the overview day by day', async () => {
    const { rows, audit } = await house.metric('overview', { by: 'day' });
    const buys = await house.query(
      `select day, sum(purchases) n from dws_user_day group by day order by day`,
    );
    const daily = rows.map((row) => {
      const day = isoDay(row.day);
      const bought = buys.find((entry) => isoDay(entry.day) === day);
      return [
        day,
        [figure(row.uv), figure(row.pv), figure(bought?.n), figure(row.buyers)],
      ] as const;
    });
    expect(Object.fromEntries(daily)).toEqual(answers.daily);
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('funnels of every mode and basis', async () => {
    expect(await funnel('user', 'unordered')).toEqual(answers.user_funnel_unordered);
    expect(await funnel('user', 'nested')).toEqual(answers.user_funnel_nested);
    expect(await funnel('user', 'ordered')).toEqual(answers.user_funnel_ordered);
    expect(await funnel('user_item', 'ordered')).toEqual(answers.user_item_funnel_ordered);
    expect(await funnel('session', 'unordered', ['view', 'purchase'])).toEqual([
      answers.sessions_with_pv,
      answers.sessions_with_buy,
    ]);
  });

  test('every funnel agrees with its audit', async () => {
    for (const basis of ['user', 'session', 'user_item']) {
      for (const mode of ['unordered', 'nested', 'ordered', 'strict']) {
        const { audit } = await house.metric('funnel', { steps: STEPS, basis, mode });
        expect(audit.agrees, `${basis} ${mode}: ${audit.detail}`).toBe(true);
      }
    }
  });

  test('hours', async () => {
    const { rows, audit } = await house.metric('hourly', { basis: 'event' });
    const found = rows
      .filter((row) => figure(row.views) > 0 || figure(row.purchases) > 0)
      .map((row) => {
        const conversion = Math.round(figure(row.conversion) * 1e6) / 1e6;
        return [figure(row.hour), [figure(row.views), figure(row.purchases), conversion]] as const;
      });
    expect(Object.fromEntries(found)).toEqual(answers.hourly);
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('Pareto of categories by purchases and by views', async () => {
    const bought = await house.metric('pareto', { entity: 'category', measure: 'purchases' });
    expect(bought.total).toBe(answers.buy_categories.n);
    expect(bought.rows.filter((row) => row.head === true)).toHaveLength(
      answers.buy_categories.needed_80pct,
    );
    expect(pairs(bought.rows.slice(0, 10), 'id', 'value')).toEqual(
      asPairs(answers.buy_categories.top10),
    );
    expect(bought.audit.agrees, bought.audit.detail).toBe(true);
    const viewed = await house.metric('pareto', { entity: 'category', measure: 'views' });
    expect(pairs(viewed.rows.slice(0, 10), 'id', 'value')).toEqual(
      asPairs(answers.top10_pv_categories),
    );
  });

  test('retention by first active day, with unobserved cells absent', async () => {
    const { rows, audit } = await house.metric('retention', {
      cohort: 'any',
      event: 'any',
      unit: 'day',
      mode: 'exact',
      day: 'calendar',
    });
    const last = Object.keys(answers.daily).sort().at(-1) ?? '';
    const found = rows.map((row) => [isoDay(row.cohort), figure(row.period), figure(row.users)]);
    const wanted = Object.entries(answers.retention_first_active_day).flatMap(([cohort, users]) =>
      users.flatMap((n, period) =>
        period <= daysBetween(cohort, last) ? [[cohort, period, n]] : [],
      ),
    );
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('repurchase by first purchase day', async () => {
    const { rows, audit } = await house.metric('retention', {
      cohort: 'purchase',
      event: 'purchase',
    });
    const found = rows
      .filter((row) => figure(row.users) > 0)
      .map((row) => [isoDay(row.cohort), String(row.period), figure(row.users)]);
    const wanted = Object.entries(answers.retention_first_purchase_day_repurchase).flatMap(
      ([cohort, users]) => Object.entries(users).map(([period, n]) => [cohort, period, n]),
    );
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('recency and frequency of every buyer', async () => {
    const { rows, total, audit } = await house.metric('rfm', {
      reference: '2017-12-03',
      frequency: 'rows',
    });
    const recency = column(rows, 'recency');
    const frequency = column(rows, 'frequency');
    expect(total).toBe(answers.rf.users);
    expect(histogram(recency)).toEqual(answers.rf.r_hist);
    expect(histogram(frequency)).toEqual(answers.rf.f_hist);
    expect(mean(recency)).toBeCloseTo(answers.rf.mean_r, 9);
    expect(mean(frequency)).toBeCloseTo(answers.rf.mean_f, 9);
    const repeated = frequency.filter((value) => value > 1).length / frequency.length;
    expect(repeated).toBeCloseTo(answers.repurchase_rate_events, 9);
    expect(rows[0]).not.toHaveProperty('monetary');
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('every RFM model places every buyer', async () => {
    for (const model of ['segments8', 'threshold', 'classes5']) {
      for (const scoring of ['quantile', 'ntile']) {
        const { rows, audit } = await house.metric('rfm', { model, scoring });
        expect(rows).toHaveLength(answers.rf.users);
        expect(rows.every((row) => typeof row.segment === 'string')).toBe(true);
        expect(audit.agrees, `${model} ${scoring}: ${audit.detail}`).toBe(true);
      }
    }
  });

  test('sessions, buying days and single views from the layers', async () => {
    const sessions = single(
      await house.query(`select count(*) n, count(*) filter (views > 0) v,
        count(*) filter (purchases > 0) p from dws_session`),
    );
    expect(['n', 'v', 'p'].map((key) => figure(sessions[key]))).toEqual([
      answers.sessions_30min,
      answers.sessions_with_pv,
      answers.sessions_with_buy,
    ]);
    const users = single(
      await house.query(`select count(*) filter (events = 1 and views = 1) once,
        count(*) filter (purchase_days > 1) / count(*) filter (purchases > 0) again from dws_user`),
    );
    expect(figure(users.once)).toBe(answers.bounce_users_only_one_pv);
    expect(figure(users.again)).toBeCloseTo(answers.repurchase_rate_days, 9);
  });

  test('every check of every table passed and nothing was asked elsewhere', () => {
    const failed = report.tables.flatMap(({ checks }) => checks.filter(({ passed }) => !passed));
    expect(failed).toEqual([]);
    expect(reader.foreign).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
