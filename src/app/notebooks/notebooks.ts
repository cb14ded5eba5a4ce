import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { breath } from '../../engine/breath.ts';
import { locale, t } from '../../i18n/index.ts';
import { notebookText, parseNotebook } from '../../notebook/index.ts';
import { digest } from '../../notebook/runtime/digest.ts';
import {
  type BuiltInText,
  builtInText,
  type DataOnScreen,
  HOME,
  homeOf,
  isBuiltIn,
} from './built-in.ts';
import { currentOf } from './current.ts';
import { Keeper } from './keeper.ts';
import { Library } from './library.ts';
import type { NotebookFile } from './notebook-files.ts';
import type { OpenNotebook } from './open-notebook.ts';
import { fresh, type NotebookRecord, type NotebookSummary, textOf } from './record.ts';
import { Saver } from './saver.ts';
import { browserNotebooks, inputsKey, type NotebookStore } from './store.ts';
import { tabNews } from './tab-news.ts';
import type { CurrentNotebook, NotebooksOptions, OpenTextOptions } from './types.ts';

const NO_DATA: DataOnScreen = { id: '', version: '', tables: null };

/**
 * The notebooks of this page: which one is on screen, and all that the browser keeps of them. One per page; `show` is
 * called with the data whenever that, the language or the wanted notebook has changed.
 */
export class Notebooks {
  readonly document: OpenNotebook;
  readonly library: Library;
  readonly keeper: Keeper;
  readonly saver: Saver;
  readonly #store: NotebookStore;
  readonly #builtIn: BuiltInText;
  readonly #now: () => number;
  readonly #wanted: Signal<string> = signal(HOME);
  readonly #current = computed(() => currentOf(this.keeper, this.document));
  #data = NO_DATA;
  /** What is on screen or on its way there. */
  #shown = '';
  #showing: Promise<void> = Promise.resolve();
  #given: { readonly id: string; readonly values: ReadonlyMap<string, unknown> } | null = null;

  constructor(document: OpenNotebook, options: NotebooksOptions = {}) {
    const { store = browserNotebooks(), news = tabNews(), builtIn = builtInText } = options;
    const { now = Date.now, adopted = () => {} } = options;
    this.document = document;
    this.#store = store;
    this.#builtIn = builtIn;
    this.#now = now;
    this.library = new Library(store, now);
    const delay = options.delay === undefined ? {} : { delay: options.delay };
    const noted = (record: NotebookRecord) => this.library.hold(record);
    this.keeper = new Keeper({ store, news, now, adopted, noted, ...delay });
    this.saver = new Saver(document, this.keeper);
    news.listen(() => void this.library.refresh());
  }

  /** Id of the notebook that is to be on screen; `overview` is the one that stands for the data. */
  get wanted(): ReadonlySignal<string> {
    return this.#wanted;
  }

  /** Null before the first notebook is on screen. */
  get current(): ReadonlySignal<CurrentNotebook | null> {
    return this.#current;
  }

  /** Newest first. */
  get recent(): ReadonlySignal<readonly NotebookSummary[]> {
    return this.library.recent;
  }

  /** Reads what is kept. `again`: the notebook that was open last is wanted again. */
  async start(again: boolean): Promise<void> {
    await this.library.refresh();
    const last = again ? this.library.last() : null;
    if (last) this.#wanted.value = last;
  }

  list(): readonly NotebookSummary[] {
    return this.library.recent.value;
  }

  /** Says which notebook is to be on screen with the next `show`. */
  want(id: string): void {
    this.#wanted.value = id;
  }

