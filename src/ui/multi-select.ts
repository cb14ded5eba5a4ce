import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { changed, control } from './control.ts';
import { place } from './popover.ts';
import type { Option } from './select.ts';
import { Watching } from './watching.ts';
import './icon.ts';

const MOST_DRAWN = 200;

/**
 * Any number of choices, with search, whose first match Enter takes; none chosen means all. Emits `change` with the values
 * in `detail`.
 */
@customElement('th-multi-select')
export class MultiSelect extends Watching {
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ attribute: false }) value: readonly string[] = [];
  @property() label = '';
  /** What it says while nothing is chosen; "All" where absent. */
  @property() nothing = '';
  @property({ type: Boolean }) disabled = false;
  @state() private open = false;
  @state() private wanted = '';
  @query('.panel') private panel!: HTMLElement;
  @query('.control') private trigger!: HTMLButtonElement;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    control,
    css`
      :host {
        display: block;
      }
      .panel {
        inline-size: min(340px, calc(100vw - 16px));
      }
      .panel:popover-open {
        display: flex;
        flex-direction: column;
      }
      .search {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 10px 14px;
        border-block-end: 1px solid var(--th-border);
        color: var(--th-faint);
      }
      .search input {
        flex: 1;
        min-inline-size: 0;
        border: 0;
        background: transparent;
        color: var(--th-text);
        outline: none;
      }
      .list {
        flex: 1;
        max-block-size: 300px;
        padding: 5px;
        overflow: auto;
      }
      label {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: 34px;
        padding: 2px 10px;
        border-radius: var(--th-radius-2);
        cursor: pointer;
      }
      label:hover,
      label:focus-within {
        background: var(--th-sunken);
      }
      label span {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      label small {
        color: var(--th-faint);
        font-size: var(--th-size-12);
      }
      input[type='checkbox'] {
        inline-size: 16px;
        block-size: 16px;
        margin: 0;
        accent-color: var(--th-accent);
      }
      .foot {
        display: flex;
        justify-content: space-between;
        align-items: center;
        padding: 6px 14px;
        border-block-start: 1px solid var(--th-border);
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
      .foot button {
        padding: 4px 0;
        border: 0;
        background: none;
        color: var(--th-accent);
        font-weight: 500;
        cursor: pointer;
      }
      .none {
        padding: 16px;
        color: var(--th-muted);
        text-align: center;
      }
    `,
  ];

  protected override render() {
    return html`<button
        class="control"
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${`${this.label}: ${this.#summary()}`}
        ?disabled=${this.disabled}
        @click=${this.#toggle}
      >
        <span class="text">${this.#summary()}</span><th-icon name="chevron-down"></th-icon>
      </button>
      <div class="panel" popover role="dialog" aria-label=${this.label} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.open ? this.#list() : nothing}
      </div>`;
  }

  #summary(): string {
    const [first] = this.value;
    if (first === undefined) return this.nothing || t('ui.field.all');
    const label = this.options.find((option) => option.value === first)?.label ?? first;
    return this.value.length === 1
      ? label
      : t('ui.field.chosen', {
          first: label,
          more: this.value.length - 1,
          total: this.value.length,
        });
  }

  #found(): readonly Option[] {
    const wanted = this.wanted.trim().toLowerCase();
    return this.options.filter(({ value, label }) =>
      `${label ?? ''} ${value}`.toLowerCase().includes(wanted),
    );
  }

  #list() {
    const found = this.#found();
    const chosen = new Set(this.value);
    return html`<div class="search">
        <th-icon name="search"></th-icon>
        <input
          type="search"
          aria-label=${t('ui.field.search')}
          placeholder=${t('ui.field.search')}
          .value=${this.wanted}
          @input=${(event: Event) => {
            this.wanted = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <div class="list" role="group" aria-label=${this.label}>
        ${
          found.length === 0
            ? html`<div class="none">${t('ui.field.none')}</div>`
            : found.slice(0, MOST_DRAWN).map(
                ({ value, label, count }) => html`<label title=${label ?? value}>
                  <input type="checkbox" .checked=${chosen.has(value)} @change=${() => this.#flip(value)} />
                  <span>${label ?? value}</span>${count === undefined ? nothing : html`<small>${format.compact(count)}</small>`}
                </label>`,
              )
        }
      </div>
      <div class="foot">
        <span>${t('ui.field.count', { n: this.value.length })}</span>
        ${this.value.length > 0 ? html`<button type="button" @click=${() => this.#set([])}>${t('ui.field.clear')}</button>` : nothing}
      </div>`;
  }

  #flip(value: string): void {
    this.#set(
      this.value.includes(value)
        ? this.value.filter((one) => one !== value)
        : [...this.value, value],
    );
  }

  #takeFirst(event: KeyboardEvent): void {
    const search = event.target as HTMLInputElement;
    const wanted = this.wanted.trim().toLowerCase();
    if (search.type !== 'search' || wanted === '') return;
    event.preventDefault();
    const found = this.#found();
    const exact = found.find(
      ({ value, label }) => value.toLowerCase() === wanted || label?.toLowerCase() === wanted,
    );
    const first = exact ?? found[0];
    if (!first) return;
    this.#flip(first.value);
    search.select();
  }

  #set(value: readonly string[]): void {
    this.value = value;
    this.dispatchEvent(changed(value));
  }

  #toggle = async () => {
    if (this.open) {
      this.panel.hidePopover();
      return;
    }
    this.open = true;
    this.wanted = '';
    await this.updateComplete;
    this.panel.showPopover();
    place(this.panel, this.trigger.getBoundingClientRect());
    this.panel.querySelector('input')?.focus();
  };

  #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.open = false;
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.panel.hidePopover();
      this.trigger.focus();
    }
    // While Chinese is composed, Enter belongs to the input method.
    if (event.key === 'Enter' && !event.isComposing) this.#takeFirst(event);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const inputs = [...this.panel.querySelectorAll('input')];
    const at = inputs.indexOf(this.shadowRoot?.activeElement as HTMLInputElement);
    const to = at + (event.key === 'ArrowDown' ? 1 : -1);
    inputs[Math.max(0, Math.min(inputs.length - 1, to))]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-multi-select': MultiSelect;
  }
}
