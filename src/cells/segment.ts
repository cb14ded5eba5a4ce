import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { columnLabel } from '../charts/values.ts';
import { format, locale, t } from '../i18n/index.ts';
import { bodyStyles, CellBody } from './body.ts';
import { markValue } from './mark-words.ts';
import type { SegmentDetail } from './types.ts';
import '../ui/button.ts';
import '../ui/empty.ts';
import './table-rows.ts';

/** A segment: what makes its members, how many there are, and all of them as a grid. */
@customElement('th-cell-segment')
export class SegmentCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 14px;
      }
      .size {
        font-size: var(--th-size-20);
        font-weight: 600;
        letter-spacing: -0.01em;
      }
      .share {
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      .skeleton {
        block-size: 200px;
      }
    `,
  ];

  protected override render() {
    const { result } = this;
    if (!result) {
      const failed = this.state.phase === 'failed' || this.state.phase === 'blocked';
      return html`<p class="caption">${this.#definition()}</p>${failed ? nothing : html`<div class="skeleton"></div>`}`;
    }
    const { everybody = 0, of = 'users' } = (result.detail ?? {}) as Partial<SegmentDetail>;
    return html`<div class="head facts">
        <span class="size">${t(`segments.count.${of}`, { n: result.total })}</span>
        <span class="share">${everybody > 0 ? t(`segments.share.${of}`, { share: format.percent(result.total / everybody) }) : nothing}</span>
      </div>
      <p class="caption">${this.#definition()}</p>
      ${
        result.total === 0
          ? html`<th-empty icon="users">${t('segments.nobody')}</th-empty>`
          : html`<th-cell-rows .cell=${this.cell} .result=${result} most="320"></th-cell-rows>`
      }`;
  }

  /** What makes the members, as a sentence. */
  #definition(): string {
    const { spec } = this.cell;
    const of = spec.of === 'items' ? 'items' : 'users';
    const from = typeof spec.from === 'string' ? spec.from : 'events';
    const where = Object.entries((spec.where ?? {}) as Readonly<Record<string, unknown>>).map(
      ([column, value]) =>
        `${columnLabel(column, locale.value)} = ${markValue(column, value, locale.value)}`,
    );
    const parts = [
      t(`segments.from.${from === 'events' ? 'events' : 'cell'}.${of}`, { from }),
      ...(typeof spec.who === 'string' ? [whoText(spec.who)] : []),
      ...where,
    ];
    const text = parts.join(t('segments.and'));
    return spec.not === true ? t('segments.not', { text }) : text;
  }
}

/** The word for which of those behind a row are meant. */
export function whoText(who: string): string {
  switch (who) {
    case 'visitors':
    case 'buyers':
    case 'viewers':
    case 'reached':
    case 'lost':
    case 'retained':
    case 'cohort':
    case 'active':
    case 'new':
    case 'returning':
    case 'resurrected':
    case 'dormant':
      return t(`segments.who.${who}`);
    default:
      return who;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-segment': SegmentCell;
  }
}
