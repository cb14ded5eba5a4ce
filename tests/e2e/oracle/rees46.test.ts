import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadReport, RuleAction } from '../../../src/warehouse/types.ts';
import { type Visit, visit } from '../support/browser.ts';
import { dataFile, hasData, oracle } from '../support/data.ts';
import { column, figure, pairs, single } from '../support/numbers.ts';
import { type Site, serveSite } from '../support/site.ts';
import { tabhouse } from '../support/tabhouse.ts';

type Pair = readonly [string, number];

interface Answers {
  readonly read: number;
  readonly rejected_cut: number;
  readonly rows: number;
  readonly exact_duplicates: number;
  readonly nulls: Readonly<Record<string, number>>;
  readonly events: Readonly<Record<'view' | 'cart' | 'purchase', number>>;
  readonly users: number;
  readonly sessions: number;
  readonly products: number;
  readonly min_time: string;
  readonly max_time: string;
  readonly price_le0: number;
  readonly price_sum: number;
  readonly session_funnel_unordered: Readonly<Record<string, number>>;
  readonly user_funnel_unordered: Readonly<Record<string, number>>;
  readonly session_funnel_ordered: readonly number[];
  readonly session_view_purchase_ordered: number;
  readonly top20_brand_events: readonly Pair[];
  readonly top20_brand_purchase_revenue: readonly Pair[];
  readonly top20_category_code_events: readonly Pair[];
  readonly top20_category_purchase_revenue: readonly Pair[];
  readonly hour_utc: Readonly<Record<string, readonly [number, number, number]>>;
  readonly minute_buckets_30: Readonly<Record<string, number>>;
  readonly session_events: Readonly<Record<'mean' | 'p50' | 'p90' | 'p99' | 'max', number>>;
  readonly pareto80_brand_purchase_revenue: readonly [number, number];
  readonly purchase_sessions_ge2_products: number;
  readonly purchase_revenue: number;
  readonly top_level_category_events: Readonly<Record<string, number>>;
}

const FILE = '2019-Oct_first17k.csv';
const STEPS = ['view', 'cart', 'purchase'];

/** Lists whose order is free where values tie. */
const byName = (list: readonly Pair[]) =>
  Object.fromEntries(list.map(([name, value]) => [name, Number(value)]));

