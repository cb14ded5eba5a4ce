import { effect, untracked } from '@preact/signals-core';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CellFrame } from '../cells/frame/frame.ts';
import { openedCells } from '../cells/opened.ts';
import { TabhouseError } from '../engine/errors.ts';
import { t } from '../i18n/index.ts';
import { type Cell, segmentOf } from '../notebook/index.ts';
import { iconButton } from '../ui/base.ts';
import { isReduced } from '../ui/motion/index.ts';
import { Watching } from '../ui/watching.ts';
import type { CellSlot } from './cell-slot.ts';
import { markChosen } from './input-pick.ts';
import { answerCells } from './notebook/answers.ts';
import { CellDrag } from './notebook/drag.ts';
import { handsOnScreen, NotebookHands, type NotebookPage } from './notebook/hands.ts';
import { holdInSight } from './notebook/hold-in-sight.ts';
import { NotebookKeys } from './notebook/keys.ts';
import { lazyAbove } from './notebook/laziness.ts';
import { cellAt } from './notebook/link.ts';
import type { Starter, StarterContext } from './notebook/starters.ts';
import { staying } from './notebook/staying.ts';
import { notebookStyles } from './notebook/styles.ts';
import { isReading } from './share/origin.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../cells/index.ts';
import '../ui/button.ts';
import '../ui/empty.ts';
import './cell-slot.ts';
import './selection/filter-bar.ts';
import './sample-chip.ts';

/** The notebook on screen: a page of cells, what is in view runs first. */
@customElement('th-notebook')
export class NotebookView extends Watching implements NotebookPage {
  @property({ attribute: false }) workspace!: Workspace;
  /** Position at which a cell is to be added, and what the choice stands beside. */
  @state() private adding: { readonly at: number; readonly anchor: DOMRect } | null = null;
  @state() private graph = false;
  #hands: NotebookHands | null = null;
  #watch: IntersectionObserver | null = null;
  #stop: (() => void) | null = null;
  #holding: (() => void) | null = null;
  /** Fragment of the address that has been followed. */
  #followed: string | null = null;
  /** Where a fragment has led to a cell last. */
  #led: { readonly hash: string; readonly document: unknown } | null = null;
  /** Id of the notebook that is looked at. */
  #shown: string | null = null;

  static override styles = [shared, iconButton, notebookStyles];

