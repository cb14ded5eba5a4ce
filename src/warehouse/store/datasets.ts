import { TabhouseError } from '../../engine/errors.ts';
import type { Storage } from '../types.ts';
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
