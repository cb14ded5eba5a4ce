import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/engine/types.ts';
import { runChecks } from '../../../src/warehouse/checks/index.ts';
import { type Native, native } from './native.ts';
import { SHOP, SHOP_EVENTS } from './shop.ts';

function database({ value }: Native): Database {
  return {
    query: async (sql) => {
      const found = await value(sql);
      return tableFromArrays({
        found: [sql.includes('AS VARCHAR') ? String(found) : Number(found)],
      });
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
});
