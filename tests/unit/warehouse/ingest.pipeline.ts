import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { decodePlans, defaultRules, detect } from '../../../src/sources/detect/index.ts';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { sourceDefinition } from '../../../src/sources/known/index.ts';
import { planSlices } from '../../../src/sources/read/index.ts';
import { arrange } from '../../../src/warehouse/ingest/arrange.ts';
import { joined } from '../../../src/warehouse/ingest/bucket.ts';
import { GlobalKeys, shardsOf, textsOf } from '../../../src/warehouse/ingest/dictionaries.ts';
import { dwdBatch } from '../../../src/warehouse/ingest/dwd-batch.ts';
import { contextBefore } from '../../../src/warehouse/ingest/facts.ts';
import type { Page } from '../../../src/warehouse/ingest/lanes.ts';
import type { IngestSetup, SliceResult } from '../../../src/warehouse/ingest/messages.ts';
import type { ReaderEnd } from '../../../src/warehouse/ingest/peers.ts';
import { SliceReader } from '../../../src/warehouse/ingest/reader.ts';
import { countSuspects, SessionTally, suspects } from '../../../src/warehouse/ingest/robots.ts';
import { Outbox } from '../../../src/warehouse/ingest/route.ts';
import { BOT_EVENTS, boundsOf } from '../../../src/warehouse/ingest/rules.ts';
import { dwd } from '../../../src/warehouse/tables/dwd.ts';
import type { DatasetContext, Rules } from '../../../src/warehouse/types.ts';

export interface PipelineResult {
  readonly context: DatasetContext;
  readonly slices: readonly SliceResult[];
  /** DWD rows, one table per part and bucket. */
  readonly tables: readonly Table[];
  readonly duplicates: number;
  readonly robots: number;
  /** Global keys of each part's shard. */
  readonly keys: readonly GlobalKeys[];
}

/** What the pool of workers does, one worker after the other, up to the Arrow streams that DWD takes. */
export async function pipeline(
  files: readonly File[],
  { parts = 2, buckets = 3, rules: changed = {} as Partial<Rules>, sample = 1 } = {},
): Promise<PipelineResult> {
  const shapes = (await Promise.all(files.map((file) => inspectFile(file)))).flat();
  const detection = detect(shapes);
  const plans = decodePlans(shapes, detection);
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
    plans,
  );
  const textual = new Set(context.textual);
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
    });
    return new SliceReader(setup, outbox, () => {});
  });

  const slices: SliceResult[] = [];
  for (const [file, shape] of shapes.entries()) {
    for (const slice of await planSlices(files[file] as File, shape, 3)) {
      const order = slices.length;
      const result = await readers[order % parts]?.read({ order, file, slice });
      if (!result || 'again' in result) throw new Error('the plan does not fit');
      slices.push(result);
    }
  }

  const ends = Array.from({ length: parts }, (): ReaderEnd[] => []);
  for (const [reader, { dictionaries, kept }] of readers.entries())
    for (const [shard, ids] of shardsOf(dictionaries, parts, {}, kept).entries())
      ends[shard]?.push({ kind: 'end', reader, texts: textsOf(dictionaries), ids });
  const keys = ends.map((_, index) => new GlobalKeys(index, parts));
  const answers = keys.flatMap((part, index) => part.merge(ends[index] ?? []));
  for (const part of keys) for (const answer of answers) part.learn(answer);

  const robots = robotsOf(held, buckets, keys, context, rules);
  const tables: Table[] = [];
  let duplicates = 0;
  let rejected = 0;
  for (const [part, own] of keys.entries()) {
    let sessions = 0;
    for (const pages of held.slice(part * buckets, (part + 1) * buckets)) {
      const bucket = arrange(joined(pages, textual, own.translation), {
        rules,
        textual,
        sessions: context.sessions,
        gapSeconds: context.sessionGapSeconds,
        reportTimezone: context.reportTimezone,
        robots,
        sessionsBefore: sessions,
      });
      sessions = bucket.lastSession;
      duplicates += bucket.duplicates;
      rejected += bucket.robots;
      const ipc = dwdBatch(bucket, {
        columns: dwd.columns(context),
        textual,
        texts: own.texts,
        sessionKey: (number) => (number - 1) * parts + part,
      });
      tables.push(tableFromIPC(ipc));
    }
  }
  return { context, slices, tables, duplicates, robots: rejected, keys };
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
