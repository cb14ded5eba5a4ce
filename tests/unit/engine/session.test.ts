import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import type { EngineBinary } from '../../../src/engine/binary.ts';
import { TabhouseError } from '../../../src/engine/errors.ts';
import type { Instance } from '../../../src/engine/instance.ts';
import { inOneLife } from '../../../src/engine/one-life.ts';
import { createEngine } from '../../../src/engine/session.ts';
import type { Catalog, QueryAnswer } from '../../../src/engine/types.ts';

/** An engine's life under the test's control: `run` answers when it is told to. */
class FakeInstance implements Instance {
  readonly asked: string[] = [];
  readonly mounted: Catalog[] = [];
  readonly cancelled: number[] = [];
  readonly waiting = new Map<
    string,
    {
      readonly id: number;
      resolve: (answer: QueryAnswer) => void;
      reject: (error: unknown) => void;
    }
  >();
  die: () => void = () => {};
  readonly death = new Promise<void>((resolve) => {
    this.die = resolve;
  });

  constructor(private readonly failMounts: { left: number }) {}

  run(id: number, sql: string): Promise<QueryAnswer> {
    this.asked.push(sql);
    return new Promise((resolve, reject) => {
      this.waiting.set(sql, { id, resolve, reject });
      void this.death.then(() => reject(new TabhouseError('engine-lost')));
    });
  }
  answer(sql: string) {
    const ipc = tableToIPC(tableFromArrays({ sql: [sql] }), 'stream') as Uint8Array<ArrayBuffer>;
    this.waiting.get(sql)?.resolve({ ipc, enums: [] });
  }
  fail(sql: string, error: TabhouseError) {
    this.waiting.get(sql)?.reject(error);
  }
  cancel(id: number) {
    this.cancelled.push(id);
  }
  tableNames = async (sql: string) => [`table of ${sql}`];
  readonly pieces: Uint8Array<ArrayBuffer>[] = [];
  readonly closed: number[] = [];
  begin = async (_stream: number, sql: string) => {
    this.asked.push(sql);
  };
  next = async () => this.pieces.shift() ?? null;
  close(stream: number) {
    this.closed.push(stream);
  }
  async insert() {}
  async mount(catalog: Catalog) {
    if (this.failMounts.left > 0) {
      this.failMounts.left -= 1;
      throw new TabhouseError('dataset-missing');
    }
    this.mounted.push(catalog);
  }
  version = async () => 'v0';
  memoryBytes = async () => 1;
  terminate() {
    this.die();
  }
}

const binary = { script: '', extensions: '' } as unknown as EngineBinary;
const catalog = (name: string): Catalog => ({ attachments: [], statements: [name] });
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

async function begun({ grace = 30, patience = 30 } = {}) {
  const lives: FakeInstance[] = [];
  const failMounts = { left: 0 };
  const engine = createEngine({
    grace,
    patience,
    load: async () => binary,
    start: async () => {
      const life = new FakeInstance(failMounts);
      lives.push(life);
      return life;
    },
  });
  await engine.ready;
  const life = (at = lives.length - 1) => {
    const found = lives[at];
    if (!found) throw new Error(`no life ${at}`);
    return found;
  };
  return { engine, lives, life, failMounts };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error) => (error instanceof TabhouseError ? error.code : String(error)),
  );

test('what is on screen runs before what was asked for earlier, one at a time', async () => {
  const { engine, life } = await begun();
  const first = engine.query('first', [], { priority: 'background' });
  const others = [
    engine.query('later', [], { priority: 'background' }),
    engine.query('normal'),
    engine.query('seen', [], { priority: 'screen' }),
  ];
  expect(life().asked).toEqual(['first']);
  expect(engine.state.value).toEqual({ phase: 'working', running: 1, queued: 3 });
  for (const sql of ['first', 'seen', 'normal', 'later']) {
    life().answer(sql);
    await turn();
  }
  await Promise.all([first, ...others]);
  expect(life().asked).toEqual(['first', 'seen', 'normal', 'later']);
  expect(engine.state.value).toEqual({ phase: 'idle' });
});

test('the tables in a query are looked for in turn', async () => {
  const { engine, life } = await begun();
  const running = engine.query('running');
  let names: readonly string[] | undefined;
  const asked = engine.tableNames?.('later').then((found) => {
    names = found;
  });
  await turn();
  expect(names).toBeUndefined();
  life().answer('running');
  await Promise.all([running, asked]);
  expect(names).toEqual(['table of later']);
});

