import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { Watching } from './watching.ts';
import './button.ts';

/** Progress with figures. `fraction` null: under way, end unknown. Emits `cancel`. */
@customElement('th-progress')
export class Progress extends Watching {
  @property() label = '';
  @property({ type: Number }) fraction: number | null = null;
  @property({ type: Number }) rows: number | null = null;
  @property({ type: Number }) bytes: number | null = null;
  @property({ type: Number }) totalBytes: number | null = null;
  @property({ type: Number }) rowsPerSecond: number | null = null;
  @property({ type: Number }) secondsLeft: number | null = null;
  @property({ type: Boolean }) cancelable = false;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .head,
      .figures {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 16px;
      }
      .head {
        justify-content: space-between;
        font-weight: 600;
      }
      .share {
        font-size: var(--th-size-20);
        letter-spacing: -0.01em;
      }
      .track {
        block-size: 8px;
        overflow: hidden;
        border-radius: 4px;
        background: var(--th-sunken);
        box-shadow: inset 0 0 0 1px var(--th-border);
      }
      .bar {
        block-size: 100%;
        border-radius: 4px;
        background: var(--th-accent);
        transition: inline-size calc(200ms * var(--th-motion, 1)) linear;
      }
      .bar.unknown {
        inline-size: 30%;
        animation: slide calc(1.4s * var(--th-motion, 1)) ease-in-out infinite alternate;
      }
      @keyframes slide {
        from {
          margin-inline-start: 0;
        }
        to {
          margin-inline-start: 70%;
        }
      }
      .figures {
        min-block-size: 28px;
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      th-button {
        margin-inline-start: auto;
      }
    `,
  ];

  protected override render() {
    const { fraction } = this;
    const known = fraction !== null && Number.isFinite(fraction);
    const share = known ? Math.min(1, Math.max(0, fraction)) : 0;
    return html`
      <div class="head">
        <span>${this.label}</span>
        ${known ? html`<span class="share">${format.percent(Math.floor(share * 100) / 100)}</span>` : nothing}
      </div>
      <div
        class="track"
        role="progressbar"
        aria-label=${this.label || t('ui.progress')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${known ? Math.round(share * 100) : nothing}
      >
        <div class="bar ${known ? '' : 'unknown'}" style=${known ? `inline-size:${share * 100}%` : ''}></div>
      </div>
      <div class="figures">
        ${this.#figures().map((one) => html`<span>${one}</span>`)}
        ${
          this.cancelable
            ? html`<th-button size="small" @click=${() => this.dispatchEvent(new CustomEvent('cancel', { bubbles: true, composed: true }))}>${t('common.cancel')}</th-button>`
            : nothing
        }
      </div>
    `;
  }

  #figures(): string[] {
    const { rows, bytes, totalBytes, rowsPerSecond, secondsLeft } = this;
    return [
      rows === null ? '' : t('common.rows', { n: rows }),
      bytes === null
        ? ''
        : totalBytes
          ? `${format.bytes(bytes)} / ${format.bytes(totalBytes)}`
          : format.bytes(bytes),
      rowsPerSecond === null ? '' : t('ui.progress.rate', { rows: format.compact(rowsPerSecond) }),
      secondsLeft === null
        ? ''
        : t('ui.progress.left', { time: format.duration(Math.max(1, Math.round(secondsLeft))) }),
    ].filter(Boolean);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-progress': Progress;
  }
}
