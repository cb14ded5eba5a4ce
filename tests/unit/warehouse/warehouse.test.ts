import { signal } from '@preact/signals-core';
import { tableFromArrays } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/types.ts';
import type { LoadOutcome, LoadTask } from '../../../src/warehouse/load.ts';
import { memoryStore } from '../../../src/warehouse/store/records.ts';
import { Warehouse } from '../../../src/warehouse/warehouse.ts';
import { type Native, native, REES46 } from './native.ts';

const FILE = new File(
  [
    'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n',
    '2019-10-01 00:00:00 UTC,view,1,7,,,1.00,1,s-1\n2019-10-01 00:00:09 UTC,purchase,1,7,,,0.00,1,s-1\n',
  ],
  '2019-Oct.csv',
  { lastModified: 1 },
);

const EVENTS = `SELECT * FROM (VALUES (TIMESTAMP '2019-10-01 00:00:00', 'view', 1::BIGINT, 1::BIGINT, 7::BIGINT, 's-1', NULL::VARCHAR, NULL::VARCHAR, 1::DECIMAL(18,4)),
  (TIMESTAMP '2019-10-01 00:00:09', 'purchase', 1, 1, 7, 's-1', NULL, NULL, 0))
  t(event_time, event_type, user_id, item_id, category_id, session_id, category_path, brand, price)`;

/** A page's engine over a native database that has the layers already. */
function engineOver({ connection, rows }: Native): Engine & { mounts: number } {
  const engine = {
    mounts: 0,
    state: signal({ phase: 'idle' } as const),
    log: signal([]),
    jobs: signal([]),
    life: 1,
    ready: Promise.resolve(),
    cancel: () => undefined,
    async mount({ statements }: { readonly statements: readonly string[] }) {
      engine.mounts += 1;
      for (const sql of statements) await connection.run(sql);
    },
    async query(sql: string) {
      const found = await rows(sql);
      const [first = {}] = found;
      return tableFromArrays(
        Object.fromEntries(
          Object.keys(first).map((name) => [name, found.map((row) => row[name] as number)]),
        ),
      );
    },
    insert: async () => undefined,
    remount: async () => undefined,
    release: async () => undefined,
    restart: async () => undefined,
    status: async () => ({ version: '', memoryBytes: 0, opfsBytes: 0, restarts: 0 }),
  };
  return engine as unknown as Engine & { mounts: number };
}

describe('the data sets of a page', { timeout: 120_000 }, () => {
  let shop: Native;
  let engine: ReturnType<typeof engineOver>;
  let warehouse: Warehouse;
  const tasks: LoadTask[] = [];
  const flags = async () =>
    (await shop.rows('SELECT CAST(sum(flags) AS INTEGER) AS flags FROM dwd_events'))[0]?.flags;

  beforeAll(async () => {
    shop = await native(REES46, EVENTS, { parts: 1 });
    await shop.connection.run('UPDATE p0.dwd SET flags = 2 WHERE price <= 0');
    engine = engineOver(shop);
    warehouse = new Warehouse(engine, {
      store: memoryStore(),
      load: async (task): Promise<LoadOutcome> => {
        tasks.push(task);
        return {
          context: { ...shop.context, id: task.dataset, name: task.name },
          attachments: [{ kind: 'memory', alias: 'p0', fill: async () => undefined }],
          places: shop.places,
          rows: { read: 2, dwd: 2, duplicates: 0, rejected: 0, blank: 0, unsampled: 0 },
          rejects: {},
          flags: { price_illegal: 1, bot_session: 0 },
          tables: [{ name: 'dwd', rows: 2, bytes: 0, seconds: 0 }],
          stages: {},
          shared: { workers: 1, parts: 1, buckets: 1, slices: 1 },
        };
      },
    });
  });
  afterAll(() => shop?.close());

  it('are loaded once: the same file with the same rules opens what is there', async () => {
    const first = await warehouse.open([FILE], { storage: 'memory' });
    const again = await warehouse.open([FILE], { storage: 'memory' });
    expect(again.dataset).toBe(first.dataset);
    expect(tasks).toHaveLength(1);
    const longer = new File([FILE, '2019-10-01 00:01:00 UTC,view,2,7,,,1.00,1,s-1\n'], FILE.name);
    expect((await warehouse.open([longer], { storage: 'memory' })).dataset).not.toBe(first.dataset);
    expect(tasks).toHaveLength(2);
    await warehouse.delete(warehouse.current?.context.id ?? '');
    expect(warehouse.current?.context.id).toBe(first.dataset);
  });

  it('change a rule that only marks rows without a load', async () => {
    const version = warehouse.current?.context.version;
    expect(await flags()).toBe(2);
    await warehouse.change({ rules: { price_illegal: 'off' } });
    expect(await flags()).toBe(0);
    expect(warehouse.current).toMatchObject({
      rules: { price_illegal: 'off', bot_session: 'flag' },
      report: { flags: { bot_session: 0 }, made: { from: 'stored', tables: [] }, rows: { dwd: 2 } },
    });
    expect(warehouse.current?.report.flags).not.toHaveProperty('price_illegal');
    expect(warehouse.current?.context.version).not.toBe(version);
    await warehouse.change({ rules: { price_illegal: 'flag' } });
    expect(await flags()).toBe(2);
    expect(tasks).toHaveLength(2);
  });

  it('reject rows that are there by reading the files, where there are any', async () => {
    await warehouse.change({ rules: { bot_session: 'reject' } });
    expect(tasks).toHaveLength(2);
    const { id } = warehouse.current?.context ?? {};
    await warehouse.change({ rules: { price_illegal: 'reject' } });
    expect(tasks).toHaveLength(3);
    expect(tasks.at(-1)?.rules).toMatchObject({ price_illegal: 'reject', bot_session: 'reject' });
    expect(warehouse.current?.context.id).not.toBe(id);
    expect(await warehouse.datasets()).toHaveLength(1);
  });

  it('stand beside each other where the same file is opened by other rules, without a load', async () => {
    const one = await warehouse.open([FILE], { storage: 'memory', name: 'One' });
    const loads = tasks.length;
    const rules = { price_illegal: 'off' } as const;
    const twin = await warehouse.open([FILE], { storage: 'memory', name: 'Twin', rules });
    expect(tasks).toHaveLength(loads);
    expect(twin).toMatchObject({ name: 'Twin', made: { from: 'stored', tables: [] } });
    expect(await flags()).toBe(0);
    await warehouse.switchTo(one.dataset);
    expect(await flags()).toBe(2);
    expect((await warehouse.datasets()).map(({ name }) => name)).toContain('Twin');
  });

  it('tell at once what queries are answered from, and mount nothing for a label', async () => {
    const { mounts } = engine;
    await warehouse.change({ currency: 'EUR', weekStart: 7 });
    expect(warehouse.current?.context).toMatchObject({ currency: 'EUR', weekStart: 7 });
    expect(engine.mounts).toBe(mounts);
  });
});
