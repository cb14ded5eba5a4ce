import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { bodyStyles, CellBody } from './body.ts';

/** A block of a kind that this version does not know: kept as it is, and shown. */
@customElement('th-cell-unknown')
export class UnknownCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      pre {
        margin: 8px 0 0;
        padding: 14px 16px;
        border-radius: var(--th-radius-2);
        background: var(--th-sunken);
        font: 400 var(--th-size-13) / 1.6 var(--th-mono);
        overflow: auto;
      }
    `,
  ];

  protected override render() {
    return html`<p class="caption">${t('cells.unknown', { fence: this.cell.fence || '—' })}</p>
      <pre tabindex="0">${this.cell.body}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-unknown': UnknownCell;
  }
}
