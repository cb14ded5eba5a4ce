import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { CellFrame } from '../../cells/frame/frame.ts';
import { t } from '../../i18n/index.ts';
import type { Cell, Operation } from '../../notebook/index.ts';
import { toast } from '../../ui/toast.ts';
import { isReading } from '../share/origin.ts';
import type { Workspace } from '../workspace.ts';
import { converted } from './convert.ts';
import { anchorOf, withAnchor } from './link.ts';
import { ViewedCells } from './viewed.ts';

/** What the hands need of the page that shows the notebook. */
export interface NotebookPage {
  frame(id: string): CellFrame | null;
  /** Brings a cell into sight where it is not, and the focus to it. */
  reveal(id: string): void;
  /** Brings a cell's open editor into sight, and the focus to it; `select` is the part of its text to be typed over. */
  enter(id: string, select?: string): void;
  /** A cell has been selected: what is likely to be needed next can be fetched. */
  expect(): void;
  /** Offers the kinds of cells that can be added at a position. */
  offer(at: number): void;
  showGraph(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** The hands of the notebook on screen; null while there is none. */
export const handsOnScreen: Signal<NotebookHands | null> = signal(null);

/** Everything that a reader does to the cells of the notebook on screen: which is selected, edited, folded, where to. */
export class NotebookHands {
  readonly workspace: Workspace;
  /** Which cells are folded, and when each runs. */
  readonly viewed: ViewedCells;
  readonly #page: NotebookPage;
  readonly #selected: Signal<string | null> = signal(null);
  readonly #editing = signal(NONE);
  #taken = '';

  constructor(workspace: Workspace, page: NotebookPage) {
    this.workspace = workspace;
    this.viewed = new ViewedCells(workspace.runtime);
    this.#page = page;
  }

  /** Id of the cell that keys go to. */
  get selected(): ReadonlySignal<string | null> {
    return this.#selected;
  }

  /** Ids of the cells whose editor is open. */
  get editing(): ReadonlySignal<ReadonlySet<string>> {
    return this.#editing;
  }

  get cells(): readonly Cell[] {
    return this.workspace.runtime.document.value.cells;
  }

  cell(id: string | null = this.#selected.value): Cell | null {
    return this.cells.find((cell) => cell.id === id) ?? null;
  }

  /** Forgets cells that are gone; takes up how another notebook was looked at, which its title tells as well. */
  follow(notebook: string, title: string): void {
    const ids = new Set(this.cells.map(({ id }) => id));
    const other = this.viewed.follow(notebook, title);
    const editing = this.#editing.value;
    batch(() => {
      if (other) this.#editing.value = NONE;
      else if (![...editing].every((id) => ids.has(id)))
        this.#editing.value = new Set([...editing].filter((id) => ids.has(id)));
      if (this.#selected.value !== null && !ids.has(this.#selected.value))
        this.#selected.value = null;
    });
  }

  select(id: string | null): void {
    if (id !== null) this.#page.expect();
    this.#selected.value = id;
  }

  /** Selects the cell that many further down, or up, and shows it. */
  step(by: number): void {
    const at = this.#place();
    const to = at < 0 ? 0 : Math.max(0, Math.min(this.cells.length - 1, at + by));
    this.show(this.cells[to]?.id);
  }

  show(id: string | undefined): void {
    if (id === undefined) return;
    this.select(id);
    this.#page.reveal(id);
  }

  /** Opens a cell's editor; `select` is the part of its text to be typed over. */
  edit(id = this.#selected.value, select?: string): void {
    if (id === null || this.#isLocked()) return;
    batch(() => {
      this.select(id);
      this.#editing.value = new Set(this.#editing.value).add(id);
      if (this.viewed.folded.value.has(id)) this.fold(id);
    });
    this.#page.enter(id, select);
  }

  /** Takes what was typed and closes the editor; the focus goes to the cell. */
  endEdit(id = this.#selected.value): void {
    if (id === null) return;
    this.#page.frame(id)?.commit();
    this.#editing.value = new Set([...this.#editing.value].filter((one) => one !== id));
    if (this.cell(id)) this.#page.reveal(id);
  }

  /** Takes what was typed; the focus goes to the cell, and a text is shown as it reads. */
  leave(id = this.#selected.value): void {
    if (id === null) return;
    if (this.cell(id)?.kind === 'text') this.endEdit(id);
    else {
      this.#page.frame(id)?.commit();
      this.#page.reveal(id);
    }
  }

  run(id = this.#selected.value): void {
    if (id === null) return;
    this.#page.frame(id)?.commit();
    if (this.cell(id)?.kind === 'text') this.endEdit(id);
    else this.workspace.runtime.run(id);
  }

  /** Runs and goes on to the next cell; the last one stays selected, with its result in sight. */
  runAndNext(id = this.#selected.value): void {
    if (id === null) return;
    this.run(id);
    this.endEdit(id);
    const next = this.cells[this.#place(id) + 1];
    if (next) this.show(next.id);
  }

  cancel(id = this.#selected.value): void {
    if (id !== null) this.workspace.runtime.cancel(id);
  }

  /** Offers what can be added above (0) or below (1) a cell. */
  offer(side: 0 | 1, id = this.#selected.value): void {
    const at = this.#place(id);
    this.#page.offer(at < 0 ? this.cells.length : at + side);
  }

  /** Adds blocks of text at a position; where `edits`, opens the first with its text selected, to be typed over. */
  insert(at: number, text: string, edits = true): void {
    const known = new Set(this.cells.map(({ id }) => id));
    const before = this.cells[at - 1];
    if (!this.apply({ kind: 'insert', at, text })) return;
    const made = this.cells.find(({ id }) => !known.has(id));
    // Text beside text is one with it.
    const joined = before?.kind === 'text' ? this.cell(before.id) : this.cells[at];
    const id = (made ?? joined)?.id;
    if (id === undefined) return;
    if (edits) this.edit(id, (made?.body ?? text).trim());
    else this.show(id);
  }

  /** Moves a cell by so many places. */
  move(by: number, id = this.#selected.value): void {
    const at = this.#place(id);
    this.moveTo(id, Math.max(0, Math.min(this.cells.length - 1, at + by)));
  }

  /** `to`: its position once it has left its own. */
  moveTo(id: string | null, to: number): void {
    const at = this.#place(id);
    if (id === null || at < 0 || to === at) return;
    if (!this.apply({ kind: 'move', id, to })) return;
    this.show(this.cell(id)?.id ?? this.cells[Math.min(to, this.cells.length - 1)]?.id);
  }

  duplicate(id = this.#selected.value): void {
    const at = this.#place(id);
    if (id === null || at < 0 || !this.apply({ kind: 'duplicate', id })) return;
    this.show(this.cells[at + 1]?.id);
  }

  /** Deletes a cell; a notice offers it back. */
  delete(id = this.#selected.value): void {
    const cell = this.cell(id);
    const at = this.#place(id);
    if (!cell || !this.apply({ kind: 'delete', id: cell.id })) return;
    const { document } = this.workspace;
    const after = document.editor.value?.state.value.document;
    const label = cell.name ?? t(`frame.kind.${cell.kind}`);
    toast(t('hands.deleted', { name: label }), {
      label: t('hands.undo'),
      run: () => {
        const editor = document.editor.value;
        // Where more was done since, only the cell comes back.
        if (editor?.state.value.document === after) editor?.undo();
        else this.insert(Math.min(at, this.cells.length), cell.source, false);
      },
    });
    const next = this.cells[Math.min(at, this.cells.length - 1)];
    if (next) this.show(next.id);
  }

  fold(id = this.#selected.value): void {
    if (id !== null) this.viewed.fold(id);
  }

  /** Lets the reader type another name. */
  rename(id = this.#selected.value): void {
    if (id !== null) this.#page.frame(id)?.rename();
  }

  /** Saves what the cell draws. */
  savePictures(kind: 'png' | 'svg', id = this.#selected.value): void {
    if (id !== null) this.#page.frame(id)?.savePictures(kind);
  }

  /** Makes another kind of the cell's text. */
  convert(to: 'text' | 'sql', id = this.#selected.value): void {
    const cell = this.cell(id);
    if (!cell || cell.kind === to) return;
    const at = this.#place(id);
    const text = converted(this.workspace.runtime.document.value, cell, to);
    if (this.apply({ kind: 'text', text })) this.show(this.cells[at]?.id);
  }

  /** Copies a link that opens the page at this cell. */
  async link(id = this.#selected.value): Promise<void> {
    const cell = this.cell(id);
    if (!cell) return;
    const address = withAnchor(location.href, anchorOf(cell, this.cells));
    history.replaceState(history.state, '', address);
    await this.#copy(address, t('hands.linked'));
  }

  /** Copies a cell's text; `paste` puts it elsewhere. */
  async take(id = this.#selected.value): Promise<void> {
    const cell = this.cell(id);
    if (!cell) return;
    this.#taken = cell.source;
    await this.#copy(cell.source, t('hands.copied'));
  }

  get hasTaken(): boolean {
    return this.#taken !== '';
  }

  paste(): void {
    const at = this.#place();
    const text = this.#taken.endsWith('\n\n') ? this.#taken : `${this.#taken}\n`;
    if (this.hasTaken) this.insert(at < 0 ? this.cells.length : at + 1, text, false);
  }

  /** Shows who reads whom. */
  showGraph(): void {
    this.#page.showGraph();
  }

  /** Makes an edit; says what is wrong with it where it cannot be made. */
  apply(operation: Operation): boolean {
    if (this.#isLocked()) return false;
    try {
      this.workspace.document.apply(operation);
      return true;
    } catch (error) {
      this.workspace.fail(error);
      return false;
    }
  }

  /** A notebook from elsewhere is read; it is edited once it is one's own. */
  #isLocked(): boolean {
    if (!isReading(this.workspace)) return false;
    toast(t('share.reading.locked'));
    return true;
  }

  #place(id = this.#selected.value): number {
    return this.cells.findIndex((cell) => cell.id === id);
  }

  async #copy(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      toast(said);
    } catch {
      toast(t('hands.copy-refused'));
    }
  }
}