  constructor() {
    super();
    new NotebookKeys(this, () => this.#hands);
    new CellDrag(this, () => this.#hands);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.workspace) this.#begin();
  }

  /** An element that was on the page before its code came has its properties with its first drawing only. */
  protected override willUpdate(): void {
    if (!this.#stop && this.isConnected) this.#begin();
  }

  #begin(): void {
    this.#watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.workspace.runtime.setOnScreen(target.id, isIntersecting);
      }
    });
    this.#hands ??= new NotebookHands(this.workspace, this);
    const hands = this.#hands;
    handsOnScreen.value = hands;
    answerCells(this, this.workspace, hands);
    this.addEventListener('dblclick', this.#onDoubleClick);
    window.addEventListener('hashchange', this.#followLink);
    const stopLaziness = effect(() => this.workspace.runtime.setLazyAbove(lazyAbove.value));
    const stopFollowing = effect(() => {
      const { title } = this.workspace.runtime.document.value;
      const id = this.workspace.notebooks.current.value?.id;
      untracked(() => {
        hands.follow(id ?? title, title);
        if (id !== undefined && id !== this.#shown) this.#arrive(id);
      });
    });
    const stopMarking = markChosen(this.workspace);
    this.#stop = () => {
      stopMarking();
      stopLaziness();
      stopFollowing();
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#stop?.();
    this.#stop = null;
    this.#holding?.();
    window.removeEventListener('hashchange', this.#followLink);
    if (handsOnScreen.peek() === this.#hands) handsOnScreen.value = null;
  }

  /** Scrolls to a cell and puts the focus there. */
  goTo(id: string): void {
    const cell = this.#slot(id);
    cell?.scrollIntoView({ behavior: isReduced() ? 'auto' : 'smooth', block: 'start' });
    cell?.focus({ preventScroll: true });
  }

  frame(id: string): CellFrame | null {
    return this.#slot(id)?.frame ?? null;
  }

  reveal(id: string): void {
    void this.updateComplete.then(() => {
      const slot = this.#slot(id);
      slot?.focus({ preventScroll: true });
      slot?.scrollIntoView({ block: 'nearest' });
    });
  }

  enter(id: string, select?: string): void {
    void this.#enter(id, select);
  }

  expect(): void {
    void import('./notebook/add-panel.ts');
  }

  offer(at: number): void {
    const { cells } = this.workspace.runtime.document.value;
    const [before, after] = [cells[at - 1], cells[at]];
    const near = (before ?? after) && this.#slot((before ?? after)?.id ?? '');
    const box = near?.getBoundingClientRect() ?? this.getBoundingClientRect();
    const y = before ? box.bottom + 8 : box.top - 8;
    this.expect();
    this.adding = { at, anchor: new DOMRect(box.left + box.width / 2 - 190, y, 0, 0) };
  }

  showGraph(): void {
    void import('./graph/graph-drawer.ts');
    this.graph = true;
  }

  protected override render() {
    const { cells } = this.workspace.runtime.document.value;
    const stale = this.workspace.runtime.stale.value;
    const firstInput = cells.find(({ kind }) => kind === 'input');
    return html`<div class="page" role="main" aria-label=${t('app.bar.main')} @focusin=${this.#onTouch}>
      ${cells.length > 0 ? html`<button type="button" class="icon graph" aria-label=${t('graph.show')} title=${t('graph.show')} @click=${() => this.showGraph()}><th-icon name="workflow"></th-icon></button>` : nothing}
      ${this.workspace.dataset.value?.report.sample ? html`<th-sample-chip .workspace=${this.workspace}></th-sample-chip>` : nothing}
      ${!firstInput && segmentOf(this.workspace.runtime.document.value.frontMatter) !== null ? html`<th-filter-bar .workspace=${this.workspace}></th-filter-bar>` : nothing}
      ${repeat(
        groups(cells),
        (group) => group[0]?.id,
        (group) =>
          group[0]?.kind === 'input'
            ? html`<div class="inputs" ${ref(group[0] === firstInput ? staying : undefined)}>${repeat(
                group,
                ({ id }) => id,
                (cell) => this.slotFor(cell),
              )}${group[0] === firstInput ? html`<th-filter-bar .workspace=${this.workspace}></th-filter-bar>` : nothing}</div>`
            : group.map((cell) => this.slotFor(cell)),
      )}
      ${cells.length === 0 ? this.#nothingYet() : isReading(this.workspace) ? nothing : html`<button type="button" class="quiet end" @click=${() => this.offer(cells.length)}><th-icon name="plus"></th-icon>${t('hands.add')}</button>`}
      <div class="stale" role="status">${
        stale > 0
          ? html`<th-button variant="primary" icon="play" @click=${() => this.workspace.runtime.runStale()}>${t('hands.stale', { n: stale })}</th-button>`
          : nothing
      }</div>
    </div>
    ${this.adding ? this.#panel(this.adding) : nothing}
    ${
      this.graph
        ? html`<th-graph-drawer .workspace=${this.workspace} @show=${({ detail }: CustomEvent<string>) => this.#hands?.show(detail)} @close=${() => {
            this.graph = false;
          }}></th-graph-drawer>`
        : nothing
    }`;
  }

  protected override updated(): void {
    this.#watch?.disconnect();
    for (const slot of this.renderRoot.querySelectorAll('th-cell-slot')) this.#watch?.observe(slot);
    if (this.#followed !== location.hash) this.#followLink();
  }

  private slotFor(cell: Cell) {
    return html`<th-cell-slot id=${cell.id} tabindex="-1" .workspace=${this.workspace} .hands=${this.#hands} .cell=${cell}></th-cell-slot>`;
  }

  async #enter(id: string, select?: string): Promise<void> {
    await this.updateComplete;
    const slot = this.#slot(id);
    await slot?.updateComplete;
    slot?.scrollIntoView({ block: 'nearest' });
    await slot?.frame?.focusEditor(select);
  }

  #slot(id: string): CellSlot | null {
    return this.renderRoot.querySelector<CellSlot>(`th-cell-slot#${CSS.escape(id)}`);
  }

  #nothingYet() {
    return html`<th-empty icon="file-text" heading=${t('hands.empty')}>${t('hands.empty.advice')}
      <th-button slot="action" variant="primary" icon="plus" @click=${() => this.offer(0)}>${t('hands.add')}</th-button>
    </th-empty>`;
  }

  #panel({ at, anchor }: { readonly at: number; readonly anchor: DOMRect }) {
    const { runtime, dataset } = this.workspace;
    const context: StarterContext = {
      cells: runtime.document.value.cells,
      at,
      open: dataset.value,
      result: (id) => runtime.result(id).peek(),
    };
    return html`<th-add-panel .context=${context} .anchor=${anchor}
      @choose=${({ detail }: CustomEvent<Starter>) => this.#hands?.insert(at, detail.text)}
      @close=${() => {
        this.adding = null;
      }}></th-add-panel>`;
  }

