import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Catalog,
  createEngine,
  deleteFiles,
  type Engine,
  loadBinary,
  openDatabase,
  rowsOf,
  TabhouseError,
} from '../../../src/engine/index.ts';

const FILE = 'tabhouse-test-engine.db';
const catalog: Catalog = {
  attachments: [
    { kind: 'opfs', alias: 'part', file: FILE },
    {
      kind: 'memory',
      alias: 'kept',
      fill: async (database) => {
        await database.query("create table kept.words as select 'pv'::enum('pv', 'buy') as word");
      },
    },
  ],
  statements: [
    'create view everything as select sum(n) as total, any_value(word) as word from part.numbers, kept.words',
  ],
};
const EVERYTHING = [{ total: 499_500n, word: 'pv' }];
const NEVER_YIELDS = 'select * from range(1000000) a(x), range(100000) b(y) where x + y = -1';
/** Would take minutes; hears a cancel within a moment. */
const ENDLESS = 'select count(*) as n from range(30000000000) t(x) where x % 7 = 3';
const SLOW = 'select count(*) as n from range(150000000) t(x) where x % 7 = 3';

let engine: Engine;
/** Workers that the page started, the engine's own first. */
const started: Worker[] = [];
const NativeWorker = globalThis.Worker;

beforeAll(async () => {
  globalThis.Worker = class extends NativeWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started.push(this);
    }
  };
  await deleteFiles([FILE]);
  const part = await openDatabase({ wasm: await loadBinary(), path: `opfs://${FILE}` });
  await part.query('create table numbers as select range as n from range(1000)');
  await part.close();
  engine = createEngine({ grace: 500 });
  await engine.mount(catalog);
});
afterAll(async () => {
  await engine.release();
  await deleteFiles([FILE]);
  globalThis.Worker = NativeWorker;
});

const rows = async (sql: string, ...more: [(readonly (string | number | bigint)[])?, object?]) =>
  rowsOf(await engine.query(sql, ...more));

async function failure(sql: string, readOnly = false): Promise<TabhouseError> {
  const error = await engine.query(sql, [], { readOnly }).catch((thrown: unknown) => thrown);
  if (error instanceof TabhouseError) return error;
  throw new Error(`no TabhouseError from ${sql}: ${String(error)}`);
}

test('what was mounted can be read, from storage and from memory', async () => {
  expect(await rows('from everything')).toEqual(EVERYTHING);
});

test('parameters are bound in order and keep every bit', async () => {
  expect(
    await rows('select ? as a, ? as b, ? as c, ?::date as d', [
      2n ** 62n + 1n,
      0.1,
      "it's; -- 汉",
      '2017-12-01',
    ]),
  ).toEqual([{ a: 2n ** 62n + 1n, b: 0.1, c: "it's; -- 汉", d: '2017-12-01' }]);
  expect(
    await rows("select word = ? as same from kept.words where word in (?, 'x')", ['pv', 'pv']),
  ).toEqual([{ same: true }]);
});

test('ENUM values come back as text, also within lists and over several batches', async () => {
  const [row] = await rows(
    "select list(e) as l, {'e': any_value(e)} as s from (select 'b'::enum('a', 'b') as e from range(2))",
  );
  expect(row).toEqual({ l: ['b', 'b'], s: { e: 'b' } });
  const many = await rows("select (range % 2)::varchar::enum('0', '1') as e from range(5000)");
  expect(many).toHaveLength(5000);
  expect(many[4999]).toEqual({ e: '1' });
});

test('an error has a code, the sentence, and the place in the SQL', async () => {
  const missing = await failure("select '汉',\n  foo from everything");
  expect(missing).toMatchObject({ code: 'sql', position: 14 });
  expect(missing.parameters.message).toContain('"foo"');
  expect(await failure('selec 1')).toMatchObject({ code: 'sql', position: 0 });
  const bound = await engine.query('select ? + foo', [1]).catch((error: unknown) => error);
  expect(bound).toMatchObject({ code: 'sql', position: 11 });
});

test('what this engine lacks is said by name, and leaves it well', async () => {
  for (const [sql, code] of [
    ["select '{}'->>'a'", 'sql-json'],
    ['select current_date', 'sql-today'],
    ["select timestamp '2020-01-01' at time zone 'Asia/Shanghai'", 'sql-time-zone'],
    ["select * from read_parquet('a.parquet')", 'sql-files'],
  ] as const)
    expect((await failure(sql)).code).toBe(code);
  expect(await rows('from everything')).toEqual(EVERYTHING);
});

