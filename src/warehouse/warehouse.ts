import { TabhouseError } from '../engine/errors.ts';
import { filesShared, storageSpace, storedFiles } from '../engine/storage.ts';
import { turns } from '../engine/turns.ts';
import type { Engine } from '../engine/types.ts';
import type { Loader } from './load.ts';
import { changed, type DatasetSettings } from './store/change.ts';
import { type DatasetSummary, Datasets, type OpenDataset, seenOf } from './store/datasets.ts';
import { deleteFiles, sweep, usualStorage } from './store/files.ts';
import { type Builder, type Held, mount } from './store/held.ts';
import { type Means, meansOf } from './store/load-plan.ts';
import { appended, opened } from './store/open.ts';
import { checkOptions } from './store/options.ts';
import { filesAgain } from './store/picked.ts';
import {
  browserStore,
  changeSettings,
  type RememberedMapping,
  type Store,
  settingsOf,
} from './store/records.ts';
import { rejectsCsv } from './store/rejects.ts';
import { deleteOthers } from './store/restate.ts';
import type { LoadOptions, LoadReport, Storage } from './types.ts';

export type { OpenDataset };

export interface WarehouseOptions {
  readonly load?: Loader;
  readonly store?: Store;
  /** True where several workers can read one file of OPFS at a time. */
  readonly shared?: () => Promise<boolean>;
}

/** What reads files comes when there are some. */
const loadLater: Loader = async (...all) => (await import('./ingest/index.ts')).runLoad(...all);

/** The data sets of this machine, and the one that is open in the engine. */
export class Warehouse {
  readonly #builder: Builder;
  readonly #store: Store;
  readonly #datasets: Datasets;
  /** What queries are answered from. */
  #open: Held | null = null;
  /** What changes the open data set comes one after the other. */
  readonly #turn = turns();

  constructor(
    engine: Engine,
    { load = loadLater, store = browserStore(), shared = filesShared }: WarehouseOptions = {},
  ) {
    this.#store = store;
    this.#datasets = new Datasets(store);
    const shows = (held: Held | null) => {
      this.#open = held;
    };
    this.#builder = { engine, store, load, files: new Map(), shared, shows };
  }

  /** What is open now; null where nothing is. */
  get current(): OpenDataset | null {
    return this.#open && seenOf(this.#open.record);
  }

  /** Names of the files of the open data set. */
  get fileNames(): readonly string[] {
    return this.#open?.record.files.map(({ name }) => name) ?? [];
  }