test('a waiting query that is cancelled never reaches the engine', async () => {
  const { engine, life } = await begun();
  const running = engine.query('running');
  const controller = new AbortController();
  const waiting = code(engine.query('waiting', [], { signal: controller.signal }));
  controller.abort();
  expect(await waiting).toBe('cancelled');
  life().answer('running');
  await running;
  expect(life().asked).toEqual(['running']);
});

test('a running query that is cancelled is told to stop and ends as cancelled', async () => {
  const { engine, lives, life } = await begun();
  const controller = new AbortController();
  const running = code(engine.query('slow', [], { signal: controller.signal }));
  controller.abort();
  expect(life().cancelled).toHaveLength(1);
  life().fail('slow', new TabhouseError('cancelled'));
  expect(await running).toBe('cancelled');
  expect(lives).toHaveLength(1);
  expect(engine.log.value.at(-1)).toMatchObject({ sql: 'slow', outcome: 'cancelled' });
});

test('anybody who sees a query in the queue can give it up, running or waiting', async () => {
  const { engine, life } = await begun();
  const [first, second, third] = ['first', 'second', 'third'].map((sql) =>
    code(engine.query(sql, [], { label: `label of ${sql}` })),
  );
  const seen = engine.jobs.value;
  expect(seen.map(({ label, running }) => [label, running])).toEqual([
    ['label of first', true],
    ['label of second', false],
    ['label of third', false],
  ]);
  engine.cancel(seen[1]?.id ?? 0);
  expect(await second).toBe('cancelled');
  engine.cancel(seen[0]?.id ?? 0);
  expect(life().cancelled).toEqual([seen[0]?.id]);
  life().fail('first', new TabhouseError('sql'));
  expect(await first).toBe('cancelled');
  await turn();
  life().answer('third');
  expect(await third).toBe('resolved');
  await turn();
  expect(life().asked).toEqual(['first', 'third']);
  expect(engine.jobs.value).toEqual([]);
});

test('a query that ignores cancel is ended with its engine, and the others run on the next one', async () => {
  const { engine, lives, life } = await begun({ grace: 10 });
  await engine.mount(catalog('shop'));
  const controller = new AbortController();
  const stuck = code(engine.query('stuck', [], { signal: controller.signal }));
  const other = engine.query('other');
  controller.abort();
  expect(await stuck).toBe('cancelled');
  await eventually(() => expect(life(1).asked).toEqual(['other']));
  life(1).answer('other');
  expect((await other).numRows).toBe(1);
  expect(lives).toHaveLength(2);
  expect(life(1).mounted).toEqual([catalog('shop')]);
  expect((await engine.status()).restarts).toBe(1);
});

test('an engine that dies comes back with its catalog and the interrupted query', async () => {
  const { engine, life } = await begun();
  await engine.mount(catalog('shop'));
  const interrupted = engine.query('select');
  life().die();
  await eventually(() => expect(life(1).asked).toEqual(['select']));
  life(1).answer('select');
  expect((await interrupted).numRows).toBe(1);
  expect(life(1).mounted).toEqual([catalog('shop')]);
  expect((await engine.status()).restarts).toBe(1);
});

test('a query whose engine dies every time is given up', async () => {
  const { engine, lives, life } = await begun();
  const doomed = code(engine.query('doomed'));
  for (let tries = 0; tries < 3; tries += 1) {
    await eventually(() => expect(life(tries).asked).toEqual(['doomed']));
    life(tries).die();
  }
  expect(await doomed).toBe('engine-lost');
  await eventually(() => expect(lives).toHaveLength(4));
});

test('a query that breaks the engine is not tried again, and the next one is', async () => {
  const { engine, life } = await begun();
  const breaking = code(engine.query('breaking'));
  const next = engine.query('next');
  life().fail('breaking', new TabhouseError('engine-lost', { cause: new Error('unreachable') }));
  expect(await breaking).toBe('engine-lost');
  await eventually(() => expect(life(1).asked).toEqual(['next']));
  life(1).answer('next');
  await next;
});

test('the first catalog is mounted in place, another one in a new engine', async () => {
  const { engine, lives, life } = await begun();
  await engine.mount(catalog('one'));
  expect(lives).toHaveLength(1);
  await engine.mount(catalog('two'));
  expect(lives).toHaveLength(2);
  expect(life(1).mounted).toEqual([catalog('two')]);
  expect((await engine.status()).restarts).toBe(0);
});

test('a query that runs while the catalog changes may end first', async () => {
  const { engine, life } = await begun({ patience: 20_000 });
  const running = engine.query('running');
  const mounted = engine.mount(catalog('next'));
  await turn();
  const later = engine.query('later');
  life(0).answer('running');
  await running;
  await mounted;
  expect(life(0).asked).toEqual(['running']);
  life(1).answer('later');
  await later;
});

