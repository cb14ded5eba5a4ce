import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenOptions } from '../../src/app/face.ts';
import { type Visit, visit } from './support/browser.ts';
import { dataFile, hasData } from './support/data.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, type Picked, tabhouse } from './support/tabhouse.ts';

interface Witness {
  readonly pyarrow?: { readonly read_rows?: number } | null;
  readonly duckdb?: { readonly rows?: number } | null;
}

/** Readable to others: a foot against the format, a dictionary that ends too early, a foot that says 0 rows. */
const REFUSED: ReadonlySet<string> = new Set([
  'dict-page-offset-zero.parquet',
  'nation.dict-malformed.parquet',
  'repeated_no_annotation.parquet',
]);

let site: Site;
let reader: Visit;
let house: House;

beforeAll(async () => {
  site = await serveSite();
  reader = await visit(site, { locale: 'en' });
  house = tabhouse(reader.page);
  await house.ready();
});
afterAll(async () => {
  await reader?.close();
  await site?.close();
});

const manifest = (folder: string): Readonly<Record<string, Witness>> =>
  existsSync(dataFile(folder))
    ? JSON.parse(readFileSync(dataFile(`${folder}/manifest.json`), 'utf8'))
    : {};

/** Rows of a file that opens, or the sentence that it gets; the engine answers either way. */
async function outcome(path: Picked, options: OpenOptions = {}): Promise<number | string> {
  const opened = await house.open([path], { storage: 'memory', ...options }).then(
    ({ rows, tables }) =>
      rows.read || tables.reduce((sum, { layer, rows: n }) => sum + (layer === 'ods' ? n : 0), 0),
    ({ message }: Error) => /TabhouseError: (.*)/.exec(message)?.[1] ?? message,
  );
  expect(await house.query('select 1 as alive')).toEqual([{ alive: 1 }]);
  return opened;
}

const sum = (list: readonly number[]) => list.reduce((total, n) => total + n, 0);

/** A sentence that names the file, what is wrong with it and what to do. */
const isSentence = (text: number | string, path: string) =>
  typeof text === 'string' && text.includes(basename(path)) && /\. [A-Z]/.test(text);

describe.skipIf(!hasData('torture_parquet'))('Parquet files of many writers', () => {
  test('have the rows that other readers find', async () => {
    const readable = Object.entries(manifest('torture_parquet')).filter(
      ([path, { pyarrow }]) => pyarrow?.read_rows && !REFUSED.has(basename(path)),
    );
    expect(readable.length).toBeGreaterThan(60);
    const { rows, tables } = await house.open(
      readable.map(([path]) => dataFile(`torture_parquet/${path}`)),
      { storage: 'memory' },
    );
    const plain = tables.filter(({ layer }) => layer === 'ods');
    const all = sum(readable.map(([, { pyarrow }]) => pyarrow?.read_rows ?? 0));
    const seen = await Promise.all(
      plain.map(({ name }) => house.query(`select count(*)::integer as n from "${name}"`)),
    );
    expect(seen.map(([row]) => row?.n)).toEqual(plain.map((table) => table.rows));
    expect(rows.read + sum(plain.map((table) => table.rows))).toBe(all);
    expect(reader.errors).toEqual([]);
  }, 240_000);

  test('open or get a sentence where other readers refuse them too', async () => {
    for (const [path, { pyarrow }] of Object.entries(manifest('torture_parquet'))) {
      if (pyarrow?.read_rows && !REFUSED.has(basename(path))) continue;
      const found = await outcome(dataFile(`torture_parquet/${path}`));
      expect(typeof found === 'number' || isSentence(found, path), `${path}: ${found}`).toBe(true);
    }
    expect(reader.errors).toEqual([]);
  }, 240_000);

  test('are refused with a sentence where they are encrypted', async () => {
    const folder = 'torture_parquet/parquet-testing/data';
    const names = readdirSync(dataFile(folder)).filter((name) => name.endsWith('.encrypted'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const found = await outcome(dataFile(join(folder, name)));
      expect(isSentence(found, name) && /encrypted/.test(String(found)), `${name}: ${found}`).toBe(
        true,
      );
    }
    expect(reader.errors).toEqual([]);
  }, 240_000);
});

/** Rows of a file of events, and of one that opens as a table. */
const MADE = {
  events: `range % 1000 AS user_id, range % 77 AS item_id, range % 9 AS category_id,
    CASE WHEN range % 9 = 0 THEN 'buy' ELSE 'pv' END AS behavior, 1511600000 + range AS ts`,
  plain: `range AS height, range * 7 % 1000 AS width, 'form ' || range % 99 AS form`,
};

describe('a Parquet file whose pages are damaged in the middle', () => {
  test.each(Object.entries(MADE))(
    'gets a sentence (%s), and no error escapes to the page',
    async (kind, columns) => {
      const folder = mkdtempSync(join(tmpdir(), 'tabhouse-torture-'));
      const path = join(folder, `${kind}.parquet`);
      const database = await (await DuckDBInstance.create(':memory:')).connect();
      await database.run(`COPY (SELECT ${columns} FROM range(100000))
      TO '${path}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480)`);
      database.closeSync();
      const whole = readFileSync(path);
      rmSync(folder, { recursive: true });
      const options: OpenOptions = kind === 'events' ? { source: 'taobao' } : {};
      expect(await outcome({ name: 'whole.parquet', content: whole }, options)).toBe(100_000);
      const sentences: string[] = [];
      for (const share of [0.3, 0.45, 0.6, 0.75, 0.9]) {
        const start = Math.floor(whole.length * share);
        const content = Uint8Array.from(whole).fill(0xa5, start, start + 24);
        const name = `damaged-${share}.parquet`;
        const found = await outcome({ name, content }, options);
        expect(typeof found === 'number' || isSentence(found, name), `${name}: ${found}`).toBe(
          true,
        );
        if (typeof found === 'string') sentences.push(found);
      }
      expect(sentences.length).toBeGreaterThan(1);
      // The second error of a broken file comes after the first was told.
      await reader.page.waitForTimeout(1000);
      expect(reader.errors).toEqual([]);
    },
    120_000,
  );
});

/** Where csv-spectrum's JSON contradicts its own CSV: what the CSV says. */
const MISTAKEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'location_coordinates.csv': { 'Contact Phone Number': '2095257564' },
};

