import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { bodyStyles, CellBody } from './body.ts';
import '../ui/empty.ts';
import '../ui/table.ts';

/** Rows of another cell as a table; `spec.columns?` names those to show. */
@customElement('th-cell-table')
export class TableCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      .skeleton {
        block-size: 220px;
      }
      .caption {
        margin-block-start: 10px;
      }
    `,
  ];

  protected override render() {
    if (!this.result) return html`<div class="skeleton"></div>`;
    const { rows, total } = this.result;
    if (rows.length === 0) return html`<th-empty>${t('cells.empty.rows')}</th-empty>`;
    const { columns } = this.cell.spec;
    return html`<th-table
        .rows=${rows}
        .columns=${Array.isArray(columns) ? columns.map((name) => ({ name: String(name) })) : null}
        label=${this.cell.name ?? t('cells.rows')}
        .currency=${this.context?.currency}
      ></th-table>
      ${total > rows.length ? html`<p class="caption">${t('cells.rows.first', { n: rows.length, total })}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-table': TableCell;
  }
}
