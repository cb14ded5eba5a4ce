import { MAIN, type Place } from '../catalog/index.ts';
import type { DatasetContext, LoadOptions, LoadReport, Rules, WeekStart } from '../types.ts';
import { type Builder, checkedReport, type Held, mount, reread } from './build.ts';
import { rebuild } from './rebuild.ts';

/** What can change after a load. A zone builds the layers again, rules read the files again. */
export interface DatasetSettings {
  readonly reportTimezone?: string;
  /** Empty for none. */
  readonly currency?: string;
  readonly weekStart?: WeekStart;
  readonly rules?: Partial<Rules>;
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
  if (settings.rules) return reread(builder, kept, { ...options, ...settings });
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

/** Builds the layers again. Where that fails or is cancelled they are built as they were. */
async function inZone(
  builder: Builder,
  before: Held,
  zone: string,
  options: LoadOptions,
): Promise<Held> {
  await builder.engine.mount({ attachments: [], statements: [] });
  const old = before.record.context.reportTimezone;
  try {
    return await remade(builder, before, zone, options);
  } catch (error) {
    await remade(builder, before, old, {});
    throw error;
  }
}

async function remade(
  builder: Builder,
  before: Held,
  zone: string,
  options: LoadOptions,
): Promise<Held> {
  const { context, places } = await rebuild(before.record, zone, options);
  const report = {
    ...before.record.report,
    tables: recounted(before.record.report.tables, places),
  };
  const next: Held = { ...before, record: { ...before.record, context, places, report } };
  await mount(builder, next);
  return {
    ...next,
    record: { ...next.record, report: await checkedReport(builder, next, options) },
  };
}

/** Rows of tables that were built again: of the main file where they are combined, else of all parts. */
function recounted(tables: LoadReport['tables'], places: readonly Place[]): LoadReport['tables'] {
  return tables.map((table) => {
    const held = places.filter((place) => place.table === table.name);
    if (held.length === 0) return table;
    const main = held.filter(({ alias }) => alias === MAIN);
    const overlay = table.name.startsWith('dws_session');
    const counted = main.length > 0 && !overlay ? main : held;
    return { ...table, rows: counted.reduce((sum, { rows }) => sum + rows, 0) };
  });
}
