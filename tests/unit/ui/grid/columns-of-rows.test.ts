import { beforeAll, describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../../../../src/engine/index.ts';
import { heldSummary } from '../../../../src/ui/grid/held-summary.ts';
import { EngineRows } from '../../../../src/ui/grid/rows/engine-rows.ts';
import { type Summary, WHOLE } from '../../../../src/ui/grid/types.ts';
import { type WasmEngine, wasmEngine } from './database.ts';

// Scans in one thread, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

let engine: WasmEngine;
let rows: EngineRows;
const TOTAL = 300_000;

beforeAll(async () => {
  engine = await wasmEngine();
  engine.run(`CREATE TABLE t AS SELECT
    i::INT AS i, (9007199254740993 + i)::BIGINT AS big, (i / 3)::DECIMAL(18,4) AS money,
    CASE WHEN i % 4 = 0 THEN NULL ELSE (i % 1000)::DOUBLE END AS figure,
    make_timestamp(1500000000123456 + i * 1000000) AS at, make_date(2020, 1, 1) + (i // 10000)::INT AS day,
    CASE WHEN i % 10 < 6 THEN 'view' WHEN i % 10 < 9 THEN 'cart' END AS kind,
    [i % 3, NULL] AS list, {'a': i % 2, 'b': 'x'} AS struct, i % 2 = 0 AS even,
    CASE WHEN i = 77 THEN 'inf'::DOUBLE WHEN i = 78 THEN 'nan'::DOUBLE ELSE 1 END AS odd
    FROM range(${TOTAL}) r(i)`);
  rows = new EngineRows(engine, { table: 't' });
}, 60_000);

describe('what a head says', () => {
  it('of numbers and times is a histogram of a sample that says how large it is', async () => {
    const figure = await rows.summary(WHOLE, 'figure');
    expect(figure).toMatchObject({ kind: 'numbers', of: TOTAL });
    expect(figure.rows).toBeGreaterThan(150_000);
    expect(figure.rows).toBeLessThan(TOTAL * 0.8);
    expect(figure.nulls / figure.rows).toBeCloseTo(0.25, 2);
    expect(figure.bins).toHaveLength(20);
    expect(figure.bins[0]?.from).toBe(1);
    expect(figure.bins.at(-1)?.to).toBeCloseTo(999, 6);
    expect(figure.bins.reduce((sum, { count }) => sum + count, 0)).toBe(figure.rows - figure.nulls);
    const at = await rows.summary(WHOLE, 'at');
    expect(at.kind).toBe('times');
    expect(new Date(at.bins[0]?.from ?? 0).getUTCFullYear()).toBe(2017);
  });

  it('is exact on few rows, and stands on the filter', async () => {
    const view = {
      sort: [],
      filters: [{ column: 'i', kind: 'range', from: '0', to: '9999' }],
    } as const;
    const kind = await rows.summary(view, 'kind');
    expect(kind).toMatchObject({
      kind: 'values',
      rows: 10_000,
      of: 10_000,
      nulls: 1000,
      distinct: 2,
    });
    expect(kind.top).toEqual([
      { text: 'view', count: 6000 },
      { text: 'cart', count: 3000 },
    ]);
  });

  it.each(['list', 'struct', 'even', 'odd', 'day', 'big', 'money'])('of %s', async (column) => {
    const summary = await rows.summary(WHOLE, column);
    expect(summary.rows).toBeGreaterThan(0);
    expect(summary.top.length + summary.bins.length).toBeGreaterThan(0);
  });

  it('of a filter that leaves nothing is empty', async () => {
    const view = {
      sort: [],
      filters: [{ column: 'i', kind: 'range', from: '-9', to: '-1' }],
    } as const;
    expect(await rows.summary(view, 'figure')).toMatchObject({ rows: 0, of: 0, bins: [], top: [] });
  });
});

describe('a head over rows that are at hand', () => {
  it.each(['figure', 'at', 'day', 'kind', 'list', 'big', 'money', 'even', 'odd'])(
    'says what the engine says: %s',
    async (name) => {
      const view = {
        sort: [],
        filters: [{ column: 'i', kind: 'range', from: '70', to: '3069' }],
      } as const;
      const column = (await rows.columns()).find((one) => one.name === name);
      const held = await rows.page(view, 0, 3000);
      const summary = await rows.summary(view, name);
      // The engine estimates how many values there are, and writes lists and truth in its own way.
      const told = heldSummary(held, column ?? { name, type: '' });
      const plain = ({ top, distinct: _, ...rest }: Summary) => ({
        ...rest,
        top: top.map(({ count }) => count),
      });
      expect(plain(told)).toEqual(plain(summary));
      if (name === 'kind') expect(told.top).toEqual(summary.top);
    },
  );
});

describe('a profile', () => {
  it('counts everything and keeps every digit', async () => {
    const big = await rows.profile(WHOLE, 'big');
    expect(big).toMatchObject({
      rows: TOTAL,
      nulls: 0,
      distinct: TOTAL,
      exact: true,
      least: '9007199254740993',
      most: String(9007199254740993n + BigInt(TOTAL) - 1n),
    });
    expect(big.quantiles[2]).toMatch(/^90071992(?:54|55)\d{6}$/);
    const kind = await rows.profile(WHOLE, 'kind');
    expect(kind).toMatchObject({ nulls: TOTAL / 10, distinct: 2, mean: null, quantiles: [] });
    expect(kind.top[0]).toEqual({ text: 'view', count: TOTAL * 0.6 });
    const at = await rows.profile(WHOLE, 'at');
    expect(at.least).toBe('2017-07-14 02:40:00.123456');
    for (const column of ['list', 'struct', 'day', 'odd', 'even', 'money']) {
      expect((await rows.profile(WHOLE, column)).rows).toBe(TOTAL);
    }
  });
});

describe('finding', () => {
  it('goes to the next row that holds the text, in the order on screen', async () => {
    expect(await rows.find(WHOLE, 'i', '299999', -1)).toBe(299_999);
    expect(await rows.find(WHOLE, 'kind', 'CART', 8)).toBe(16);
    expect(await rows.find(WHOLE, 'kind', 'nowhere', -1)).toBeNull();
    const view = {
      sort: [{ column: 'figure', descending: true }],
      filters: [{ column: 'kind', kind: 'in', values: ['cart'] }],
    } as const;
    const order = rowsOf(
      await engine.query(
        "SELECT i FROM t WHERE kind = 'cart' ORDER BY figure DESC NULLS LAST, rowid",
      ),
    ).map(({ i }) => String(i));
    let at = -1;
    for (let turn = 0; turn < 4; turn += 1) {
      const next = order.findIndex((i, index) => index > at && i.includes('4997'));
      expect(await rows.find(view, 'i', '4997', at)).toBe(next < 0 ? null : next);
      if (next < 0) break;
      at = next;
    }
  });
});

describe('all rows in pieces', () => {
  it.each([
    [[]],
    [
      [
        { column: 'figure', descending: true },
        { column: 'kind', descending: false },
      ],
    ],
  ])(
    'come in order and once: %j',
    async (sort) => {
      const keys = sort.map(
        ({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST, `,
      );
      const filters = [{ column: 'i', kind: 'range', from: '100', to: null }] as const;
      const order = (
        await engine.query(`SELECT i FROM t WHERE i >= 100 ORDER BY ${keys.join('')}rowid`)
      )
        .getChild('i')
        ?.toArray() as Int32Array;
      const found: number[] = [];
      let most = 0;
      for await (const table of rows.batches({ sort, filters })) {
        expect(table.schema.fields.map(({ name }) => name)).toEqual([
          'i',
          'big',
          'money',
          'figure',
          'at',
          'day',
          'kind',
          'list',
          'struct',
          'even',
          'odd',
        ]);
        most = Math.max(most, table.numRows);
        found.push(...((table.getChild('i')?.toArray() ?? []) as Int32Array));
      }
      expect(found.length).toBe(order.length);
      expect(found.every((i, index) => i === order[index])).toBe(true);
      expect(most).toBeLessThanOrEqual(50_000);
    },
    60_000,
  );
});
