import { beforeAll, describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../../../../src/engine/index.ts';
import { EngineRows } from '../../../../src/ui/grid/rows/engine-rows.ts';
import type { ColumnFilter, SortKey } from '../../../../src/ui/grid/types.ts';
import { type WasmEngine, wasmEngine } from './database.ts';

// Scans in one thread, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

let engine: WasmEngine;
const PARTS = [130_000, 70_000, 50_000];
const TOTAL = 250_000;

beforeAll(async () => {
  engine = await wasmEngine();
  for (const [part, rows] of PARTS.entries()) {
    engine.run(`CREATE SCHEMA p${part}`);
    engine.run(`CREATE TABLE p${part}.dwd AS SELECT
      make_timestamp(1500000000000000 + (hash(i * 7 + ${part}) % 1000000)::BIGINT * 1000000) AS event_time,
      ['view', 'view', 'view', 'cart', 'purchase'][1 + (hash(i) % 5)::INT]::ENUM('view', 'cart', 'purchase') AS event_type,
      (2053013550000000000 + (hash(i + ${part}) % 5000))::BIGINT AS category_key,
      (hash(i * 3) % 20000)::INT AS session_key,
      CASE WHEN i % 9 > 0 THEN ((hash(i * 11) % 100000) / 100)::DECIMAL(18,4) END AS price,
      CASE WHEN i % 7 > 1 THEN 'brand ' || (hash(i * 13) % 300) END AS brand,
      (i % 16)::UTINYINT AS flags,
      '${part}:' || i AS place
      FROM range(${rows}) r(i)`);
  }
  engine.run(
    `CREATE TABLE p0.dim_session AS SELECT i::INT AS session_key, 's-' || i AS session_id FROM range(20000) r(i)`,
  );
  const arms = PARTS.map(
    (_, part) =>
      `SELECT event_time, event_type, category_key, session_key, price, brand, flags, place FROM p${part}.dwd`,
  );
  engine.run(`CREATE VIEW dwd AS ${arms.join(' UNION ALL ')}`);
  engine.run('CREATE VIEW dim_session AS SELECT session_key, session_id FROM p0.dim_session');
  engine.run(`CREATE VIEW dwd_events AS SELECT d.event_time, d.event_type, d.category_key AS category_id, dim_session.session_id, d.price, d.brand, d.flags, d.place
    FROM dwd d LEFT JOIN dim_session ON d.session_key = dim_session.session_key`);
  engine.run(
    `CREATE VIEW judged AS SELECT * REPLACE (CAST((flags & 1) AS UTINYINT) AS flags) FROM (${arms.join(' UNION ALL ')}) WHERE (flags & 2) = 0`,
  );
  engine.run(`CREATE VIEW by_brand AS SELECT brand, count(*) AS n FROM dwd GROUP BY ALL`);
}, 120_000);

/** All rows of the view in its order, by one sort over everything. */
async function expected(sort: readonly SortKey[], where = 'true'): Promise<readonly string[]> {
  const arms = PARTS.map(
    (_, part) => `SELECT ${part} AS arm, rowid AS n, * EXCLUDE (place) FROM p${part}.dwd`,
  );
  const keys = sort.map(({ column, descending }) => {
    const sql =
      column === 'category_id'
        ? 'category_key'
        : column === 'session_id'
          ? "('s-' || session_key)"
          : column;
    return `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST, `;
  });
  const rows = await engine.query(
    `SELECT arm || ':' || n AS place FROM (${arms.join(' UNION ALL ')}) WHERE ${where} ORDER BY ${keys.join('')}arm, n`,
  );
  return rowsOf(rows).map(({ place }) => String(place));
}

const places = (rows: readonly Record<string, unknown>[]) => rows.map(({ place }) => String(place));
const down = (column: string): SortKey => ({ column, descending: true });
const up = (column: string): SortKey => ({ column, descending: false });
const SPOTS = [0, 950, 1_000, 60_000, 129_990, 155_000, TOTAL - 60];

describe('rows by position', () => {
  const views: readonly [string, readonly SortKey[], readonly ColumnFilter[], string][] = [
    ['as they stand', [], [], 'true'],
    ['by time', [up('event_time')], [], 'true'],
    ['by a type with few values, last first', [down('event_type')], [], 'true'],
    ['by a 19-digit key, then price', [up('category_id'), down('price')], [], 'true'],
    [
      'by text with nulls, then type, then time',
      [up('brand'), up('event_type'), down('event_time')],
      [],
      'true',
    ],
    ['by a text of a dictionary', [down('session_id')], [], 'true'],
    [
      'of one type',
      [],
      [{ column: 'event_type', kind: 'in', values: ['cart'] }],
      "event_type = 'cart'",
    ],
    [
      'in a range, by price',
      [down('price')],
      [{ column: 'price', kind: 'range', from: '10', to: '800.5' }],
      'price >= 10 AND price <= 800.5',
    ],
    [
      'without a brand, by type',
      [up('event_type')],
      [{ column: 'brand', kind: 'null', is: true }],
      'brand IS NULL',
    ],
    [
      'that hold a text',
      [],
      [{ column: 'brand', kind: 'contains', text: 'ND 29' }],
      "brand LIKE 'brand 29%'",
    ],
    [
      'of a dictionary text',
      [],
      [{ column: 'session_id', kind: 'in', values: ['s-77', 's-1234', null] }],
      'session_key IN (77, 1234)',
    ],
    [
      'few, by time',
      [up('event_time')],
      [{ column: 'category_id', kind: 'in', values: ['2053013550000000017'] }],
      'category_key = 2053013550000000017',
    ],
    [
      'none',
      [up('event_time')],
      [{ column: 'price', kind: 'range', from: 'no number', to: null }],
      'false',
    ],
  ];
  it.each(views)('are those of one sort over everything: %s', async (_, sort, filters, where) => {
    const rows = new EngineRows(engine, { table: 'dwd_events' });
    const view = { sort, filters };
    const all = await expected(sort, where);
    expect(await rows.count(view)).toBe(all.length);
    for (const spot of [...SPOTS, all.length - 30].filter((one) => one >= 0)) {
      const found = await rows.page(view, spot, spot + 60);
      expect(places(found)).toEqual(all.slice(spot, spot + 60));
    }
  });

  it('have every column, exact, and the texts of dictionaries a moment later', async () => {
    const rows = new EngineRows(engine, { table: 'dwd_events' });
    const late = new Promise<void>((resolve) => {
      void rows
        .page({ sort: [], filters: [] }, 130_000, 130_002, { onLate: resolve })
        .then((page) => {
          held = page;
        });
    });
    let held: readonly Record<string, unknown>[] = [];
    await late;
    const [first] = held;
    expect(typeof first?.category_id).toBe('bigint');
    expect(first?.place).toBe('1:0');
    expect(first?.session_id).toMatch(/^s-\d+$/);
    expect(Object.keys(first ?? {}).some((name) => name.startsWith('th '))).toBe(false);
  });

  it('are found in views that leave rows out, and in statements over views', async () => {
    const judged = new EngineRows(engine, { table: 'judged' });
    const kept = await expected([], '(flags & 2) = 0');
    expect(await judged.count({ sort: [], filters: [] })).toBe(kept.length);
    expect(places(await judged.page({ sort: [], filters: [] }, 100_000, 100_010))).toEqual(
      kept.slice(100_000, 100_010),
    );
    engine.log.length = 0;
    const statement = new EngineRows(engine, {
      sql: 'select * from dwd_events where brand = ? -- what?\n and price > 5',
      values: ['brand 7'],
    });
    const chosen = await expected([], "brand = 'brand 7' AND price > 5");
    expect(await statement.count({ sort: [], filters: [] })).toBe(chosen.length);
    expect(places(await statement.page({ sort: [], filters: [] }, 10, 20))).toEqual(
      chosen.slice(10, 20),
    );
    expect(engine.log.some((sql) => sql.startsWith('CREATE OR REPLACE TEMP TABLE'))).toBe(false);
  });

  it('of a statement that computes are kept in its order until it is closed', async () => {
    const rows = new EngineRows(engine, {
      sql: 'select brand, count(*) as n from dwd group by all order by n desc, brand',
    });
    const view = { sort: [], filters: [] };
    const reference = rowsOf(
      await engine.query(
        'select brand from (select brand, count(*) as n from dwd group by all order by n desc, brand)',
      ),
    );
    expect(await rows.count(view)).toBe(301);
    expect((await rows.page(view, 0, 301)).map(({ brand }) => brand)).toEqual(
      reference.map(({ brand }) => brand),
    );
    rows.close();
    await vi.waitFor(() => expect(engine.log.at(-1)).toMatch(/^DROP TABLE/), { timeout: 20_000 });
  });
});
