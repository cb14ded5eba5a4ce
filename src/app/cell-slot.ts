import { computed, effect } from '@preact/signals-core';
import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CellFrame } from '../cells/frame/frame.ts';
import { headingOf } from '../cells/read.ts';
import type { CellWhy } from '../cells/types.ts';
import { breath } from '../engine/breath.ts';
import { t } from '../i18n/index.ts';
import type { Cell, CellResult, CellState } from '../notebook/index.ts';
import { TurnTaking } from '../ui/turn-taking.ts';
import { CalmState } from './notebook/calm-state.ts';
import type { NotebookHands } from './notebook/hands.ts';
import { textProblems, whyOf } from './notebook/why.ts';
import { heldOf, shownResult, shownState } from './selection/previews.ts';
import { unfilteredText } from './selection/unfiltered.ts';
import { isReading } from './share/origin.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';

/** Kinds of a line or a few: what stands below them is in sight too. */
const SMALL = new Set(['text', 'input']);

/** Kinds whose rows come of a text that may know nothing of the filters. */
const FILTERED = new Set(['sql', 'chart', 'table']);

const UNASKED: CellResult = { kind: 'value', rows: [], total: 0, relation: null, detail: {} };

const NO_PROBLEMS: readonly string[] = [];

/** Ties one cell element to its state in the runtime and to what the reader does with it; a change draws it alone. */
@customElement('th-cell-slot')
export class CellSlot extends TurnTaking {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) hands!: NotebookHands;
  @property({ attribute: false }) cell!: Cell;
  @property({ type: Boolean, reflect: true }) selected = false;
  @query('th-cell') readonly frame!: CellFrame | null;
  #stop: (() => void) | null = null;
  #calm: CalmState | null = null;

  static override styles = css`
    :host {
      position: relative;
      display: block;
      min-width: 0;
      scroll-margin-block: max(112px, var(--staying, 0px)) 96px;
    }
    :host([blank]) {
      min-height: 160px;
    }
    :host([hidden]) {
      display: none;
    }
    .gap {
      position: absolute;
      inset: 100% 0 auto;
      z-index: 1;
      display: grid;
      place-items: center;
      block-size: 24px;
      opacity: 0;
      transition: opacity var(--th-fast);
    }
    .gap::before {
      content: '';
      position: absolute;
      inset-inline: 0;
      block-size: 1px;
      background: var(--th-border);
    }
    .gap:hover,
    .gap:focus-within,
    :host([selected]) .gap {
      opacity: 1;
    }
    .gap button {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      padding: 0;
      border: 1px solid var(--th-border);
      border-radius: var(--th-radius-round);
      background: var(--th-raised);
      color: var(--th-muted);
      cursor: pointer;
      --th-icon-size: 14px;
    }
    .gap button:hover,
    .gap button:focus-visible {
      border-color: var(--th-accent);
      color: var(--th-accent);
      outline: none;
    }
    @media (hover: none), (max-width: 640px) {
      .gap {
        display: none;
      }
    }
    /* In a line of inputs, an open editor takes the whole line. */
    :host([editing]) {
      flex: 1 0 100%;
    }
    :host(.dragged) {
      opacity: 0.4;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.toggleAttribute('blank', !this.hasUpdated && !SMALL.has(this.cell?.kind));
    this.#stop = effect(() => this.#handle());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#calm?.stop();
    this.#calm = null;
  }

  /** What takes no turn comes after the work that the change has set off. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.waits()) await breath();
    await super.scheduleUpdate();
  }

  protected override waits(): boolean {
    return !this.hasUpdated || (this.cell.kind !== 'input' && !this.selected);
  }

  protected override firstUpdated(): void {
    this.removeAttribute('blank');
  }

  protected override updated(): void {
    this.#handle();
  }

  /** What hands do is shown at once, whatever else is to be drawn. */
  #handle(): void {
    const { selected, editing } = this.hands;
    const { folded, eagerness } = this.hands.viewed;
    const own = selected.value === this.cell.id;
    const state = {
      selected: own,
      editing: editing.value.has(this.cell.id),
      folded: folded.value.has(this.cell.id),
      eagerness: eagerness.value.get(this.cell.id) ?? 'by-cost',
    };
    this.selected = own;
    this.tabIndex = own || (selected.value === null && this.hands.cells[0] === this.cell) ? 0 : -1;
    this.toggleAttribute('editing', state.editing);
    if (this.frame) Object.assign(this.frame, state);
  }

  #state(): CellState {
    const { workspace, cell } = this;
    const state = shownState(workspace, cell.id);
    if (this.#calm?.of !== state) {
      this.#calm?.stop();
      const result = computed(() => shownResult(workspace, cell.id));
      this.#calm = new CalmState(state, result);
    }
    return this.#calm.value;
  }

  #why(state: CellState): CellWhy | null {
    const held = heldOf(this.workspace, this.cell.id).value;
    if (held?.phase !== 'queued') return whyOf(this.cell, state, this.workspace.runtime);
    return { sentences: [t('selection.at-release')], causes: [] };
  }

  /** An input shows what is set also while there is no data to ask for its choices. */
  #valued(result: CellResult | null): CellResult | null {
    const { kind, name } = this.cell;
    if (kind !== 'input' || name === null || (result && result.kind !== 'none')) return result;
    const value = this.workspace.document.editor.value?.state.value.values.get(name);
    return value === undefined ? result : { ...UNASKED, value };
  }

  #unfiltered(): string {
    const { runtime, document } = this.workspace;
    if (!FILTERED.has(this.cell.kind)) return '';
    const values = document.editor.value?.state.value.values;
    const { cells } = runtime.document.value;
    return unfilteredText(this.cell, cells, runtime.graph.value, (name) => values?.get(name));
  }

  /** Between this cell and the next: a place to add one. */
  #gap() {
    return html`<div class="gap"><button type="button" tabindex=${this.selected ? 0 : -1} aria-label=${t('frame.add.below')} title=${t('frame.add.below')}
      @click=${() => this.hands.offer(1, this.cell.id)}><th-icon name="plus"></th-icon></button></div>`;
  }

  protected override render() {
    const { runtime, dataset } = this.workspace;
    const { cell } = this;
    const state = this.#state();
    const result = this.#valued(shownResult(this.workspace, cell.id));
    this.hidden = isUnavailable(result?.detail) && !this.hasAttribute('editing');
    this.role = 'group';
    this.ariaLabel = headingOf(cell, result) || t(`frame.kind.${cell.kind}`);
    return html`<th-cell
      ?editable=${!isReading(this.workspace)}
      .cell=${cell}
      .state=${state}
      .result=${result}
      .context=${dataset.value?.context ?? null}
      .why=${this.#why(state)}
      .unfiltered=${this.#unfiltered()}
      .problems=${cell.kind === 'text' && state.phase === 'done' ? textProblems(cell, runtime) : NO_PROBLEMS}
    ></th-cell>
    ${cell.kind === 'input' || isReading(this.workspace) ? nothing : this.#gap()}`;
  }
}

/** An input over a column that this data does not have is left out, not shown dead. */
function isUnavailable(detail: unknown): boolean {
  return detail !== null && typeof detail === 'object' && 'unavailable' in detail;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-slot': CellSlot;
  }
}
