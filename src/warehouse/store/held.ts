import type { Catalog, Engine, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
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
  /** True where several workers can read one file of OPFS at a time. */
  readonly shared: () => Promise<boolean>;
  /** Told at once what queries are answered from now on: null where nothing is open. */
  readonly shows: (held: Held | null) => void;
}

export type Wanted = LoadOptions & Required<Pick<LoadOptions, 'storage'>>;

const EMPTY: Catalog = { attachments: [], statements: [] };

const catalogOf = ({ record, memory }: Held): Catalog =>
  catalogFor({ ...record, attachments: [...record.attachments, ...memory] });

/** Makes exactly this data set open in the engine; with null, nothing. */
export async function mount({ engine, shows }: Builder, held: Held | null): Promise<void> {
  await engine.mount(held ? catalogOf(held) : EMPTY);
  shows(held);
}

/**
 * Makes open what `make` gives. Queries are answered from what is open until then; where `make` reads its files
 * (`reads`) and this browser cannot share them, queries wait.
 */
export async function swap(
  builder: Builder,
  before: Held,
  reads: boolean,
  make: () => Promise<Held>,
): Promise<Held> {
  const stored = before.record.storage === 'opfs';
  if (!reads || !stored || (await builder.shared())) {
    const made = await make();
    await mount(builder, made);
    return made;
  }
  let made = before;
  await builder.engine.remount(async () => {
    made = await make();
    return catalogOf(made);
  });
  builder.shows(made);
  return made;
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
