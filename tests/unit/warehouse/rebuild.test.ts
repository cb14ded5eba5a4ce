import { describe, expect, it } from 'vitest';
import { seenRows } from '../../../src/warehouse/catalog/index.ts';
import { builtTables } from '../../../src/warehouse/store/zone.ts';
import { combinedTable, partTable } from '../../../src/warehouse/tables/index.ts';
import { FLAG_BITS } from '../../../src/warehouse/types.ts';
import { native } from './native.ts';
import { SHOP, SHOP_EVENTS } from './shop.ts';

const FLAGGED = {
  duplicates: 'flag',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
} as const;

describe('layers that are built again where flagged repeats are to be left out', {
  timeout: 120_000,
}, () => {
  it.each([1, 3])('are those of a load that left them out (%d parts)', async (parts) => {
    const once = await native(SHOP, SHOP_EVENTS, { parts });
    const twice = await native(SHOP, `${SHOP_EVENTS} UNION ALL (${SHOP_EVENTS})`, { parts });
    const { context, connection } = twice;
    const seen = seenRows({ written: FLAGGED, rules: { ...FLAGGED, duplicates: 'reject' } });
    const tables = builtTables(context);
    const schemas = Array.from({ length: parts }, (_, part) => `z${part}`);
    for (const [part, schema] of schemas.entries()) {
      await connection.run(`UPDATE p${part}.dwd SET flags = ${FLAG_BITS.duplicates} WHERE rowid NOT IN
        (SELECT min(rowid) FROM p${part}.dwd ${GROUPS})`);
      await connection.run(`CREATE SCHEMA ${schema}`);
      await connection.run(`CREATE VIEW ${schema}.dwd AS SELECT * FROM p${part}.dwd${seen}`);
      for (const table of tables) {
        const sql = partTable(table, context, schema);
        if (sql) await connection.run(sql);
      }
    }
    await connection.run('CREATE SCHEMA again');
    for (const table of tables) {
      const sql = combinedTable(table, context, schemas, 'again');
      if (sql) await connection.run(sql);
      const places = [
        ...schemas.map((schema, part) => [schema, `p${part}`]),
        ...(sql ? [['again', 'main_file']] : []),
      ];
      for (const [made, loaded] of places) {
        const all = (schema: string | undefined) =>
          `SELECT * FROM ${schema}.${table.name} ORDER BY ALL`;
        expect(await twice.rows(all(made)), `${made}.${table.name}`).toEqual(
          await once.rows(all(loaded)),
        );
      }
    }
    expect(tables.map(({ name }) => name)).toContain('dws_user_day');
    once.close();
    twice.close();
  });
});

/** Every column of a record: rows that are equal in all of them are repeats. */
const GROUPS =
  'GROUP BY event_time, event_type, user_key, item_key, category_key, session_key, order_key, category_path, brand, price, quantity';
