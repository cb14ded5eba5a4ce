import { isMain, type Place } from '../catalog/index.ts';
import type { DatasetContext, LoadOptions, LoadReport, Rules, WeekStart } from '../types.ts';
import { deleteFiles, filesOf, whileLoading } from './files.ts';
import { type Builder, checkedReport, type Held, mount } from './held.ts';
import { reread } from './open.ts';
import { rebuild } from './rebuild.ts';
import type { DatasetRecord } from './records.ts';

/** What can change after a load. A report zone builds the layers again; rules and mapping read the files again. */
export interface DatasetSettings {
  readonly reportTimezone?: string;
  /** Empty for none. */
  readonly currency?: string;
  readonly weekStart?: WeekStart;
  readonly rules?: Partial<Rules>;
  /** The zone in which the files write their times. */
  readonly timezone?: string;
  readonly mapping?: NonNullable<LoadOptions['mapping']>;
  /** Share of the users, above 0 to 1. */
  readonly sample?: number;
}

/** The open data set with other settings; what does not change is not built again. */
export async function changed(
  builder: Builder,
  before: Held,
  settings: DatasetSettings,
  options: LoadOptions,
): Promise<Held> {
  const { context } = before.record;
  const zone = settings.reportTimezone ?? context.reportTimezone;
  const kept = labelled(before, settings);
  const sampled = settings.sample !== undefined;
  if (settings.rules || settings.mapping || settings.timezone || sampled)
    return reread(builder, kept, { ...options, ...settings });
  if (zone === context.reportTimezone || context.columns.length === 0) return kept;
  if (before.record.storage === 'memory') return reread(builder, kept, { ...options, ...settings });
  return inZone(builder, kept, zone, options);
}

/** Settings that no table depends on. */
function labelled(held: Held, { currency, weekStart }: DatasetSettings): Held {
  const { currency: old, ...context } = held.record.context;
  const money = currency ?? old;
  const week = weekStart ?? context.weekStart;
  const next: DatasetContext = {
    ...context,
    ...(money ? { currency: money } : {}),
    weekStart: week,
    version:
      week === context.weekStart ? context.version : `${context.version.split('#')[0]}#${week}`,
  };
  return { ...held, record: { ...held.record, context: next } };
}

/** Builds the layers again beside the old ones, which stay where that fails or is cancelled. */
function inZone(builder: Builder, before: Held, zone: string, options: LoadOptions): Promise<Held> {
  const { id } = before.record;
  return whileLoading(id, async () => {
    await builder.engine.mount({ attachments: [], statements: [] });
    try {
      const rebuilt = await rebuild(before.record, zone, options);
      const { report } = before.record;
      const tables = recounted(report.tables, rebuilt.places);
      const next: Held = {
        ...before,
        record: { ...before.record, ...rebuilt, report: { ...report, tables } },
      };
      await mount(builder, next);
      const checked = await checkedReport(builder, next, options);
      return { ...next, record: { ...next.record, report: checked } };
    } catch (error) {
      await mount(builder, before);
      await deleteOthers(before.record).catch(() => undefined);
      throw error;
    }
  });
}

/** Deletes the files of a data set that its record does not name: an earlier state's, or an unfinished one's. */
export async function deleteOthers({ id, attachments }: DatasetRecord): Promise<void> {
  const named = new Set(attachments.map(({ file }) => file));
  const files = (await filesOf(id)).map((name) => name.replace(/\.wal$/, ''));
  await deleteFiles(files.filter((name) => !named.has(name)));
}

/** Rows of tables that were built again: of the main file where they are combined, else of all parts. */
function recounted(tables: LoadReport['tables'], places: readonly Place[]): LoadReport['tables'] {
  return tables.map((table) => {
    const held = places.filter((place) => place.table === table.name);
    if (held.length === 0) return table;
    const main = held.filter(({ alias }) => isMain(alias));
    const overlay = table.name.startsWith('dws_session');
    const counted = main.length > 0 && !overlay ? main : held;
    return { ...table, rows: counted.reduce((sum, { rows }) => sum + rows, 0) };
  });
}
