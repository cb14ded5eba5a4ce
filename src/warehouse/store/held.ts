import type { Engine, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import { catalogFor } from '../catalog/index.ts';
import { runChecks } from '../checks/index.ts';
import type { Loader } from '../load.ts';
import type { LoadOptions, LoadReport } from '../types.ts';
import { checking } from './progress.ts';
import type { DatasetRecord, Store } from './records.ts';
import { withChecks } from './report.ts';
import { sampleReport } from './sampled.ts';

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

/** Makes exactly this data set open in the engine. */
export function mount({ engine }: Builder, { record, memory }: Held): Promise<void> {
  const attachments = [...record.attachments, ...memory];
  return engine.mount(catalogFor({ ...record, attachments }));
}

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
  const { sample } = report;
  return {
    ...report,
    ...(sample ? { sample: await sampleReport(engine, context, sample.share) } : {}),
    tables: withChecks(report.tables, results),
    stages: { ...report.stages, check: (performance.now() - started) / 1000 },
  };
}

export const isStored = (one: OpfsAttachment | MemoryAttachment): one is OpfsAttachment =>
  one.kind === 'opfs';
