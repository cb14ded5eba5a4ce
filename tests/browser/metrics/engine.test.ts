import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createEngine,
  type Database,
  type Engine,
  TabhouseError,
} from '../../../src/engine/index.ts';
import { auditMetric, METRICS, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import { runInWorker } from '../../../src/models/worker.ts';
import { type Place, relations } from '../../../src/warehouse/catalog/index.ts';
import { emptyTable, partTable, plan } from '../../../src/warehouse/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';

const ROWS = 20_000;
const ALIAS = 'part';
const context: DatasetContext = {
  id: 'engine',
  name: 'Engine',
  source: 'custom',
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'category_id',
    'brand',
    'price',
    'country',
  ],
  textual: [],
  from: '2017-11-25',
  to: '2017-12-03',
  lastEvent: '2017-12-03T23:59:00',
  dataTimezone: 'Asia/Shanghai',
  reportTimezone: 'Asia/Shanghai',
  weekStart: 1,
  grain: 'second',
  orders: 'session',
  sessions: 'gap',
  sessionGapSeconds: 1800,
  eventTypes: ['view', 'cart', 'purchase'],
  version: '1',
};

/** Users of 100 events each over nine days of Shanghai, four events a session. */
const EVENTS = `SELECT
    CAST(make_timestamp((1511539200 + (i % 100) * 7776 + CAST(hash(i) % 7000 AS BIGINT)) * 1000000) AS TIMESTAMP_S) AS event_time,
    CASE WHEN hash(i * 7 + 1) % 100 < 85 THEN 'view' WHEN hash(i * 7 + 1) % 100 < 95 THEN 'cart' ELSE 'purchase' END AS event_type,
    i // 100 AS user_key, i // 4 AS session_key,
    CAST(hash(i * 5 + 3) % 900 AS BIGINT) AS item_key, CAST(hash(i * 5 + 3) % 30 AS BIGINT) AS category_key,
    'brand ' || (hash(i * 3) % 12) AS brand, CASE hash(i // 100) % 3 WHEN 0 THEN 'China' WHEN 1 THEN 'Peru' END AS country, CAST(hash(i * 11) % 10000 AS DECIMAL(18,4)) / 100 AS price,
    CAST(0 AS UTINYINT) AS flags
  FROM range(${ROWS}) t(i)`;

/** What an analysis has to be told. */
const ASKED: Readonly<Record<string, RawParameters>> = { user: { user: '7' }, item: { item: '7' } };

const tables = plan(context);
const places: readonly Place[] = tables.map(({ name: table }) => ({
  table,
  alias: ALIAS,
  rows: 1,
}));

async function fill(database: Database): Promise<void> {
  for (const table of tables) {
    const built = partTable(table, context, ALIAS);
    await database.query(built ?? emptyTable(table, context, ALIAS));
    if (table.name === 'dwd') await database.query(`INSERT INTO ${ALIAS}.dwd BY NAME ${EVENTS}`);
  }
}

describe('metrics in the page’s engine, locked as it is', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = createEngine();
    await engine.mount({
      attachments: [{ kind: 'memory', alias: ALIAS, fill }],
      statements: relations(context, places),
    });
  }, 180_000);
  afterAll(() => engine.release());

  it('are worked out, and their audits agree, or say what these data lack', async () => {
    const refused: string[] = [];
    for (const { kind } of METRICS) {
      const options = { models: runInWorker };
      try {
        const { rows, total } = await runMetric(engine, kind, ASKED[kind] ?? {}, context, options);
        expect(rows.length, kind).toBe(total);
      } catch (error) {
        if (!(error instanceof TabhouseError) || error.code !== 'metric-not-applicable')
          throw error;
        refused.push(kind);
        continue;
      }
      const audit = await auditMetric(engine, kind, ASKED[kind] ?? {}, context, options);
      expect(audit, kind).toMatchObject({ agrees: true });
    }
    expect(refused).toEqual(['experiment']);
  }, 300_000);

  it('take filters as values, and an audit in ranges agrees', async () => {
    const raw = {
      mode: 'strict',
      filters: { brand: ['brand 1', "o'neill", null], user_id: [7n, '8'] },
    };
    const { rows } = await runMetric(engine, 'funnel', raw, context, { rowsPerSlice: 5000 });
    expect(rows[0]).toMatchObject({ step: 1, name: 'view', entities: 2 });
    expect(await auditMetric(engine, 'funnel', raw, context, { rowsPerSlice: 5000 })).toMatchObject(
      {
        agrees: true,
      },
    );
  });

  it('are there again after the engine was ended', async () => {
    const before = await runMetric(engine, 'rfm', {}, context);
    await engine.restart('test');
    const after = await runMetric(engine, 'rfm', {}, context);
    expect(after).toEqual(before);
  });

  it('stop when they are cancelled, and the next one runs', async () => {
    const controller = new AbortController();
    const asked = runMetric(engine, 'funnel', { basis: 'user_item' }, context, {
      signal: controller.signal,
    });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    const { rows } = await runMetric(engine, 'funnel', { basis: 'user_item' }, context);
    expect(rows).toHaveLength(3);
  });
});
