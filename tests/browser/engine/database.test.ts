import {
  Decimal,
  Dictionary,
  Int8,
  Int64,
  makeData,
  Table,
  TimestampMicrosecond,
  type TypeMap,
  tableToIPC,
  Utf8,
  Vector,
} from 'apache-arrow';
import { expect, test } from 'vitest';
import { textVector } from '../../../src/engine/decode.ts';
import {
  deleteFiles,
  loadBinary,
  openDatabase,
  rowsOf,
  startWorker,
  storageAvailable,
  storedFiles,
} from '../../../src/engine/index.ts';

const FILE = 'tabhouse-test-database.db';
const path = `opfs://${FILE}`;

/** Events as an ingest worker makes them: typed arrays put together by hand. */
function events(count: number, from: number): Uint8Array {
  const numbers = BigInt64Array.from({ length: count }, (_, at) => BigInt(from + at));
  const price = new Uint32Array(count * 4);
  const code = Int8Array.from({ length: count }, (_, at) => at % 2);
  for (let at = 0; at < count; at += 1) price[at * 4] = at % 100;
  const nullBitmap = new Uint8Array(Math.ceil(count / 64) * 8).fill(0b1111_1110);
  const rows = { length: count, nullCount: 0 };
  const table = new Table<TypeMap>({
    time: new Vector([makeData({ type: new TimestampMicrosecond(), data: numbers, ...rows })]),
    type: new Vector([
      makeData({
        type: new Dictionary(new Utf8(), new Int8()),
        data: code,
        dictionary: textVector(['pv', 'buy']),
        ...rows,
      }),
    ]),
    user: new Vector([
      makeData({ type: new Int64(), data: numbers, length: count, nullCount: -1, nullBitmap }),
    ]),
    price: new Vector([makeData({ type: new Decimal(4, 18, 128), data: price, ...rows })]),
  });
  return tableToIPC(table, 'stream');
}

const TABLE =
  "create table events (time timestamp, type enum('pv', 'cart', 'buy'), \"user\" bigint, price decimal(18, 4))";
const SUMS =
  'select count(*) as n, count("user") as users, sum("user") as total, sum(price) as price, max(time) as last, min(type) as type, max(type) as top from events';

test('Arrow is appended to a table of other types, value by value, over many batches', async () => {
  const database = await openDatabase({ wasm: await loadBinary() });
  await database.query('create schema part');
  await database.query(TABLE.replace('events', 'part.events'));
  for (const from of [0, 10_000, 20_000])
    await database.insert(events(10_000, from), { schema: 'part', table: 'events' });
  const [row] = rowsOf(await database.query(SUMS.replace('from events', 'from part.events')));
  expect(row).toEqual({
    n: 30_000n,
    users: 26_250n,
    total: 393_750_000n,
    price: '148.5000',
    last: '1970-01-01T00:00:00.029999Z',
    type: 'pv',
    top: 'buy',
  });
  database.terminate();
});

test('a closed file holds everything, without a log, and opens elsewhere at once', async () => {
  const wasm = await loadBinary();
  await deleteFiles([FILE]);
  const writer = await openDatabase({ wasm, path });
  await writer.query(TABLE);
  await writer.insert(events(200_000, 0), { table: 'events' });
  await writer.close();
  expect((await storedFiles()).filter(({ name }) => name.startsWith(FILE))).toEqual([
    { name: FILE, bytes: expect.any(Number) },
  ]);
  const reader = await openDatabase({ wasm });
  await reader.attach(FILE, 'part');
  const [row] = rowsOf(await reader.query('select count(*) as n from part.events'));
  expect(row).toEqual({ n: 200_000n });
  reader.terminate();
  await deleteFiles([FILE]);
  expect((await storedFiles()).filter(({ name }) => name.startsWith(FILE))).toEqual([]);
});

