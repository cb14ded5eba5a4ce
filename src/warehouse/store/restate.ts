import { hidesRepeats, type Judged } from '../catalog/index.ts';
import type { LoadOptions, Rules } from '../types.ts';
import { deleteFiles, filesOf, whileLoading } from './files.ts';
import { type Builder, checkedReport, type Held, mount, swap } from './held.ts';
import { flagged, number, wayTo, writtenRules } from './judge-again.ts';
import { versionOf } from './labels.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import type { DatasetRecord } from './records.ts';
import { builtTables, inZone, withReach, zonedTables } from './zone.ts';

/** What the layers of a data set depend on besides its files. */
export interface Terms {
  readonly rules: Rules;
  readonly zone: string;
}

export const isUnder = ({ rules, context }: DatasetRecord, terms: Terms): boolean =>
  context.reportTimezone === terms.zone && sameRules(rules, terms.rules);

export const sameRules = (one: Rules, other: Rules) =>
  (Object.keys(one) as (keyof Rules)[]).every((rule) => one[rule] === other[rule]);

/**
 * The open data set under other terms, from what it has stored; null where that takes the files. `locked` where other
 * tabs know already that its files are being written.
 */
export async function restated(
  builder: Builder,
  before: Held,
  terms: Terms,
  options: LoadOptions,
  locked = false,
): Promise<Held | null> {
  const { record } = before;
  if (isUnder(record, terms)) return before;
  const { rules, zone } = terms;
  const way = await wayTo(builder.engine, record, rules, options.signal);
  const moved = zone !== record.context.reportTimezone;
  const builds = way === 'layers' || moved;
  if (way === 'files' || (builds && record.storage === 'memory')) return null;
  const work = () => restate(builder, before, terms, options);
  return locked ? work() : whileLoading(record.id, work);
}

/** What is built lies beside the old layers, which stay where that fails or is cancelled. */
async function restate(
  builder: Builder,
  before: Held,
  { rules, zone }: Terms,
  options: LoadOptions,
): Promise<Held> {
  const { record } = before;
  const { engine } = builder;
  const started = performance.now();
  const judged: Judged = { written: writtenRules(record), rules };
  const [now, then] = [hidesRepeats({ ...judged, rules: record.rules }), hidesRepeats(judged)];
  const { reportTimezone } = record.context;
  const context =
    zone === reportTimezone
      ? record.context
      : withReach(await inZone(engine, record.context, zone, options.signal));
  const zoned = zone === reportTimezone ? [] : zonedTables(record.context, context);
  const rows = now !== then ? builtTables(context) : [];
  const tables = [...new Set([...rows, ...zoned])];
  const next = (rebuilt: Rebuilt): Held => {
    const { built, ...stored } = rebuilt;
    const made = built.map(({ name }) => name);
    return {
      ...before,
      record: {
        ...record,
        ...stored,
        rules,
        written: judged.written,
        context: { ...context, version: versionOf(context, rules) },
        report: { ...report(record, rebuilt), made: { from: 'stored', tables: made } },
      },
    };
  };
  let swapped = false;
  try {
    const held = await swap(builder, before, tables.length > 0, async () =>
      next(await rebuild(record, { context, tables, judged }, options)),
    );
    swapped = true;
    return await told(builder, held, started, options);
  } catch (error) {
    if (swapped) await mount(builder, before);
    await deleteOthers(record).catch(() => undefined);
    throw error;
  }
}

/** With the bytes and times of what was built. */
function report({ report: old }: DatasetRecord, { built }: Rebuilt): DatasetRecord['report'] {
  const again = new Map(built.map((table) => [table.name, table]));
  return {
    ...old,
    tables: old.tables.map((table) => {
      const { bytes, seconds } = again.get(table.name) ?? table;
      return { ...table, bytes, seconds };
    }),
  };
}

/** With its rows and flags counted, and its checks. */
async function told(
  builder: Builder,
  held: Held,
  started: number,
  options: LoadOptions,
): Promise<Held> {
  const { engine } = builder;
  const { record } = held;
  const { signal } = options;
  const { rows, tables } = record.report;
  const dwd = await number(engine, 'SELECT count(*) FROM dwd', signal);
  const counted = new Map<string, number>([['dwd_events', dwd]]);
  for (const { name } of tables.filter(({ layer }) => layer === 'dws'))
    counted.set(name, await number(engine, `SELECT count(*) FROM ${name}`, signal));
  const flags = await flagged(engine, record.rules, signal);
  const whole: Held = {
    ...held,
    record: {
      ...record,
      report: {
        ...record.report,
        rows: { ...rows, dwd, duplicates: rows.duplicates + rows.dwd - dwd },
        flags,
        tables: tables.map((table) => ({ ...table, rows: counted.get(table.name) ?? table.rows })),
        stages: { dws: (performance.now() - started) / 1000 },
      },
    },
  };
  // No check looks at flags: where no table was built, what they said holds.
  const built = (record.report.made?.tables.length ?? 0) > 0;
  const checked = built ? await checkedReport(builder, whole, options) : whole.record.report;
  const seconds = (performance.now() - started) / 1000;
  return { ...whole, record: { ...whole.record, report: { ...checked, seconds } } };
}

/** Deletes the files of a data set that its record does not name: an earlier state's, or an unfinished one's. */
export async function deleteOthers({ id, attachments }: DatasetRecord): Promise<void> {
  const named = new Set(attachments.map(({ file }) => file));
  const files = (await filesOf(id)).map((name) => name.replace(/\.wal$/, ''));
  await deleteFiles(files.filter((name) => !named.has(name)));
}
