import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { changed, control } from './control.ts';
import { Watching } from './watching.ts';
import './icon.ts';

export interface Option {
  readonly value: string;
  readonly label?: string;
  /** How often it occurs. */
  readonly count?: number;
}

/** One of some choices; null is all of them. Emits `change` with the value in `detail`. */
@customElement('th-select')
export class Select extends Watching {
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ attribute: false }) value: string | null = null;
  @property() label = '';
  @property({ type: Boolean }) disabled = false;
  /** Without it, one of the choices must be taken. */
  @property({ type: Boolean }) clearable = true;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    control,
    css`
      :host {
        position: relative;
        display: block;
      }
      select {
        appearance: none;
        padding-inline-end: 34px;
        text-overflow: ellipsis;
      }
      th-icon {
        position: absolute;
        inset-inline-end: 12px;
        inset-block-start: calc(50% - 8px);
        color: var(--th-faint);
        pointer-events: none;
      }
      option {
        background: var(--th-raised);
        color: var(--th-text);
      }
    `,
  ];

  protected override render() {
    return html`<select
        class="control"
        aria-label=${this.label}
        ?disabled=${this.disabled}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.value = value === '' ? null : value;
          this.dispatchEvent(changed(this.value));
        }}
      >
        ${this.clearable ? html`<option value="" ?selected=${this.value === null}>${t('ui.field.all')}</option>` : nothing}
        ${this.options.map(
          ({
            value,
            label,
            count,
          }) => html`<option value=${value} ?selected=${value === this.value}>
            ${label ?? value}${count === undefined ? '' : ` (${format.compact(count)})`}
          </option>`,
        )}
      </select>
      <th-icon name="chevron-down"></th-icon>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-select': Select;
  }
}
