import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base, iconButton } from './base.ts';
import { Watching } from './watching.ts';
import './icon.ts';

interface Message {
  readonly id: number;
  readonly text: string;
}

/** Short notices at the foot of the page, read out politely; `toast()` adds one. */
@customElement('th-toast')
export class Toast extends Watching {
  @state() private messages: readonly Message[] = [];
  #next = 0;

  static override styles = [
    base,
    iconButton,
    css`
      :host {
        position: fixed;
        inset-block-end: 48px;
        inset-inline: 16px;
        z-index: 50;
        display: grid;
        justify-items: center;
        gap: 8px;
        pointer-events: none;
      }
      .message {
        display: flex;
        align-items: center;
        gap: 12px;
        max-inline-size: min(560px, 100%);
        padding: 6px 6px 6px 16px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        pointer-events: auto;
        animation: rise 200ms var(--th-ease);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
    `,
  ];

  show(text: string, milliseconds = 5000): void {
    const id = this.#next++;
    this.messages = [...this.messages.slice(-2), { id, text }];
    setTimeout(() => this.#drop(id), milliseconds);
  }

  #drop(id: number): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  protected override render() {
    return html`<div role="status" aria-live="polite">
      ${this.messages.map(
        ({ id, text }) => html`<div class="message">
          <span>${text}</span>
          <button class="icon" type="button" aria-label=${t('common.close')} @click=${() => this.#drop(id)}><th-icon name="x"></th-icon></button>
        </div>`,
      )}
    </div>`;
  }
}

/** Shows a short notice, making the place for it where the page has none. */
export function toast(text: string): void {
  let place = document.querySelector('th-toast');
  if (!place) {
    place = document.createElement('th-toast');
    document.body.append(place);
  }
  place.show(text);
}

declare global {
  interface HTMLElementTagNameMap {
    'th-toast': Toast;
  }
}
