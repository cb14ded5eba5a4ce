import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { bodyStyles, CellBody } from './body.ts';
import './sql-text.ts';
import '../ui/empty.ts';
import './table-rows.ts';

/** A statement and the rows that it gave. */
@customElement('th-cell-sql')
export class SqlCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .skeleton {
        block-size: 160px;
      }
    `,
  ];

  protected override render() {
    const failed = ['failed', 'blocked', 'cancelled'].includes(this.state.phase);
    return html`${this.editing ? nothing : html`<th-sql sql=${this.cell.body.trim()}></th-sql>`}${this.result ? this.#rows(this.result) : failed ? nothing : html`<div class="skeleton"></div>`}`;
  }

  #rows(result: NonNullable<SqlCell['result']>) {
    // Without data nothing was asked, and no rows are no answer.
    if (result.kind === 'none') return nothing;
    if (result.rows.length === 0) return html`<th-empty>${t('cells.empty.rows')}</th-empty>`;
    return html`<th-cell-rows .cell=${this.cell} .result=${result} most="420"></th-cell-rows>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-sql': SqlCell;
  }
}
