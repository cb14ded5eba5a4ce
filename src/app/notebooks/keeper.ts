import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type NotebookEditor, notebookText } from '../../notebook/index.ts';
import { type NotebookRecord, textOf } from './record.ts';
import { inputsKey, type NotebookStore } from './store.ts';
import type { News, TabNews } from './tab-news.ts';
import { VersionKeeper } from './version-keeper.ts';

/** Whether what is on screen is kept in the browser. */
export type Keeping =
  | { readonly kind: 'kept' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface KeeperOptions {
  readonly store: NotebookStore;
  readonly news: TabNews;
  readonly now: () => number;
  /** Milliseconds without an edit after which it is written. */
  readonly delay?: number;
  /** A notebook as it is now, whether it could be written or not. */
  readonly noted: (record: NotebookRecord) => void;
  /** The text of the notebook on screen was changed in another tab and is taken over. */
  readonly adopted: () => void;
}

const DELAY = 400;

/**
 * Keeps the notebook on screen in the browser while it is edited, its inputs with it. A text that another tab has
 * written meanwhile is never written over: it is taken over where nothing here waits to be written, else it is a clash.
 */
export class Keeper {
  readonly versions: VersionKeeper;
  readonly #options: KeeperOptions;
  readonly #record: Signal<NotebookRecord | null> = signal(null);
  readonly #keeping: Signal<Keeping> = signal({ kind: 'kept' });
  readonly #clash: Signal<NotebookRecord | null> = signal(null);
  #editor: NotebookEditor | null = null;
  /** Data set that the inputs are set on. */
  #data = '';
  #values: ReadonlyMap<string, unknown> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();
  #stop: (() => void) | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.versions = new VersionKeeper(options.store, options.now);
    options.news.listen((news) => void this.#hear(news));
  }

  /** The notebook on screen as it was last written or read. */
  get record(): ReadonlySignal<NotebookRecord | null> {
    return this.#record;
  }

  get keeping(): ReadonlySignal<Keeping> {
    return this.#keeping;
  }

  /** What another tab has written while there were edits here too; nothing is written until one is chosen. */
  get clash(): ReadonlySignal<NotebookRecord | null> {
    return this.#clash;
  }

  /** Follows the edits of a notebook that was just opened. */
  begin(record: NotebookRecord, editor: NotebookEditor, data: string): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    batch(() => {
      this.#record.value = record;
      this.#keeping.value = { kind: 'kept' };
      this.#clash.value = null;
    });
    this.#editor = editor;
    this.#data = data;
    this.#values = editor.state.peek().values;
    this.#stop = effect(() => {
      editor.state.value;
      editor.copies.value;
      if (this.#waits()) this.#schedule();
    });
  }

  /** The same notebook on other data, or on the same data under another id (`same`). */
  moveTo(data: string, same: boolean): void {
    this.#data = data;
    if (!same && this.#editor) this.#values = this.#editor.state.peek().values;
    else if (this.#values.size > 0) void this.#inTurn(() => this.#writeInputs());
  }

  /** Writes what waits and follows no longer. */
  async end(): Promise<void> {
    this.#stop?.();
    this.#stop = null;
    await this.flush();
    this.#editor = null;
  }

  /** Follows no longer and writes nothing more: everything kept is being deleted. */
  forget(): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    batch(() => {
      this.#record.value = null;
      this.#clash.value = null;
      this.#keeping.value = { kind: 'kept' };
    });
    this.#editor = null;
  }

  /** Writes at once what waits to be written, also as a version. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(async () => {
      if (this.#waits()) await this.#write();
      await this.#keepVersion(true);
    });
  }

  /** Changes what is kept besides the text, such as the attached file. */
  change(change: Partial<Pick<NotebookRecord, 'file' | 'origin'>>): Promise<void> {
    const record = this.#record.peek();
    if (record) this.#record.value = { ...record, ...change };
    return this.#inTurn(() => this.#write());
  }

  /** Ends a clash; the text that is not taken stays as a version. */
  async settle(take: 'mine' | 'theirs'): Promise<void> {
    const theirs = this.#clash.peek();
    const editor = this.#editor;
    if (!theirs || !editor) return;
    const other = take === 'mine' ? textOf(theirs) : ownText(editor);
    await this.versions.keep(theirs.id, { text: other, reason: 'opened', base: theirs.published });
    const { file } = this.#record.peek() ?? theirs;
    batch(() => {
      this.#clash.value = null;
      this.#record.value = { ...theirs, file: theirs.file ?? file };
      if (take === 'theirs') takeOver(editor, theirs);
    });
    await this.flush();
  }

  #waits(): boolean {
    const editor = this.#editor;
    const record = this.#record.peek();
    if (!editor || !record) return false;
    const { mine, published } = editor.copies.peek();
    const { values } = editor.state.peek();
    return (
      values !== this.#values ||
      mine !== (record.mine?.text ?? null) ||
      published !== record.published ||
      this.#keeping.peek().kind === 'failed'
    );
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#clash.peek()) return;
    if (this.#keeping.peek().kind !== 'failed') this.#keeping.value = { kind: 'saving' };
    this.#timer = setTimeout(() => {
      void this.#inTurn(async () => {
        await this.#write();
        await this.#keepVersion(false);
      });
    }, this.#options.delay ?? DELAY);
  }

  /** Writes follow each other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #write(): Promise<void> {
    const editor = this.#editor;
    const record = this.#record.peek();
    if (!editor || !record || this.#clash.peek()) return;
    const now = written(record, editor, this.#options.now());
    let theirs: NotebookRecord | null = null;
    let { opened } = now;
    try {
      await this.#writeInputs();
      await this.#options.store.records.update(record.id, (there) => {
        theirs = there && there.revision !== record.revision ? there : null;
        if (theirs && textOf(theirs) !== textOf(now)) return theirs;
        // Another tab may have opened it later.
        opened = Math.max(opened, there?.opened ?? 0);
        const revision = (theirs ?? record).revision + 1;
        const { deleted, ...rest } = { ...now, opened, revision };
        return rest;
      });
    } catch (error) {
      this.#options.noted(now);
      if (this.#record.peek() === record) this.#keeping.value = { kind: 'failed', error };
      return;
    }
    if (this.#editor !== editor) return;
    const other = theirs as NotebookRecord | null;
    if (other && textOf(other) !== textOf(now)) {
      this.#clash.value = other;
      return;
    }
    const revision = (other ?? record).revision + 1;
    batch(() => {
      const { file, origin } = this.#record.peek() ?? now;
      this.#record.value = { ...now, opened, file, origin, revision };
      this.#options.noted(this.#record.value);
      if (!this.#waits() || this.#keeping.peek().kind === 'failed') {
        this.#keeping.value = { kind: 'kept' };
      }
    });
    this.#options.news.tell({ id: record.id, revision });
  }

  async #writeInputs(): Promise<void> {
    const record = this.#record.peek();
    if (!record || !this.#editor) return;
    const { values } = this.#editor.state.peek();
    const key = inputsKey(record.id, this.#data);
    const kept = { values: [...values], at: this.#options.now() };
    this.#values = values;
    // Without them the text is kept all the same.
    await this.#options.store.inputs.set(key, kept).catch(() => undefined);
  }

  async #keepVersion(now: boolean): Promise<void> {
    const record = this.#record.peek();
    if (!record?.mine || this.#clash.peek()) return;
    const { text, base } = record.mine;
    await this.versions.keep(record.id, { text, base, reason: 'auto' }, { now });
  }

  async #hear({ id, revision }: News): Promise<void> {
    const record = this.#record.peek();
    if (record?.id !== id || revision <= record.revision) return;
    const theirs = await this.#options.store.records.get(id).catch(() => undefined);
    const editor = this.#editor;
    const known = this.#record.peek();
    if (!theirs || !editor || known?.id !== id || theirs.revision <= known.revision) return;
    if (this.#waits()) {
      await this.flush();
      return;
    }
    const differs = textOf(theirs) !== ownText(editor);
    batch(() => {
      this.#record.value = { ...theirs, file: theirs.file ?? known.file };
      takeOver(editor, theirs);
    });
    if (differs) this.#options.adopted();
  }
}

/** What an editor holds of one's own: the edits, or the published text where there are none. */
function ownText(editor: NotebookEditor): string {
  const { mine, published } = editor.copies.peek();
  return mine ?? published;
}

function written(record: NotebookRecord, editor: NotebookEditor, at: number): NotebookRecord {
  const { mine, base, published, showing } = editor.copies.peek();
  const { document } = editor.state.peek();
  const own = showing === 'mine' || mine === null ? notebookText(document) : mine;
  const text = mine === null ? null : { text: own, base };
  const changed = own === textOf(record) ? record.changed : at;
  return { ...record, published, mine: text, title: document.title || record.title, changed };
}

function takeOver(editor: NotebookEditor, theirs: NotebookRecord): void {
  editor.setPublished(theirs.published);
  if (textOf(theirs) !== ownText(editor)) {
    editor.apply({ kind: 'text', text: textOf(theirs) }, 'adopt');
  }
}
