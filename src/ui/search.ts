import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { changed, control } from './control.ts';
import type { Option } from './select.ts';
import { Watching } from './watching.ts';
import './icon.ts';

/** Typing that has paused this long, in milliseconds, is meant. */
const PAUSE = 300;
const MOST_OFFERED = 100;

/** Text to search by, with suggestions. Emits `change` with the text in `detail` when typing pauses, and on Enter. */
@customElement('th-search')
export class Search extends Watching {
  @property() value = '';
  @property() label = '';
  @property() placeholder = '';
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ type: Boolean }) disabled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Told last: the same text is not told twice. */
  #told: string | null = null;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    control,
    css`
      :host {
        position: relative;
        display: block;
      }
      th-icon {
        position: absolute;
        inset-block-start: calc(50% - 8px);
        inset-inline-start: 12px;
        color: var(--th-faint);
        pointer-events: none;
      }
      .control {
        padding-inline-start: 36px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const { options } = this;
    return html`<th-icon name="search"></th-icon>
      <input
        class="control"
        type="search"
        aria-label=${this.label}
        placeholder=${this.placeholder || t('ui.field.search')}
        list=${options.length > 0 ? 'options' : nothing}
        ?disabled=${this.disabled}
        autocomplete="off"
        .value=${this.value}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @search=${this.#onChange}
      />
      ${
        options.length > 0
          ? html`<datalist id="options">${options.slice(0, MOST_OFFERED).map(({ value, label, count }) => html`<option value=${value}>${[label === value ? '' : label, count === undefined ? '' : format.compact(count)].filter(Boolean).join(' · ')}</option>`)}</datalist>`
          : nothing
      }`;
  }

  #onInput = (event: Event) => {
    this.value = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), PAUSE);
  };

  #onChange = (event: Event) => {
    event.stopPropagation();
    this.value = (event.target as HTMLInputElement).value;
    this.#tell();
  };

  #tell(): void {
    clearTimeout(this.#timer);
    if (this.#told === this.value) return;
    this.#told = this.value;
    this.dispatchEvent(changed(this.value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-search': Search;
  }
}
