import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { HOME, isBuiltIn } from './built-in.ts';
import { isSameFile, textInFile } from './notebook-files.ts';
import { type NotebookRecord, type NotebookSummary, summaryOf } from './record.ts';
import type { NotebookStore } from './store.ts';

/** How long a deleted notebook can be brought back. */
const GRACE = 24 * 60 * 60_000;
/** Inputs of this many notebooks on data sets are kept. */
const MOST_INPUTS = 300;

interface Read {
  readonly name: string;
  readonly handle: FileSystemFileHandle | null;
  readonly text: string;
}

/** The notebooks that the browser keeps. Where it keeps none they last as long as the page. */
export class Library {
  readonly #store: NotebookStore;
  readonly #now: () => number;
  readonly #recent: Signal<readonly NotebookSummary[]> = signal([]);
  /** All that is known of here, also what could not be written. */
  readonly #known = new Map<string, NotebookRecord>();

  constructor(store: NotebookStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Newest first, without those deleted; built-in ones as far as they were edited, and the overview. */
  get recent(): ReadonlySignal<readonly NotebookSummary[]> {
    return this.#recent;
  }

  /** Reads the list anew. */
  async refresh(): Promise<void> {
    const kept = await this.#store.records.all().catch(() => []);
    for (const record of kept) this.#known.set(record.id, record);
    this.#list();
  }

  /** The notebook that was open last; null where that is none to come back to by itself. */
  last(): string | null {
    const all = [...this.#known.values()].filter(({ deleted }) => deleted === undefined);
    const [last] = all.sort((one, other) => other.opened - one.opened);
    return last && !isBuiltIn(last.id) ? last.id : null;
  }

  /** Null where there is none or it was deleted. */
  async get(id: string): Promise<NotebookRecord | null> {
    const kept = await this.#store.records.get(id).catch(() => undefined);
    const record = kept ?? this.#known.get(id);
    return record && record.deleted === undefined ? record : null;
  }

  /** Remembers a notebook as it is on screen, also one that could not be written. */
  hold(record: NotebookRecord): void {
    this.#known.set(record.id, record);
    this.#list();
  }

  /** Writes what `change` makes of a notebook; one that was deleted is there again. */
  async write(
    id: string,
    change: (there: NotebookRecord | undefined) => NotebookRecord,
  ): Promise<NotebookRecord> {
    const revised = (there: NotebookRecord | undefined): NotebookRecord => {
      const { deleted, ...now } = change(there);
      return { ...now, revision: (there?.revision ?? 0) + 1 };
    };
    const written = await this.#store.records
      .update(id, revised)
      .catch(() => revised(this.#known.get(id)));
    this.#known.set(id, written);
    this.#list();
    return written;
  }

  /** Notes when a notebook was opened, and its title then. */
  async touch(record: NotebookRecord): Promise<void> {
    const { title, opened } = record;
    const noted = (there: NotebookRecord | undefined) => ({ ...(there ?? record), title, opened });
    const now = await this.#store.records.update(record.id, noted).catch(() => noted(undefined));
    this.#known.set(record.id, now);
    this.#list();
  }

  /** Marks a notebook as deleted, or as not. */
  async mark(id: string, at: number | null): Promise<void> {
    const there = (await this.#store.records.get(id).catch(() => undefined)) ?? this.#known.get(id);
    if (!there) return;
    const marked = (one: NotebookRecord): NotebookRecord => {
      const { deleted, ...rest } = one;
      return at === null ? rest : { ...rest, deleted: at };
    };
    const now = await this.#store.records
      .update(id, (one) => marked(one ?? there))
      .catch(() => marked(there));
    this.#known.set(id, now);
    this.#list();
  }

  /** Clears away what was deleted a day ago, and inputs that were set long ago. */
  async purge(): Promise<void> {
    for (const { id, deleted } of this.#known.values()) {
      if (deleted === undefined || this.#now() - deleted < GRACE) continue;
      this.#known.delete(id);
      await this.#store.records.delete(id).catch(() => undefined);
      await this.#store.versions.delete(id).catch(() => undefined);
    }
    const inputs = await this.#store.inputs.all().catch(() => []);
    if (inputs.length > MOST_INPUTS) await this.#store.inputs.clear().catch(() => undefined);
  }

  async clear(): Promise<void> {
    this.#known.clear();
    await this.#store.records.clear().catch(() => undefined);
    await this.#store.versions.clear().catch(() => undefined);
    await this.#store.inputs.clear().catch(() => undefined);
    this.#list();
  }

  /** A title that no notebook here has: `Untitled 2`. */
  freeTitle(title: string): string {
    const taken = new Set(this.#recent.peek().map((one) => one.title));
    if (!taken.has(title)) return title;
    let number = 2;
    while (taken.has(`${title} ${number}`)) number++;
    return `${title} ${number}`;
  }

  /** The id of the notebook that was read from this file already; a new one else. */
  async idOfFile(file: Read | null): Promise<string> {
    for (const { id, file: own, deleted } of file ? this.#known.values() : []) {
      if (!own || !file || deleted !== undefined) continue;
      if (await isSameFile(own.handle, file.handle)) return id;
      const neither = !own.handle && !file.handle;
      if (neither && own.name === file.name && own.text === file.text) return id;
    }
    return crypto.randomUUID();
  }

  /** A notebook of a file with what the file holds now, where that may be read. */
  async withFile(record: NotebookRecord): Promise<NotebookRecord> {
    const { file, published } = record;
    if (!file?.handle || published !== file.text) return record;
    const text = await textInFile(file.handle);
    if (text === null || text === file.text) return record;
    return { ...record, published: text, file: { ...file, text } };
  }

  #list(): void {
    const all = [...this.#known.values()].filter(({ deleted }) => deleted === undefined);
    this.#recent.value = all
      .filter(({ id, mine }) => !isBuiltIn(id) || mine !== null || id === HOME)
      .sort((one, other) => other.opened - one.opened)
      .map(summaryOf);
  }
}
