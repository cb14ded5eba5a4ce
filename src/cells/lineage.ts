import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { lineage } from '../charts/index.ts';
import { t } from '../i18n/index.ts';
import type { DrawOptions } from '../ui/figure.ts';
import { bodyStyles, CellBody } from './body.ts';
import type { LineageDetail } from './types.ts';
import '../ui/empty.ts';
import '../ui/figure.ts';

/** The layers and what depends on what. */
@customElement('th-cell-lineage')
export class LineageCell extends CellBody {
  #made: {
    detail: LineageDetail;
    draw: (options: DrawOptions) => ReturnType<typeof lineage>;
  } | null = null;

  static override styles = [
    bodyStyles,
    css`
      .skeleton {
        block-size: 360px;
      }
    `,
  ];

  protected override render() {
    const detail = this.result?.detail as LineageDetail | undefined;
    if (!detail) return html`<div class="skeleton"></div>`;
    if (detail.tables.length === 0) return html`<th-empty>${t('cells.empty.lineage')}</th-empty>`;
    if (this.#made?.detail !== detail) {
      this.#made = { detail, draw: (at) => lineage(detail.tables, { ...at, onPick: this.pick }) };
    }
    return html`<th-figure .draw=${this.#made.draw} .asTable=${this.asTable} .reserve=${360}></th-figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-lineage': LineageCell;
  }
}
