import { expect, it } from 'vitest';
import { standingEngine } from '../../../src/app/segments/standing-engine.ts';
import { TabhouseError } from '../../../src/engine/errors.ts';
import type { Database } from '../../../src/engine/types.ts';
import {
  type RawParameters,
  runMetric,
  runSegments,
  type Segment,
} from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { type Event, shopOf } from './random.ts';

const USERS = 80;
/** Tables that are kept at most. */
const MOST = 64;

const list: Event[] = Array.from({ length: USERS }, (_, index) => ({
  time: index * 60,
  type: index % 2 === 0 ? 'view' : 'purchase',
  user: index + 1,
  item: 1,
  brand: null,
  session: null,
  price: 1,
}));

const only = (user: number): Segment => ({
  segment: `user ${user}`,
  of: 'users',
  source: { from: 'events', parameters: { filters: { user_id: [user] } } },
});

/** The shop's database with errors as the page's engine gives them; `meanwhile` happens before a statement. */
async function opened() {
  const shop = await shopOf(list);
  const native = databaseOf(shop.connection);
  const how: { meanwhile?: (sql: string) => Promise<void> } = {};
  const database: Database = {
    async query(sql, ...more) {
      await how.meanwhile?.(sql);
      return native.query(sql, ...more).catch((cause: unknown) => {
        throw new TabhouseError('sql', { parameters: { message: String(cause) } });
      });
    },
    insert: (...asked) => native.insert(...asked),
  };
  const tables = async () =>
    (
      await shop.rows(
        "SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'ads_segment_%'",
      )
    ).map(({ name }) => String(name));
  return { shop, database, how, tables };
}

const pv = { filters: { segment: [only(1)] } } as unknown as RawParameters;

it('segments make room for others, the least recently used first, and are made again where they are asked for', async () => {
  const { shop, database, tables } = await opened();
  try {
    const stand = async (...users: number[]) =>
      (await runSegments(database, users.map(only), shop.context)).map(({ table }) => table);
    const [first = ''] = await stand(1);
    const [second = ''] = await stand(2);
    for (let user = 3; user <= MOST; user++) await stand(user);
    expect(await tables()).toHaveLength(MOST);
    await stand(1);
    await stand(MOST + 1, MOST + 2);
    expect(await tables()).toHaveLength(MOST);
    expect(await tables()).toContain(first);
    expect(await tables()).not.toContain(second);
    expect(await stand(2)).toEqual([second]);
    expect(await tables()).toContain(second);
    // What is asked for at once stays, however much it is.
    const all = await stand(...Array.from({ length: USERS }, (_, index) => index + 1));
    expect(new Set(await tables())).toEqual(new Set(all));
    await stand(1);
    expect(await tables()).toHaveLength(MOST);
  } finally {
    shop.close();
  }
}, 120_000);

it('segments behind another stand until it does', async () => {
  const { shop, database, tables } = await opened();
  try {
    const any: Segment = {
      segment: 'any',
      of: 'users',
      source: { from: 'any', segments: Array.from({ length: USERS }, (_, at) => only(at + 1)) },
    };
    const [found] = await runSegments(database, [any], shop.context);
    expect(found?.members).toBe(USERS);
    expect(await tables()).toHaveLength(MOST);
    expect(await tables()).toContain(found?.table);
  } finally {
    shop.close();
  }
}, 120_000);

it('an analysis whose segment is gone in the middle begins again', async () => {
  const { shop, database, how } = await opened();
  try {
    let dropped = false;
    how.meanwhile = async (sql) => {
      const table = /ads_segment_[0-9a-f]+/.exec(sql)?.[0];
      if (dropped || !table || !/^\s*CREATE OR REPLACE TABLE ads_scope/.test(sql)) return;
      dropped = true;
      await shop.rows(`DROP TABLE ${table}`);
    };
    const { rows } = await runMetric(database, 'overview', pv, shop.context);
    expect(dropped).toBe(true);
    expect(rows[0]).toMatchObject({ pv: 1, uv: 1 });
  } finally {
    shop.close();
  }
}, 60_000);

it('who scrolls through rows of a segment that made room gets it made again', async () => {
  const { shop, database } = await opened();
  try {
    const stand = () => runSegments(database, [only(1)], shop.context);
    const [found] = await stand();
    const table = found?.table ?? '';
    let again = 0;
    const engine = standingEngine({ ...database, life: 1 } as never, async () => {
      again += 1;
      await stand();
    });
    for (let user = 2; user <= MOST + 1; user++)
      await runSegments(database, [only(user)], shop.context);
    const read = await engine.query(`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${table}`);
    expect(read.get(0)?.n).toBe(1);
    expect(again).toBe(1);
    await expect(engine.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: 'sql' });
    expect(again).toBe(1);
  } finally {
    shop.close();
  }
}, 120_000);
