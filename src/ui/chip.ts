import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base.ts';
import type { IconName } from './icons.ts';
import './icon.ts';

/** A small label with a tone; the tone is said by its icon and words too, never by colour alone. */
@customElement('th-chip')
export class Chip extends LitElement {
  @property({ reflect: true }) tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad' = 'neutral';
  @property() icon: IconName | '' = '';

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        max-inline-size: 100%;
        padding: 1px 9px;
        border-radius: var(--th-radius-round);
        background: var(--th-sunken);
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
        line-height: 20px;
        --th-icon-size: 13px;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      :host([tone='accent']) {
        background: var(--th-accent-soft);
        color: var(--th-accent);
      }
      :host([tone='good']) {
        background: var(--th-good-soft);
        color: var(--th-good);
      }
      :host([tone='warn']) {
        background: var(--th-warn-soft);
        color: var(--th-warn);
      }
      :host([tone='bad']) {
        background: var(--th-bad-soft);
        color: var(--th-bad);
      }
    `,
  ];

  protected override render() {
    return html`${this.icon ? html`<th-icon name=${this.icon}></th-icon>` : ''}<span><slot></slot></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-chip': Chip;
  }
}
