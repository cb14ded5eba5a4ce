import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base.ts';
import type { IconName } from './icons.ts';
import './icon.ts';

/**
 * A button. `variant`: `plain`, `primary`, `quiet`, `danger`. With `icon` and no text, `label` names it.
 * It is a real button inside; `click` comes through as it is.
 */
@customElement('th-button')
export class Button extends LitElement {
  @property({ reflect: true }) variant: 'plain' | 'primary' | 'quiet' | 'danger' = 'plain';
  @property({ reflect: true }) size: 'small' | 'medium' = 'medium';
  @property() icon: IconName | '' = '';
  @property() label = '';
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property({ type: Boolean, reflect: true }) pressed: boolean | undefined;

  static override shadowRootOptions: ShadowRootInit = {
    mode: 'open',
    delegatesFocus: true,
  };

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        vertical-align: middle;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        inline-size: 100%;
        min-block-size: 34px;
        padding: 5px 14px;
        border: 1px solid var(--th-strong);
        border-radius: var(--th-radius-2);
        background: var(--th-surface);
        color: var(--th-text);
        font-size: var(--th-size-14);
        font-weight: 500;
        line-height: 1.4;
        white-space: nowrap;
        cursor: pointer;
        transition:
          background var(--th-fast),
          border-color var(--th-fast);
      }
      button:hover {
        background: var(--th-sunken);
      }
      button:active {
        background: var(--th-border);
      }
      :host([size='small']) button {
        min-block-size: 28px;
        padding: 2px 10px;
        font-size: var(--th-size-13);
      }
      :host([variant='primary']) button {
        border-color: transparent;
        background: var(--th-accent);
        color: var(--th-accent-text);
      }
      :host([variant='primary']) button:hover {
        background: color-mix(in srgb, var(--th-accent) 88%, var(--th-text));
      }
      :host([variant='quiet']) button {
        border-color: transparent;
        background: transparent;
        color: var(--th-muted);
      }
      :host([variant='quiet']) button:hover,
      :host([pressed]) button {
        background: var(--th-sunken);
        color: var(--th-text);
      }
      :host([variant='danger']) button {
        border-color: color-mix(in srgb, var(--th-bad) 45%, transparent);
        color: var(--th-bad);
      }
      :host([variant='danger']) button:hover {
        background: var(--th-bad-soft);
      }
      button.bare {
        padding-inline: 8px;
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 40px;
        }
      }
    `,
  ];

  protected override render() {
    return html`<button
      type="button"
      class=${this.icon && this.label ? 'bare' : ''}
      ?disabled=${this.disabled}
      aria-label=${this.label || nothing}
      title=${this.label || nothing}
      aria-pressed=${this.pressed === undefined ? nothing : this.pressed ? 'true' : 'false'}
    >
      ${this.icon ? html`<th-icon name=${this.icon}></th-icon>` : nothing}<slot></slot>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-button': Button;
  }
}
