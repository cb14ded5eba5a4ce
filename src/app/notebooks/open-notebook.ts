import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { breath } from '../../engine/breath.ts';
import {
  NotebookEditor,
  type NotebookRuntime,
  type Operation,
  type RenamedInSql,
  type SqlNames,
  type TextPurpose,
} from '../../notebook/index.ts';

type SqlParser = typeof import('../../notebook/sql-names.ts');

/**
 * The notebook on screen, tied to the runtime: every edit and every input goes through its editor, so that both can
 * be taken back, and the runtime follows. One per page.
 */
export class OpenNotebook {
  readonly #runtime: NotebookRuntime;
  readonly #editor: Signal<NotebookEditor | null> = signal(null);
  #sql: SqlParser | null = null;
  #version = '';
  /** Asked for last; shown once its SQL can be read. */
  #newest: NotebookEditor | null = null;
  #stop: (() => void) | null = null;

  constructor(runtime: NotebookRuntime) {
    this.#runtime = runtime;
  }

  /** Null before the first notebook is open. */
  get editor(): ReadonlySignal<NotebookEditor | null> {
    return this.#editor;
  }

  /**
   * Opens a notebook on a version of the data. `mine`: one's own edits of it, with the published text that they were
   * made from; `values`: its inputs as they were set; `isAnother`: none of its cells is one of those on screen, so that
   * what a reader was about to do to those cannot be done to these. Resolves with its editor, or null where another was opened
   * meanwhile.
   */
  async open(
    published: string,
    version: string,
    mine: { readonly text: string; readonly base: string } | null = null,
    values: ReadonlyMap<string, unknown> = new Map(),
    isAnother = true,
  ): Promise<NotebookEditor | null> {
    const inSql: RenamedInSql = (sql, ...rest) => this.#sql?.renamedInSql(sql, ...rest) ?? sql;
    const before = this.#editor.peek()?.state.peek().document;
    const unlike = isAnother && before ? { unlike: before } : {};
    const editor = new NotebookEditor(published, mine, { inSql, values, ...unlike });
    this.#version = version;
    this.#newest = editor;
    await this.#fetchSql(editor);
    // What was read is drawn in a task of its own.
    await breath();
    if (this.#newest !== editor) return null;
    this.#editor.value = editor;
    this.#follow(editor);
    return editor;
  }

  /**
   * The same notebook, with its edits, on another version of the data; `values`: its inputs, where the data is another
   * and those of the former mean nothing to it.
   */
  moveTo(version: string, values: ReadonlyMap<string, unknown> | null = null): void {
    this.#version = version;
    const editor = this.#editor.value;
    if (!editor) return;
    this.#stop?.();
    if (values) editor.replaceValues(values);
    this.#follow(editor);
  }

  /** Makes an edit; throws `notebook-syntax` for a name that cannot be. */
  apply(operation: Operation, purpose: TextPurpose | null = null): void {
    this.#editor.value?.apply(operation, purpose);
  }

  /** Sets an input. */
  setValue(name: string, value: unknown): void {
    this.#editor.value?.setValue(name, value);
  }

  /** Sets several inputs, as one step. */
  setValues(changes: ReadonlyMap<string, unknown>): void {
    this.#editor.value?.setValues(changes);
  }

  #follow(editor: NotebookEditor): void {
    this.#stop?.();
    let shown: unknown = null;
    let set: unknown = null;
    this.#stop = effect(() => {
      const { document, values } = editor.state.value;
      if (values !== set) this.#runtime.setValues(values);
      if (document !== shown) this.#runtime.open(document, this.#version, this.#names(editor));
      set = values;
      shown = document;
    });
  }

  /** Finds what SQL mentions; the parser is fetched with the first SQL cell, and the graph is then built again. */
  #names(editor: NotebookEditor): SqlNames | undefined {
    if (this.#sql) return this.#sql.sqlNames;
    void this.#fetchSql(editor).then(() => {
      if (this.#sql && this.#editor.peek() === editor) this.#follow(editor);
    });
    return undefined;
  }

  async #fetchSql(editor: NotebookEditor): Promise<void> {
    const { cells } = editor.state.peek().document;
    if (this.#sql || !cells.some(({ kind }) => kind === 'sql')) return;
    this.#sql = await import('../../notebook/sql-names.ts');
  }
}
