import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RawParameters, Row } from '../../../src/metrics/index.ts';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, sharedFile, TAOBAO, taobaoEvents } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

interface Oracle {
  readonly users: number;
  readonly events: Readonly<Record<string, number>>;
  readonly uv_by_type: Readonly<Record<string, number>>;
  readonly buyer_share_uv: number;
  readonly pv_per_user: number;
  readonly user_funnel_unordered: readonly number[];
  readonly user_funnel_ordered: readonly number[];
  readonly user_funnel_nested: readonly number[];
  readonly user_item_funnel_ordered: readonly number[];
  readonly daily: Readonly<Record<string, readonly number[]>>;
  readonly hourly: Readonly<Record<string, readonly number[]>>;
  readonly retention_first_active_day: Readonly<Record<string, readonly number[]>>;
  readonly retention_first_purchase_day_repurchase: Readonly<
    Record<string, Readonly<Record<string, number>>>
  >;
  readonly buy_categories: {
    readonly n: number;
    readonly needed_80pct: number;
    readonly top10: readonly (readonly number[])[];
  };
  readonly rf: {
    readonly users: number;
    readonly mean_r: number;
    readonly mean_f: number;
    readonly r_hist: Readonly<Record<string, number>>;
    readonly f_hist: Readonly<Record<string, number>>;
  };
  readonly top10_pv_categories: readonly (readonly number[])[];
  readonly sessions_30min: number;
  readonly sessions_with_pv: number;
  readonly sessions_with_buy: number;
}

const FILES: readonly { readonly name: string; readonly context: DatasetContext }[] = [
  { name: 'UserBehavior_first_users.csv', context: TAOBAO },
  {
    name: 'UserBehavior_timesorted_truncated.csv',
    context: {
      ...TAOBAO,
      from: '2017-11-26',
      to: '2017-11-26',
      lastEvent: '2017-11-26T10:55:09',
      version: '2',
    },
  },
];

