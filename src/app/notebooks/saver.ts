import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { notebookText } from '../../notebook/index.ts';
import type { Keeper } from './keeper.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { AttachedFile } from './record.ts';

export interface SaveOptions {
  /** Into another file than the one that it was saved to last. */
  readonly elsewhere?: boolean;
  /** Although the file was changed by something else. */
  readonly anyway?: boolean;
}

/** How a save ended. */
export type SaveOutcome =
  | { readonly kind: 'written' | 'downloaded'; readonly name: string }
  | { readonly kind: 'cancelled' | 'clash' };

/** Saves the notebook on screen to the user's files. */
export class Saver {
  readonly #document: OpenNotebook;
  readonly #keeper: Keeper;
  readonly #clash: Signal<string | null> = signal(null);

  constructor(document: OpenNotebook, keeper: Keeper) {
    this.#document = document;
    this.#keeper = keeper;
  }

  /** What the file holds now, where something else has changed it since it was read or written here. */
  get clash(): ReadonlySignal<string | null> {
    return this.#clash;
  }

  /** Writes what is on screen; a file that something else has changed is not written over unless `anyway`. */
  async save({ elsewhere = false, anyway = false }: SaveOptions = {}): Promise<SaveOutcome> {
    const editor = this.#document.editor.peek();
    const record = this.#keeper.record.peek();
    if (!editor || !record) return { kind: 'cancelled' };
    const files = await import('./notebook-files.ts');
    const { document } = editor.state.peek();
    const text = notebookText(document);
    const file = elsewhere ? null : record.file;
    if (file?.handle && !anyway) {
      const there = await files.textInFile(file.handle, true);
      if (there !== null && there !== file.text && there !== text) {
        this.#clash.value = there;
        return { kind: 'clash' };
      }
    }
    const name = record.file?.name ?? files.fileNameOf(document.title);
    const saved = await files.saveNotebook(text, name, file?.handle ?? null);
    if (!saved) return { kind: 'cancelled' };
    this.#clash.value = null;
    await this.#attach(saved);
    return { kind: saved.handle ? 'written' : 'downloaded', name: saved.name };
  }

  /** Takes what the file holds now; what was here can be taken back and stays as a version. */
  async takeTheirs(): Promise<void> {
    const theirs = this.#clash.peek();
    const record = this.#keeper.record.peek();
    const editor = this.#document.editor.peek();
    if (theirs === null || !record?.file || !editor) return;
    await this.#keeper.flush();
    editor.apply({ kind: 'text', text: theirs }, 'adopt');
    this.#clash.value = null;
    await this.#attach({ ...record.file, text: theirs });
  }

  /** Leaves the file as it is for now. */
  dismiss(): void {
    this.#clash.value = null;
  }

  /** A notebook of one's own is from now on what its file holds; of any other the published copy stays what it was. */
  async #attach(file: AttachedFile): Promise<void> {
    const record = this.#keeper.record.peek();
    const editor = this.#document.editor.peek();
    if (!record || !editor) return;
    const own = record.origin === 'mine' || record.origin === 'file';
    const base = editor.copies.peek().base;
    const version = { text: file.text, base, reason: 'saved' } as const;
    await this.#keeper.versions.keep(record.id, version);
    if (own && notebookText(editor.state.peek().document) === file.text) editor.publish();
    await this.#keeper.change({ file });
  }
}