describe.skipIf(!hasData('rees46'))(`REES46, ${FILE}`, () => {
  let site: Site;
  let reader: Visit;
  let house: ReturnType<typeof tabhouse>;
  let report: LoadReport;
  const answers = hasData('rees46') ? (oracle('rees46') as Answers) : ({} as Answers);

  const funnel = async (basis: string, mode: string, steps: readonly unknown[] = STEPS) =>
    column((await house.metric('funnel', { steps, basis, mode })).rows, 'entities');
  const open = (duplicates: RuleAction) =>
    house.open([dataFile(`rees46/${FILE}`)], { source: 'rees46', rules: { duplicates } });

  beforeAll(async () => {
    site = await serveSite();
    reader = await visit(site, { locale: 'zh-CN' });
    house = tabhouse(reader.page);
    await house.ready();
    report = await open('off');
  });
  afterAll(async () => {
    await reader?.close();
    await site?.close();
  });

  test('the cut last record is rejected, with its line', async () => {
    expect(report.rows).toMatchObject({
      read: answers.read,
      dwd: answers.rows,
      duplicates: 0,
      rejected: answers.rejected_cut,
    });
    expect(report.rejects).toEqual({ cut: answers.rejected_cut });
    const row = single(await house.query('select * from dwd_rejects'));
    expect(row).toMatchObject({ file: FILE, reason: 'cut' });
    expect(figure(row.line)).toBe(answers.read + 1);
  });

  test('prices of zero are flagged and stay', () => {
    expect(report.flags.price_illegal).toBe(answers.price_le0);
  });

  test('rows, users, sessions, products, times, prices and what is missing', async () => {
    const row = single(
      await house.query(`select count(*) "rows", count(distinct user_id) users,
        count(distinct session_id) sessions, count(distinct item_id) products,
        strftime(min(event_time), '%Y-%m-%d %H:%M:%S UTC') min_time,
        strftime(max(event_time), '%Y-%m-%d %H:%M:%S UTC') max_time,
        count(*) filter (category_path is null) category_code, count(*) filter (brand is null) brand,
        count(*) filter (price <= 0) price_le0, sum(price)::varchar price_sum from dwd_events`),
    );
    for (const key of [
      'rows',
      'users',
      'sessions',
      'products',
      'price_le0',
      'price_sum',
    ] as const) {
      expect(figure(row[key]), key).toBe(answers[key]);
    }
    expect([row.min_time, row.max_time]).toEqual([answers.min_time, answers.max_time]);
    expect(figure(row.category_code)).toBe(answers.nulls.category_code);
    expect(figure(row.brand)).toBe(answers.nulls.brand);
  });

  test('nineteen digits of a category and the session of a row come back exactly', async () => {
    const row = single(
      await house.query(`select category_id::varchar c, session_id s, price::varchar p from dwd_events
        where user_id = 541312140 and item_id = 44600062 order by event_time limit 1`),
    );
    expect(row.c).toBe('2103807459595387724');
    expect(row.s).toBe('72d76fde-8bb3-4e00-8c23-a032dfed738c');
    expect(figure(row.p)).toBe(35.79);
  });

  test('the overview', async () => {
    const result = await house.metric('overview');
    const row = single(result.rows);
    expect(figure(row.pv)).toBe(answers.events.view);
    expect(figure(row.uv)).toBe(answers.users);
    expect(figure(row.buyers)).toBe(answers.user_funnel_unordered.purchase);
    expect(figure(row.sessions)).toBe(answers.sessions);
    expect(figure(row.gmv)).toBe(answers.purchase_revenue);
    const orders = single(
      await house.query(`select count(distinct (user_id, session_id)) n from dwd_events
        where event_type = 'purchase'`),
    );
    expect(figure(row.orders)).toBe(figure(orders.n));
    expect(figure(row.aov)).toBeCloseTo(answers.purchase_revenue / figure(orders.n), 4);
    expect(figure(row.conversion_event)).toBeCloseTo(
      answers.events.purchase / answers.events.view,
      9,
    );
    expect(figure(row.conversion_session)).toBeCloseTo(
      (answers.session_funnel_unordered.purchase ?? 0) /
        (answers.session_funnel_unordered.view ?? 1),
      9,
    );
    expect(result.audit.agrees, result.audit.detail).toBe(true);
  });

  test('funnels of sessions and of users', async () => {
    const inOrder = (funnel: Readonly<Record<string, number>>) => STEPS.map((step) => funnel[step]);
    expect(await funnel('session', 'unordered')).toEqual(inOrder(answers.session_funnel_unordered));
    expect(await funnel('user', 'unordered')).toEqual(inOrder(answers.user_funnel_unordered));
    expect(await funnel('session', 'ordered')).toEqual(answers.session_funnel_ordered);
    expect(await funnel('session', 'ordered', ['view', 'purchase'])).toEqual([
      answers.sessions,
      answers.session_view_purchase_ordered,
    ]);
  });

  test('a step that outnumbers the one before is a gain, not a loss below zero', async () => {
    const { rows } = await house.metric('funnel', {
      steps: STEPS,
      basis: 'session',
      mode: 'unordered',
    });
    for (const row of rows)
      if (row.loss !== null) expect(figure(row.loss)).toBeGreaterThanOrEqual(0);
  });

  test('every funnel agrees with its audit', async () => {
    for (const basis of ['user', 'session', 'user_item']) {
      for (const mode of ['unordered', 'nested', 'ordered', 'strict']) {
        const { audit } = await house.metric('funnel', { steps: STEPS, basis, mode });
        expect(audit.agrees, `${basis} ${mode}: ${audit.detail}`).toBe(true);
      }
    }
  });

  test('a funnel by brand has the steps of each brand', async () => {
    const { rows, audit } = await house.metric('funnel', {
      steps: STEPS,
      basis: 'session',
      mode: 'unordered',
      by: 'brand',
    });
    const apple = rows.filter((row) => row.brand === 'apple');
    const wanted = single(
      await house.query(`select count(distinct session_id) filter (event_type = 'view') v,
        count(distinct session_id) filter (event_type = 'cart') c,
        count(distinct session_id) filter (event_type = 'purchase') p
        from dwd_events where brand = 'apple'`),
    );
    expect(column(apple, 'entities')).toEqual(['v', 'c', 'p'].map((key) => figure(wanted[key])));
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('hours in UTC', async () => {
    const { rows, audit } = await house.metric('hourly', { basis: 'event' });
    const carts = await house.query('select hour, sum(carts) n from dws_hour group by hour');
    const found = rows
      .filter((row) => figure(row.views) > 0)
      .map((row) => {
        const cart = carts.find((entry) => figure(entry.hour) === figure(row.hour));
        return [
          figure(row.hour),
          [figure(row.views), figure(cart?.n), figure(row.purchases)],
        ] as const;
      });
    expect(Object.fromEntries(found)).toEqual(answers.hour_utc);
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('half hours and events per session', async () => {
    const buckets = await house.query(`select strftime(time_bucket(interval 30 minutes, event_time),
      '%Y-%m-%d %H:%M:%S') t, count(*) n from dwd_events group by t`);
    expect(Object.fromEntries(pairs(buckets, 't', 'n'))).toEqual(answers.minute_buckets_30);
    const row = single(
      await house.query(`select avg(events) mean, quantile_cont(events, 0.5) p50,
        quantile_cont(events, 0.9) p90, quantile_cont(events, 0.99) p99, max(events) max
        from dws_session`),
    );
    for (const key of ['mean', 'p50', 'p90', 'p99', 'max'] as const) {
      expect(figure(row[key]), key).toBeCloseTo(answers.session_events[key], 9);
    }
  });

  test('Pareto of brands by revenue', async () => {
    const { rows, total, audit } = await house.metric('pareto', {
      entity: 'brand',
      measure: 'gmv',
    });
    const [head, entities] = answers.pareto80_brand_purchase_revenue;
    expect(total).toBe(entities);
    expect(rows.filter((row) => row.head === true)).toHaveLength(head);
    expect(byName(pairs(rows.slice(0, 20), 'id', 'value'))).toEqual(
      byName(answers.top20_brand_purchase_revenue),
    );
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('brands and categories by events and revenue', async () => {
    const top = async (by: string, measure: string, where: string) =>
      pairs(
        await house.query(`select ${by} id, ${measure} n from dwd_events where ${where}
          group by id order by n desc, id limit 20`),
        'id',
        'n',
      );
    const revenue = 'sum(amount)::varchar::double';
    expect(byName(await top('brand', 'count(*)', 'brand is not null'))).toEqual(
      byName(answers.top20_brand_events),
    );
    expect(byName(await top('category_path', 'count(*)', 'category_path is not null'))).toEqual(
      byName(answers.top20_category_code_events),
    );
    const bought = "event_type = 'purchase' and category_path is not null";
    expect(byName(await top('category_path', revenue, bought))).toEqual(
      byName(answers.top20_category_purchase_revenue),
    );
    const level = "coalesce(split_part(category_path, '.', 1), '(null)')";
    expect(byName(await top(level, 'count(*)', 'true'))).toEqual(answers.top_level_category_events);
  });

  test('buying sessions with several products', async () => {
    const row = single(
      await house.query(`select count(*) n from (select session_id from dwd_events
        where event_type = 'purchase' group by session_id having count(distinct item_id) > 1)`),
    );
    expect(figure(row.n)).toBe(answers.purchase_sessions_ge2_products);
  });

  test('RFM with money adds up to the revenue', async () => {
    const { rows, audit } = await house.metric('rfm');
    expect(rows).toHaveLength(answers.user_funnel_unordered.purchase ?? 0);
    const sum = column(rows, 'monetary').reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(answers.purchase_revenue, 4);
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('every check of every table passed and nothing was asked elsewhere', () => {
    const failed = report.tables.flatMap(({ checks }) => checks.filter(({ passed }) => !passed));
    expect(failed).toEqual([]);
    expect(reader.foreign).toEqual([]);
    expect(reader.errors).toEqual([]);
  });

  test('duplicates are left out, or flagged, as the rule says', async () => {
    const rejected = await open('reject');
    expect(rejected.rows).toMatchObject({
      read: answers.read,
      dwd: answers.rows - answers.exact_duplicates,
      duplicates: answers.exact_duplicates,
      rejected: answers.rejected_cut,
    });
    const flagged = await open('flag');
    expect(flagged.rows).toMatchObject({ dwd: answers.rows, duplicates: 0 });
    expect(flagged.flags.duplicates).toBe(answers.exact_duplicates);
  });
});