  /** Shows a notebook that is kept, or a built-in one, on the data that is open. */
  async open(id: string): Promise<void> {
    const before = this.#wanted.peek();
    this.#wanted.value = id;
    try {
      await this.show(this.#data);
    } catch (error) {
      if (this.#wanted.peek() === id) this.#wanted.value = before;
      throw error;
    }
  }

  /** Opens a text as a notebook. One that is here already goes on with one's own edits. */
  async openText(text: string, options: OpenTextOptions): Promise<void> {
    const { origin, path = null, name = '', handle = null, values } = options;
    const id =
      origin === 'hosted' && path !== null
        ? `hosted:${path}`
        : origin === 'shared'
          ? `shared:${digest(text)}`
          : await this.library.idOfFile(origin === 'file' ? { name, handle, text } : null);
    const at = this.#now();
    await this.keeper.end();
    const title = parseNotebook(text).title || name.replace(/\.[^.]+$/, '');
    await this.library.write(id, (there) => ({
      ...(there ?? fresh(id, origin, text, at)),
      path,
      title: there?.mine ? there.title : title,
      published: text,
      file: origin === 'file' ? { name, handle, text, at, read: true } : (there?.file ?? null),
    }));
    if (values) this.#given = { id, values };
    if (id === this.#wanted.value) this.#shown = '';
    await this.open(id);
  }

  /** Opens a notebook file that was picked or dropped. */
  async openFile(file: NotebookFile): Promise<void> {
    const { readNotebookFile } = await import('./notebook-files.ts');
    const text = await readNotebookFile(file);
    await this.openText(text, { origin: 'file', name: file.name, handle: file.handle ?? null });
  }

  /** Makes an empty notebook and shows it. */
  async create(): Promise<void> {
    const title = this.library.freeTitle(t('documents.untitled'));
    const { retitled } = await import('../../notebook/edit/title.ts');
    await this.openText(retitled(`# ${title}\n`, title), { origin: 'mine' });
  }

  /** A copy of one's own of any notebook, as it is here now. */
  async duplicate(id: string): Promise<void> {
    const { retitled } = await import('../../notebook/edit/title.ts');
    const text = await this.#textOf(id);
    const old = parseNotebook(text).title || t('documents.untitled');
    const title = this.library.freeTitle(t('documents.copy-of', { title: old }));
    await this.openText(retitled(text, title), { origin: 'mine' });
  }

  /** Gives a notebook another title: an edit like any other. Rejects with `notebook-syntax`. */
  async rename(id: string, title: string): Promise<void> {
    const { retitled } = await import('../../notebook/edit/title.ts');
    if (this.isCurrent(id)) {
      const { document } = this.#editor()?.state.peek() ?? {};
      if (document) {
        this.document.apply(
          { kind: 'text', text: retitled(notebookText(document), title) },
          'title',
        );
      }
      return;
    }
    await this.library.write(id, (there) => {
      const record = there ?? fresh(id, 'mine', '', this.#now());
      const mine = {
        text: retitled(textOf(record), title),
        base: record.mine?.base ?? record.published,
      };
      return { ...record, title, mine, changed: this.#now() };
    });
  }

  /** Deletes a notebook; `undelete` brings it back until the page is opened another time. */
  async delete(id: string): Promise<void> {
    if (this.isCurrent(id)) {
      await this.keeper.end();
      this.keeper.forget();
      this.#shown = '';
    }
    await this.library.mark(id, this.#now());
    if (this.#wanted.value === id) await this.open(HOME);
  }

  async undelete(id: string): Promise<void> {
    await this.library.mark(id, null);
    await this.open(id);
  }

  /** Puts a version on screen, as a step; what is there now stays as a version too. */
  async restore(text: string): Promise<void> {
    await this.keeper.flush();
    const record = this.keeper.record.peek();
    this.document.apply({ kind: 'text', text }, 'restore');
    if (record) await this.keeper.versions.keep(record.id, { text, reason: 'restored' });
  }

  isCurrent(id: string): boolean {
    return this.keeper.record.peek()?.id === id;
  }

  /** Deletes every notebook that the browser keeps. */
  async clear(): Promise<void> {
    this.keeper.forget();
    this.#shown = '';
    this.#wanted.value = HOME;
    await this.library.clear();
  }

  /**
   * Shows the wanted notebook on this data, in the reader's language where there are no edits of one's own. `same`:
   * the data is what it was before, changed or under another id, so that inputs keep their values. Without data there
   * is nothing that stands for it: no notebook is on screen then.
   */
  show(data: DataOnScreen, same = false): Promise<void> {
    const before = this.#data;
    this.#data = data;
    const wanted = this.#wanted.peek();
    const id = wanted === HOME ? homeOf(data) : wanted;
    const language = isBuiltIn(id) ? locale.peek() : '';
    const nothing = wanted === HOME && data.id === '';
    const shown = nothing ? '' : `${id}|${language}|${data.tables?.name ?? ''}`;
    this.#showing = this.#showing
      .catch(() => undefined)
      .then(async () => {
        if (nothing) await this.#close();
        else if (shown !== this.#shown) await this.#open(id, shown);
        else if (before !== data) await this.#move(before, data, same);
      });
    return this.#showing;
  }

  async #close(): Promise<void> {
    this.#shown = '';
    await this.keeper.end();
    this.keeper.forget();
  }

  /** The same notebook on other data. */
  async #move(before: DataOnScreen, data: DataOnScreen, same: boolean): Promise<void> {
    const record = this.keeper.record.peek();
    const other = before.id !== data.id && !same;
    if (!other || !record) {
      if (before.version !== data.version) this.document.moveTo(data.version);
      this.keeper.moveTo(data.id, true);
      return;
    }
    await this.keeper.flush();
    const values = await this.#values(record.id, data.id);
    // How a link set them holds for the first data that is opened.
    const first = before.id === '' && values.size === 0;
    this.document.moveTo(data.version, first ? null : values);
    this.keeper.moveTo(data.id, first);
  }

  async #open(id: string, shown: string): Promise<void> {
    // Edits stay in the language that they were made in.
    if (isBuiltIn(id) && this.isCurrent(id) && this.#editor()?.copies.peek().mine) {
      this.#shown = shown;
      return;
    }
    const isAnother = !this.isCurrent(id);
    await this.keeper.flush();
    const record = await this.#recordOf(id);
    await this.keeper.end();
    this.#shown = shown;
    const values = await this.#values(id, this.#data.id);
    const { published, mine } = record;
    await breath();
    const editor = await this.document.open(published, this.#data.version, mine, values, isAnother);
    if (!editor) return;
    this.saver.dismiss();
    const { title } = editor.state.peek().document;
    const opened = { ...record, title: title || record.title, opened: this.#now() };
    this.keeper.begin(opened, editor, this.#data.id);
    void this.library.touch(opened);
  }

  /** The notebook as it is kept, with the published text of today. */
  async #recordOf(id: string): Promise<NotebookRecord> {
    const there = await this.library.get(id);
    if (!isBuiltIn(id)) {
      if (there) return this.library.withFile(there);
      this.#wanted.value = HOME;
      return this.#recordOf(homeOf(this.#data));
    }
    const record = there ?? fresh(id, 'built-in', '', this.#now());
    const language = record.mine ? (record.language ?? locale.peek()) : locale.peek();
    const published = (await this.#builtIn(id, language, this.#data)) || record.published;
    return { ...record, published, language };
  }

  /** Inputs as they were set on this data. */
  async #values(id: string, data: string): Promise<ReadonlyMap<string, unknown>> {
    const given = this.#given?.id === id ? this.#given.values : null;
    this.#given = null;
    if (given) return given;
    const kept = await this.#store.inputs.get(inputsKey(id, data)).catch(() => undefined);
    return new Map(kept?.values ?? []);
  }

  async #textOf(id: string): Promise<string> {
    const editor = this.isCurrent(id) ? this.#editor() : null;
    return editor ? notebookText(editor.state.peek().document) : textOf(await this.#recordOf(id));
  }

  #editor() {
    return this.document.editor.peek();
  }
}
