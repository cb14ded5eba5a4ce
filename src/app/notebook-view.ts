import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CellEvents } from '../cells/types.ts';
import { t } from '../i18n/index.ts';
import type { Cell } from '../notebook/index.ts';
import { Watching } from '../ui/watching.ts';
import { emitApp } from './events.ts';
import { filterColumn } from './parameters.ts';
import { shared } from './styles.ts';
import { isPart, saveWhole } from './whole.ts';
import type { Workspace } from './workspace.ts';
import '../cells/index.ts';
import './cell-slot.ts';
import './sample-chip.ts';

/** The notebook on screen: a page of cells, what is in view runs first. */
@customElement('th-notebook')
export class NotebookView extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  #watch: IntersectionObserver | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 32px clamp(12px, 3vw, 48px) 96px;
      }
      .page {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
        max-width: 1180px;
        margin: 0 auto;
      }
      .inputs {
        position: sticky;
        inset-block-start: 0;
        z-index: 3;
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        padding: 12px 0;
        background: color-mix(in srgb, var(--th-page) 92%, transparent);
        backdrop-filter: blur(6px);
      }
      @media (max-width: 640px) {
        .inputs {
          position: static;
        }
        :host {
          padding-block-start: 16px;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.workspace.runtime.setOnScreen(target.id, isIntersecting);
      }
    });
    this.addEventListener('th-input', this.#onInput as EventListener);
    this.addEventListener('th-edit', this.#onEdit as EventListener);
    this.addEventListener('th-command', this.#onCommand as EventListener);
    this.addEventListener('th-export', this.#onExport as EventListener);
    this.addEventListener('th-pick', this.#onPick as EventListener);
    this.addEventListener('th-inspect', this.#onInspect as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  /** Scrolls to a cell and puts the focus there. */
  goTo(id: string): void {
    const cell = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    cell?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
    cell?.focus({ preventScroll: true });
  }

  protected override render() {
    const { cells } = this.workspace.runtime.document.value;
    return html`<div class="page" role="main" aria-label=${t('app.bar.main')}>
      ${this.workspace.dataset.value?.report.sample ? html`<th-sample-chip .workspace=${this.workspace}></th-sample-chip>` : nothing}
      ${repeat(
        groups(cells),
        (group) => group[0]?.id,
        (group) =>
          group[0]?.kind === 'input'
            ? html`<div class="inputs">${group.map((cell) => this.slotFor(cell))}</div>`
            : group.map((cell) => this.slotFor(cell)),
      )}
    </div>`;
  }

  protected override updated(): void {
    this.#watch?.disconnect();
    for (const slot of this.renderRoot.querySelectorAll('th-cell-slot')) this.#watch?.observe(slot);
  }

  private slotFor(cell: Cell) {
    return html`<th-cell-slot id=${cell.id} tabindex="-1" .workspace=${this.workspace} .cell=${cell}></th-cell-slot>`;
  }

  #onInput = ({ detail }: CellEvents['th-input']) => {
    if (detail.name !== null) this.workspace.document.setValue(detail.name, detail.value);
  };

  #onEdit = ({ detail }: CellEvents['th-edit']) => {
    try {
      this.workspace.document.apply(detail);
    } catch (error) {
      this.workspace.fail(error);
    }
  };

  #onCommand = ({ detail }: CellEvents['th-command']) => {
    if (detail.command === 'run') this.workspace.runtime.run(detail.id);
    if (detail.command === 'cancel') this.workspace.runtime.cancel(detail.id);
  };

  #onExport = (event: CellEvents['th-export']) => {
    const { workspace } = this;
    const cell = workspace.runtime.document.value.cells.find(({ id }) => id === event.detail.id);
    if (!cell || !isPart(cell, workspace.runtime.result(cell.id).value)) return;
    event.preventDefault();
    saveWhole(workspace, cell).catch((error) => workspace.fail(error));
  };

  /** A picked bar joins or leaves the choice of the input over its column. */
  #onPick = ({ detail }: CellEvents['th-pick']) => {
    const { runtime, dataset, document } = this.workspace;
    const { cells } = runtime.document.value;
    const input = cells.find(({ kind, spec }) => kind === 'input' && spec.column === detail.column);
    const context = dataset.value?.context;
    if (!input?.name || !context) return;
    const path = filterColumn(detail.column, context) === 'category_path';
    const value = path ? detail.row.label : detail.value;
    if (value === null || value === undefined) return;
    const now = runtime.value(input.name);
    const chosen = Array.isArray(now) ? now.map(String) : [];
    const one = String(value);
    document.setValue(
      input.name,
      chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one],
    );
  };

  #onInspect = (event: CellEvents['th-inspect']) => {
    event.preventDefault();
    emitApp(this, 'th-behind', event.detail);
  };
}

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
