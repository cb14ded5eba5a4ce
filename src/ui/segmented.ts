import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base.ts';
import { changed } from './control.ts';
import type { Option } from './select.ts';
import { Watching } from './watching.ts';

/** One of a few choices, all in sight; a radio group to the keyboard. Emits `change` with the value in `detail`. */
@customElement('th-segmented')
export class Segmented extends Watching {
  @property({ attribute: false }) options: readonly Option[] = [];
  @property() value = '';
  @property() label = '';
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
        max-inline-size: 100%;
      }
      div {
        display: flex;
        padding: 3px;
        border-radius: var(--th-radius-2);
        background: var(--th-sunken);
        box-shadow: inset 0 0 0 1px var(--th-border);
        overflow-x: auto;
      }
      label {
        position: relative;
        flex: 1 0 auto;
        padding: 4px 12px;
        border-radius: 6px;
        color: var(--th-muted);
        font-size: var(--th-size-13);
        font-weight: 500;
        line-height: 22px;
        text-align: center;
        white-space: nowrap;
        cursor: pointer;
      }
      label:has(:checked) {
        background: var(--th-surface);
        color: var(--th-text);
        box-shadow: var(--th-shadow-1), 0 0 0 1px var(--th-border);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--th-accent);
      }
      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: inherit;
      }
      /* On paper a control is what was chosen. */
      @media print {
        div {
          padding: 0;
          background: none;
          box-shadow: none;
        }
        label {
          padding: 0;
          font-size: var(--th-size-14);
        }
        label:not(:has(:checked)) {
          display: none;
        }
        label:has(:checked) {
          background: none;
          box-shadow: none;
        }
      }
    `,
  ];

  protected override render() {
    return html`<div role="radiogroup" aria-label=${this.label}>
      ${this.options.map(
        ({ value, label }) => html`<label>
          <input
            type="radio"
            name="choice"
            .checked=${value === this.value}
            ?disabled=${this.disabled}
            @change=${() => {
              this.value = value;
              this.dispatchEvent(changed(value));
            }}
          />${label ?? value}
        </label>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-segmented': Segmented;
  }
}
