import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { strangers } from '../text/identity.ts';
import { notebookText, parseNotebook } from '../text/parse.ts';
import type { NotebookDocument } from '../types.ts';
import { type Copies, copiesOf, type Standing, standingOf } from './copies.ts';
import { History } from './history.ts';
import { edited, type Operation } from './operations.ts';
import type { RenamedInSql } from './rename.ts';
import { type StepSummary, summaryOf, type TextPurpose } from './summary.ts';

/** What can be taken back: the document, and the inputs as they were set. */
export interface Edited {
  readonly document: NotebookDocument;
  readonly values: ReadonlyMap<string, unknown>;
}

export interface EditorOptions {
  /** `renamedInSql`, which comes with the SQL parser. */
  readonly inSql?: RenamedInSql;
  /** A document that was on screen before, none of whose ids may come again. */
  readonly unlike?: NotebookDocument;
  /** Inputs as they were set on an earlier visit. */
  readonly values?: ReadonlyMap<string, unknown>;
  readonly now?: () => number;
}

/**
 * A notebook while it is edited: the copy that was published or opened, one's own edits of it, and all steps between.
 * One per open notebook.
 */
export class NotebookEditor {
  readonly #options: EditorOptions;
  readonly #state: Signal<Edited>;
  readonly #copies: Signal<Copies>;
  readonly #undoes = signal<StepSummary | null>(null);
  readonly #redoes = signal<StepSummary | null>(null);
  readonly #history: History<Edited, StepSummary>;

  /** `mine`: edits of an earlier visit, with the published text that they were made from. */
  constructor(
    published: string,
    mine: { readonly text: string; readonly base: string } | null = null,
    options: EditorOptions = {},
  ) {
    this.#options = options;
    const copies = copiesOf(published, mine);
    const text = copies.mine ?? published;
    const document = parseNotebook(text, options.unlike ? strangers(options.unlike) : undefined);
    this.#copies = signal(copies);
    const state: Edited = { document, values: options.values ?? new Map() };
    this.#state = signal(state);
    this.#history = new History(state, options.now);
  }

  /** The document and inputs on screen; the published document while that is looked at. */
  get state(): ReadonlySignal<Edited> {
    return this.#state;
  }

  get copies(): ReadonlySignal<Copies> {
    return this.#copies;
  }

  /** What would be taken back; null where there is nothing. */
  get undoes(): ReadonlySignal<StepSummary | null> {
    return this.#undoes;
  }

  /** What would be done again; null where there is nothing. */
  get redoes(): ReadonlySignal<StepSummary | null> {
    return this.#redoes;
  }

  get standing(): Standing {
    return standingOf(this.copies.value);
  }

  /**
   * Makes an edit; typing in one cell is one step until it pauses. Editing while the published copy is looked at goes
   * on from one's own. `purpose`: why the whole text is another. Throws `notebook-syntax` for a name that cannot be.
   */
  apply(operation: Operation, purpose: TextPurpose | null = null): void {
    const { document, values } = this.#history.present;
    const now = edited(document, operation, this.#options.inSql);
    if (now === document) {
      this.#show(this.#history.present);
      return;
    }
    const group = operation.kind === 'body' ? `body ${operation.id}` : null;
    const what = summaryOf(document, operation, purpose);
    this.#history.push({ document: now, values: moved(values, document, now) }, what, group);
    this.#follow();
  }

  /** Sets an input, as a step; typing in one is one step until it pauses, each choice or brush is its own. */
  setValue(name: string, value: unknown): void {
    const { document, values } = this.#history.present;
    const what: StepSummary = { kind: 'value', name, cell: 'input' };
    const typed = typeof value === 'string' || typeof value === 'number';
    this.#history.push(
      { document, values: new Map(values).set(name, value) },
      what,
      typed ? `value ${name}` : null,
    );
    this.#followValues();
  }

