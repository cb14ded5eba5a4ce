import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import {
  loadParquet,
  mappedOnly,
  planSlices,
  readEvents,
  readRecords,
} from '../../../../src/sources/read/index.ts';
import type { Mapping } from '../../../../src/sources/types.ts';
import {
  collect,
  DATA,
  dataFile,
  hasData,
  onlyShape,
  planOf,
  REES46,
  readAll,
  rereadOf,
} from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
let sql: (text: string) => Promise<unknown>;

beforeAll(async () => {
  await loadParquet(readFileSync('node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  sql = (text) => connection.run(text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A Parquet file of a query's result. */
async function parquetOf(query: string, options = ''): Promise<File> {
  const path = join(folder, 'test.parquet');
  await sql(`copy (${query}) to '${path}' (format parquet ${options})`);
  return new File([readFileSync(path)], 'test.parquet', { lastModified: 1 });
}

const NOON = "timestamp '2019-10-01 12:00:00.123456'";
const NOON_MICROS = Date.UTC(2019, 9, 1, 12) * 1000 + 123456;
const EVENTS: Mapping = {
  columns: {
    event_time: { column: 't' },
    event_type: { constant: 'view' },
    user_id: { column: 'u' },
  },
  time: { kind: 'text', order: 'ymd', zoned: false },
};

describe('the shape of a Parquet file', () => {
  it('has its exact rows, its types and a preview to the last digit', async () => {
    const file = await parquetOf(`select 9223372036854775807::bigint big, 12.3400::decimal(38,4) d,
      0.1::float f, ${NOON} t, ${NOON}::timestamptz tz, ${NOON}::timestamp_ns ns, date '2019-10-01' dd,
      {'a': 1, 'b': {'c': 'x'}} s, [1, 2] l, null::varchar n, true b`);
    const shape = await onlyShape(file);
    expect(shape.columns).toEqual([
      'big',
      'd',
      'f',
      't',
      'tz',
      'ns',
      'dd',
      's.a',
      's.b.c',
      'l',
      'n',
      'b',
    ]);
    expect(shape.preview).toEqual([
      [
        '9223372036854775807',
        '12.3400',
        '0.1',
        '2019-10-01 12:00:00.123456',
        '2019-10-01 12:00:00.123456 UTC',
        '2019-10-01 12:00:00.123456',
        '2019-10-01',
        '1',
        'x',
        '[1,2]',
        null,
        'true',
      ],
    ]);
    expect(shape).toMatchObject({ format: 'parquet', estimatedRows: 1, exactRows: true });
  });
});

describe('events of a Parquet file', () => {
  it('have the same times whatever integers count their seconds', async () => {
    const time = { kind: 'epoch', unit: 's' } as const;
    for (const type of ['bigint', 'integer', 'uinteger', 'ubigint', 'double']) {
      const file = await parquetOf(`select 1511539200::${type} t, 1 u`);
      const { rows } = await readAll(file, { ...EVENTS, time });
      expect(rows[0]?.time, type).toBe(1_511_539_200_000_000);
    }
    const old = await parquetOf('select (-86400)::bigint t, 1 u');
    expect((await readAll(old, { ...EVENTS, time })).rows[0]?.time).toBe(-86_400_000_000);
  });

  it('are the same out of their mapped columns alone, whatever the others hold', async () => {
    const file = await parquetOf(
      `select ${NOON} t, {'a': 1, 'b': 'x'} s, range::varchar note, range u, ['p', 'q'] l, 2.5 price, 'v' "odd, name" from range(5)`,
    );
    const mapping: Mapping = {
      ...EVENTS,
      columns: { ...EVENTS.columns, item_id: { position: 2 }, price: { column: 'price' } },
    };
    const shape = await onlyShape(file);
    const plan = planOf(shape, mapping, { textual: ['item_id'] });
    const [slice] = await planSlices(file, shape, 1);
    if (!slice) throw new Error('no slice');
    const { columns, plan: narrow } = mappedOnly(plan);
    expect(columns).toEqual(['t', 's.b', 'u', 'price']);
    const all = await collect(readEvents(file, plan, slice));
    const some = await collect(readEvents(file, narrow, slice, { ...(columns && { columns }) }));
    expect(some.rows).toEqual(all.rows);
    expect([some.rest[0], all.rest[0] === null]).toEqual([null, false]);
    expect(JSON.parse(some.texts[4] ?? '')).toEqual({
      t: '2019-10-01 12:00:00.123456',
      's.b': 'x',
      u: '4',
      price: '2.5',
    });
  });

  it('have the same times whatever unit and type they are stored in', async () => {
    const types = [
      'timestamp',
      'timestamp_ns',
      'timestamp_ms',
      'timestamp_s',
      'timestamptz',
      'varchar',
    ];
    const expected = [0, 0, 456, 123456, 0, 0].map((lost) => NOON_MICROS - lost);
    for (const [i, type] of types.entries()) {
      const file = await parquetOf(`select (${NOON})::${type} t, 1 u`);
      const { rows } = await readAll(file, EVENTS);
      expect(rows[0]?.time, type).toBe(expected[i]);
    }
  });

  it('count a clock without zone in the data zone, and an instant not', async () => {
    const file = await parquetOf(`select ${NOON} t, 1 u`);
    const { rows } = await readAll(file, EVENTS, { timezone: 'Asia/Shanghai' });
    expect(rows[0]?.time).toBe(NOON_MICROS - 8 * 3600e6);
    const zoned = await parquetOf(`select ${NOON}::timestamptz t, 1 u`);
    const { rows: instants } = await readAll(zoned, EVENTS, { timezone: 'Asia/Shanghai' });
    expect(instants[0]?.time).toBe(NOON_MICROS);
  });

  it('have exact identifiers of any integer type', async () => {
    const cases: [string, bigint | null][] = [
      ['(-128)::tinyint', -128n],
      ['255::utinyint', 255n],
      ['4294967295::uinteger', 4294967295n],
      ['-5::integer', -5n],
      ['9223372036854775807::bigint', 9223372036854775807n],
      ["'-9223372036854775808'::bigint", -9223372036854775808n],
      ['17850.0::double', 17850n],
      ["'42'", 42n],
      ['42.00::decimal(10,2)', 42n],
      ['null::bigint', null],
    ];
    for (const [value, id] of cases) {
      const { rows } = await readAll(await parquetOf(`select ${NOON} t, ${value} u`), EVENTS);
      expect(rows[0]?.user_id, value).toBe(id);
    }
  });

  it('ask for text where an identifier is none', async () => {
    const file = await parquetOf(`select ${NOON} t, 'u1' u`);
    expect(await rereadOf(readAll(file, EVENTS))).toMatchObject({ textual: ['user_id'] });
    const { rows } = await readAll(file, EVENTS, { textual: ['user_id'] });
    expect(rows[0]?.user_id).toBe('u1');
  });

  it('have decimals to the last digit of any number type', async () => {
    const mapping = { ...EVENTS, columns: { ...EVENTS.columns, price: { column: 'p' } } };
    const cases: [string, number | null][] = [
      ['35.79::decimal(12,2)', 357900],
      ['-0.0001::decimal(38,4)', -1],
      ['1234567.891::decimal(18,3)', 12345678910],
      ['35.79::double', 357900],
      ['35.79::float', 357900],
      ['7::integer', 70000],
      ["'35.79'", 357900],
      ['null::double', null],
    ];
    for (const [value, scaled] of cases) {
      const { rows } = await readAll(await parquetOf(`select ${NOON} t, 1 u, ${value} p`), mapping);
      expect(rows[0]?.price, value).toBe(scaled);
    }
  });

  it('without a time are rejected, and the others move up', async () => {
    const file = await parquetOf(`select case when i % 3 = 1 then null else ${NOON} end t,
      case when i % 2 = 0 then i::bigint * 10000000000 end u, 'b' || i brand from range(6) r(i)`);
    const mapping = { ...EVENTS, columns: { ...EVENTS.columns, brand: { column: 'brand' } } };
    const { rows, reader, lines, texts } = await readAll(file, mapping);
    expect(rows.map(({ brand, user_id }) => [brand, user_id])).toEqual([
      ['b0', 0n],
      ['b2', 20000000000n],
      ['b3', null],
      ['b5', null],
    ]);
    expect(lines).toEqual([1, 3, 4, 6]);
    expect(texts[1]).toContain('"brand":"b2"');
    expect(reader.rejects.counts).toEqual({ event_time: 2 });
    expect(reader.rejects.kept.map(({ line }) => line)).toEqual([2, 5]);
    expect(reader.progress.records).toBe(6);
  });

  it('tell rows apart by the columns that are not mapped', async () => {
    const file =
      await parquetOf(`select * from (values (${NOON}, 1, 'x', 1.5, [1]), (${NOON}, 1, 'x', 1.5, [1]),
      (${NOON}, 1, 'y', 1.5, [1]), (${NOON}, 1, 'x', 1.25, [1]), (${NOON}, 1, 'x', 1.5, [2])) v(t, u, a, b, c)`);
    const { rest } = await readAll(file, EVENTS);
    expect(rest[0]).toBe(rest[1]);
    expect(new Set(rest).size).toBe(4);
  });

  it('come through every codec and in slices of row groups', async () => {
    for (const codec of ['uncompressed', 'snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli']) {
      const file = await parquetOf(
        `select ${NOON} + to_seconds(i) t, i u from range(10000) r(i)`,
        `, codec ${codec}, row_group_size 2048`,
      );
      const shape = await onlyShape(file);
      const slices = await planSlices(file, shape, 2);
      expect(slices.flatMap(({ rowGroups }) => rowGroups)).toEqual([0, 1, 2, 3, 4]);
      const parts = [];
      for (const slice of slices)
        parts.push(await collect(readEvents(file, planOf(shape, EVENTS), slice)));
      const ids = parts.flatMap(({ rows }) => rows.map(({ user_id }) => Number(user_id)));
      expect(ids).toEqual(Array.from({ length: 10000 }, (_, i) => i));
    }
  }, 60_000);

  it.skipIf(!hasData)(
    'are those of the same rows as CSV',
    async () => {
      const path = join(DATA, 'rees46/2019-Oct_first17k.csv');
      const file = await parquetOf(
        `select * replace (strptime(event_time, '%Y-%m-%d %H:%M:%S UTC') as event_time)
       from read_csv('${path}', ignore_errors = true, types = {'event_time': 'VARCHAR', 'price': 'DOUBLE'})`,
        ', codec zstd',
      );
      const textual = ['session_id'] as const;
      const parquet = await readAll(file, REES46, { textual });
      const csv = await readAll(dataFile('rees46/2019-Oct_first17k.csv'), REES46, { textual });
      expect(parquet.rows).toEqual(csv.rows);
    },
    60_000,
  );
});

describe.skipIf(!hasData)(
  'Parquet files of other writers (skipped where shared/data is absent)',
  () => {
    const rowsOf = async (path: string) => {
      const file = dataFile(`torture_parquet/parquet-testing/${path}`);
      const [shape] = await inspectFile(file);
      let rows = 0;
      if (shape) for await (const batch of readRecords(file, shape)) rows += batch.rows;
      return rows;
    };

    it('are read as other readers read them, and more: Hadoop LZ4, BYTE_STREAM_SPLIT, maps without values', async () => {
      expect(await rowsOf('data/alltypes_tiny_pages.parquet')).toBe(7300);
      expect(await rowsOf('data/hadoop_lz4_compressed_larger.parquet')).toBe(10000);
      expect(await rowsOf('data/byte_stream_split_extended.gzip.parquet')).toBe(200);
      expect(await rowsOf('data/map_no_value.parquet')).toBe(3);
      expect(await rowsOf('data/nested_structs.rust.parquet')).toBe(1);
    });

    it('that are encrypted say so, also where the foot is plain', async () => {
      for (const name of ['uniform_encryption', 'encrypt_columns_plaintext_footer']) {
        await expect(rowsOf(`data/${name}.parquet.encrypted`)).rejects.toMatchObject({
          code: 'file-encrypted',
        });
      }
    });

    // A foot whose lists have other types than the format says: pyarrow and DuckDB are lenient, our reader is not.
    it('with a foot against the format are broken', async () => {
      for (const name of [
        'data/dict-page-offset-zero',
        'bad_data/PARQUET-1481',
        'bad_data/ARROW-GH-41317',
      ]) {
        await expect(rowsOf(`${name}.parquet`)).rejects.toMatchObject({ code: 'file-broken' });
      }
    });

    // Its foot says 0 rows, its row group 6.
    it('whose foot and row groups say different numbers of rows are broken', async () => {
      await expect(rowsOf('data/repeated_no_annotation.parquet')).rejects.toMatchObject({
        code: 'file-broken',
      });
    });

    it('that were cut off are broken', async () => {
      const whole = dataFile('torture_parquet/parquet-testing/data/alltypes_plain.parquet');
      const cut = new File([whole.slice(0, 1000)], 'cut.parquet', { lastModified: 1 });
      await expect(inspectFile(cut)).rejects.toMatchObject({ code: 'file-broken' });
    });
  },
);
