import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base } from './base.ts';
import { Watching } from './watching.ts';

/** A paragraph of which the first two lines are shown, with a button that unfolds it where there is more. */
@customElement('th-clamped')
export class Clamped extends Watching {
  @property() text = '';
  @property({ type: Boolean, reflect: true }) unfolded = false;
  /** True where not all of it is seen while it is folded. */
  @state() private cut = false;
  @query('p') private paragraph!: HTMLElement;
  readonly #size = new ResizeObserver(() => this.#measure());

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      p {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      :host([unfolded]) p {
        display: block;
      }
      button {
        padding: 2px 0;
        border: 0;
        background: none;
        color: var(--th-text);
        font-size: var(--th-size-12);
        font-weight: 500;
        text-decoration: underline;
        text-underline-offset: 3px;
        cursor: pointer;
      }
      button:hover {
        color: var(--th-accent);
      }
      @media (pointer: coarse) {
        button {
          padding-block: 10px;
        }
      }
      @media print {
        p {
          display: block;
        }
        button {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#size.observe(this.paragraph);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override firstUpdated(): void {
    this.#size.observe(this.paragraph);
  }

  protected override render() {
    return html`<p>${this.text}</p>
      ${
        this.cut
          ? html`<button type="button" aria-expanded=${this.unfolded ? 'true' : 'false'} @click=${() => {
              this.unfolded = !this.unfolded;
            }}>${t(this.unfolded ? 'ui.clamped.less' : 'ui.clamped.more')}</button>`
          : nothing
      }`;
  }

  #measure(): void {
    if (this.unfolded) return;
    this.cut = this.paragraph.scrollHeight > this.paragraph.clientHeight + 1;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-clamped': Clamped;
  }
}
