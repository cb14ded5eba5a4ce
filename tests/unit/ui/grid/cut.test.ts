import { beforeAll, describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../../../../src/engine/index.ts';
import { cut } from '../../../../src/ui/grid/rows/cut.ts';
import { runsOf } from '../../../../src/ui/grid/rows/natural.ts';
import { relationOf } from '../../../../src/ui/grid/rows/relation.ts';
import { Scan } from '../../../../src/ui/grid/rows/scan.ts';
import { type WasmEngine, wasmEngine } from './database.ts';

vi.setConfig({ testTimeout: 120_000 });

const TOTAL = 200_000;
const TARGET = 10_000;
let engine: WasmEngine;

beforeAll(async () => {
  engine = await wasmEngine();
  engine.run(`CREATE TABLE t AS SELECT
    (i * i)::BIGINT AS skewed,
    (9007199254740993 + (hash(i) % 1000000000000)::BIGINT)::BIGINT AS big,
    CASE WHEN i % 3 = 0 THEN 7 ELSE (hash(i) % 1000)::INT END AS heavy,
    (i % 256)::UTINYINT AS small,
    (hash(i) % 1000000 / 100)::DECIMAL(18,4) AS money,
    CASE WHEN i % 4 = 0 THEN NULL ELSE ln(1 + i) END AS figure,
    make_timestamp(1500000000123456 + (hash(i) % 90000000)::BIGINT * 1000) AS moment,
    make_date(2020, 1, 1) + (hash(i) % 900)::INT AS day,
    CASE WHEN i = 9 THEN 'infinity'::TIMESTAMP WHEN i = 10 THEN '-infinity'::TIMESTAMP ELSE make_timestamp(1500000000000000 + i) END AS endless,
    CASE WHEN i = 77 THEN 'inf'::DOUBLE WHEN i = 78 THEN 'nan'::DOUBLE WHEN i = 79 THEN '-inf'::DOUBLE ELSE i END AS odd,
    CASE WHEN i % 2 = 0 THEN -9223372036854775808 + i ELSE 9223372036854775807 - i END::BIGINT AS wide,
    CASE WHEN i % 10 < 6 THEN 'view' WHEN i % 10 < 9 THEN 'it''s' END AS kind,
    ['view', 'cart', 'buy'][1 + i % 3]::ENUM('view', 'cart', 'buy') AS named,
    'text ' || (hash(i) % 150000) AS words,
    5::INT AS same, NULL::INT AS void
    FROM range(${TOTAL}) r(i)`);
}, 60_000);

async function pieces(column: string, exact: number) {
  const view = { sort: [{ column, descending: false }], filters: [] };
  const scan = new Scan(engine, await relationOf(engine, { table: 't' }), view);
  const runs = await runsOf(new Scan(engine, scan.relation, { sort: [], filters: [] }));
  const [key] = scan.keys;
  if (!key) throw new Error('no key');
  const found = await cut(
    scan,
    { conditions: [], count: TOTAL, runs },
    key,
    { target: TARGET, exact },
    {},
  );
  const place = `CASE ${found.map(({ conditions }, at) => `WHEN ${conditions.join(' AND ')} THEN ${at}`).join(' ')} END`;
  engine.run(
    `CREATE OR REPLACE TABLE placed AS SELECT ${column} AS value, ${place} AS place FROM t AS r`,
  );
  const held = rowsOf(
    await engine.query(
      'SELECT place, count(*) AS n, count(DISTINCT value) AS kinds FROM placed GROUP BY place ORDER BY place',
    ),
  ).map(({ place, n, kinds }) => ({ place, n: Number(n), kinds: Number(kinds) }));
  const [order] = rowsOf(
    await engine.query(
      `SELECT count(*) FILTER (place < before) AS falls FROM
        (SELECT place, lag(place) OVER (ORDER BY value ASC NULLS LAST) AS before FROM placed)`,
    ),
  );
  return { found, held, falls: Number(order?.falls) };
}

const COLUMNS = [
  'skewed',
  'big',
  'heavy',
  'small',
  'money',
  'figure',
  'moment',
  'day',
  'endless',
  'odd',
  'wide',
  'kind',
  'named',
  'words',
  'same',
  'void',
];

describe('pieces of a sorted view', () => {
  for (const exact of [TOTAL, 1_000]) {
    for (const column of COLUMNS) {
      it(`hold every row once and in order: ${column}, ${exact === TOTAL ? 'value by value' : 'as many rows'}`, async () => {
        const { found, held, falls } = await pieces(column, exact);
        expect(held.map(({ place }) => place)).toEqual(found.map((_, at) => at));
        expect(found.map(({ count }) => count)).toEqual(held.map(({ n }) => n));
        expect(falls).toBe(0);
        // A piece of rows without a value has no kind at all.
        for (const [at, { one }] of found.entries())
          if (one) expect(held[at]?.kinds).toBeLessThanOrEqual(1);
      });
    }
  }

  it('are of about the size that was asked for, whatever lies how densely', async () => {
    for (const column of ['skewed', 'big', 'money', 'figure', 'moment']) {
      const { found } = await pieces(column, 1_000);
      const sizes = found.filter(({ one }) => !one).map(({ count }) => count);
      expect(sizes.length, column).toBeGreaterThan(10);
      expect(Math.max(...sizes), column).toBeLessThanOrEqual(2 * TARGET);
    }
  });

  it('of a value that fills them stand alone', async () => {
    const { found } = await pieces('heavy', 1_000);
    expect(found.filter(({ one, count }) => one && count > TOTAL / 3)).toHaveLength(1);
    expect((await pieces('same', 1_000)).found).toMatchObject([{ one: true, count: TOTAL }]);
  });
});
