import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { constant } from '../../../src/engine/parameters.ts';
import type { Database } from '../../../src/engine/types.ts';
import { auditMetric, METRICS, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import { TABLES } from '../../../src/warehouse/tables/index.ts';
import { type Native, native } from '../warehouse/native.ts';
import { SHOP, SHOP_EVENTS } from '../warehouse/shop.ts';
import { databaseOf } from './database.ts';

const require = createRequire(import.meta.url);
const { createDuckDB, NODE_RUNTIME, VoidLogger } =
  require('@duckdb/duckdb-wasm/blocking') as typeof import('@duckdb/duckdb-wasm/blocking');

/** The page's DuckDB (WebAssembly), without workers, bound the way the engine binds. */
async function wasmConnection(): Promise<DuckDBConnection> {
  const dist = dirname(require.resolve('@duckdb/duckdb-wasm/blocking'));
  const module = (name: string) => ({
    mainModule: resolve(dist, `duckdb-${name}.wasm`),
    mainWorker: resolve(dist, `duckdb-node-${name}.worker.cjs`),
  });
  const duckdb = await createDuckDB(
    { mvp: module('mvp'), eh: module('eh') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await duckdb.instantiate();
  const connection = duckdb.connect();
  connection.query('SET autoload_known_extensions = false');
  connection.query('SET autoinstall_known_extensions = false');
  return connection;
}

function databaseOn(connection: DuckDBConnection): Database {
  const run = (sql: string) => {
    try {
      return tableFromIPC(connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql)));
    } catch (cause) {
      throw new Error(`${String(cause)}\n${sql}`, { cause });
    }
  };
  return {
    async query(sql, parameters = []) {
      if (parameters.length === 0) return run(sql);
      run(`PREPARE bound AS ${sql}`);
      try {
        return run(`EXECUTE bound(${parameters.map(constant).join(', ')})`);
      } finally {
        run('DEALLOCATE bound');
      }
    },
    async insert(bytes, { table }) {
      connection.insertArrowFromIPCStream(bytes, {
        name: table,
        create: false,
      });
    },
  };
}

/** Copies the warehouse's relations into another database, by text. */
async function copied(warehouse: Native, database: Database): Promise<void> {
  for (const { name, relation } of TABLES) {
    const columns = relation.map((column) => `"${column.name}" ${column.type}`);
    await database.query(`CREATE TABLE ${name} (${columns.join(', ')})`);
    const texts = relation.map((column) => `CAST("${column.name}" AS VARCHAR)`);
    const reader = await warehouse.connection.runAndReadAll(
      `SELECT ${texts.join(', ')} FROM ${name}`,
    );
    for (const row of reader.getRows()) {
      const values = row.map((value) => (value === null ? 'NULL' : `'${String(value)}'`));
      await database.query(`INSERT INTO ${name} VALUES (${values.join(', ')})`);
    }
  }
}

/** A plain table with a weekly season and a day that is out of it. */
const DAYS = `CREATE TABLE days AS SELECT CAST(DATE '2024-01-01' + CAST(n AS INTEGER) AS VARCHAR) AS time,
  CASE n WHEN 30 THEN 99 ELSE 10 + n % 7 + n % 3 END AS value FROM range(60) numbers(n)`;

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

const ASKED: readonly (readonly [string, RawParameters])[] = [
  ['overview', {}],
  ['overview', { by: 'day', from: '2024-11-03' }],
  ['overview', { filters: { brand: ['Lux', null], user_id: ["o'hara", 'ann'] } }],
  ...['unordered', 'nested', 'ordered', 'strict'].flatMap((mode) =>
    ['user', 'session', 'user_item'].map((basis) => ['funnel', { mode, basis }] as const),
  ),
  ['funnel', { window_seconds: 3600, exclude: 'refund' }],
  ['funnel', { mode: 'strict', entry: 'first', hold: 'item' }],
  ['funnel', { by: 'category', category_level: 2 }],
  ['funnel', { by: 'hour' }],
  ['funnel', { by: 'new_returning', basis: 'session' }],
  ['hourly', {}],
  ['hourly', { by: 'weekday', basis: 'user' }],
  ['hourly', { basis: 'session', filters: { hour: [0, 15] } }],
  ['pareto', {}],
  ['pareto', { entity: 'item', measure: 'gmv' }],
  ['pareto', { entity: 'user', measure: 'views' }],
  ['pareto', { entity: 'brand', filters: { event_type: 'purchase' } }],
  ['retention', {}],
  ['retention', { unit: 'week', mode: 'rolling' }],
  ['retention', { unit: 'month', cohort: 'purchase', event: 'purchase' }],
  ['retention', { mode: 'bracket', ranges: [[0, 1]] }],
  ['retention', { day: '24h' }],
  ['rfm', {}],
  ['brands', {}],
  ['brands', { entity: 'category', parent: 'home', basis: 'session', chosen: ['home.seat'] }],
  ['brands', { basis: 'user', filters: { brand: ['Lux', null] } }],
  ['attribution', { by: 'brand', minimum: 1 }],
  ['attribution', { by: 'category', level: 1, basis: 'user', minimum: 1 }],
  ['change', { by: 'brand', measure: 'gmv' }],
  ['change', { by: 'category', level: 1, measure: 'purchases' }],
  ['basket', { min_support: 0, unit: 'user' }],
  ['basket', { by: 'brand', min_support: 0, unit: 'user', events: ['view'], min_length: 1 }],
  [
    'basket',
    { by: 'category', min_support: 0, min_length: 1, result: 'itemsets', sort: 'support' },
  ],
  ['basket', { from: 'dim_item', min_support: 0, max_length: 3 }],
  ['recommend', { method: 'item_item', k: 2 }],
  ['recommend', { method: 'item_item', user: 'ann' }],
  ['recommend', { method: 'user_user', shrinkage: 0 }],
  ['recommend', { method: 'popular', by: 'category' }],
  ['recommend', { method: 'popular', by: 'hour', filters: { brand: ['Lux', null] } }],
  ['recommend', { method: 'trending', half_life_days: 1 }],
  ['recommend', { method: 'evaluation', k: 5 }],
  ['rfm', { model: 'threshold', scoring: 'ntile' }],
  ['rfm', { model: 'classes5', frequency: 'rows', reference: '2024-11-03' }],
  ['cohorts', {}],
  ['cohorts', { unit: 'week', cohort: 'purchase', event: 'purchase' }],
  ['lifecycle', {}],
  ['lifecycle', { unit: 'week', gap: 1 }],
  ['repurchase', {}],
  ['clusters', { k: 2 }],
  ['lifetime_value', {}],
  ['paths', {}],
  ['paths', { nodes: 'category', around: 'end', direction: 'both', top: 2 }],
  ['paths', { around: 'start', direction: 'after', repeats: 'keep' }],
  ['user', { user: 'ann' }],
  ['item', {}],
  ['quality', {}],
  ['report', {}],
  ['forecast', { by: 'hour', measure: 'views' }],
  ['anomalies', { from: 'days' }],
];

describe('the page’s DuckDB', () => {
  let warehouse: Native;
  let page: Database;

  beforeAll(async () => {
    warehouse = await native(SHOP, SHOP_EVENTS);
    page = databaseOn(await wasmConnection());
    await copied(warehouse, page);
    await page.query(DAYS);
    await warehouse.connection.run(DAYS);
  }, 60_000);
  afterAll(() => warehouse.close());

  it('is asked for every metric', () => {
    // The small shop has neither places, nor variants, nor weeks to learn from: see below, and the built page's tests.
    const elsewhere = ['places', 'experiment', 'prediction'];
    expect(new Set([...ASKED.map(([kind]) => kind), ...elsewhere])).toEqual(
      new Set(METRICS.map(({ kind }) => kind)),
    );
  });

  it.each(ASKED)('gives %s %o as native DuckDB does', async (kind, raw) => {
    const here = await runMetric(page, kind, raw, warehouse.context, { models });
    const native = databaseOf(warehouse.connection);
    const there = await runMetric(native, kind, raw, warehouse.context, { models });
    expect(here.rows).toEqual(there.rows);
    expect(here.definition).toEqual(there.definition);
    expect(await auditMetric(page, kind, raw, warehouse.context, { models })).toMatchObject({
      agrees: true,
    });
    expect(here.total).toBeGreaterThan(0);
  });
});

describe('places in the page’s DuckDB', () => {
  it.each(['country', 'region', 'city'])(
    'are found by %s as in native DuckDB',
    async (by) => {
      const context = {
        ...SHOP,
        id: 'places',
        columns: ['event_time', 'event_type', 'user_id', 'country', 'region', 'city'] as const,
        textual: ['user_id'] as const,
        orders: 'row' as const,
        sessions: 'gap' as const,
      };
      const warehouse = await native(
        context,
        `SELECT TIMESTAMP '2024-11-03 05:30:00' AS event_time, 'view' AS event_type, user_id, country, region, city
        FROM (VALUES ('ann', 'EIRE', '广东省', '北京市'), ('bob', 'Perú', 'Shanghai', 'São Paulo'),
          ('cat', 'Atlantis', 'Atlantis', 'Nowhere')) AS v(user_id, country, region, city)`,
      );
      const page = databaseOn(await wasmConnection());
      await copied(warehouse, page);
      const here = await runMetric(page, 'places', { by }, warehouse.context);
      const there = await runMetric(
        databaseOf(warehouse.connection),
        'places',
        { by },
        warehouse.context,
      );
      expect(here.rows).toEqual(there.rows);
      expect(here.rows.filter((row) => row.located === true)).toHaveLength(2);
      expect(await auditMetric(page, 'places', { by }, warehouse.context)).toMatchObject({
        agrees: true,
      });
      warehouse.close();
    },
    60_000,
  );
});
