import type { PickedFile } from '../../sources/types.ts';
import { DICTIONARY } from '../tables/index.ts';
import type { LoadReport } from '../types.ts';
import { built } from './build.ts';
import type { Builder, Held, Wanted } from './held.ts';
import { writtenRules } from './judge-again.ts';
import { loadKey } from './load-key.ts';
import { originsOf, recorded } from './picked.ts';
import { type Prepared, type PreparedEvents, sameColumns, together } from './prepare.ts';
import type { DatasetRecord } from './records.ts';
import { sameRules } from './restate.ts';
import { isWhole, type StoredEvents, storedEvents, storedRejects } from './stored-events.ts';

/**
 * True where more events can be added to a data set's stored events as exactly as to its files. A sample's are drawn
 * anew, and not by the same hash where identifiers become texts; a robot whose events were rejected could come back
 * with the few that are new.
 */
export const canDoWithout = (
  { plans, plain, report }: DatasetRecord,
  { events }: Prepared,
): boolean =>
  events !== null &&
  !report.sample &&
  (report.rejects.bot_session ?? 0) === 0 &&
  plain.length === 0 &&
  isWhole(plans) &&
  isWhole(events.plans);

/**
 * True where events can be added to the stored ones themselves, each user's beside their own, and no file of the data
 * set is read again. Not where its times were rounded, a rule has changed since (or is to), robots are left out (one
 * that is told only now has records in the old files), a sheet of another shape comes to it, or the caller says anew
 * how files are read: such loads read all files once more.
 */
export const canAdd = (record: DatasetRecord, fresh: Prepared, options: Wanted): boolean => {
  const { plans, storage, exactTimes, rules, context } = record;
  const { mapping, source, timezone, encoding, shape } = options;
  const stated = [mapping, source, timezone, encoding, shape].some((said) => said !== undefined);
  const now = { ...rules, ...options.rules };
  const [first] = plans;
  return (
    !stated &&
    exactTimes === true &&
    storage === 'opfs' &&
    options.storage === 'opfs' &&
    fresh.tables.length === 0 &&
    canDoWithout(record, fresh) &&
    sameRules(writtenRules(record), rules) &&
    sameRules(rules, now) &&
    now.bot_session !== 'reject' &&
    first !== undefined &&
    [...plans, ...(fresh.events?.plans ?? [])].every(
      (plan) => plan.source === context.source && sameColumns(plan.shape, first.shape),
    )
  );
};

/** Adds events to a data set's stored ones, of which `canAdd` holds. */
export async function addedTo(
  builder: Builder,
  before: Held,
  fresh: Prepared,
  options: Wanted,
): Promise<Held> {
  const { record } = before;
  if (!fresh.events) return before;
  const { attachments, places } = eventsIn(record);
  const { context } = record;
  // Reading may have told more identifiers to be texts than the plans knew.
  const read = record.plans.map((plan) => ({ ...plan, textual: context.textual }));
  const old = { ...fresh.events, files: [], plans: read, grain: context.grain };
  const all = together([old, fresh.events]) ?? fresh.events;
  const [stored, plans] = [
    all.plans.slice(0, record.plans.length),
    all.plans.slice(record.plans.length),
  ];
  const earlier = await storedRejects(
    builder.engine,
    options.signal ? { signal: options.signal } : {},
  );
  const events: PreparedEvents = {
    ...all,
    plans,
    timezone: context.dataTimezone,
    rules: record.rules,
    stored: { context, plans: stored, attachments, places },
    earlier,
  };
  const origins = events.files.flatMap(originsOf);
  const files = [...record.files, ...(await recorded(origins))];
  const key = await loadKey({ files, plans: all.plans, storage: record.storage });
  const made = await built(builder, before, { ...fresh, events }, options, key);
  const atHand = builder.files.get(record.id) ?? [];
  builder.files.set(made.record.id, [...atHand, ...new Set(origins.map(({ file }) => file))]);
  const report = summed(record.report, made.record.report, events.files);
  return {
    ...made,
    replaces: record.id,
    record: {
      ...made.record,
      files,
      plans: all.plans,
      report: {
        ...report,
        made: { from: 'added', tables: report.tables.map(({ name }) => name) },
      },
    },
  };
}

/** Where the events of a data set lie, with the texts of their identifiers. */
function eventsIn({ attachments, places }: DatasetRecord) {
  const names = new Set<string>(['dwd', ...Object.values(DICTIONARY)]);
  const held = places.filter(({ table }) => names.has(table));
  const aliases = new Set(held.map(({ alias }) => alias));
  return { places: held, attachments: attachments.filter(({ alias }) => aliases.has(alias)) };
}

/** Adds events to those that a data set has stored, since the files they came from are not at hand. */
export async function appendedToStored(
  builder: Builder,
  before: Held,
  fresh: Prepared,
  options: Wanted,
): Promise<Held> {
  const { record } = before;
  if (!fresh.events) return before;
  const stored = await storedEvents(builder.engine, record, options.signal);
  const events = joined(record, stored, fresh.events, options);
  const made = await built(builder, before, { ...fresh, events }, options, '');
  const added = [...fresh.events.files, ...fresh.tables.flat()];
  const origins = added.flatMap(originsOf);
  builder.files.set(made.record.id, [...new Set(origins.map(({ file }) => file))]);
  return {
    ...made,
    replaces: record.id,
    record: {
      ...made.record,
      files: [...record.files, ...(await recorded(origins))],
      plans: [...record.plans, ...events.plans.slice(1)],
      report: summed(record.report, made.record.report, added),
    },
  };
}

function joined(
  record: DatasetRecord,
  { picked, plan, rejects }: StoredEvents,
  fresh: PreparedEvents,
  options: Wanted,
): PreparedEvents {
  const { context } = record;
  const rules = { ...record.rules, ...options.rules };
  const old = { ...fresh, files: [picked], plans: [plan], grain: context.grain };
  const all = together([old, fresh]) ?? fresh;
  return { ...all, timezone: context.dataTimezone, rules, earlier: rejects };
}

/** What the first load read and left out counts on; its events were read again. */
function summed(old: LoadReport, made: LoadReport, added: readonly PickedFile[]): LoadReport {
  const files = [...old.files, ...added.map(({ shape }) => shape)];
  const read = old.rows.read + made.rows.read - old.rows.dwd;
  const bytes = new Map(files.map(({ name, size }) => [name, size]));
  return {
    ...made,
    rows: {
      read,
      dwd: made.rows.dwd,
      duplicates: old.rows.duplicates + made.rows.duplicates,
      rejected: old.rows.rejected + made.rows.rejected,
      blank: old.rows.blank + made.rows.blank,
      unsampled: 0,
    },
    rejects: bothOf(old.rejects, made.rejects),
    tables: made.tables.map((table) =>
      table.name === 'ods'
        ? { ...table, rows: read, bytes: [...bytes.values()].reduce((sum, size) => sum + size, 0) }
        : table,
    ),
    files,
  };
}

function bothOf(one: LoadReport['rejects'], other: LoadReport['rejects']): LoadReport['rejects'] {
  const reasons = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...reasons].map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]),
  );
}
