import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { GridState } from '../ui/grid/layout.ts';
import type { GridColumn } from '../ui/grid/types.ts';
import { bodyStyles, CellBody } from './body.ts';
import { columnsOf } from './table-rows.ts';
import { tableState, withTableState } from './table-state.ts';
import { emit } from './types.ts';

/** Rows of another cell or of a table as a grid; how the reader arranges it is written into the cell's text. */
@customElement('th-cell-table')
export class TableCell extends CellBody {
  #spec: unknown = null;
  #columns: readonly GridColumn[] | null = null;
  #state: GridState | null = null;

  static override styles = [
    bodyStyles,
    css`
      .skeleton {
        block-size: 220px;
      }
    `,
  ];

  protected override render() {
    if (!this.result) return html`<div class="skeleton"></div>`;
    return html`<th-cell-rows .cell=${this.cell} .result=${this.result} .arranged=${this.#arranged()} @grid-state=${this.#onState}></th-cell-rows>`;
  }

  /** The same object as long as the text is, so that drawing again rearranges nothing. */
  #arranged(): GridState {
    const { spec } = this.cell;
    const columns = columnsOf(this.result);
    if (!this.#state || this.#spec !== spec || this.#columns !== columns) {
      this.#state = tableState(
        spec,
        columns ??
          Object.keys(this.result?.rows[0] ?? {}).map((name) => ({ name, type: 'VARCHAR' })),
      );
      [this.#spec, this.#columns] = [spec, columns];
    }
    return this.#state;
  }

  #onState = ({ detail }: CustomEvent<GridState>) => {
    const body = withTableState(this.cell.body, detail, this.#arranged());
    if (body !== this.cell.body) emit(this, 'th-edit', { kind: 'body', id: this.cell.id, body });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-table': TableCell;
  }
}
