import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Grid } from '../ui/grid/grid.ts';
import { AS_IT_IS, type GridState } from '../ui/grid/layout.ts';
import { EngineRows } from '../ui/grid/rows/engine-rows.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/dialog.ts';
import '../ui/grid/grid.ts';

/** Height of a window that the dialog's own parts take. */
const AROUND = 190;

/** All rows of a table of the data set on screen. */
@customElement('th-table-view')
export class TableView extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() name = '';
  @state() private arranged: GridState = AS_IT_IS;
  #rows: EngineRows | null = null;

  static override styles = [
    shared,
    css`
      th-grid {
        min-block-size: 200px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rows?.close();
    this.#rows = null;
  }

  protected override render() {
    this.#rows ??= new EngineRows(this.workspace.engine, { table: this.name });
    const most = Math.max(280, Math.min(innerHeight * 0.88, 900) - AROUND);
    return html`<th-dialog open heading=${this.name} size="wide" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <th-grid .rows=${this.#rows} .state=${this.arranged} label=${this.name} .most=${most} @grid-state=${this.#onState}></th-grid>
    </th-dialog>`;
  }

  #onState = ({ target }: Event) => {
    this.arranged = (target as Grid).state;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-table-view': TableView;
  }
}
