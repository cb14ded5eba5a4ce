import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Cell } from '../notebook/index.ts';
import { Watching } from '../ui/watching.ts';
import type { Workspace } from './workspace.ts';

/** Ties one cell element to its state in the runtime, so that a change draws this cell alone. */
@customElement('th-cell-slot')
export class CellSlot extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) cell!: Cell;

  static override styles = css`
    :host {
      display: block;
      min-width: 0;
      scroll-margin-top: 72px;
    }
    :host(:focus) {
      outline: none;
    }
  `;

  protected override render() {
    const { runtime, dataset } = this.workspace;
    return html`<th-cell
      .cell=${this.cell}
      .state=${runtime.state(this.cell.id).value}
      .result=${runtime.result(this.cell.id).value}
      .context=${dataset.value?.context ?? null}
    ></th-cell>`;
  }
}
