import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base.ts';
import type { IconName } from './icons.ts';
import './icon.ts';

/** Nothing here, and why: the sentence in the default slot, what to do in `action`. */
@customElement('th-empty')
export class Empty extends LitElement {
  @property() icon: IconName = 'inbox';
  @property() heading = '';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        align-content: center;
        gap: 6px;
        min-block-size: 132px;
        padding: 24px;
        color: var(--th-muted);
        text-align: center;
      }
      th-icon {
        margin-block-end: 4px;
        color: var(--th-faint);
        --th-icon-size: 24px;
      }
      p {
        color: var(--th-text);
        font-weight: 500;
      }
      div {
        max-inline-size: 52ch;
      }
    `,
  ];

  protected override render() {
    return html`<th-icon name=${this.icon}></th-icon>${this.heading ? html`<p>${this.heading}</p>` : nothing}
      <div><slot></slot></div>
      <slot name="action"></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-empty': Empty;
  }
}
