import type { LoadOptions } from '../types.ts';
import { addedTo, appendedToStored, canAdd, canDoWithout } from './append-stored.ts';
import { besides } from './besides.ts';
import { built } from './build.ts';
import { derived } from './copy.ts';
import { filesOf } from './files.ts';
import { type Builder, type Held, mount, type Wanted } from './held.ts';
import { labelled } from './labels.ts';
import { loadKey } from './load-key.ts';
import { filesAgain, membersOf, originsOf, recorded, takenOf } from './picked.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { DatasetRecord } from './records.ts';
import { isUnder, type Terms } from './restate.ts';

/**
 * Builds a data set of files and mounts it, or mounts the one that the same load made before. Where the files are
 * those of the open data set and only rules or report zone differ, its layers are copied and what differs is built.
 */
export async function opened(
  builder: Builder,
  before: Held | null,
  files: readonly File[],
  options: Wanted,
  inMemory: readonly Held[],
): Promise<Held> {
  const prepared = await prepare(files, options, builder.store);
  const key = await keyOf(prepared, options);
  const terms = termsOf(prepared, options);
  const made = await loadsOf(builder, key, inMemory);
  const same = made.find(({ record }) => !terms || isUnder(record, terms));
  const found = same && (await again(builder, before, labelled(same, options)));
  const near = made.find(({ record }) => record.id === before?.record.id);
  const held =
    found ??
    (near && terms && (await derived(builder, near, terms, options))) ??
    (await built(builder, before, prepared, options, key));
  if (held.record.id !== before?.record.id || found) builder.files.set(held.record.id, files);
  return held;
}

/** Null where what was kept cannot be opened after all: then it is built anew. */
async function again(builder: Builder, before: Held | null, held: Held): Promise<Held | null> {
  if (held.record.id === before?.record.id) return held;
  return mount(builder, held).then(
    () => held,
    () => null,
  );
}

/** Null where there are no events. */
const termsOf = ({ events }: Prepared, { reportTimezone }: LoadOptions): Terms | null =>
  events && { rules: events.rules, zone: reportTimezone ?? events.timezone };

/**
 * Adds files to a data set, so that it is what a load of all files gives: events to its stored ones, or where that
 * would not be exact by reading all its files once more (or its stored events as a file, where the files are gone
 * and nothing is lost by it); other files as tables beside it.
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
  if (canAdd(record, fresh, options) && (await builder.shared()))
    return addedTo(builder, before, fresh, fitting(record, options));
  const old = await filesAgain(record.files, builder.files.get(record.id) ?? []).catch((error) => {
    if (canDoWithout(record, fresh)) return null;
    throw error;
  });
  if (!old) return appendedToStored(builder, before, fresh, fitting(record, options));
  const { shape: _, ...rest } = options;
  const added = [...fresh.events.files, ...fresh.tables.flat()].flatMap(originsOf);
  const own = files.filter((file) => added.some((picked) => picked.file === file));
  const taken = new Map([...takenOf(record.files, old), ...membersOf(added)]);
  const all = await prepare([...old, ...own], rest, builder.store, record.plans, taken);
  return replacing(builder, before, all, rest);
}

/** Reads a data set's files again with other options. */
export async function reread(builder: Builder, before: Held, options: LoadOptions): Promise<Held> {
  const { record } = before;
  const files = await filesAgain(record.files, builder.files.get(record.id) ?? []);
  const wanted = { ...options, storage: record.storage };
  const taken = takenOf(record.files, files);
  const prepared = await prepare(files, wanted, builder.store, record.plans, taken);
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
    storage: options.storage ?? 'opfs',
    ...(options.sample === undefined ? {} : { sample: options.sample }),
  });
}

/** The whole data sets that were loaded from the same files. */
async function loadsOf(
  { store }: Builder,
  key: string,
  inMemory: readonly Held[],
): Promise<readonly Held[]> {
  const kept = (await store.datasets.all()).filter((record) => record.key === key);
  const whole: Held[] = inMemory.filter(({ record }) => record.key === key);
  for (const record of kept) {
    const there = new Set(await filesOf(record.id));
    if (record.attachments.every(({ file }) => there.has(file))) whole.push({ record, memory: [] });
  }
  return whole;
}
