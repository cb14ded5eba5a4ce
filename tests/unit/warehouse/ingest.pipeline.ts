import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { decodePlans, defaultRules, detect } from '../../../src/sources/detect/index.ts';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { sourceDefinition } from '../../../src/sources/known/index.ts';
import { Dictionary, planSlices } from '../../../src/sources/read/index.ts';
import type { DecodePlan, IdColumn } from '../../../src/sources/types.ts';
import { arrange } from '../../../src/warehouse/ingest/arrange.ts';
import { joined } from '../../../src/warehouse/ingest/bucket.ts';
import { carriesSessions, unpacked } from '../../../src/warehouse/ingest/carried.ts';
import { GlobalKeys, shardsOf, textsOf } from '../../../src/warehouse/ingest/dictionaries.ts';
import { dwdBatch } from '../../../src/warehouse/ingest/dwd-batch.ts';
import { readStored } from '../../../src/warehouse/ingest/earlier-events.ts';
import { contextBefore } from '../../../src/warehouse/ingest/facts.ts';
import type { Page } from '../../../src/warehouse/ingest/lanes.ts';
import type { IngestSetup, SliceResult } from '../../../src/warehouse/ingest/messages.ts';
import { PageStore } from '../../../src/warehouse/ingest/page-store.ts';
import type { ReaderEnd } from '../../../src/warehouse/ingest/peers.ts';
import { SliceReader } from '../../../src/warehouse/ingest/reader.ts';
import { countSuspects, SessionTally, suspects } from '../../../src/warehouse/ingest/robots.ts';
import { Outbox } from '../../../src/warehouse/ingest/route.ts';
import { BOT_EVENTS, boundsOf } from '../../../src/warehouse/ingest/rules.ts';
import {
  countShared,
  findShared,
  SharedPrints,
  sharedKeys,
  sharedOver,
  withShared,
} from '../../../src/warehouse/ingest/shared-sessions.ts';
import type { EarlierEvents } from '../../../src/warehouse/load.ts';
import { dwd } from '../../../src/warehouse/tables/dwd.ts';
import type { DatasetContext, Rules } from '../../../src/warehouse/types.ts';

export interface PipelineResult {
  readonly context: DatasetContext;
  readonly plans: readonly DecodePlan[];
  readonly slices: readonly SliceResult[];
  /** DWD rows, one table per part and bucket. */
  readonly tables: readonly Table[];
  /** The streams that they are read from, with their parts. */
  readonly batches: readonly { readonly part: number; readonly ipc: Uint8Array<ArrayBuffer> }[];
  readonly duplicates: number;
  readonly robots: number;
  /** Global keys of each part's shard. */
  readonly keys: readonly GlobalKeys[];
  /** Texts of sessions that came with the rows, by their keys. */
  readonly sessions: ReadonlyMap<number, string>;
}

