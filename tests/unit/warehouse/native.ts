import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { MAIN, type Place, relations } from '../../../src/warehouse/catalog/index.ts';
import { combinedTable, emptyTable, partTable, plan } from '../../../src/warehouse/tables/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { fillReach, REACH_TABLES, withReach } from './reach.ts';

/** Real files that lie beside the project on the machines where it is made; null elsewhere. */
export function sharedFile(name: string): string | null {
  const path = resolve(import.meta.dirname, '../../../../shared/data', name);
  return existsSync(path) ? path : null;
}

export const TAOBAO: DatasetContext = {
  id: 'taobao',
  name: 'UserBehavior',
  source: 'taobao',
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'category_id'],
  textual: [],
  from: '2017-11-25',
  to: '2017-12-03',
  lastEvent: '2017-12-03T23:59:13',
  dataTimezone: 'Asia/Shanghai',
  reportTimezone: 'Asia/Shanghai',
  weekStart: 1,
  grain: 'second',
  orders: 'session',
  sessions: 'gap',
  sessionGapSeconds: 1800,
  eventTypes: ['view', 'fav', 'cart', 'purchase'],
  lengths: true,
  pathDays: true,
  version: '1',
};

export const REES46: DatasetContext = {
  ...TAOBAO,
  id: 'rees46',
  name: '2019-Oct',
  source: 'rees46',
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'category_id',
    'session_id',
    'category_path',
    'brand',
    'price',
  ],
  textual: ['session_id'],
  from: '2019-10-01',
  to: '2019-10-01',
  lastEvent: '2019-10-01T02:50:00',
  dataTimezone: 'UTC',
  reportTimezone: 'UTC',
  currency: 'USD',
  sessions: 'source',
  eventTypes: ['view', 'cart', 'purchase'],
};

/** A native database with a data set's relations, as the page's engine shows them. */
export interface Native {
  readonly connection: DuckDBConnection;
  readonly context: DatasetContext;
  readonly places: readonly Place[];
  /** Rows as objects; BIGINT as number, DECIMAL as number, DATE and TIMESTAMP as text. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The first column of the first row. */
  value(sql: string): Promise<unknown>;
  close(): void;
}

export interface NativeOptions {
  /** Parts to spread users over; more than one tests what combining does. */
  readonly parts?: number;
  /** Count what users reach, as ingest does (default). */
  readonly reach?: boolean;
}

/**
 * Builds every layer of a data set natively. `events` is a SELECT of rows with the canonical columns of
 * `context` (ids where the source is integral, text where `context.textual` says so), times in UTC.
 */
