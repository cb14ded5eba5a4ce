import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import {
  NotebookEditor,
  type NotebookRuntime,
  type Operation,
  type RenamedInSql,
  type SqlNames,
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
   * made from.
   */
  async open(
    published: string,
    version: string,
    mine: { readonly text: string; readonly base: string } | null = null,
  ): Promise<void> {
    const inSql: RenamedInSql = (sql, ...rest) => this.#sql?.renamedInSql(sql, ...rest) ?? sql;
    const editor = new NotebookEditor(published, mine, { inSql });
    this.#version = version;
    this.#newest = editor;
    await this.#fetchSql(editor);
    if (this.#newest !== editor) return;
    this.#editor.value = editor;
    this.#follow(editor);
  }

  /** The same notebook, with its edits, on another version of the data. */
  moveTo(version: string): void {
    this.#version = version;
    const editor = this.#editor.value;
    if (editor) this.#follow(editor);
  }

  /** Makes an edit; throws `notebook-syntax` for a name that cannot be. */
  apply(operation: Operation): void {
    this.#editor.value?.apply(operation);
  }

  /** Sets an input. */
  setValue(name: string, value: unknown): void {
    this.#editor.value?.setValue(name, value);
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
