import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/index.ts';
import { decodePlans, defaultRules, detect } from '../../../src/sources/detect/index.ts';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { sourceDefinition } from '../../../src/sources/known/index.ts';
import { sampleFile } from '../../../src/sources/sample/index.ts';
import { catalogFor } from '../../../src/warehouse/catalog/index.ts';
import { runLoad } from '../../../src/warehouse/ingest/index.ts';
import type { LoadOutcome, LoadTask } from '../../../src/warehouse/load.ts';
import { plan } from '../../../src/warehouse/tables/index.ts';
import type { LoadProgress } from '../../../src/warehouse/types.ts';

let made = 0;
let engine: Engine | null = null;

async function task(files: readonly File[], changes: Partial<LoadTask> = {}): Promise<LoadTask> {
  const shapes = (await Promise.all(files.map((file) => inspectFile(file)))).flat();
  const detection = detect(shapes);
  return {
    dataset: `ingest-test-${made++}`,
    name: 'test',
    files: shapes.map((shape, index) => ({ file: files[index] as File, shape })),
    plans: decodePlans(shapes, detection),
    rules: defaultRules(detection.source, detection.grain),
    window: sourceDefinition(detection.source)?.window ?? null,
    timezone: detection.timezone,
    reportTimezone: detection.timezone,
    weekStart: 1,
    grain: detection.grain,
    sessionGapSeconds: 1800,
    storage: 'opfs',
    ...changes,
  };
}

/** Opens what was loaded, and answers one row. */
async function ask({ context, attachments, places }: LoadOutcome, sql: string) {
  engine ??= createEngine();
  await engine.mount(catalogFor({ context, attachments, places, plain: [] }));
  const table = await engine.query(sql);
  return table.toArray().map((row) => row.toJSON())[0];
}

async function ownFiles(): Promise<string[]> {
  const names: string[] = [];
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) if (name.includes('ingest-test')) names.push(name);
  return names;
}