export async function native(
  given: DatasetContext,
  events: string,
  { parts = 2, reach = true }: NativeOptions = {},
): Promise<Native> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const run = async (sql: string) => {
    try {
      await connection.run(sql);
    } catch (cause) {
      throw new Error(`${cause}\n${sql}`, { cause });
    }
  };
  const rows = async (sql: string) => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJson().map((row) => plainRow(row, reader));
  };
  const value = async (sql: string) => Object.values((await rows(sql))[0] ?? {})[0];

  await run(`CREATE TEMP TABLE incoming AS ${events}`);
  for (const id of given.textual) await dictionary(run, id);
  await run(`CREATE TEMP TABLE keyed AS ${keyed(given)}`);
  const schemas = Array.from({ length: parts }, (_, part) => `p${part}`);
  const places: Place[] = [];
  const hold = async (table: string, alias: string) => {
    const count = Number(await value(`SELECT count(*) FROM ${alias}.${table}`));
    places.push({ table, alias, rows: count });
  };
  const context = reach ? await withReach(given, { run, rows }) : given;
  const tables = plan(context);
  for (const [part, schema] of schemas.entries()) {
    await run(`CREATE SCHEMA ${schema}`);
    for (const table of tables) {
      if (table.name === 'dwd') {
        await run(emptyTable(table, context, schema));
        const user = context.columns.includes('user_id') ? 'coalesce(user_key, 0)' : '0';
        await run(`INSERT INTO ${schema}.dwd BY NAME SELECT * EXCLUDE (number) FROM keyed
          WHERE hash(${user}) % ${parts} = ${part} ORDER BY ${user === '0' ? '' : 'user_key, '}event_time, number`);
      } else if (REACH_TABLES.has(table.name)) {
        if (table.name === 'dws_user_reach') await fillReach(context, schema, { run, rows });
      } else {
        const sql = partTable(table, context, schema);
        if (!sql) continue;
        await run(sql);
      }
      await hold(table.name, schema);
    }
  }
  await run(`CREATE SCHEMA ${MAIN}`);
  for (const table of tables) {
    const sql = combinedTable(table, context, schemas, MAIN);
    if (sql) {
      await run(sql);
      await hold(table.name, MAIN);
    } else if (table.sql === null && table.name !== 'dwd' && !REACH_TABLES.has(table.name)) {
      await run(emptyTable(table, context, MAIN));
      const id = context.textual.find((name) => table.columns(context)[1]?.name === name);
      if (id) await run(`INSERT INTO ${MAIN}.${table.name} SELECT key, text FROM texts_${id}`);
      await hold(table.name, MAIN);
    }
  }
  for (const statement of relations(context, places)) await run(statement);
  return {
    connection,
    context,
    places,
    rows,
    value,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Run = (sql: string) => Promise<void>;

const dictionary = (run: Run, id: string) =>
  run(`CREATE TEMP TABLE texts_${id} AS SELECT row_number() OVER (ORDER BY text) AS key, text
    FROM (SELECT DISTINCT ${id} AS text FROM incoming WHERE ${id} IS NOT NULL)`);

/** Incoming rows with keys for ids, and sessions by gap where the source has none. */
function keyed(context: DatasetContext): string {
  const ids = ['user_id', 'item_id', 'category_id', 'session_id', 'order_id'] as const;
  const columns = context.columns.map((name) => {
    const id = ids.find((candidate) => candidate === name);
    if (!id) return name;
    const key = id.replace('_id', '_key');
    return context.textual.includes(id)
      ? `(SELECT key FROM texts_${id} WHERE text = incoming.${id}) AS ${key}`
      : `${id} AS ${key}`;
  });
  const rows = `SELECT ${columns.join(', ')}, CAST(0 AS UTINYINT) AS flags, row_number() OVER () AS number FROM incoming`;
  if (context.columns.includes('session_id')) return rows;
  if (!context.columns.includes('user_id'))
    return `SELECT *, CAST(NULL AS BIGINT) AS session_key FROM (${rows})`;
  return `SELECT * EXCLUDE (fresh), CASE WHEN user_key IS NULL THEN NULL ELSE
      CAST(sum(fresh) OVER (ORDER BY user_key NULLS LAST, event_time, number) AS BIGINT) END AS session_key
    FROM (SELECT *, CASE WHEN lag(user_key) OVER w IS DISTINCT FROM user_key
        OR event_time - lag(event_time) OVER w > INTERVAL ${context.sessionGapSeconds} SECOND THEN 1 ELSE 0 END AS fresh
      FROM (${rows}) WINDOW w AS (ORDER BY user_key NULLS LAST, event_time, number))`;
}

type Reader = Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>;

function plainRow(row: Readonly<Record<string, unknown>>, reader: Reader): Record<string, unknown> {
  const numeric = /^(HUGEINT|BIGINT|UBIGINT|DECIMAL)/;
  const plain: Record<string, unknown> = {};
  for (const [index, name] of reader.columnNames().entries()) {
    const cell = row[name];
    const type = String(reader.columnType(index));
    plain[name] = numeric.test(type) && typeof cell === 'string' ? Number(cell) : cell;
  }
  return plain;
}

/** Taobao rows of the official window, duplicates kept. */
export function taobaoEvents(path: string): string {
  return `SELECT make_timestamp(ts * 1000000) AS event_time,
      CASE word WHEN 'pv' THEN 'view' WHEN 'buy' THEN 'purchase' ELSE word END AS event_type, user_id, item_id, category_id
    FROM read_csv('${path}', header = false, ignore_errors = true, columns = {
      'user_id': 'BIGINT', 'item_id': 'BIGINT', 'category_id': 'BIGINT', 'word': 'VARCHAR', 'ts': 'BIGINT'})
    WHERE ts >= 1511539200 AND ts < 1512316800`;
}

/** REES46 rows, the cut last record left out, duplicates kept. */
export function rees46Events(path: string): string {
  return `SELECT CAST(replace(event_time, ' UTC', '') AS TIMESTAMP) AS event_time, event_type, user_id,
      product_id AS item_id, category_id, user_session AS session_id, category_code AS category_path, brand, price
    FROM read_csv('${path}', header = true, ignore_errors = true, columns = {
      'event_time': 'VARCHAR', 'event_type': 'VARCHAR', 'product_id': 'BIGINT', 'category_id': 'BIGINT',
      'category_code': 'VARCHAR', 'brand': 'VARCHAR', 'price': 'DECIMAL(18,4)', 'user_id': 'BIGINT',
      'user_session': 'VARCHAR'})`;
}
