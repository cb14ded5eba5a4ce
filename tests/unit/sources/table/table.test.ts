import { existsSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import {
  createTable,
  type TableFile,
  type TableProgress,
  tableBatches,
  tableName,
  tableSchema,
} from '../../../../src/sources/table/index.ts';

async function fileOf(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<TableFile> {
  const file = new File([content], name);
  const [shape] = await inspectFile(file);
  if (!shape) throw new Error('no shape');
  return { file, shape };
}

async function realFile(path: string): Promise<TableFile | null> {
  const full = new URL(`../../../../../shared/data/${path}`, import.meta.url);
  return existsSync(full) ? fileOf(path, new Uint8Array(readFileSync(full))) : null;
}

async function load(...files: TableFile[]) {
  const schema = await tableSchema(files);
  const rows: unknown[][] = [];
  for await (const ipc of tableBatches(files, schema)) {
    const table = tableFromIPC(ipc);
    for (let row = 0; row < table.numRows; row++)
      rows.push(schema.columns.map((_, column) => table.getChildAt(column)?.get(row)));
  }
  return { schema, rows, types: schema.columns.map(({ type }) => type) };
}

const day = (iso: string) => Date.parse(iso);

describe('types of a plain table', () => {
  test('are the narrowest that every value fits', async () => {
    const { types, rows } = await load(
      await fileOf(
        'a.csv',
        [
          'n,x,ok,d,t,zip,word',
          '1,1.5,true,2020-01-02,2020-01-02 03:04:05,00501,b a',
          '-9223372036854775808,2,false,2020-12-31,2020-01-02T03:04:05.123456Z,10001,"x, y"',
          ',,,,,,',
          'NULL,NaN,TRUE,1999-01-01,2020-01-02 03:04,90210,null',
        ].join('\n'),
      ),
    );
    expect(types).toEqual([
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'VARCHAR',
    ]);
    expect(rows).toEqual([
      [1n, 1.5, true, day('2020-01-02'), day('2020-01-02T03:04:05Z'), '00501', 'b a'],
      [
        -9223372036854775808n,
        2,
        false,
        day('2020-12-31'),
        day('2020-01-02T03:04:05.123Z') + 0.456,
        '10001',
        'x, y',
      ],
      [null, null, true, day('1999-01-01'), day('2020-01-02T03:04:00Z'), '90210', 'null'],
    ]);
  });

  test('widen where a value far down does not fit', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => `${i},${i},2020-01-01`);
    const { types, rows } = await load(
      await fileOf('late.csv', ['a,b,c', ...many, '1.5,x9,soon'].join('\n')),
    );
    expect(types).toEqual(['DOUBLE', 'VARCHAR', 'VARCHAR']);
    expect(rows).toHaveLength(30_001);
    expect(rows.at(-1)).toEqual([1.5, 'x9', 'soon']);
    expect(rows[29_999]).toEqual([29_999, '29999', '2020-01-01']);
  });

  test('integers too long for BIGINT stay text', async () => {
    const { types } = await load(
      await fileOf('l.csv', 'a,b\n9223372036854775808,9223372036854775807\n1,2\n'),
    );
    expect(types).toEqual(['VARCHAR', 'BIGINT']);
  });

  test('day and month are settled by a value far down', async () => {
    const days = Array.from({ length: 60 }, (_, i) => `${(i % 12) + 1}/${(i % 12) + 1}/2020`);
    const { schema, rows } = await load(
      await fileOf('d.csv', `d,n\n${[...days, '25/3/2020'].map((d) => `${d},1`).join('\n')}\n`),
    );
    expect(schema.columns[0]).toEqual({
      name: 'd',
      type: 'DATE',
      time: { kind: 'text', order: 'dmy', zoned: false },
    });
    expect(rows.at(-1)?.[0]).toBe(day('2020-03-25'));
  });

  test('eight digits are dates only where the name says so', async () => {
    const { types } = await load(
      await fileOf('p.csv', 'date,code\n19970101,19970101\n19971231,19970102\n'),
    );
    expect(types).toEqual(['DATE', 'BIGINT']);
  });

  test('whatever whole numbers and texts stand in a file come back equal', async () => {
    const cell = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
      fc.stringMatching(/^[a-zß-ÿ一-龥]{1,8}$/u),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 20 }),
        async (cells) => {
          const text = `first,second\n${cells.map((row) => row.join(',')).join('\n')}\n`;
          const { rows } = await load(await fileOf('x.csv', text));
          expect(rows.map((row) => row.map(String))).toEqual(
            cells.map((row) => row.map((value) => value.replace(/^-0$/, '0'))),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('files as plain tables', () => {
  test('several of one shape are one table, with types that hold for all', async () => {
    const { types, rows } = await load(
      await fileOf('a.csv', 'k,v\n1,2\n'),
      await fileOf('b.csv', 'k,v\nx,3\n'),
    );
    expect(types).toEqual(['VARCHAR', 'BIGINT']);
    expect(rows).toEqual([
      ['1', 2n],
      ['x', 3n],
    ]);
  });

  test('progress tells the stage and ends with all bytes', async () => {
    const file = await fileOf('a.csv', 'k,v\n1,2\n3,4\n');
    const seen: TableProgress[] = [];
    const schema = await tableSchema([file], { onProgress: (p) => seen.push(p) });
    expect(seen.at(-1)).toEqual({ stage: 'types', rows: 2, bytes: 12, totalBytes: 12 });
    expect(schema.rows).toBe(2);
  });

  test('their SQL creates the table in DuckDB, names quoted and told apart without case', async () => {
    const file = await fileOf(
      'q.csv',
      'Price,price,"say ""hi""",select\n1,2.5,a,2020-01-01\n2,3,b,2020-01-02\n',
    );
    const schema = await tableSchema([file]);
    const sql = createTable('main."t 1"', schema);
    expect(sql).toBe(
      'create table main."t 1" (\n  "Price" BIGINT,\n  "price_1" DOUBLE,\n  "say ""hi""" VARCHAR,\n  "select" DATE\n)',
    );
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(sql);
    const reader = await connection.runAndReadAll('select count(*) from "t 1"');
    expect(reader.getRows()).toEqual([[0n]]);
    connection.closeSync();
  });

  test.each([
    ['cookie_cats.csv', 'cookie_cats'],
    ['2019-Oct.csv.gz', 't_2019_oct'],
    ['订单 2024.xlsx', '订单_2024'],
    ['???.csv', 't_table'],
  ])('%s is called %s in SQL', async (name, expected) => {
    const { shape } = await fileOf('a.csv', 'k,v\n1,2\n');
    expect(tableName({ ...shape, name })).toBe(expected);
  });

  test('keeps every item of lists whose longest line lies far behind the first megabyte', async () => {
    const sizes = Array.from({ length: 60_000 }, (_, at) => 1 + (at % 5));
    const lines = sizes.map((size) => Array.from({ length: size }, (_, i) => `thing ${i}`).join());
    const long = Array.from({ length: 12 }, (_, at) => `one of ${at}`);
    const { schema, rows } = await load(
      await fileOf('lists.csv', [...lines, long.join()].join('\n')),
    );
    expect(schema.columns).toHaveLength(12);
    expect(rows).toHaveLength(60_001);
    expect(rows.at(-1)).toEqual(long);
    expect(rows[2]?.filter((cell) => cell !== null)).toEqual(['thing 0', 'thing 1', 'thing 2']);
  });

  test('real ones: experiment, series, baskets', async ({ skip }) => {
    const cats = await realFile('ab_test/cookie_cats.csv');
    const taxi = await realFile('nab/realKnownCause/nyc_taxi.csv');
    const baskets = await realFile('groceries/groceries.csv');
    if (!cats || !taxi || !baskets) return skip('the shared data files are not here');
    const experiment = await load(cats);
    expect(experiment.types).toEqual(['BIGINT', 'VARCHAR', 'BIGINT', 'BOOLEAN', 'BOOLEAN']);
    expect(experiment.rows).toHaveLength(90_189);
    const series = await load(taxi);
    expect(series.types).toEqual(['TIMESTAMP', 'BIGINT']);
    expect(series.rows).toHaveLength(10_320);
    const groceries = await load(baskets);
    expect(groceries.rows).toHaveLength(9835);
    expect(groceries.schema.columns).toHaveLength(32);
    expect(new Set(groceries.types)).toEqual(new Set(['VARCHAR']));
    expect(groceries.rows[2]?.filter((cell) => cell !== null)).toEqual(['whole milk']);
  });
});
