import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base } from './base.ts';
import { changed } from './control.ts';
import { Watching } from './watching.ts';

/** On or off. Emits `change` with a boolean in `detail`. */
@customElement('th-toggle')
export class Toggle extends Watching {
  @property({ type: Boolean, reflect: true }) checked = false;
  @property() label = '';
  @property({ type: Boolean }) disabled = false;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 10px;
        min-block-size: 36px;
        padding: 0;
        border: 0;
        background: none;
        cursor: pointer;
      }
      .track {
        position: relative;
        inline-size: 36px;
        block-size: 20px;
        border-radius: 10px;
        background: var(--th-faint);
        transition: background var(--th-fast);
      }
      .track::after {
        content: '';
        position: absolute;
        inset: 3px auto auto 3px;
        inline-size: 14px;
        block-size: 14px;
        border-radius: 50%;
        background: var(--th-surface);
        transition: transform var(--th-fast) var(--th-ease);
      }
      :host([checked]) .track {
        background: var(--th-accent);
      }
      :host([checked]) .track::after {
        transform: translateX(16px);
      }
      button:disabled {
        opacity: 0.5;
      }
      .word {
        display: none;
      }
      /* On paper a control is what was chosen. */
      @media print {
        button {
          min-block-size: 0;
        }
        .track {
          display: none;
        }
        .word {
          display: inline;
        }
      }
    `,
  ];

  protected override render() {
    return html`<button
      type="button"
      role="switch"
      aria-checked=${this.checked ? 'true' : 'false'}
      aria-label=${this.label}
      ?disabled=${this.disabled}
      @click=${() => {
        this.checked = !this.checked;
        this.dispatchEvent(changed(this.checked));
      }}
    >
      <span class="track"></span><slot></slot><span class="word">${t(this.checked ? 'charts.yes' : 'charts.no')}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-toggle': Toggle;
  }
}