/**
 * Records that csv-spectrum says a file has: a file of one record has an object, not a list. A copy whose line ends
 * git has made one character has them so within quotes too.
 */
function spectrum(name: string, json: string, csv: Buffer): readonly Record<string, string>[] {
  const said = JSON.parse(json) as Record<string, string> | readonly Record<string, string>[];
  return [said].flat().map((record) => {
    const values = Object.entries({ ...record, ...MISTAKEN[name] });
    return Object.fromEntries(
      values.map(([key, value]) => [
        key,
        csv.includes('\r') ? value : value.replaceAll('\r\n', '\n'),
      ]),
    );
  });
}

describe.skipIf(!hasData('torture_csv'))('text files of many writers', () => {
  test('have the rows that other readers find', async () => {
    for (const [path, { duckdb }] of Object.entries(manifest('torture_csv')))
      expect(await outcome(dataFile(`torture_csv/${path}`)), path).toBe(duckdb?.rows);
    expect(reader.errors).toEqual([]);
  }, 240_000);

  test('have the values that csv-spectrum says', async () => {
    const folder = dataFile('torture_csv/csv-spectrum/csvs');
    for (const name of readdirSync(folder)) {
      const json = dataFile(`torture_csv/csv-spectrum/json/${name.replace('.csv', '.json')}`);
      const wanted = spectrum(name, readFileSync(json, 'utf8'), readFileSync(join(folder, name)));
      const { tables } = await house.open([join(folder, name)], { storage: 'memory' });
      const table = tables.find(({ layer }) => layer === 'ods')?.name ?? '';
      const rows = await house.query(`select columns(*)::varchar from "${table}"`);
      const given = wanted.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value || null])),
      );
      expect(rows, name).toEqual(given);
    }
  }, 240_000);

  test('fuzzed, are tables or sentences; nothing escapes to the page', async () => {
    const folder = dataFile('torture_csv/arrow/fuzzing');
    for (const name of readdirSync(folder)) {
      const found = await outcome(join(folder, name));
      expect(typeof found === 'number' || isSentence(found, name), `${name}: ${found}`).toBe(true);
    }
    expect(reader.errors).toEqual([]);
  }, 240_000);
});