test('the locked engine reaches no file and no address, and the lock cannot be taken back', async () => {
  for (const sql of [
    "select * from read_csv('http://127.0.0.1:9/x.csv')",
    "copy (select 1) to 'x.csv'",
    "attach 'other.db'",
    "select * from read_text('x')",
    "export database 'x'",
  ])
    expect((await failure(sql)).code, sql).toBe('sql-files');
  expect((await failure(`select * from 'opfs://${FILE}'`)).code).toBe('sql');
  for (const sql of ['set enable_external_access = true', 'set lock_configuration = false'])
    expect((await failure(sql)).code, sql).toBe('sql-not-allowed');
});

test('temporary and own tables can still be made', async () => {
  await engine.query('create or replace temp table passing as select 1 as a');
  await engine.query('create or replace table ads_result as select 2 as b');
  expect(await rows('select a, b from passing, ads_result')).toEqual([{ a: 1, b: 2 }]);
});

test('a person’s SQL is one statement and only reads', async () => {
  for (const [sql, code] of [
    ['select 1; select 2', 'sql-several-statements'],
    ['drop view everything', 'sql-not-allowed'],
    ['detach part', 'sql-not-allowed'],
    ['commit', 'sql-not-allowed'],
    [' -- nothing', 'sql-empty'],
    ['with x as (select 1) insert into kept.words select null', 'sql'],
    ['explain analyze drop view everything', 'sql'],
  ] as const)
    expect((await failure(sql, true)).code, sql).toBe(code);
  for (const sql of [
    "select ';' as a;",
    'from everything',
    '(select 1)',
    'describe everything',
    'summarize everything',
    'show tables',
    'pivot part.numbers on n % 2 using count(*)',
    'explain select 1',
  ])
    expect((await rows(sql, [], { readOnly: true })).length, sql).toBeGreaterThan(0);
  expect(await rows('from everything')).toEqual(EVERYTHING);
});

test('a running query stops when it is cancelled, and the engine goes on', async () => {
  const unhurried = createEngine({ grace: 60_000 });
  await unhurried.ready;
  const controller = new AbortController();
  const query = unhurried.query(ENDLESS, [], { signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  await expect(query).rejects.toMatchObject({ code: 'cancelled' });
  expect(rowsOf(await unhurried.query('select 1 as a'))).toEqual([{ a: 1 }]);
  expect((await unhurried.status()).restarts).toBe(0);
  await unhurried.release();
});

test('a query that never yields is ended with its engine, which comes back whole', async () => {
  const before = (await engine.status()).restarts;
  const controller = new AbortController();
  const query = engine.query(NEVER_YIELDS, [], { signal: controller.signal });
  const next = rows('from everything');
  setTimeout(() => controller.abort(), 100);
  await expect(query).rejects.toMatchObject({ code: 'cancelled' });
  expect(await next).toEqual(EVERYTHING);
  expect((await engine.status()).restarts).toBe(before + 1);
});

test('an engine worker that is killed in the middle of a query is replaced, and the query answers', async () => {
  const before = (await engine.status()).restarts;
  const queries = Promise.all([rows(SLOW), rows('from everything')]);
  setTimeout(() => started.at(-1)?.terminate(), 100);
  expect(await queries).toEqual([[{ n: 21_428_571n }], EVERYTHING]);
  expect((await engine.status()).restarts).toBe(before + 1);
});

test('release lets others write the file, and mounting again shows what they wrote', async () => {
  await engine.release();
  const part = await openDatabase({ wasm: await loadBinary(), path: `opfs://${FILE}` });
  await part.query('insert into numbers values (500)');
  await part.close();
  await engine.mount(catalog);
  expect(await rows('from everything')).toEqual([{ total: 500_000n, word: 'pv' }]);
  const status = await engine.status();
  expect(status.version).toMatch(/^v1\.4/);
  expect(status.memoryBytes).toBeGreaterThan(1e6);
  expect(status.opfsBytes).toBeGreaterThan(1e4);
});

test('a file that is not there is said, and what was mounted stays', async () => {
  const gone: Catalog = {
    attachments: [{ kind: 'opfs', alias: 'gone', file: 'tabhouse-gone.db' }],
    statements: [],
  };
  await expect(engine.mount(gone)).rejects.toMatchObject({ code: 'dataset-missing' });
  expect((await rows('from everything'))[0]?.word).toBe('pv');
});
