import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Cell } from '../notebook/index.ts';
import { TurnTaking } from '../ui/turn-taking.ts';
import type { Workspace } from './workspace.ts';

/** Kinds of a line or a few: what stands below them is in sight too. */
const SMALL = new Set(['text', 'input']);

/** Ties one cell element to its state in the runtime, so that a change draws this cell alone. */
@customElement('th-cell-slot')
export class CellSlot extends TurnTaking {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) cell!: Cell;

  static override styles = css`
    :host {
      display: block;
      min-width: 0;
      scroll-margin-top: 72px;
    }
    :host([blank]) {
      min-height: 160px;
    }
    :host([hidden]) {
      display: none;
    }
    :host(:focus) {
      outline: none;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.toggleAttribute('blank', !this.hasUpdated && !SMALL.has(this.cell?.kind));
  }

  protected override waits(): boolean {
    return !this.hasUpdated || this.cell.kind !== 'input';
  }

  protected override firstUpdated(): void {
    this.removeAttribute('blank');
  }

  protected override render() {
    const { runtime, dataset } = this.workspace;
    this.hidden = isUnavailable(runtime.result(this.cell.id).value?.detail);
    return html`<th-cell
      .cell=${this.cell}
      .state=${runtime.state(this.cell.id).value}
      .result=${runtime.result(this.cell.id).value}
      .context=${dataset.value?.context ?? null}
    ></th-cell>`;
  }
}

/** An input over a column that this data does not have is left out, not shown dead. */
function isUnavailable(detail: unknown): boolean {
  return detail !== null && typeof detail === 'object' && 'unavailable' in detail;
}