  /** The files of the open data set again; throws `file-missing` or `file-changed` with the one to pick. */
  files(): Promise<File[]> {
    const { record } = this.#open ?? {};
    if (!record) throw new TabhouseError('dataset-missing');
    return filesAgain(record.files, this.#builder.files.get(record.id) ?? []);
  }

  /** Takes files of the open data set that were picked again. */
  handOver(files: readonly File[]): void {
    const id = this.#open?.record.id;
    if (id !== undefined)
      this.#builder.files.set(id, [...files, ...(this.#builder.files.get(id) ?? [])]);
  }

  /** The mapping that a person made for files of this shape (`shapeKey`). */
  async remembered(shape: string): Promise<RememberedMapping['plan'] | undefined> {
    return (await this.#store.mappings.get(shape))?.plan;
  }

  /** Where a load would be kept: the reader's choice, else OPFS where the browser has it. */
  async storage(): Promise<Storage> {
    return (await settingsOf(this.#store)).storage ?? usualStorage();
  }

  setStorage(storage: Storage): Promise<void> {
    return changeSettings(this.#store, { storage });
  }

  /** What a load can draw on here, for `planLoad`. */
  async means(): Promise<Means> {
    return meansOf((await settingsOf(this.#store)).speeds ?? []);
  }

  /** Newest first. */
  datasets(): Promise<DatasetSummary[]> {
    return this.#datasets.summaries();
  }

  /**
   * Makes a data set of files and opens it; with `append` adds them to the open one. Files that are not events
   * become tables. What was open stays open and whole where this rejects. The same files and rules again open
   * what is there.
   */
  async open(files: readonly File[], options: LoadOptions = {}): Promise<LoadReport> {
    checkOptions(options);
    return this.#turn(() => this.#load(files, options));
  }

  async #load(files: readonly File[], options: LoadOptions): Promise<LoadReport> {
    const storage = options.storage ?? (await this.storage());
    const wanted = { ...options, storage };
    const { inMemory } = this.#datasets;
    const held =
      options.append && this.#open
        ? await appended(this.#builder, this.#open, files, wanted)
        : await opened(this.#builder, this.#open, files, wanted, inMemory);
    await this.#take(held);
    return held.record.report;
  }

  /** Changes settings of the open data set. Throws `file-missing` where files must be read again and cannot. */
  change(settings: DatasetSettings, options: LoadOptions = {}): Promise<void> {
    return this.#turn(async () => {
      if (!this.#open) throw new TabhouseError('nothing-open');
      const held = await changed(this.#builder, this.#open, settings, options);
      await this.#take(held);
      if (held.record.storage === 'opfs') await deleteOthers(held.record);
    });
  }

  /** What `reopen` will open, known before the engine is up; null where there is nothing. */
  async last(): Promise<OpenDataset | null> {
    const { current } = await settingsOf(this.#store);
    const record = current ? await this.#store.datasets.get(current) : undefined;
    return record ? seenOf(record) : null;
  }

  /**
   * Opens what was open when the page was left; clears away, meanwhile, what unfinished loads left behind. Where the
   * browser has cleared its files it is forgotten, and this rejects with `dataset-missing`.
   */
  reopen(): Promise<void> {
    return this.#turn(async () => {
      const known = await settingsOf(this.#store);
      const current = await this.#datasets.settled(known.current ?? null);
      const records = await this.#store.datasets.all();
      const record = records.find(({ id }) => id === current);
      const named = records.map(({ id, attachments }): [string, string[]] => [
        id,
        attachments.map(({ file }) => file),
      ]);
      void sweep(new Map(named));
      if (record) await this.#mount({ record, memory: [] });
    });
  }

  /** Rejects with `dataset-missing`, and forgets the data set, where its files are gone. */
  switchTo(id: string): Promise<void> {
    return this.#turn(() => this.#switchTo(id));
  }

  async #switchTo(id: string): Promise<void> {
    const held = await this.#datasets.get(id);
    if (held.record.id !== this.#open?.record.id) await this.#mount(held);
  }

  /** Waits for a load under way, whose record it would otherwise undo. */
  rename(id: string, name: string): Promise<void> {
    return this.#turn(async () => {
      const { record, memory } = await this.#datasets.get(id);
      const renamed: Held = {
        memory,
        record: {
          ...record,
          name,
          context: { ...record.context, name },
          report: { ...record.report, name },
        },
      };
      await this.#datasets.keep(renamed);
      if (this.#open?.record.id === id) this.#open = renamed;
    });
  }

  /** Deletes a data set with its files; where it was open, the newest other one opens. */
  delete(id: string): Promise<void> {
    return this.#turn(() => this.#delete(id));
  }

  async #delete(id: string): Promise<void> {
    const open = this.#open?.record.id === id;
    if (open) await mount(this.#builder, null);
    this.#builder.files.delete(id);
    await this.#datasets.delete(id);
    if (!open) return;
    const [next] = await this.datasets();
    if (next) await this.#switchTo(next.id);
    else await changeSettings(this.#store, { current: null });
  }

  /** Deletes everything that is kept on this machine. Rejects with `storage-busy` where another tab has it open. */
  reset(): Promise<void> {
    return this.#turn(async () => {
      await mount(this.#builder, null);
      this.#builder.files.clear();
      const { mappings, settings } = this.#store;
      await Promise.all([this.#datasets.clear(), mappings.clear(), settings.clear()]);
      await deleteFiles((await storedFiles()).map(({ name }) => name));
    });
  }

  /** The rejected records that were kept, as CSV. */
  rejectsCsv(signal?: AbortSignal): Promise<string> {
    return rejectsCsv(this.#builder.engine, signal);
  }

  /** False where the browser may delete what is kept when space runs out. */
  async persisted(): Promise<boolean> {
    return (await storageSpace())?.persistent ?? false;
  }

  /** Keeps what a build has mounted. */
  async #take({ replaces, ...held }: Held): Promise<void> {
    const { id } = held.record;
    const old = replaces === id ? undefined : replaces;
    const whole: Held = old ? { ...held, record: { ...held.record, replaces: old } } : held;
    this.#open = whole;
    await this.#datasets.keep(whole);
    await changeSettings(this.#store, { current: id });
    if (!old) return;
    this.#builder.files.delete(old);
    await this.#datasets.delete(old);
  }

  async #mount(held: Held): Promise<void> {
    const { id } = held.record;
    const before = this.#open;
    try {
      await mount(this.#builder, held);
    } catch (error) {
      if (error instanceof TabhouseError && error.code === 'dataset-missing')
        await this.#datasets.delete(id).catch(() => undefined);
      await mount(this.#builder, before).catch(() => undefined);
      throw error;
    }
    await changeSettings(this.#store, { current: id });
  }
}
