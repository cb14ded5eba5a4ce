import { type CSSResultGroup, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base, iconButton } from './base.ts';
import { Watching } from './watching.ts';
import './icon.ts';

/**
 * A modal dialog over the native one: focus is kept inside and given back, Escape closes. Content in the default
 * slot, buttons in `actions`. Emits `close` when it has been closed by the reader.
 */
@customElement('th-dialog')
export class Dialog extends Watching {
  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = '';
  @property({ reflect: true }) size: 'small' | 'medium' | 'large' | 'wide' = 'medium';
  @query('dialog') protected dialog!: HTMLDialogElement;

  static override styles: CSSResultGroup = [
    base,
    iconButton,
    css`
      dialog {
        inline-size: min(640px, calc(100vw - 32px));
        max-block-size: min(88vh, 900px);
        padding: 0;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
        animation: appear calc(180ms * var(--th-motion, 1)) var(--th-ease);
      }
      :host([size='small']) dialog {
        inline-size: min(420px, calc(100vw - 32px));
      }
      :host([size='large']) dialog {
        inline-size: min(1080px, calc(100vw - 32px));
      }
      :host([size='wide']) dialog {
        inline-size: min(1400px, calc(100vw - 32px));
      }
      dialog::backdrop {
        background: rgb(15 16 20 / 40%);
      }
      @keyframes appear {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        padding: 16px 16px 12px 24px;
      }
      h2 {
        font-size: var(--th-size-20);
        font-weight: 600;
        letter-spacing: -0.01em;
        line-height: 1.3;
      }
      .content {
        padding: 4px 24px 24px;
        overflow: auto;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding-inline: 24px;
      }
      ::slotted([slot='actions']) {
        margin-block: 12px;
      }
    `,
  ];

  protected override updated(): void {
    if (this.open && !this.dialog.open) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dialog?.open) this.dialog.close();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Closes it and says so. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new CustomEvent('close', { bubbles: true, composed: true }));
  }

  protected override render() {
    return html`<dialog
      aria-labelledby="heading"
      @close=${(event: Event) => {
        event.stopPropagation();
        this.close();
      }}
      @click=${(event: MouseEvent) => {
        if (event.target === this.dialog) this.close();
      }}
    >
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="icon" type="button" aria-label=${t('common.close')} @click=${() => this.close()}>
          <th-icon name="x"></th-icon>
        </button>
      </header>
      <div class="content" tabindex="-1"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-dialog': Dialog;
  }
}
