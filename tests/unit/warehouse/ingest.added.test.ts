import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking';
import { type Table, tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IdColumn } from '../../../src/sources/types.ts';
import { keptRejects, rejectCounts } from '../../../src/warehouse/ingest/rejects.ts';
import type { EarlierEvents } from '../../../src/warehouse/load.ts';
import { keyOf } from '../../../src/warehouse/tables/columns.ts';
import { dwd } from '../../../src/warehouse/tables/dwd.ts';
import { DICTIONARY, emptyTable } from '../../../src/warehouse/tables/index.ts';
import type { Rules } from '../../../src/warehouse/types.ts';
import { type PipelineResult, pipeline } from './ingest.pipeline.ts';

const require = createRequire(import.meta.url);
const blocking = '@duckdb/duckdb-wasm/blocking';
const { createDuckDB, NODE_RUNTIME, VoidLogger } = require(
  blocking,
) as typeof import('@duckdb/duckdb-wasm/blocking');

const PARTS = 2;
const START = 1_511_539_200;

let connection: DuckDBConnection;
const select = async (sql: string): Promise<Table> =>
  tableFromIPC(connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql)));

beforeAll(async () => {
  const dist = dirname(require.resolve(blocking));
  const module = (name: string) => ({
    mainModule: resolve(dist, `duckdb-${name}.wasm`),
    mainWorker: resolve(dist, `duckdb-node-${name}.worker.cjs`),
  });
  const duckdb = await createDuckDB(
    { mvp: module('mvp'), eh: module('eh') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await duckdb.instantiate();
  connection = duckdb.connect();
}, 120_000);

/** Writes DWD and the texts of identifiers as a load does. */
function kept({ context, plans, batches, tables, keys, sessions }: PipelineResult): EarlierEvents {
  const places: EarlierEvents['places'][number][] = [];
  for (let part = 0; part < PARTS; part++) {
    const alias = `p${part}`;
    connection.query(`DROP SCHEMA IF EXISTS ${alias} CASCADE`);
    connection.query(`CREATE SCHEMA ${alias}`);
    connection.query(emptyTable(dwd, context, alias));
    let rows = 0;
    for (const [at, { part: own, ipc }] of batches.entries()) {
      const count = tables[at]?.numRows ?? 0;
      if (own !== part || count === 0) continue;
      connection.insertArrowFromIPCStream(ipc, { schema: alias, name: 'dwd', create: false });
      rows += count;
    }
    places.push({ table: 'dwd', alias, rows });
    for (const id of context.textual) {
      const texts =
        id === 'session_id' && context.columns.includes('user_id')
          ? [...sessions].filter(([key]) => key % PARTS === part)
          : textsOf(keys[part], id);
      const name = DICTIONARY[id];
      connection.query(`CREATE TABLE ${alias}.${name} (${keyOf(id)} BIGINT, ${id} VARCHAR)`);
      const values = texts.map(([key, text]) => `(${key}, '${text.replaceAll("'", "''")}')`);
      if (values.length > 0)
        connection.query(`INSERT INTO ${alias}.${name} VALUES ${values.join(', ')}`);
      places.push({ table: name, alias, rows: texts.length });
    }
  }
  return { context, plans, attachments: [], places };
}

function textsOf(part: PipelineResult['keys'][number] | undefined, id: IdColumn) {
  const dictionary = part?.shard[id];
  return Array.from({ length: dictionary?.size ?? 0 }, (_, index): [number, string] => [
    part?.key(index + 1) ?? 0,
    dictionary?.text(index + 1) ?? '',
  ]);
}

/**
 * The rows of each bucket in their order, with texts in the place of keys. All other tables are built from these
 * buckets by code that knows nothing of where their rows come from.
 */
function bucketsOf({ context, tables, keys, sessions }: PipelineResult) {
  const names = new Map<string, ReadonlyMap<number, string>>();
  for (const id of context.textual) {
    const own = keys.flatMap((part) => textsOf(part, id));
    const carried = id === 'session_id' && context.columns.includes('user_id');
    names.set(keyOf(id), carried ? sessions : new Map(own));
  }
  return tables.map((table) => {
    const rows = table.toArray().map(
      (row): Readonly<Record<string, string>> =>
        Object.fromEntries(
          Object.entries(row.toJSON()).map(([name, value]) => {
            const texts = value === null ? undefined : names.get(name);
            return [name, texts ? (texts.get(Number(value)) ?? 'no text') : String(value)];
          }),
        ),
    );
    return context.textual.includes('user_id') ? byUser(rows) : rows;
  });
}

/** Keys of users that are texts come as readers meet them: users, and sessions told of them, in an order of their own. */
function byUser(rows: readonly Readonly<Record<string, string>>[]) {
  const sorted = [...rows].sort((a, b) =>
    a.user_key === b.user_key ? 0 : (a.user_key ?? '') < (b.user_key ?? '') ? -1 : 1,
  );
  const numbers = new Map<string, number>();
  return sorted.map(({ session_key: key = '', ...row }) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return { ...row, session: numbers.get(key) };
  });
}

const total = (results: readonly PipelineResult[]) => {
  const counts = results.map(({ slices, robots }) => rejectCounts(slices, robots));
  const reasons = [...new Set(counts.flatMap((one) => Object.keys(one)))].sort();
  return {
    duplicates: results.reduce((sum, { duplicates }) => sum + duplicates, 0),
    blank: results.flatMap(({ slices }) => slices).reduce((sum, { blank }) => sum + blank, 0),
    rejects: reasons.map((name) => [name, counts.reduce((sum, one) => sum + (one[name] ?? 0), 0)]),
  };
};

interface Halves {
  readonly header: readonly string[];
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly rules?: Partial<Rules>;
  readonly texts?: readonly IdColumn[];
}

/** Adds the second half to the first as it is stored, and loads both at once: all must be the same. */
async function same({ header, first, second, rules = {}, texts = [] }: Halves): Promise<void> {
  const file = (name: string, lines: readonly string[]) =>
    new File([`${[...header, ...lines].join('\n')}\n`], name);
  const [one, two] = [file('one.csv', first), file('two.csv', second)];
  const options = { parts: PARTS, rules };
  const whole = await pipeline([one, two], { ...options, texts });
  const before = await pipeline([one], options);
  const events = kept(before);
  const textual = whole.context.textual;
  const plans = events.plans.map((plan) => ({ ...plan, textual }));
  const after = await pipeline([two], {
    ...options,
    texts: textual,
    stored: { events: { ...events, plans }, select },
  });
  expect(after.context.columns).toEqual(whole.context.columns);
  expect(bucketsOf(after)).toEqual(bucketsOf(whole));
  expect(total([before, after])).toEqual(total([whole]));
  expect(keptRejects(after.slices, [], keptRejects(before.slices, []))).toEqual(
    keptRejects(whole.slices, []),
  );
}

/** Lines of which many are equal, within a half and over both, with some that are cut. */
const halves = (line: fc.Arbitrary<string>, cut: string) => {
  const some = fc.array(line, { minLength: 20, maxLength: 120 });
  return fc.tuple(some, some, some, fc.boolean()).map(([first, second, both, broken]) => ({
    first: [...first, ...both, ...first.slice(0, 9), ...(broken ? [cut, ''] : [])],
    second: [...second, ...both.slice(3), ...second.slice(0, 9), ...(broken ? [cut] : [])],
  }));
};

const time = fc.oneof(fc.nat(4000), fc.nat(8 * 86_400)).map((seconds) => START + seconds);
const stamp = time.map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19));

