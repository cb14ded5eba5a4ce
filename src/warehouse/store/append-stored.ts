import type { PickedFile } from '../../sources/types.ts';
import type { LoadReport } from '../types.ts';
import { built } from './build.ts';
import type { Builder, Held, Wanted } from './held.ts';
import { originsOf, recorded } from './picked.ts';
import { type Prepared, type PreparedEvents, together } from './prepare.ts';
import type { DatasetRecord } from './records.ts';
import { isWhole, type StoredEvents, storedEvents } from './stored-events.ts';

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
