import type { LoadOptions, Rules, WeekStart } from '../types.ts';
import type { Builder, Held } from './held.ts';
import { labelled } from './labels.ts';
import { reread } from './open.ts';
import { restated } from './restate.ts';

/**
 * What can change after a load. A report zone builds layers again, rules what is behind them; the files are read again
 * for a mapping, and for rules that need rows which were left out.
 */
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
  const kept = labelled(before, settings);
  const { record } = kept;
  const again = () => reread(builder, kept, { ...options, ...settings });
  if (settings.mapping || settings.timezone || settings.sample !== undefined) return again();
  if (record.context.columns.length === 0) return kept;
  const rules = { ...record.rules, ...settings.rules };
  const zone = settings.reportTimezone ?? record.context.reportTimezone;
  return (await restated(builder, kept, { rules, zone }, options)) ?? again();
}