afterEach(async () => {
  await engine?.release();
  const root = await navigator.storage.getDirectory();
  // The handles of a worker are freed some time after it has ended.
  for (let tries = 0; tries < 200 && (await ownFiles()).length > 0; tries++) {
    for (const name of await ownFiles()) await root.removeEntry(name).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

const FIGURES = `SELECT count(*)::INTEGER AS events, count(DISTINCT user_key)::INTEGER AS users,
  count(DISTINCT item_key)::INTEGER AS items, count(DISTINCT session_key)::INTEGER AS sessions,
  (SELECT sum(events) FROM dws_item_day)::INTEGER AS by_item, (SELECT sum(users) FROM dws_item_day)::INTEGER AS item_users,
  (SELECT count(*) FROM dws_session)::INTEGER AS stored_sessions, (SELECT count(*) FROM dws_user)::INTEGER AS stored_users
  FROM dwd`;

/** Distinct lines that have all their fields and mean something, cut into fields. */
async function records(file: File, fields: number, known: RegExp): Promise<string[][]> {
  const lines = new Set((await file.text()).split('\n').filter((line) => known.test(line)));
  return [...lines].map((line) => line.split(',')).filter((cells) => cells.length === fields);
}

/** The same by hand, from the file's text. */
async function byHand(file: File) {
  const lines = await records(file, 5, /,(pv|fav|cart|buy),\d+$/);
  const from = Date.UTC(2017, 10, 24, 16) / 1000;
  const rows = lines.filter(([, , , , time]) => {
    return Number(time) >= from && Number(time) < from + 9 * 86_400;
  });
  const times = new Map<string, number[]>();
  const userItemDays = new Set<string>();
  for (const [user = '', item, , , time] of rows) {
    times.set(user, [...(times.get(user) ?? []), Number(time)]);
    userItemDays.add(`${user},${item},${Math.floor((Number(time) - from) / 86_400)}`);
  }
  let sessions = 0;
  for (const list of times.values()) {
    list.sort((a, b) => a - b);
    sessions += list.filter((time, i) => i === 0 || time - (list[i - 1] ?? 0) > 1800).length;
  }
  return {
    events: rows.length,
    users: times.size,
    items: new Set(rows.map(([, item]) => item)).size,
    sessions,
    by_item: rows.length,
    item_users: userItemDays.size,
    stored_sessions: sessions,
    stored_users: times.size,
  };
}

/** Groups of DWD that the item days, which are summed up without SQL, do not have alike. */
const ITEM_DIFFERENCES = `SELECT count(*)::INTEGER AS differences FROM (
  (SELECT item_key, day, events, views, carts, purchases, gmv, users, buyers FROM dws_item_day)
  EXCEPT SELECT item_key, day, count(*), count(*) FILTER (event_type = 'view'), count(*) FILTER (event_type = 'cart'),
    count(*) FILTER (event_type = 'purchase'),
    CASE WHEN (SELECT count(amount) FROM dwd) > 0 THEN coalesce(sum(amount) FILTER (event_type = 'purchase'), 0) END,
    count(DISTINCT user_key), count(DISTINCT user_key) FILTER (event_type = 'purchase')
  FROM dwd GROUP BY item_key, day)`;

const taobao = () => sampleFile({ shape: 'taobao', events: 250_000, seed: 3 });

describe('a load', { timeout: 180_000 }, () => {
  it('builds every layer in OPFS from a file that is read by all workers at once', async () => {
    const file = await taobao();
    const stages: LoadProgress[] = [];
    const outcome = await runLoad(await task([file], { onProgress: (p) => stages.push(p) }));
    expect((await ownFiles()).filter((name) => name.endsWith('.wal'))).toEqual([]);
    const { rows } = outcome;
    expect(rows.read).toBe(rows.dwd + rows.duplicates + rows.rejected);
    expect(await ask(outcome, FIGURES)).toEqual(await byHand(file));
    expect(await ask(outcome, ITEM_DIFFERENCES)).toEqual({ differences: 0 });
    expect(stages.at(-1)?.bytes).toBe(file.size);
    const fractions = stages.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('builds the same where rows must wait in files, and leaves none of them', async () => {
    const file = await taobao();
    const written: string[] = [];
    const watch = setInterval(async () => {
      for (const name of await ownFiles().catch(() => []))
        if (/\.(rows|items)$/.test(name)) written.push(name);
    }, 20);
    const outcome = await runLoad(await task([file], { waitingBytes: 1 << 20, buckets: 4 }));
    clearInterval(watch);
    expect(new Set(written.map((name) => name.split('.').pop()))).toEqual(
      new Set(['rows', 'items']),
    );
    expect(outcome.shared.spilled).toBeGreaterThan(0);
    expect((await ownFiles()).filter((name) => !name.endsWith('.db'))).toEqual([]);
    expect(await ask(outcome, FIGURES)).toEqual(await byHand(file));
    expect(await ask(outcome, ITEM_DIFFERENCES)).toEqual({ differences: 0 });
  });

  it('builds the same in memory, again after a restart of the engine', async () => {
    const file = await taobao();
    const outcome = await runLoad(await task([file], { storage: 'memory' }));
    const expected = await byHand(file);
    expect(await ask(outcome, FIGURES)).toEqual(expected);
    await engine?.restart('test');
    expect((await engine?.query(FIGURES))?.toArray().map((row) => row.toJSON())[0]).toEqual(
      expected,
    );
    expect(await ownFiles()).toEqual([]);
  });

  it('keeps texts, prices and nulls of a shop with sessions of its own', async () => {
    const file = await sampleFile({ shape: 'rees46', events: 60_000, seed: 5 });
    const outcome = await runLoad(await task([file]));
    const cells = await records(file, 9, /^\d[^,]+,(view|cart|remove_from_cart|purchase),/);
    const figures = await ask(
      outcome,
      `SELECT count(*)::INTEGER AS events, count(brand)::INTEGER AS brands, count(DISTINCT session_id)::INTEGER AS sessions,
        sum(price)::DOUBLE AS price, (SELECT count(*) FROM dim_session)::INTEGER AS dim FROM dwd_events`,
    );
    expect(figures).toMatchObject({
      events: cells.length,
      brands: cells.filter((cell) => cell[5] !== '').length,
      sessions: new Set(cells.map((cell) => cell[8])).size,
      dim: new Set(cells.map((cell) => cell[8])).size,
    });
    const price = cells.reduce((sum, cell) => sum + Number(cell[6]), 0);
    expect(Number((figures as { price: number }).price)).toBeCloseTo(price, 2);
    expect(await ask(outcome, ITEM_DIFFERENCES)).toEqual({ differences: 0 });
  });

  it.each(['taobao', 'rees46'] as const)(
    'sums up each layer of a part as its SQL groups the part’s events (%s)',
    async (shape) => {
      const file = await sampleFile({ shape, events: 40_000, seed: 8 });
      const wishes = { workers: 2, buckets: 3 };
      const { context, ...outcome } = await runLoad(await task([file], wishes));
      const different: string[] = [];
      for (const table of plan(context)) {
        // Items are with the parts that own them, not with those of their users; dims are put together over all parts.
        if (!table.sql || table.name === 'dws_item_day' || table.layer === 'dim') continue;
        const names = table.columns(context).map(({ name }) => name);
        const stored = `SELECT ${names.join(', ')} FROM p1.${table.name}`;
        const grouped = `SELECT ${names.join(', ')} FROM (${table.sql(context, 'p1')})`;
        const rows = await ask(
          { context, ...outcome },
          `SELECT (SELECT count(*) FROM (${stored} EXCEPT ALL (${grouped})))::INTEGER AS more,
            (SELECT count(*) FROM ((${grouped}) EXCEPT ALL ${stored}))::INTEGER AS less`,
        );
        if (JSON.stringify(rows) !== '{"more":0,"less":0}')
          different.push(`${table.name} ${JSON.stringify(rows)}`);
      }
      expect(different).toEqual([]);
    },
  );

  it('lists the records of a rejected robot with their lines', async () => {
    const robot = Array.from({ length: 501 }, (_, i) => `7,${i},1,pv,${1511600000 + i}`);
    const people = Array.from({ length: 501 }, (_, i) => `${i + 10},1,1,pv,1511600000`);
    const lines = robot.flatMap((line, i) => [line, people[i]]);
    const loading = await task([new File([lines.join('\n')], 'robot.csv')]);
    const rules = { ...loading.rules, bot_session: 'reject' } as const;
    const outcome = await runLoad({ ...loading, rules });
    expect(outcome.rows).toMatchObject({ read: 1002, dwd: 501, duplicates: 0, rejected: 501 });
    const rejected = await ask(
      outcome,
      `SELECT count(*)::INTEGER AS n, min(line)::INTEGER AS first, max(line)::INTEGER AS last,
        bool_and(line % 2 = 1) AS odd, bool_and(text LIKE '7,%') AS own, min(reason) AS reason FROM dwd_rejects`,
    );
    const reason = 'bot_session';
    expect(rejected).toEqual({ n: 501, first: 1, last: 1001, odd: true, own: true, reason });
  });

  it('reads again where an identifier turns out to be text, far into the file', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => {
      const user = i < 8000 ? i % 50 : `guest-${i % 7}`;
      return `${user},${i % 20},1,pv,${1511600000 + i}`;
    });
    const outcome = await runLoad(await task([new File([rows.join('\n')], 'guests.csv')]));
    expect(outcome.context.textual).toEqual(['user_id']);
    const figures = await ask(
      outcome,
      `SELECT count(*)::INTEGER AS events, count(DISTINCT user_id)::INTEGER AS users,
        count(*) FILTER (user_id LIKE 'guest-%')::INTEGER AS guests,
        (SELECT count(*) FROM dim_user)::INTEGER AS dim FROM dwd_events`,
    );
    expect(figures).toEqual({ events: 9000, users: 57, guests: 1000, dim: 57 });
  });

  it('begins again by itself when a worker dies in the middle', async () => {
    const file = await taobao();
    const started: Worker[] = [];
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        started.push(this);
      }
    };
    let killed = false;
    try {
      const outcome = await runLoad(
        await task([file], {
          onProgress: ({ stage }) => {
            if (stage !== 'dws' || killed) return;
            killed = true;
            started[0]?.terminate();
          },
        }),
      );
      expect(killed).toBe(true);
      expect(await ask(outcome, FIGURES)).toEqual(await byHand(file));
    } finally {
      globalThis.Worker = Real;
    }
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const control = new AbortController();
    const onProgress = ({ stage }: LoadProgress) => {
      if (stage === 'dws') control.abort();
    };
    const running = runLoad(await task([await taobao()], { onProgress, signal: control.signal }));
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await ownFiles()).toEqual([]);
  });

  it('says why where every record is rejected', async () => {
    const file = new File(['1,2,3,pv,1511000000\n1,2,3,pv,1511000001\n'], 'old.csv');
    await expect(runLoad(await task([file]))).rejects.toMatchObject({
      code: 'all-rejected',
      parameters: { file: 'old.csv', rows: 2, reason: 'out_of_window' },
    });
    expect(await ownFiles()).toEqual([]);
  });
});
