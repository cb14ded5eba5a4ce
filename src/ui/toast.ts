import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base, iconButton } from './base.ts';
import { Watching } from './watching.ts';
import './button.ts';
import './icon.ts';

/** What can be done about a notice. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

interface Message {
  readonly id: number;
  readonly text: string;
  readonly action: ToastAction | null;
}

/** Milliseconds that a notice stays; one that offers something stays longer. */
const [STAYS, STAYS_WITH_ACTION] = [5000, 10_000];

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
        min-block-size: 44px;
        padding: 6px 6px 6px 16px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        pointer-events: auto;
        animation: rise calc(200ms * var(--th-motion, 1)) var(--th-ease);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
    `,
  ];

  show(text: string, action: ToastAction | null = null): void {
    const id = this.#next++;
    // What is said again, perhaps of something else, is not offered twice.
    const others = this.messages.filter((message) => message.text !== text);
    this.messages = [...others.slice(-2), { id, text, action }];
    setTimeout(() => this.#drop(id), action ? STAYS_WITH_ACTION : STAYS);
  }

  #drop(id: number): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  protected override render() {
    return html`<div role="status" aria-live="polite">
      ${this.messages.map(
        ({ id, text, action }) => html`<div class="message">
          <span>${text}</span>
          ${
            action
              ? html`<th-button size="small" @click=${() => {
                  this.#drop(id);
                  action.run();
                }}>${action.label}</th-button>`
              : nothing
          }
          <button class="icon" type="button" aria-label=${t('common.close')} @click=${() => this.#drop(id)}><th-icon name="x"></th-icon></button>
        </div>`,
      )}
    </div>`;
  }
}

/** Shows a short notice, with what can be done about it where there is something, making the place for it where the page has none. */
export function toast(text: string, action: ToastAction | null = null): void {
  let place = document.querySelector('th-toast');
  if (!place) {
    place = document.createElement('th-toast');
    document.body.append(place);
  }
  place.show(text, action);
}

declare global {
  interface HTMLElementTagNameMap {
    'th-toast': Toast;
  }
}