for (const { name, context } of FILES) {
  const path = sharedFile(`taobao/${name}`);
  const oracles = sharedFile('taobao/oracle.json');

  describe.skipIf(path === null || oracles === null)(`the figures of ${name}`, () => {
    let warehouse: Native;
    let database: NativeDatabase;
    let oracle: Oracle;

    beforeAll(async () => {
      oracle = JSON.parse(readFileSync(oracles ?? '', 'utf8'))[name];
      warehouse = await native(context, taobaoEvents(path ?? ''));
      database = databaseOf(warehouse.connection);
    }, 60_000);
    afterAll(() => warehouse.close());

    const run = async (kind: string, raw: RawParameters = {}) => {
      const result = await runMetric(database, kind, raw, warehouse.context);
      const audit = await auditMetric(database, kind, raw, warehouse.context);
      expect(audit, `${kind} ${JSON.stringify(raw)}`).toMatchObject({ agrees: true });
      return result;
    };
    const entities = (rows: readonly Row[]) => rows.map((row) => row.entities);

    it('counts views, visitors, buyers and sessions', async () => {
      const { rows, definition } = await run('overview');
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        pv: oracle.events.pv,
        uv: oracle.users,
        buyers: oracle.uv_by_type.buy,
        purchases: oracle.events.buy,
        sessions: oracle.sessions_30min,
      });
      expect(rows[0]?.conversion_user).toBeCloseTo(oracle.buyer_share_uv, 12);
      expect(rows[0]?.pv_per_user).toBeCloseTo(oracle.pv_per_user, 12);
      expect(rows[0]?.conversion_session).toBeCloseTo(
        oracle.sessions_with_buy / oracle.sessions_with_pv,
        12,
      );
      expect(rows[0]).not.toHaveProperty('gmv');
      expect(definition.facts).toMatchObject({ orders_basis: 'session', sessions_basis: 'gap' });
    });

    it('counts visitors with a view where asked', async () => {
      const { rows } = await run('overview', { uv: 'view' });
      expect(rows[0]).toMatchObject({ uv: oracle.uv_by_type.pv });
    });

    it('counts each day', async () => {
      const { rows } = await run('overview', { by: 'day' });
      expect(
        Object.fromEntries(
          rows.map((row) => [row.day, [row.uv, row.pv, row.purchases, row.buyers]]),
        ),
      ).toEqual(oracle.daily);
    });

    it('counts one day as the daily figures do', async () => {
      const [day, figures] = Object.entries(oracle.daily).at(-1) ?? ['', []];
      const { rows } = await run('overview', { from: day, to: day });
      expect([rows[0]?.uv, rows[0]?.pv, rows[0]?.purchases, rows[0]?.buyers]).toEqual(figures);
    });

    it('follows users through the funnel in each mode', async () => {
      for (const [mode, figures] of [
        ['unordered', oracle.user_funnel_unordered],
        ['nested', oracle.user_funnel_nested],
        ['ordered', oracle.user_funnel_ordered],
      ] as const)
        expect(entities((await run('funnel', { mode })).rows), mode).toEqual(figures);
      const { definition } = await run('funnel');
      expect(definition.title).toContain('ordered');
      expect(definition.facts).toMatchObject({ mode: 'ordered', basis: 'user' });
    });

    it('follows users and items', async () => {
      const { rows } = await run('funnel', { basis: 'user_item' });
      expect(entities(rows)).toEqual(oracle.user_item_funnel_ordered);
    });

    it('counts sessions with each step', async () => {
      const { rows } = await run('funnel', {
        basis: 'session',
        mode: 'unordered',
        steps: ['view', 'purchase'],
      });
      expect(entities(rows)).toEqual([oracle.sessions_with_pv, oracle.sessions_with_buy]);
    });

    it('counts hours of Shanghai', async () => {
      const { rows, definition } = await run('hourly');
      expect(rows.map((row) => String(row.hour))).toEqual(Object.keys(oracle.hourly));
      for (const row of rows) {
        const [views, purchases, conversion = 0] = oracle.hourly[String(row.hour)] ?? [];
        expect([row.views, row.purchases]).toEqual([views, purchases]);
        expect(row.conversion).toBeCloseTo(conversion, 6);
      }
      const busiest = rows.reduce((best, row) =>
        Number(row.views) > Number(best.views) ? row : best,
      );
      expect(definition.facts.peak_views_hour).toBe(busiest.hour);
      await run('hourly', { basis: 'user' });
      await run('hourly', { basis: 'session' });
      await run('hourly', { by: 'weekday', basis: 'user' });
      await run('hourly', { filters: { event_type: ['view', 'purchase'] } });
    });

    it('ranks categories by purchases', async () => {
      const { rows, definition, total } = await run('pareto');
      expect(total).toBe(oracle.buy_categories.n);
      expect(definition.facts).toMatchObject({
        entities: oracle.buy_categories.n,
        head_count: oracle.buy_categories.needed_80pct,
        left_out_rows: 0,
      });
      expect(rows.slice(0, 10).map((row) => Number(row.value))).toEqual(
        oracle.buy_categories.top10.map(([, value]) => value),
      );
      expect(definition.text).toContain(String(oracle.buy_categories.needed_80pct));
    });

    it('ranks categories by views', async () => {
      const { rows } = await run('pareto', { measure: 'views' });
      expect(rows.slice(0, 10).map((row) => [Number(row.id), row.value])).toEqual(
        oracle.top10_pv_categories,
      );
      await run('pareto', { entity: 'user' });
      await run('pareto', { entity: 'item', measure: 'views' });
    });

    it('follows cohorts by first active day', async () => {
      const { rows } = await run('retention');
      for (const row of rows)
        expect(row.users, `${row.cohort} + ${row.period}`).toBe(
          oracle.retention_first_active_day[String(row.cohort)]?.[Number(row.period)],
        );
      const last = Date.parse(context.to ?? '');
      expect(rows).toHaveLength(
        Object.keys(oracle.retention_first_active_day).reduce(
          (sum, cohort) => sum + (last - Date.parse(cohort)) / 86_400_000 + 1,
          0,
        ),
      );
    });

    it('follows cohorts by first purchase', async () => {
      const { rows } = await run('retention', { cohort: 'purchase', event: 'purchase' });
      const expected = oracle.retention_first_purchase_day_repurchase;
      expect([...new Set(rows.map((row) => row.cohort))]).toEqual(Object.keys(expected));
      for (const row of rows)
        expect(row.users, `${row.cohort} + ${row.period}`).toBe(
          expected[String(row.cohort)]?.[String(row.period)] ?? 0,
        );
    });

    it('follows the same cohorts in full, without prices', async () => {
      const { rows, definition } = await run('cohorts');
      for (const row of rows)
        expect(row.users, `${row.cohort} + ${row.period}`).toBe(
          oracle.retention_first_active_day[String(row.cohort)]?.[Number(row.period)],
        );
      expect(rows[0]).not.toHaveProperty('value');
      expect(definition.facts).toMatchObject({ valued: false, members: oracle.users });
      const bought = await run('cohorts', { cohort: 'purchase', event: 'purchase' });
      const expected = oracle.retention_first_purchase_day_repurchase;
      for (const row of bought.rows)
        expect(row.users, `${row.cohort} + ${row.period}`).toBe(
          expected[String(row.cohort)]?.[String(row.period)] ?? 0,
        );
    });

    it('counts new and active users of each day', async () => {
      const { rows, definition } = await run('lifecycle');
      const news = Object.fromEntries(rows.map((row) => [row.day, row.new]));
      for (const [cohort, [size]] of Object.entries(oracle.retention_first_active_day))
        expect(news[cohort]).toBe(size);
      expect(Object.fromEntries(rows.map((row) => [row.day, row.active]))).toEqual(
        Object.fromEntries(Object.entries(oracle.daily).map(([day, [uv]]) => [day, uv])),
      );
      expect(definition.facts.period_active).toBe(oracle.users);
      await run('lifecycle', { unit: 'week', event: 'purchase' });
    });

    it('agrees with itself in every mode of retention', async () => {
      for (const raw of [
        { mode: 'rolling' },
        { mode: 'bracket' },
        { unit: 'week' },
        { unit: 'month', mode: 'rolling' },
        { day: '24h' },
        { day: '24h', mode: 'rolling', event: 'view' },
        { filters: { event_type: ['view'] } },
      ])
        await run('retention', raw);
    });

    it('finds recency and frequency of buyers', async () => {
      const { rows, definition } = await run('rfm', { frequency: 'rows', reference: '2017-12-03' });
      const histogram = (column: string) => {
        const counts: Record<string, number> = {};
        for (const row of rows) {
          const value = String(row[column]);
          counts[value] = (counts[value] ?? 0) + 1;
        }
        return counts;
      };
      expect(rows).toHaveLength(oracle.rf.users);
      expect(histogram('recency')).toEqual(oracle.rf.r_hist);
      expect(histogram('frequency')).toEqual(oracle.rf.f_hist);
      expect(definition.facts.mean_recency).toBeCloseTo(oracle.rf.mean_r, 12);
      expect(definition.facts.mean_frequency).toBeCloseTo(oracle.rf.mean_f, 12);
      expect(rows[0]).not.toHaveProperty('monetary');
      expect(rows[0]).not.toHaveProperty('m');
      expect(definition.text).toContain('RF');
    });

    it('leaves no stage behind, and the whole result under its name', async () => {
      const { relation, rows } = await run('rfm', { model: 'threshold', scoring: 'ntile' });
      expect(await warehouse.value(`SELECT count(*) FROM ${relation}`)).toBe(rows.length);
      const tables = await warehouse.rows(
        `SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'ads_%' AND table_type = 'BASE TABLE'`,
      );
      expect(
        tables.filter(({ table_name: table }) => !/^ads_\w+?_[0-9a-f]{16}$/.test(String(table))),
      ).toEqual([]);
    });
  });
}
