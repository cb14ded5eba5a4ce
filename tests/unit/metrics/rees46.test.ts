import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  auditMetric,
  type RawParameters,
  type Row,
  runMetric,
} from '../../../src/metrics/index.ts';
import { type Native, native, REES46, rees46Events, sharedFile } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

interface Oracle {
  readonly events: Readonly<Record<string, number>>;
  readonly users: number;
  readonly sessions: number;
  readonly purchase_revenue: number;
  readonly session_funnel_unordered: Readonly<Record<string, number>>;
  readonly user_funnel_unordered: Readonly<Record<string, number>>;
  readonly session_funnel_ordered: readonly number[];
  readonly session_view_purchase_ordered: number;
  readonly hour_utc: Readonly<Record<string, readonly number[]>>;
  readonly top20_brand_purchase_revenue: readonly (readonly [string, number])[];
  readonly top20_category_purchase_revenue: readonly (readonly [string, number])[];
  readonly pareto80_brand_purchase_revenue: readonly [number, number];
}

const path = sharedFile('rees46/2019-Oct_first17k.csv');
const oracles = sharedFile('rees46/oracle.json');

describe.skipIf(path === null || oracles === null)(
  'the figures of the first hours of REES46',
  () => {
    let warehouse: Native;
    let database: NativeDatabase;
    let oracle: Oracle;

    beforeAll(async () => {
      oracle = JSON.parse(readFileSync(oracles ?? '', 'utf8'));
      warehouse = await native(REES46, rees46Events(path ?? ''));
      database = databaseOf(warehouse.connection);
    });
    afterAll(() => warehouse.close());

    const run = async (kind: string, raw: RawParameters = {}) => {
      const result = await runMetric(database, kind, raw, warehouse.context);
      const audit = await auditMetric(database, kind, raw, warehouse.context);
      expect(audit, `${kind} ${JSON.stringify(raw)}`).toMatchObject({ agrees: true });
      return result;
    };
    const entities = (rows: readonly Row[]) => rows.map((row) => row.entities);

    it('counts views, visitors, sessions and money', async () => {
      const { rows } = await run('overview');
      const [row] = rows;
      expect(row).toMatchObject({
        pv: oracle.events.view,
        uv: oracle.users,
        sessions: oracle.sessions,
        purchases: oracle.events.purchase,
        gmv: oracle.purchase_revenue,
      });
      expect(row?.aov).toBeCloseTo(oracle.purchase_revenue / Number(row?.orders), 10);
      expect(row?.conversion_session).toBeCloseTo(
        Number(oracle.session_funnel_unordered.purchase) / oracle.sessions,
        12,
      );
    });

    it('counts only what passes a filter', async () => {
      for (const [brand, revenue] of oracle.top20_brand_purchase_revenue.slice(0, 5)) {
        const { rows } = await run('overview', { filters: { brand: [brand] } });
        expect(rows[0]?.gmv).toBe(revenue);
      }
      const { rows } = await run('overview', { filters: { brand: ['apple', 'samsung', null] } });
      expect(Number(rows[0]?.pv)).toBeGreaterThan(0);
      await run('overview', { by: 'day', filters: { category_path: ['electronics.smartphone'] } });
    });

    it('follows sessions through the funnel, and shows a gain where there is no loss', async () => {
      const { view, cart, purchase } = oracle.session_funnel_unordered;
      const unordered = await run('funnel', { basis: 'session', mode: 'unordered' });
      expect(entities(unordered.rows)).toEqual([view, cart, purchase]);
      expect(unordered.rows[2]).toMatchObject({ loss: null });
      expect(unordered.rows[2]?.gain).toBeCloseTo(Number(purchase) / Number(cart) - 1, 12);
      const ordered = await run('funnel', { basis: 'session' });
      expect(entities(ordered.rows)).toEqual(oracle.session_funnel_ordered);
      const short = await run('funnel', { basis: 'session', steps: ['view', 'purchase'] });
      expect(short.rows[1]?.entities).toBe(oracle.session_view_purchase_ordered);
      const users = await run('funnel', { mode: 'unordered' });
      expect(entities(users.rows)).toEqual(Object.values(oracle.user_funnel_unordered));
    });

    it('breaks the funnel down', async () => {
      for (const by of [
        'brand',
        'category',
        'category_path',
        'category_id',
        'hour',
        'new_returning',
      ]) {
        const { rows, total } = await run('funnel', { by, basis: 'session' });
        expect(total % 3, by).toBe(0);
        expect(rows[0], by).toHaveProperty(by);
        await run('funnel', { by, mode: 'nested' });
      }
      const { rows } = await run('funnel', { by: 'brand', basis: 'session', mode: 'unordered' });
      expect(rows[0]?.by).toBe(rows[0]?.brand);
    });

    it('counts hours of UTC', async () => {
      const { rows } = await run('hourly');
      expect(Object.fromEntries(rows.map((row) => [row.hour, [row.views, row.purchases]]))).toEqual(
        Object.fromEntries(
          Object.entries(oracle.hour_utc).map(([hour, [views, , purchases]]) => [
            hour,
            [views, purchases],
          ]),
        ),
      );
    });

    it('ranks brands by money', async () => {
      const { rows, definition, total } = await run('pareto', { entity: 'brand', measure: 'gmv' });
      const [head, brands] = oracle.pareto80_brand_purchase_revenue;
      expect(total).toBe(brands);
      expect(definition.facts).toMatchObject({ head_count: head, entities: brands });
      expect(rows.slice(0, 20).map((row) => [row.id, row.value])).toEqual(
        oracle.top20_brand_purchase_revenue,
      );
      expect(Number(definition.facts.left_out_rows)).toBeGreaterThan(0);
    });

    it('ranks categories with their identifiers exact and their paths beside them', async () => {
      const { rows } = await run('pareto', { measure: 'gmv' });
      expect(rows[0]?.id).toBe(2053013555631882655n);
      expect([rows[0]?.label, rows[0]?.value]).toEqual(oracle.top20_category_purchase_revenue[0]);
    });

    it('scores buyers with money', async () => {
      for (const model of ['segments8', 'threshold', 'classes5'])
        for (const scoring of ['quantile', 'ntile']) {
          const { rows, definition } = await run('rfm', { model, scoring });
          expect(rows).toHaveLength(Number(oracle.user_funnel_unordered.purchase));
          const segments = definition.facts.segments as readonly Row[];
          const sum = (name: string) => segments.reduce((all, row) => all + Number(row[name]), 0);
          expect(sum('users')).toBe(rows.length);
          expect(sum('gmv')).toBeCloseTo(oracle.purchase_revenue, 6);
          expect(sum('gmv_share')).toBeCloseTo(1, 12);
        }
    });

    it('says that the only day is cut', async () => {
      const { definition } = await run('retention');
      expect(definition.facts).toMatchObject({ last_day_cut: true, last_day_hour: 2 });
      expect(definition.text).toMatch(/cut|不完整/);
    });
  },
);
