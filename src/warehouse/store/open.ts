import type { LoadOptions } from '../types.ts';
import { appendedToStored, canDoWithout } from './append-stored.ts';
import { besides } from './besides.ts';
import { built } from './build.ts';
import { filesOf } from './files.ts';
import { type Builder, type Held, mount, type Wanted } from './held.ts';
import { loadKey } from './load-key.ts';
import { filesAgain, recorded } from './picked.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { DatasetRecord } from './records.ts';

/** Builds a data set of files and mounts it, or mounts the one that the same load made before. */
export async function opened(
  builder: Builder,
  before: Held | null,
  files: readonly File[],
  options: Wanted,
  inMemory: readonly Held[],
): Promise<Held> {
  const prepared = await prepare(files, options, builder.store);
  const key = await keyOf(prepared, options);
  const same = key ? await sameLoad(builder, key, inMemory) : null;
  if (same) builder.files.set(same.record.id, files);
  if (same && same.record.id === before?.record.id) return before;
  if (same && (await mounted(builder, same))) return same;
  return built(builder, before, prepared, options, key);
}

/**
 * Adds files to a data set: events by reading all its files once more, so that duplicates are told across files (or
 * its stored events where the files are gone and nothing is lost by it); other files as tables beside it.
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
  const old = await filesAgain(record.files, builder.files.get(record.id) ?? []).catch((error) => {
    if (canDoWithout(record, fresh)) return null;
    throw error;
  });
  if (!old) return appendedToStored(builder, before, fresh, fitting(record, options));
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

async function replacing(builder: Builder, before: Held, prepared: Prepared, options: Wanted) {
  const { id, rules } = before.record;
  const kept = fitting(before.record, options);
  const events = prepared.events && { ...prepared.events, rules: { ...rules, ...options.rules } };
  const all = { ...prepared, events };
  const made = await built(builder, before, all, kept, await keyOf(all, kept));
  return { ...made, replaces: id };
}

/** Options with what the data set was made with where they say nothing. */
function fitting({ name, rules, context, report }: DatasetRecord, options: Wanted): Wanted {
  return {
    ...(report.sample ? { sample: report.sample.share } : {}),
    reportTimezone: context.reportTimezone,
    weekStart: context.weekStart,
    ...(context.currency ? { currency: context.currency } : {}),
    ...options,
    name,
    rules: { ...rules, ...options.rules },
  };
}

/** The `loadKey` of what was picked, tables and all. */
async function keyOf({ events, tables }: Prepared, options: LoadOptions): Promise<string> {
  const beside = tables.flat();
  return loadKey({
    files: await recorded([...(events?.files ?? []), ...beside]),
    plans: events?.plans ?? [],
    tables: beside.map(({ shape }) => shape),
    rules: events?.rules ?? {},
    reportTimezone: options.reportTimezone ?? events?.timezone ?? '',
    storage: options.storage ?? 'opfs',
    ...(options.sample === undefined ? {} : { sample: options.sample }),
  });
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

/** False where what was kept cannot be opened after all: then it is built anew. */
const mounted = (builder: Builder, held: Held): Promise<boolean> =>
  mount(builder, held).then(
    () => true,
    () => false,
  );