  /** Sets several inputs, as one step. */
  setValues(changes: ReadonlyMap<string, unknown>): void {
    const [name] = changes.keys();
    if (name === undefined) return;
    const { document, values } = this.#history.present;
    const now = new Map([...values, ...changes]);
    this.#history.push({ document, values: now }, { kind: 'value', name, cell: 'input' }, null);
    this.#followValues();
  }

  /** The inputs as they are set for other data; how they were set for the former is no step any more. */
  replaceValues(values: ReadonlyMap<string, unknown>): void {
    const states = new Map<NotebookDocument, Edited>();
    this.#history.rewrite(({ document }) => {
      const state = states.get(document) ?? { document, values };
      states.set(document, state);
      return state;
    });
    this.#followValues();
  }

  /** Ends a group of typing. */
  seal(): void {
    this.#history.seal();
  }

  /** Takes the newest step back and says what it was; null where there is none. */
  undo(): StepSummary | null {
    return this.#step(this.#history.undoes, () => this.#history.undo());
  }

  /** Does again what was taken back last and says what it was; null where there is nothing. */
  redo(): StepSummary | null {
    return this.#step(this.#history.redoes, () => this.#history.redo());
  }

  /** Looks at the published copy; one's own edits wait. */
  showPublished(): void {
    const { published } = this.copies.value;
    this.#history.seal();
    batch(() => {
      this.#copies.value = { ...this.copies.value, showing: 'published' };
      const { document, values } = this.#history.present;
      this.#state.value = { document: parseNotebook(published, document), values };
    });
  }

  /** Goes back to one's own edits. */
  showMine(): void {
    this.#show(this.#history.present);
  }

  /** Gives one's own edits up for the published copy, as a step that can be taken back. */
  revert(): void {
    this.apply({ kind: 'text', text: this.copies.value.published }, 'revert');
  }

  /** What is on screen has been published or saved: it is the published copy from now on. */
  publish(): void {
    const text = notebookText(this.#history.present.document);
    this.#copies.value = copiesOf(text, null);
    this.#follow();
  }

  /** The published copy has changed elsewhere; one's own edits stay. */
  setPublished(text: string): void {
    const { mine, base } = this.copies.value;
    if (mine !== null) {
      this.#copies.value = { ...this.copies.value, published: text };
      if (this.copies.value.showing === 'published') this.showPublished();
      return;
    }
    this.#copies.value = copiesOf(text, null);
    if (text !== base) this.apply({ kind: 'text', text }, 'adopt');
  }

  #step(what: StepSummary | null, take: () => Edited): StepSummary | null {
    if (!what) return null;
    take();
    if (what.kind === 'value') this.#followValues();
    else this.#follow();
    return what;
  }

  #follow(): void {
    this.#show(this.#history.present);
  }

  /** The inputs of the newest state; which copy is on screen stays. */
  #followValues(): void {
    if (this.copies.value.showing === 'mine' || this.copies.value.mine === null) {
      this.#follow();
      return;
    }
    const { values } = this.#history.present;
    batch(() => {
      this.#state.value = { ...this.#state.value, values };
      this.#sayHistory();
    });
  }

  #sayHistory(): void {
    this.#undoes.value = this.#history.undoes;
    this.#redoes.value = this.#history.redoes;
  }

  #show(state: Edited): void {
    const { published, base } = this.copies.value;
    const text = notebookText(state.document);
    batch(() => {
      this.#copies.value = copiesOf(published, { text, base });
      this.#state.value = state;
      this.#sayHistory();
    });
  }
}

/** Inputs keep their values under their new names. */
function moved(
  values: ReadonlyMap<string, unknown>,
  before: NotebookDocument,
  now: NotebookDocument,
): ReadonlyMap<string, unknown> {
  const names = new Map(before.cells.map(({ id, name }) => [id, name]));
  const renamed = now.cells.flatMap(({ id, name }) => {
    const old = names.get(id);
    return old && name && old !== name && values.has(old) ? [{ old, name }] : [];
  });
  if (renamed.length === 0) return values;
  const result = new Map(values);
  for (const { old } of renamed) result.delete(old);
  for (const { old, name } of renamed) result.set(name, values.get(old));
  return result;
}
