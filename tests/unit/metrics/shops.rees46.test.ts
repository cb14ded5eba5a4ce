import { readFileSync } from 'node:fs';
import { csvParse, rollup } from 'd3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import { type Native, native, REES46, rees46Events, sharedFile } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

interface Oracle {
  readonly events: Readonly<Record<string, number>>;
  readonly purchase_revenue: number;
  readonly top20_brand_events: readonly (readonly [string, number])[];
  readonly top20_brand_purchase_revenue: readonly (readonly [string, number])[];
  readonly top20_category_purchase_revenue: readonly (readonly [string, number])[];
  readonly top_level_category_events: Readonly<Record<string, number>>;
  readonly hour_utc: Readonly<Record<string, readonly number[]>>;
}

const path = sharedFile('rees46/2019-Oct_first17k.csv');
const oracles = sharedFile('rees46/oracle.json');

describe.skipIf(path === null || oracles === null)(
  'brands, categories and hours of REES46',
  { timeout: 120_000 },
  () => {
    let warehouse: Native;
    let database: NativeDatabase;
    let oracle: Oracle;
    let lines: readonly Record<string, string>[];

    beforeAll(async () => {
      oracle = JSON.parse(readFileSync(oracles ?? '', 'utf8'));
      // The last line is cut and counts nowhere.
      lines = csvParse(readFileSync(path ?? '', 'utf8')).slice(0, -1);
      warehouse = await native(REES46, rees46Events(path ?? ''));
      database = databaseOf(warehouse.connection);
    }, 120_000);
    afterAll(() => warehouse.close());

    const run = async (kind: string, raw: RawParameters = {}) => {
      const result = await runMetric(database, kind, raw, warehouse.context);
      const audit = await auditMetric(database, kind, raw, warehouse.context);
      expect(audit, `${kind} ${JSON.stringify(raw)}: ${audit.detail}`).toMatchObject({
        agrees: true,
      });
      return result;
    };

    it('ranks brands by money and by events', async () => {
      const money = await run('brands', { measure: 'gmv' });
      expect(money.rows.map((row) => [row.brand, row.gmv])).toEqual(
        oracle.top20_brand_purchase_revenue,
      );
      const all = await run('brands', { measure: 'views', basis: 'user', top: 1000 });
      for (const [brand, events] of oracle.top20_brand_events) {
        const row = all.rows.find((one) => one.brand === brand);
        expect(Number(row?.views) + Number(row?.carts) + Number(row?.purchases), brand).toBe(
          events,
        );
        const own = lines.filter((line) => line.brand === brand);
        const users = new Set(own.map((line) => line.user_id));
        const buyers = own.filter((line) => line.event_type === 'purchase');
        expect(row).toMatchObject({
          users: users.size,
          buyers: new Set(buyers.map((line) => line.user_id)).size,
          orders: new Set(buyers.map((line) => `${line.user_session} ${line.user_id}`)).size,
        });
      }
      expect(money.definition.facts.all_purchases).toBe(
        lines.filter((line) => line.brand !== '' && line.event_type === 'purchase').length,
      );
    });

    it('goes from level to level of the categories, nothing lost on the way', async () => {
      const counts = (wanted: (line: Record<string, string>) => boolean, depth: number) =>
        rollup(
          lines.filter((line) => line.category_code !== '' && wanted(line)),
          (own) => own.length,
          (line) => (line.category_code ?? '').split('.').slice(0, depth).join('.'),
        );
      const events = (row: Readonly<Record<string, unknown>> | undefined) =>
        Number(row?.views) + Number(row?.carts) + Number(row?.purchases);
      const level = async (parent: string | null) => {
        const raw = { entity: 'category', top: 1000, ...(parent === null ? {} : { parent }) };
        const { rows, definition } = await run('brands', raw);
        expect(definition.facts.layer).toBe('dws');
        return rows;
      };
      const top = await level(null);
      for (const [name, n] of Object.entries(oracle.top_level_category_events))
        if (name !== '(null)')
          expect(events(top.find((row) => row.category === name)), name).toBe(n);
      const electronics = await level('electronics');
      const expected = counts((line) => (line.category_code ?? '').startsWith('electronics.'), 2);
      expect(new Map(electronics.map((row) => [row.category, events(row)]))).toEqual(
        new Map(expected),
      );
      expect(electronics.find((row) => row.category === 'electronics.audio')?.deeper).toBe(true);
      expect(electronics.find((row) => row.category === 'electronics.smartphone')?.deeper).toBe(
        false,
      );
      const audio = await level('electronics.audio');
      expect(audio.reduce((sum, row) => sum + events(row), 0)).toBe(
        events(electronics.find((row) => row.category === 'electronics.audio')),
      );
      const phones = await level('electronics.smartphone');
      expect(phones.map((row) => [row.category, row.gmv])).toEqual([
        oracle.top20_category_purchase_revenue[0],
      ]);
    });

    it('finds who converts above the whole, by brand, category, level and hour', async () => {
      const { view = 0, purchase = 0 } = oracle.events;
      for (const raw of [
        { by: 'brand' },
        { by: 'category' },
        { by: 'category', level: 1 },
        { by: 'category', level: 2, basis: 'user' },
        { by: 'hour', basis: 'session' },
      ])
        await run('attribution', { ...raw, minimum: 20 });
      const hours = await run('attribution', { by: 'hour', minimum: 1 });
      expect(hours.definition.facts.total_rate).toBeCloseTo(purchase / view, 12);
      expect(
        Object.fromEntries(hours.rows.map((row) => [String(row.hour), [row.base, row.converted]])),
      ).toEqual(
        Object.fromEntries(
          Object.entries(oracle.hour_utc).map(([hour, [views, , bought]]) => [
            hour,
            [views, bought],
          ]),
        ),
      );
      expect(hours.rows.reduce((sum, row) => sum + Number(row.contribution), 0)).toBeCloseTo(0, 12);
    });

    it('says that one day has no change', async () => {
      await expect(run('change')).rejects.toMatchObject({ code: 'metric-not-applicable' });
    });
  },
);
