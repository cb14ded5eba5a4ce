import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { bodyStyles, CellBody } from './body.ts';
import type { SqlDetail } from './types.ts';
import './sql-text.ts';
import '../ui/empty.ts';
import '../ui/table.ts';

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
    const failed = this.state.phase === 'failed' || this.state.phase === 'blocked';
    return html`${this.editing ? nothing : html`<th-sql sql=${this.cell.body.trim()}></th-sql>`}${this.result ? this.#rows(this.result) : failed ? nothing : html`<div class="skeleton"></div>`}`;
  }

  #rows({ rows, total, detail }: NonNullable<SqlCell['result']>) {
    if (rows.length === 0) return html`<th-empty>${t('cells.empty.rows')}</th-empty>`;
    const columns = (detail as SqlDetail | undefined)?.columns?.map(({ name }) => ({ name }));
    return html`<th-table .rows=${rows} .columns=${columns ?? null} label=${this.cell.name ?? t('cells.rows')} most="380"></th-table>
      ${total > rows.length ? html`<p class="caption">${t('cells.rows.first', { n: rows.length, total })}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-sql': SqlCell;
  }
}
