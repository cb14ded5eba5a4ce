import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Eagerness, NotebookRuntime } from '../../notebook/index.ts';
import { anchorOf } from './link.ts';
import { rememberView, viewState } from './view-state.ts';

/** How the cells of the notebook on screen are looked at: which are folded, and when each runs. Kept in the browser. */
export class ViewedCells {
  readonly #runtime: NotebookRuntime;
  readonly #folded: Signal<ReadonlySet<string>> = signal(new Set());
  readonly #eagerness: Signal<ReadonlyMap<string, Eagerness>> = signal(new Map());
  #notebook = '';
  #title = '';

  constructor(runtime: NotebookRuntime) {
    this.#runtime = runtime;
  }

  /** Ids of the cells of which only the heading is shown. */
  get folded(): ReadonlySignal<ReadonlySet<string>> {
    return this.#folded;
  }

  /** When cells run, by id, where it was set by hand. */
  get eagerness(): ReadonlySignal<ReadonlyMap<string, Eagerness>> {
    return this.#eagerness;
  }

  /** Takes up what is remembered of a notebook; true where it is another than before. */
  follow(notebook: string, title: string): boolean {
    const other = notebook !== this.#notebook;
    if (other || title !== this.#title) this.#takeUp(notebook);
    this.#title = title;
    return other;
  }

  fold(id: string): void {
    const folded = new Set(this.#folded.value);
    if (!folded.delete(id)) folded.add(id);
    this.#folded.value = folded;
    this.#remember();
  }

  setEagerness(id: string, eagerness: Eagerness): void {
    this.#eagerness.value = new Map(this.#eagerness.value).set(id, eagerness);
    this.#runtime.setEagerness(id, eagerness);
    this.#remember();
  }

  #takeUp(notebook: string): void {
    this.#notebook = notebook;
    const { folded, eagerness } = viewState(notebook);
    const { cells } = this.#runtime.document.value;
    const ids = new Map(cells.map((cell) => [anchorOf(cell, cells), cell.id]));
    const chosen = Object.entries(eagerness).flatMap(([anchor, one]) => {
      const id = ids.get(anchor);
      return id === undefined ? [] : [[id, one] as const];
    });
    batch(() => {
      this.#folded.value = new Set(folded.flatMap((anchor) => ids.get(anchor) ?? []));
      this.#eagerness.value = new Map(chosen);
    });
    for (const [id, one] of chosen) this.#runtime.setEagerness(id, one);
  }

  #remember(): void {
    const { cells } = this.#runtime.document.value;
    const anchors = new Map(cells.map((cell) => [cell.id, anchorOf(cell, cells)]));
    const chosen = [...this.#eagerness.value].flatMap(([id, one]) => {
      const anchor = anchors.get(id);
      return anchor === undefined || one === 'by-cost' ? [] : [[anchor, one] as const];
    });
    rememberView(this.#notebook, {
      folded: [...this.#folded.value].flatMap((id) => anchors.get(id) ?? []),
      eagerness: Object.fromEntries(chosen),
    });
  }
}
