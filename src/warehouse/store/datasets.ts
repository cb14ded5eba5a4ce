import { TabhouseError } from '../../engine/errors.ts';
import type { DecodePlan } from '../../sources/types.ts';
import type { DatasetContext, LoadReport, Rules, Storage } from '../types.ts';
import { deleteFiles, filesOf } from './files.ts';
import type { Held } from './held.ts';
import type { DatasetRecord, Store } from './records.ts';

export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly storage: Storage;
  /** Events in DWD. */
  readonly rows: number;
  readonly bytes: number;
  /** Share of the users that was loaded. */
  readonly sample: number;
}

export interface OpenDataset {
  readonly context: DatasetContext;
  readonly report: LoadReport;
  /** How its files are read; none where it holds tables only. */
  readonly plans: readonly DecodePlan[];
  readonly rules: Rules;
}

/** What the page sees of a data set. */
export const seenOf = ({ context, report, plans, rules }: DatasetRecord): OpenDataset => ({
  context: { ...context, load: { rows: report.rows, flags: report.flags } },
  report,
  plans,
  rules,
});

/** The data sets of this machine: those that are kept, and those in memory, which end with the page. */
export class Datasets {
  readonly #store: Store;
  readonly #memory = new Map<string, Held>();

  constructor(store: Store) {
    this.#store = store;
  }

  get inMemory(): readonly Held[] {
    return [...this.#memory.values()];
  }

  /** Newest first. */
  async summaries(): Promise<DatasetSummary[]> {
    const kept = await this.#store.datasets.all();
    return [...kept, ...this.inMemory.map(({ record }) => record)]
      .sort((a, b) => b.created - a.created)
      .map(summary);
  }

  /** Throws `dataset-missing` where there is none of this id. */
  async get(id: string): Promise<Held> {
    const inMemory = this.#memory.get(id);
    if (inMemory) return inMemory;
    const record = await this.#store.datasets.get(id);
    if (!record) throw new TabhouseError('dataset-missing', { parameters: { dataset: id } });
    return { record, memory: [] };
  }

  async keep(held: Held): Promise<void> {
    const { record } = held;
    if (record.storage === 'memory') this.#memory.set(record.id, held);
    else await this.#store.datasets.set(record.id, record);
  }

  /** Deletes it with its files. Rejects with `storage-busy` where they stay open. */
  async delete(id: string): Promise<void> {
    await this.#store.datasets.delete(id);
    this.#memory.delete(id);
    await deleteFiles(await filesOf(id));
  }

  /** Deletes what a page that was closed in the middle left to be deleted. Answers what is current then. */
  async settled(current: string | null): Promise<string | null> {
    const records = await this.#store.datasets.all();
    const ids = new Set(records.map(({ id }) => id));
    let now = current;
    for (const { id, replaces } of records) {
      if (replaces === undefined || !ids.has(replaces)) continue;
      if (now === replaces) now = id;
      // Another tab may still have it open; its files are swept the next time.
      await this.delete(replaces).catch(() => undefined);
    }
    return now;
  }

  async clear(): Promise<void> {
    this.#memory.clear();
    await this.#store.datasets.clear();
  }
}

const summary = ({ id, name, created, storage, report }: DatasetRecord): DatasetSummary => ({
  id,
  name,
  created,
  storage,
  rows: report.rows.dwd,
  bytes: report.tables.reduce((sum, table) => sum + (table.layer === 'ods' ? 0 : table.bytes), 0),
  sample: report.sample?.share ?? 1,
});
