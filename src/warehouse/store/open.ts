import type { LoadOptions } from '../types.ts';
import { besides } from './besides.ts';
import { built } from './build.ts';
import { filesOf } from './files.ts';
import { type Builder, type Held, mount, type Wanted } from './held.ts';
import { loadKey } from './load-key.ts';
import { filesAgain, recorded } from './picked.ts';
import { type Prepared, type PreparedEvents, prepare } from './prepare.ts';

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
  if (same && same.record.id === before?.record.id) return before;
  if (same && (await mounted(builder, same))) return same;
  return built(builder, before, prepared, options, key);
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
  const key = events ? await keyOf(events, kept) : '';
  const made = await built(builder, before, { ...prepared, events }, kept, key);
  return { ...made, replaces: id };
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

/** False where what was kept cannot be opened after all: then it is built anew. */
const mounted = (builder: Builder, held: Held): Promise<boolean> =>
  mount(builder, held).then(
    () => true,
    () => false,
  );