describe('events that are added to stored ones', { timeout: 240_000 }, () => {
  it('are those of all files at once where identifiers are numbers and sessions are told', async () => {
    const outside = time.map((seconds) => (seconds % 7 === 0 ? START - 5 : seconds));
    const line = fc
      .tuple(fc.nat(9), fc.nat(5), fc.nat(2), fc.constantFrom('pv', 'buy', 'cart'), outside)
      .map(([user, item, category, type, at]) => `${user + 1},${item},${category},${type},${at}`);
    await fc.assert(
      fc.asyncProperty(halves(line, '1,2'), async (found) => {
        const sure = [`1,1,1,pv,${START}`, `3000000000,2,1,fav,${START + 9}`];
        await same({ header: [], ...found, first: [...sure, ...found.first] });
      }),
      { numRuns: 12 },
    );
  });

  it('are they where sessions, brands and paths are texts, and what repeats is marked', async () => {
    const uuid = (n: number) => `a3f1c2d4-0000-4abc-8def-0123456789${String(10 + n)}`;
    const session = fc.nat(12).map((n) => (n === 0 ? '' : n % 3 === 0 ? `s'${n}` : uuid(n)));
    const price = fc.constantFrom('1.50', '0.00', '-3.00', '99999999.25', '');
    const line = fc
      .tuple(
        stamp,
        fc.constantFrom('view', 'cart', 'purchase'),
        fc.nat(5),
        fc.constantFrom('', 'a.b', 'a.c,d'),
        fc.constantFrom('', 'acme', '会社'),
        price,
        fc.nat(7),
        session,
      )
      .map(
        ([at, type, item, path, brand, cost, user, id]) =>
          `${at.replace('T', ' ')} UTC,${type},${item + 1},20538${item % 2},"${path}",${brand},${cost},${user || ''},${id}`,
      );
    const header = [
      'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
    ];
    for (const duplicates of ['reject', 'flag', 'off'] as const)
      await fc.assert(
        fc.asyncProperty(halves(line, 'cut,view'), async (found) => {
          const rules = { duplicates, bot_session: 'flag', price_illegal: 'flag' } as const;
          await same({ header, ...found, rules });
        }),
        { numRuns: 5 },
      );
  });

  it('are they where users are texts, and items become texts with the second file', async () => {
    const line = (text: boolean) =>
      fc
        .tuple(fc.nat(8), fc.constantFrom('view', 'purchase'), stamp, fc.nat(6))
        .map(
          ([user, type, at, item]) =>
            `${user === 0 ? '' : `u-${user}`},${type},${at},${text && item === 0 ? 'x0' : item + 5}`,
        );
    const header = ['user_id,event_type,event_time,item_id'];
    await fc.assert(
      fc.asyncProperty(halves(line(false), 'cut'), halves(line(true), 'cut'), async (a, b) => {
        const second = [...b.second, ...a.first.slice(0, 12)];
        await same({ header, first: a.first, second, texts: ['item_id'] });
      }),
      { numRuns: 8 },
    );
  });
});