/** What the pool of workers does, one worker after the other, up to the Arrow streams that DWD takes. */
export async function pipeline(
  files: readonly File[],
  {
    parts = 2,
    buckets = 3,
    rules: changed = {} as Partial<Rules>,
    sample = 1,
    /** Identifiers that are texts whatever the files say. */
    texts = [] as readonly IdColumn[],
    /** Events that these are added to, and what reads them. */
    stored = null as {
      readonly events: EarlierEvents;
      readonly select: (sql: string) => Promise<Table>;
    } | null,
  } = {},
): Promise<PipelineResult> {
  const shapes = (await Promise.all(files.map((file) => inspectFile(file)))).flat();
  const detection = detect(shapes);
  const plans = decodePlans(shapes, detection, {
    timezone: detection.timezone,
    ...(texts.length > 0 && { textual: texts }),
  });
  const all = [...(stored?.events.plans ?? []), ...plans];
  const rules = { ...defaultRules(detection.source, detection.grain), ...changed };
  const window = sourceDefinition(detection.source)?.window ?? null;
  const context = contextBefore(
    {
      dataset: 'test',
      name: 'test',
      files: [],
      plans,
      rules,
      window,
      timezone: detection.timezone,
      reportTimezone: detection.timezone,
      weekStart: 1,
      grain: detection.grain,
      sessionGapSeconds: 1800,
      storage: 'memory',
    },
    all,
  );
  const textual = new Set(context.textual);
  const carried = carriesSessions(context);
  const prints = Array.from({ length: parts }, () => new SharedPrints());
  const held = Array.from({ length: parts * buckets }, (): Page[] => []);
  const readers = Array.from({ length: parts }, (_, index) => {
    const setup: IngestSetup = {
      index,
      workers: parts,
      destinations: { parts, buckets },
      pageRows: 1000,
      files,
      plans,
      textual: context.textual,
      carried,
      rules,
      bounds: window && boundsOf(window),
      sample,
      wasm: { module: undefined as never, script: '', extensions: '' },
      file: null,
      spill: null,
      mainFile: null,
    };
    const outbox = new Outbox({
      destinations: { parts, buckets },
      capacity: 1000,
      reader: index,
      send: (destination, page) => held[destination]?.push(structuredClone(page)),
      sendSessions: (all) => {
        for (const [part, own] of all.entries()) prints[part]?.add(own);
      },
    });
    return { setup, outbox, reader: new SliceReader(setup, outbox, () => {}) };
  });

  const slices: SliceResult[] = [];
  for (const place of stored?.events.places ?? []) {
    if (!stored || place.table !== 'dwd') continue;
    const order = slices.length;
    const { setup, outbox, reader } = readers[order % parts] as (typeof readers)[number];
    const { dictionaries } = reader;
    const { events, select } = stored;
    const task = { order, alias: place.alias, rows: place.rows, events };
    const means = { setup, outbox, dictionaries, select, onRows: () => {}, length: 16 };
    slices.push(await readStored(task, means));
  }
  for (const [file, shape] of shapes.entries()) {
    for (const slice of await planSlices(files[file] as File, shape, 3)) {
      const order = slices.length;
      const result = await readers[order % parts]?.reader.read({ order, file, slice });
      if (!result || 'again' in result) throw new Error('the plan does not fit');
      slices.push(result);
    }
  }

  const ends = Array.from({ length: parts }, (): ReaderEnd[] => []);
  for (const [reader, { dictionaries, kept }] of readers.map((one) => one.reader).entries())
    for (const [shard, ids] of shardsOf(dictionaries, parts, {}, kept).entries())
      ends[shard]?.push({ kind: 'end', reader, texts: textsOf(dictionaries), ids });
  const keys = ends.map((_, index) => new GlobalKeys(index, parts));
  const answers = keys.flatMap((part, index) => part.merge(ends[index] ?? []));
  for (const part of keys) for (const answer of answers) part.learn(answer);

  const stores = keys.map((_, part) => {
    const store = new PageStore(buckets);
    for (const [bucket, pages] of held.slice(part * buckets, (part + 1) * buckets).entries())
      for (const page of pages) store.add(bucket, page);
    return store;
  });
  const wanted = Uint32Array.from(prints.flatMap((own) => [...own.end()]));
  const shared = sharedOver(stores.map((store) => findShared(store, wanted))).texts;
  const counts = keys.map(({ translation }, part) =>
    countShared(
      stores[part] as PageStore,
      shared,
      textual,
      translation,
      rules.duplicates === 'reject',
    ),
  );
  const sharedRobots = new SessionTally();
  for (const own of counts)
    for (const [index, events] of own.entries()) sharedRobots.add(index + 1, 0, events);
  const long = new SessionTally();
  long.addAll(sharedRobots.above(BOT_EVENTS));
  const robots = carried ? long : robotsOf(held, buckets, keys, context, rules);
  const known = sharedKeys(shared);
  const sessions = new Map<number, string>(
    shared.map((_, index) => [index + 1, textsOfKeys(known, [index + 1])[0] as string]),
  );
  const tables: Table[] = [];
  const batches: { part: number; ipc: Uint8Array<ArrayBuffer> }[] = [];
  let duplicates = 0;
  let rejected = 0;
  for (const [part, own] of keys.entries()) {
    let last = 0;
    let lastCarried = shared.length + part * 1_000_000;
    for (const pages of held.slice(part * buckets, (part + 1) * buckets)) {
      if (pages.length === 0) continue;
      const rows = joined(pages, textual, own.translation);
      const bucket = arrange(rows, {
        rules,
        textual,
        sessions: context.sessions,
        gapSeconds: context.sessionGapSeconds,
        reportTimezone: context.reportTimezone,
        robots,
        sessionsBefore: last,
        carried: carried
          ? { ...withShared(rows.sessions ?? new Dictionary(), known), last: lastCarried }
          : null,
      });
      last = bucket.lastSession;
      if (bucket.named && rows.sessions) {
        const texts = textsOfKeys(rows.sessions, bucket.named);
        for (const [index, text] of texts.entries()) sessions.set(lastCarried + index + 1, text);
        lastCarried = bucket.lastSession;
      }
      duplicates += bucket.duplicates;
      rejected += bucket.robots;
      const ipc = dwdBatch(bucket, {
        columns: dwd.columns(context),
        textual,
        texts: own.texts,
        sessionKey: (number) => (number - 1) * parts + part,
      });
      tables.push(tableFromIPC(ipc));
      batches.push({ part, ipc });
    }
  }
  const result = { context, plans, slices, tables, batches, duplicates, keys, sessions };
  return { ...result, robots: rejected };
}

function textsOfKeys(packed: Dictionary, keys: Iterable<number>): string[] {
  const { bytes, offsets } = unpacked(packed, Uint32Array.from(keys));
  const decoder = new TextDecoder();
  return Array.from({ length: offsets.length - 1 }, (_, index) =>
    decoder.decode(bytes.subarray(offsets[index], offsets[index + 1])),
  );
}

function robotsOf(
  held: readonly Page[][],
  buckets: number,
  keys: readonly GlobalKeys[],
  context: DatasetContext,
  rules: Rules,
): SessionTally | null {
  if (rules.bot_session === 'off' || context.sessions !== 'source') return null;
  const textual = new Set<string>(context.textual);
  const suspected = new SessionTally();
  const total = new SessionTally();
  for (const [part, { translation }] of keys.entries()) {
    const pages = held.slice(part * buckets, (part + 1) * buckets).flat();
    suspected.addAll(suspects(pages, textual.has('session_id'), translation, keys.length));
  }
  for (const [part, { translation }] of keys.entries())
    for (const pages of held.slice(part * buckets, (part + 1) * buckets))
      total.addAll(
        countSuspects(pages, suspected, textual, translation, rules.duplicates === 'reject').above(
          0,
        ),
      );
  const robots = new SessionTally();
  robots.addAll(total.above(BOT_EVENTS));
  return robots;
}

export const fileOf = (path: string) => new File([readFileSync(path)], basename(path));

/** Rows of all tables as plain objects. */
export const rowsOfTables = (tables: readonly Table[]) =>
  tables.flatMap((table) => table.toArray().map((row) => row.toJSON()));

export const countBy = (tables: readonly Table[], column: string) => {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const values = table.getChild(column);
    for (let row = 0; row < table.numRows; row++) {
      const value = String(values?.get(row));
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
};
