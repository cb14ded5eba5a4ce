import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/engine/types.ts';
import { runChecks } from '../../../src/warehouse/checks/index.ts';
import { type Native, native } from './native.ts';
import { SHOP, SHOP_EVENTS } from './shop.ts';

function database({ rows }: Native, asked: string[] = []): Database {
  return {
    query: async (sql) => {
      asked.push(sql);
      const [found = {}] = await rows(sql);
      const values = Object.entries(found).map(([name, value]): [string, unknown[]] => [
        name,
        [name === 'number' ? String(value) : Number(value)],
      ]);
      return tableFromArrays(Object.fromEntries(values));
    },
    insert: () => Promise.reject(new Error('not needed')),
  };
}

describe('checks', () => {
  it('all pass over layers that were built well', async () => {
    const shop = await native(SHOP, SHOP_EVENTS, { parts: 2 });
    const results = await runChecks(database(shop), SHOP, shop.places);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(new Set(results.map(({ name }) => name))).toEqual(
      new Set([
        'not_null',
        'unique',
        'accepted',
        'days',
        'events',
        'purchases',
        'gmv',
        'users',
        'sessions',
      ]),
    );
    shop.close();
  });

  it('say which layer lost an event, repeats a key, or holds other money', async () => {
    const shop = await native(SHOP, SHOP_EVENTS, { parts: 2 });
    const alias = shop.places.find(
      ({ table, rows }) => table === 'dws_user_day' && rows > 1,
    )?.alias;
    await shop.connection.run(
      `INSERT INTO ${alias}.dws_user_day SELECT * FROM ${alias}.dws_user_day LIMIT 1`,
    );
    await shop.connection.run('UPDATE main_file.dws_brand_day SET gmv = gmv + 0.01');
    const results = await runChecks(database(shop), SHOP, shop.places);
    const failed = results
      .filter(({ passed }) => !passed)
      .map(({ table, name }) => `${table} ${name}`);
    expect(failed).toContain('dws_user_day unique');
    expect(failed).toContain('dws_user_day events');
    expect(failed).toContain('dws_brand_day gmv');
    expect(failed).not.toContain('dws_session events');
    shop.close();
  });

  it('are asked table by table where events are few, else alone, and say the same', async () => {
    const shop = await native(SHOP, SHOP_EVENTS, { parts: 2 });
    await shop.connection.run('UPDATE main_file.dws_brand_day SET gmv = gmv + 0.01');
    const many = shop.places.map((place) =>
      place.table === 'dwd' ? { ...place, rows: 50_000_000 } : place,
    );
    const together: string[] = [];
    const alone: string[] = [];
    const results = await runChecks(database(shop, together), SHOP, shop.places);
    expect(await runChecks(database(shop, alone), SHOP, many)).toEqual(results);
    expect(together.length).toBeLessThan(alone.length / 2);
    shop.close();
  });

  it('that cannot run fail alone', async () => {
    const shop = await native(SHOP, SHOP_EVENTS, { parts: 1 });
    await shop.connection.run('ALTER VIEW dws_session_reach RENAME TO hidden');
    const results = await runChecks(database(shop), SHOP, shop.places);
    const failed = results.filter(({ passed }) => !passed);
    expect(failed.map(({ table, failures }) => [table, failures])).toEqual(
      failed.map(() => ['dws_session_reach', -1]),
    );
    expect(failed.length).toBeGreaterThan(1);
    expect(failed.length).toBeLessThan(
      results.filter(({ table }) => table === 'dws_session_reach').length,
    );
    shop.close();
  });
});
