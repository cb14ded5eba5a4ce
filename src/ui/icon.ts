import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { ICONS, type IconName } from './icons.ts';

/** A Lucide icon in the colour and, unless `--th-icon-size` says otherwise, near the size of the text; always decoration. */
@customElement('th-icon')
export class Icon extends LitElement {
  @property() name: IconName = 'info';

  static override styles = css`
    :host {
      display: inline-grid;
      inline-size: var(--th-icon-size, 1rem);
      block-size: var(--th-icon-size, 1rem);
      flex: none;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      stroke-width: 1.75;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
  }

  protected override render() {
    return html`${unsafeSVG(ICONS[this.name].replace(/<!--[\s\S]*?-->/, ''))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-icon': Icon;
  }
}