  #onTouch = (event: Event) => {
    const slot = event.composedPath().find(isSlot);
    if (slot) this.#hands?.select(slot.id);
  };

  /** A double click edits what has no other use for it. */
  #onDoubleClick = (event: Event) => {
    const path = event.composedPath();
    const slot = path.find(isSlot);
    if (slot?.cell.kind !== 'text' || this.#hands?.editing.value.has(slot.id)) return;
    if (path.some((one) => one instanceof Element && one.matches('a, button, .chrome'))) return;
    this.#hands?.edit(slot.id);
  };

  /** Another notebook begins at its top with nothing selected, but where the address leads to one of its cells. */
  #arrive(id: string): void {
    // What was wrong with an edit of the notebook before means nothing here.
    const problem = this.workspace.problem.peek();
    if (problem instanceof TabhouseError && problem.code === 'notebook-syntax')
      this.workspace.dismiss();
    this.#shown = id;
    const document = this.workspace.runtime.document.value;
    openedCells.value = new Set(document.cells.map((cell) => cell.id));
    const { hash } = location;
    const leads = cellAt(hash, document.cells) !== null;
    if (leads && this.#led?.hash === hash && this.#led.document === document) return;
    this.#holding?.();
    this.#hands?.select(null);
    const toTop = () => this.closest('.scroll')?.scrollTo({ top: 0, behavior: 'instant' });
    toTop();
    if (leads && this.#led?.hash !== hash) {
      this.#followed = null;
      this.requestUpdate();
    } else void this.updateComplete.then(toTop);
  }

  /** Shows the cell that the address names, as soon as there is one. */
  #followLink = () => {
    const document = this.workspace.runtime.document.value;
    const { cells } = document;
    const cell = cellAt(location.hash, cells);
    if (cells.length > 0) this.#followed = location.hash;
    if (!cell) return;
    this.#led = { hash: location.hash, document };
    this.#hands?.select(cell.id);
    this.#holding?.();
    const page = this.renderRoot.querySelector('.page');
    if (page) this.#holding = holdInSight(page, () => this.goTo(cell.id));
  };
}

const isSlot = (target: EventTarget): target is CellSlot =>
  target instanceof Element && target.localName === 'th-cell-slot';

/** Inputs that stand together are drawn in one line. */
function groups(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const found: Cell[][] = [];
  for (const cell of cells) {
    const last = found.at(-1);
    if (cell.kind === 'input' && last?.[0]?.kind === 'input') last.push(cell);
    else found.push([cell]);
  }
  return found;
}
