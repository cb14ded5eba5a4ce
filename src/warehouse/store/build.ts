import { TabhouseError } from '../../engine/errors.ts';
import { persistStorage } from '../../engine/storage.ts';
import type { Engine, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import { catalogFor } from '../catalog/index.ts';
import { runChecks } from '../checks/index.ts';
import type { Loader, LoadOutcome } from '../load.ts';
import type { LoadOptions, LoadReport } from '../types.ts';
import { estimateCost } from './estimate.ts';
import { deleteFiles, filesOf, needSpace, whileLoading } from './files.ts';
import { loadKey } from './load-key.ts';
import { filesAgain, recorded } from './picked.ts';
import { type PlainTables, plainTables } from './plain.ts';
import { type Prepared, type PreparedEvents, prepare } from './prepare.ts';
import { checking, scaled } from './progress.ts';
import { changeSettings, type DatasetRecord, type Store, settingsOf } from './records.ts';
import { buildReport, tablesReport, withChecks } from './report.ts';
import { emptyContext, taskOf } from './task.ts';

/** A data set with what of it lives in this page only. */
export interface Held {
  readonly record: DatasetRecord;
  readonly memory: readonly MemoryAttachment[];
  /** The data set that this one stands in for. */
  readonly replaces?: string;
}

/** What building works with. */
export interface Builder {
  readonly engine: Engine;
  readonly store: Store;
  readonly load: Loader;
  /** Picked files still at hand, by data set. */
  readonly files: Map<string, readonly File[]>;
}

export type Wanted = LoadOptions & Required<Pick<LoadOptions, 'storage'>>;

/** Speeds that are remembered. */
const SPEEDS = 5;

/** Builds a data set of files and mounts it, or mounts the one that the same load made before. */
export async function opened(
  builder: Builder,
  before: Held | null,
  files: readonly File[],
  options: Wanted,
  inMemory: readonly Held[],
): Promise<Held> {
  const prepared = await prepare(files, options, builder.store);
  const key = prepared.events ? await keyOf(prepared.events, options) : '';
  const same = key ? await sameLoad(builder, key, inMemory) : null;
  if (same) {
    await mount(builder, same);
    return same;
  }
  return built(builder, before, prepared, options);
}

/**
 * Adds files to a data set: events by reading all its files once more, so that duplicates are told across files;
 * other files as tables beside it.
 */
export async function appended(
  builder: Builder,
  before: Held,
  files: readonly File[],
  options: Wanted,
): Promise<Held> {
  const { record } = before;
  const fresh = await prepare(files, options, builder.store, record.plans);
  if (!fresh.events) return besides(builder, before, fresh, options);
  const old = await filesAgain(record.files, builder.files.get(record.id) ?? []);
  const all = await prepare([...old, ...files], options, builder.store, record.plans);
  return replacing(builder, before, all, options);
}

/** Reads a data set's files again with other options. */
export async function reread(builder: Builder, before: Held, options: LoadOptions): Promise<Held> {
  const { record } = before;
  const files = await filesAgain(record.files, builder.files.get(record.id) ?? []);
  const wanted = { ...options, storage: record.storage };
  const prepared = await prepare(files, wanted, builder.store, record.plans);
  return replacing(builder, before, prepared, wanted);
}

/** Makes exactly this data set open in the engine. */
export function mount({ engine }: Builder, { record, memory }: Held): Promise<void> {
  const attachments = [...record.attachments, ...memory];
  return engine.mount(catalogFor({ ...record, attachments }));
}

async function replacing(builder: Builder, before: Held, prepared: Prepared, options: Wanted) {
  const { id, name, rules, context } = before.record;
  const kept: Wanted = {
    reportTimezone: context.reportTimezone,
    weekStart: context.weekStart,
    ...(context.currency ? { currency: context.currency } : {}),
    ...options,
    name,
    rules: { ...rules, ...options.rules },
  };
  const events = prepared.events && { ...prepared.events, rules: { ...rules, ...options.rules } };
  return { ...(await built(builder, before, { ...prepared, events }, kept)), replaces: id };
}

function keyOf({ files, plans, rules, timezone }: PreparedEvents, options: LoadOptions) {
  return recorded(files).then((identity) =>
    loadKey({
      files: identity,
      plans,
      rules,
      reportTimezone: options.reportTimezone ?? timezone,
      storage: options.storage ?? 'opfs',
    }),
  );
}

async function sameLoad({ store }: Builder, key: string, inMemory: readonly Held[]) {
  const held = inMemory.find(({ record }) => record.key === key);
  if (held) return held;
  const record = (await store.datasets.all()).find((one) => one.key === key);
  if (!record) return null;
  const there = new Set(await filesOf(record.id));
  const whole = record.attachments.every(({ file }) => there.has(file));
  return whole ? { record, memory: [] } : null;
}

/** Loads, mounts, checks. Where any of it fails, its files are gone and what was open is open again. */
async function built(
  builder: Builder,
  before: Held | null,
  prepared: Prepared,
  options: Wanted,
): Promise<Held> {
  if (options.signal?.aborted) throw new TabhouseError('cancelled');
  const id = crypto.randomUUID().slice(0, 8);
  const started = performance.now();
  return whileLoading(id, async () => {
    let made: Held | null = null;
    try {
      made = await make(builder, id, prepared, options);
      const mounting = performance.now();
      await mount(builder, made);
      const seconds = (performance.now() - mounting) / 1000;
      const whole = await checked(builder, timed(made, seconds), options);
      const { report } = whole.record;
      const total = { ...report, seconds: (performance.now() - started) / 1000 };
      if (report.rows.read > 0) await remember(builder.store, total);
      return { ...whole, record: { ...whole.record, report: total } };
    } catch (error) {
      const back = () => (before ? mount(builder, before) : builder.engine.mount(EMPTY));
      // The first error is the one to tell; what cannot be undone now is swept at the next start.
      if (made) await back().catch(() => undefined);
      await deleteFiles(await filesOf(id)).catch(() => undefined);
      builder.files.delete(id);
      throw error;
    }
  });
}

const EMPTY = { attachments: [], statements: [] };

async function make(
  builder: Builder,
  id: string,
  { events, tables }: Prepared,
  options: Wanted,
): Promise<Held> {
  const { storage, signal } = options;
  const picked = [...(events?.files ?? []), ...tables.flat()];
  const shapes = picked.map(({ shape }) => shape);
  if (storage === 'opfs') {
    await needSpace(estimateCost(shapes, storage).bytes);
    // Where the browser asks the reader, the load does not wait for the answer.
    void persistStorage();
  }
  const name = options.name ?? nameOf(shapes[0]?.name ?? '', shapes.length);
  const outcome = events
    ? await builder.load(taskOf(id, name, events, scaled(options)))
    : undefined;
  const plain =
    tables.length > 0
      ? await plainTables(tables, {
          dataset: id,
          storage,
          taken: [],
          ...(signal ? { signal } : {}),
        })
      : undefined;
  const report = outcome
    ? buildReport({ outcome, files: shapes, storage })
    : tablesReport(id, name, storage, shapes);
  builder.files.set(id, [...new Set(picked.map(({ file }) => file))]);
  return held({
    id,
    name,
    storage,
    events,
    outcome,
    plain,
    report,
    key: events ? await keyOf(events, options) : '',
    files: await recorded(picked),
  });
}

/** With the seconds that mounting took. */
function timed(held: Held, seconds: number): Held {
  const { report } = held.record;
  const stages = { ...report.stages, open: (report.stages.open ?? 0) + seconds };
  return { ...held, record: { ...held.record, report: { ...report, stages } } };
}

/** A mounted data set with its checks, where it has layers to check. */
async function checked(builder: Builder, made: Held, options: Wanted): Promise<Held> {
  const { record } = made;
  if (record.places.length === 0) return made;
  return { ...made, record: { ...record, report: await checkedReport(builder, made, options) } };
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly storage: Wanted['storage'];
  readonly key: string;
  readonly events: PreparedEvents | null;
  readonly outcome: LoadOutcome | undefined;
  readonly plain: PlainTables | undefined;
  readonly files: DatasetRecord['files'];
  readonly report: LoadReport;
}

const isStored = (one: OpfsAttachment | MemoryAttachment): one is OpfsAttachment =>
  one.kind === 'opfs';

function held({ events, outcome, plain, report, ...rest }: Parts): Held {
  const attachments = [...(outcome?.attachments ?? []), ...(plain ? [plain.attachment] : [])];
  const now = Date.now();
  return {
    memory: attachments.filter((one) => one.kind === 'memory'),
    record: {
      ...rest,
      created: now,
      plans: events?.plans ?? [],
      rules: events?.rules ?? OFF,
      context: outcome?.context ?? emptyContext(rest.id, rest.name),
      attachments: attachments.filter(isStored),
      places: outcome?.places ?? [],
      plain: plain?.plain ?? [],
      report: { ...report, tables: [...report.tables, ...(plain?.tables ?? [])] },
    },
  };
}

const OFF = {
  duplicates: 'off',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
} as const;

/** The report of a mounted data set with its checks. */
export async function checkedReport(
  { engine }: Builder,
  { record: { report, context, places } }: Held,
  { signal, onProgress }: LoadOptions,
): Promise<LoadReport> {
  const started = performance.now();
  const results = await runChecks(engine, context, places, {
    ...(signal ? { signal } : {}),
    onProgress: checking(report, onProgress),
  });
  return {
    ...report,
    tables: withChecks(report.tables, results),
    stages: { ...report.stages, check: (performance.now() - started) / 1000 },
  };
}

/** Tables beside the events of a data set that stays as it is. */
async function besides(
  builder: Builder,
  before: Held,
  { tables }: Prepared,
  { signal }: Wanted,
): Promise<Held> {
  const { record } = before;
  const made = await plainTables(tables, {
    dataset: record.id,
    storage: record.storage,
    taken: record.plain.map(({ name }) => name),
    ...(signal ? { signal } : {}),
  });
  const { attachment } = made;
  const next: Held = {
    memory: isStored(attachment) ? before.memory : [...before.memory, attachment],
    record: {
      ...record,
      files: [...record.files, ...(await recorded(tables.flat()))],
      attachments: isStored(attachment) ? [...record.attachments, attachment] : record.attachments,
      plain: [...record.plain, ...made.plain],
      report: { ...record.report, tables: [...record.report.tables, ...made.tables] },
    },
  };
  try {
    await mount(builder, next);
  } catch (error) {
    await mount(builder, before);
    if (isStored(attachment)) await deleteFiles([attachment.file]);
    throw error;
  }
  const atHand = builder.files.get(record.id) ?? [];
  builder.files.set(record.id, [...atHand, ...tables.flat().map(({ file }) => file)]);
  return next;
}

async function remember(store: Store, report: LoadReport): Promise<void> {
  const { speeds = [] } = await settingsOf(store);
  const speed = { storage: report.storage, rows: report.rows.read, seconds: report.seconds };
  await changeSettings(store, { speeds: [speed, ...speeds].slice(0, SPEEDS) });
}

const nameOf = (first: string, count: number) =>
  count > 1 ? `${first} + ${count - 1}` : first.replace(/\.[^.]+$/, '');