test('a file is read by several at once, and written by nobody meanwhile', async () => {
  const wasm = await loadBinary();
  await deleteFiles([FILE]);
  const writer = await openDatabase({ wasm, path });
  await writer.query('create table numbers as select range as n from range(10)');
  await writer.close();
  const readers = await Promise.all([openDatabase({ wasm }), openDatabase({ wasm })]);
  for (const reader of readers) {
    await reader.attach(FILE, 'part');
    expect(rowsOf(await reader.query('select sum(n) as s from part.numbers'))).toEqual([
      { s: 45n },
    ]);
  }
  await expect(deleteFiles([FILE])).rejects.toMatchObject({ code: 'storage-busy' });
  for (const reader of readers) reader.terminate();
  await deleteFiles([FILE]);
});

test('a closed file can be opened and written again, as often as one likes', async () => {
  const wasm = await loadBinary();
  await deleteFiles([FILE]);
  for (const times of [1, 2, 3]) {
    const writer = await openDatabase({ wasm, path });
    await writer.query('create table if not exists numbers (n bigint)');
    await writer.query('insert into numbers select range from range(200000)');
    await writer.close();
    const reader = await openDatabase({ wasm });
    await reader.attach(FILE, 'part');
    const [row] = rowsOf(await reader.query('select count(*) as n from part.numbers'));
    expect(row).toEqual({ n: 200_000n * BigInt(times) });
    reader.terminate();
  }
  await deleteFiles([FILE]);
});

test('a writer that is killed leaves what it had committed', async () => {
  const wasm = await loadBinary();
  await deleteFiles([FILE]);
  const writer = await openDatabase({ wasm, path });
  await writer.query('create table kept as select 1 as a');
  await writer.query('begin');
  await writer.query('create table lost as select 1 as a');
  writer.terminate();
  const next = await openDatabase({ wasm, path });
  expect(rowsOf(await next.query('show tables'))).toEqual([{ name: 'kept' }]);
  await next.close();
  await deleteFiles([FILE]);
});

test('queries that are asked at once run one after the other', async () => {
  const database = await openDatabase({ wasm: await loadBinary() });
  const tables = await Promise.all(
    Array.from({ length: 20 }, (_, at) => database.query('select ? as a', [at])),
  );
  expect(tables.map((table) => rowsOf(table)[0]?.a)).toEqual(
    Array.from({ length: 20 }, (_, at) => BigInt(at)),
  );
  database.terminate();
});

test('a call to a database whose worker is gone rejects', async () => {
  const database = await openDatabase({ wasm: await loadBinary() });
  const query = database.query('select count(*) from range(3000000000) t(x) where x % 7 = 3');
  setTimeout(() => database.terminate(), 50);
  await expect(query).rejects.toMatchObject({ code: 'engine-lost' });
  await expect(database.query('select 1')).rejects.toMatchObject({ code: 'engine-lost' });
});

test('a worker that closes itself is seen at once', async () => {
  const url = URL.createObjectURL(
    new Blob(["addEventListener('message', () => close())"], { type: 'text/javascript' }),
  );
  const started = await startWorker(url);
  let dead = false;
  void started.death.then(() => {
    dead = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(dead).toBe(false);
  started.worker.postMessage('end');
  await started.death;
  expect(dead).toBe(true);
});

test('a worker whose script fails says so', async () => {
  const url = URL.createObjectURL(new Blob(['throw new Error("no")'], { type: 'text/javascript' }));
  await expect(startWorker(url)).rejects.toMatchObject({ code: 'engine-start' });
});

test('a worker that says nothing is started once more, then given up', async () => {
  // The second one finds the database that the first made, and goes on.
  const script = (silent: string) =>
    URL.createObjectURL(
      new Blob([`if (${silent}) await new Promise(() => {});`], { type: 'text/javascript' }),
    );
  const name = `first-${crypto.randomUUID()}`;
  const once = script(
    `await new Promise((told) => {
      const open = indexedDB.open('${name}');
      open.onupgradeneeded = () => { globalThis.isFirst = true; };
      open.onsuccess = () => { open.result.close(); told(globalThis.isFirst === true); };
    })`,
  );
  const started = await startWorker(once, { within: [2000, 60_000] });
  started.terminate();
  await expect(startWorker(script('true'), { within: [200, 200] })).rejects.toMatchObject({
    code: 'engine-start',
  });
  indexedDB.deleteDatabase(name);
});

test('this browser can keep files', async () => {
  expect(await storageAvailable()).toBe(true);
});