test('a catalog that cannot be mounted leaves the one before in place', async () => {
  const { engine, life, failMounts } = await begun();
  await engine.mount(catalog('whole'));
  failMounts.left = 1;
  expect(await code(engine.mount(catalog('gone')))).toBe('dataset-missing');
  expect(life().mounted).toEqual([catalog('whole')]);
  const query = engine.query('still');
  life().answer('still');
  await query;
});

test('queries wait while a catalog is made for which every file must be closed', async () => {
  const { engine, life } = await begun();
  await engine.mount(catalog('old'));
  const old = life();
  let made: (next: Catalog) => void = () => {};
  const changing = engine.remount(
    () =>
      new Promise((resolve) => {
        made = resolve;
      }),
  );
  await old.death;
  const asked = engine.query('meanwhile');
  await turn();
  made(catalog('new'));
  await changing;
  expect(life().mounted).toEqual([catalog('new')]);
  expect(life().asked).toEqual(['meanwhile']);
  life().answer('meanwhile');
  expect((await asked).numRows).toBe(1);
  expect(old.asked).toEqual([]);

  const refused = () => Promise.reject(new TabhouseError('cancelled'));
  expect(await code(engine.remount(refused))).toBe('cancelled');
  expect(life().mounted).toEqual([catalog('new')]);
});

test('an engine that cannot start says so and rejects what waits', async () => {
  const engine = createEngine({
    load: async () => {
      throw new TabhouseError('engine-start');
    },
  });
  const query = code(engine.query('select'));
  expect(await code(engine.ready)).toBe('engine-start');
  expect(await query).toBe('engine-start');
  expect(engine.state.value).toEqual({ phase: 'failed', reason: 'engine-start' });
  expect(await code(engine.query('later'))).toBe('engine-start');
});

test('the log keeps the last 500 queries with what they took', async () => {
  const { engine, life } = await begun();
  for (let at = 0; at < 503; at += 1) {
    const query = engine.query(`q${at}`, [], { label: 'cell' });
    life().answer(`q${at}`);
    await query;
  }
  expect(engine.log.value).toHaveLength(500);
  expect(engine.log.value[0]).toMatchObject({ sql: 'q3', label: 'cell', rows: 1, outcome: 'done' });
  expect(engine.log.value.every(({ bytes, waited }) => bytes > 0 && waited >= 0)).toBe(true);
});

test('work of several queries begins again where its engine was replaced in the middle', async () => {
  const { engine, life } = await begun();
  const work = inOneLife(engine, async () => {
    await engine.query('make');
    return engine.query('read');
  });
  await turn();
  life(0).answer('make');
  await eventually(() => expect(life(0).asked).toEqual(['make', 'read']));
  life(0).die();
  await eventually(() => expect(life(1).asked).toEqual(['read']));
  life(1).fail('read', new TabhouseError('sql'));
  await eventually(() => expect(life(1).asked).toEqual(['read', 'make']));
  life(1).answer('make');
  await eventually(() => expect(life(1).asked).toEqual(['read', 'make', 'read']));
  life(1).answer('read');
  expect((await work).numRows).toBe(1);
});

test('an error that has nothing to do with a restart is thrown at once', async () => {
  const { engine, life } = await begun();
  const work = code(inOneLife(engine, () => engine.query('wrong')));
  await turn();
  life().fail('wrong', new TabhouseError('sql'));
  expect(await work).toBe('sql');
  expect(life().asked).toEqual(['wrong']);
});

test('a result that is read piece by piece lets queries run between its pieces, and is closed however it ends', async () => {
  const { engine, life } = await begun();
  life().pieces.push(new Uint8Array([1]), new Uint8Array([2]));
  const read: number[] = [];
  for await (const piece of engine.stream('all')) {
    read.push(piece[0] ?? 0);
    const between = engine.query('between');
    life().answer('between');
    await between;
  }
  expect(read).toEqual([1, 2]);
  expect(life().asked).toEqual(['all', 'between', 'between']);
  for await (const _piece of engine.stream('given up')) break;
  await turn();
  expect(life().closed).toHaveLength(2);
});

test('a result that is read piece by piece does not go on with another engine', async () => {
  const { engine, life } = await begun();
  life().pieces.push(new Uint8Array([1]));
  const stream = engine.stream('all');
  expect((await stream.next()).value).toEqual(new Uint8Array([1]));
  await engine.restart('asked');
  expect(await code(stream.next())).toBe('engine-lost');
});
