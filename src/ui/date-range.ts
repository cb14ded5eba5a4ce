import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { base } from './base.ts';
import type { Days } from './calendar.ts';
import { changed, control } from './control.ts';
import { place } from './popover.ts';
import { Watching } from './watching.ts';
import './calendar.ts';
import './icon.ts';

const DAY = 86_400_000;

/**
 * A range of days between `min` and `max`; null is all of them. Emits `change` with `{ from, to }` or null. Whoever took
 * one day and went away meant that day; Escape takes nothing.
 */
@customElement('th-date-range')
export class DateRange extends Watching {
  @property({ attribute: false }) value: Days | null = null;
  @property() min = '';
  @property() max = '';
  @property() label = '';
  @property({ type: Boolean }) disabled = false;
  @property({ type: Number }) weekStart = 1;
  @state() private open = false;
  /** The day that was taken first, until the second is. */
  @state() private begun: string | null = null;
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
      .body {
        padding: 12px;
      }
      .then {
        max-inline-size: 280px;
        margin: 0;
        padding-block-start: 8px;
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        max-inline-size: 280px;
        padding-block-start: 12px;
      }
      .presets button {
        padding: 4px 12px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-round);
        background: transparent;
        font-size: var(--th-size-13);
        cursor: pointer;
      }
      .presets button:hover {
        background: var(--th-sunken);
      }
    `,
  ];

  protected override render() {
    const summary = this.#summary();
    return html`<button
        class="control"
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${`${this.label}: ${summary}`}
        ?disabled=${this.disabled}
        @click=${this.#toggle}
      >
        <th-icon name="calendar"></th-icon><span class="text">${summary}</span><th-icon name="chevron-down"></th-icon>
      </button>
      <div class="panel" popover role="dialog" aria-label=${this.label} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.open ? this.#body() : nothing}
      </div>`;
  }

  #summary(): string {
    const range = this.value ?? (this.min && this.max ? { from: this.min, to: this.max } : null);
    return range ? format.days(range.from, range.to) : t('ui.field.all');
  }

  #body() {
    return html`<div class="body">
      <th-calendar
        .value=${this.value ?? (this.min ? { from: this.min, to: this.max } : null)}
        min=${this.min}
        max=${this.max}
        .weekStart=${this.weekStart}
        @begin=${(event: CustomEvent<string>) => {
          this.begun = event.detail;
        }}
        @change=${(event: CustomEvent<Days>) => {
          event.stopPropagation();
          this.#set(event.detail);
        }}
      ></th-calendar>
      <p class="then" role="status">${this.begun === null ? t('ui.field.day-first') : t('ui.field.day-last')}</p>
      <div class="presets">
        <button type="button" @click=${() => this.#set(null)}>${t('ui.field.all')}</button>
        ${[7, 30].filter((days) => this.#length() > days).map((days) => html`<button type="button" @click=${() => this.#last(days)}>${t(days === 7 ? 'ui.field.last7' : 'ui.field.last30')}</button>`)}
      </div>
    </div>`;
  }

  #length(): number {
    return this.min && this.max ? (Date.parse(this.max) - Date.parse(this.min)) / DAY + 1 : 0;
  }

  #last(days: number): void {
    const from = new Date(Date.parse(this.max) - (days - 1) * DAY).toISOString().slice(0, 10);
    this.#set({ from, to: this.max });
  }

  #set(value: Days | null): void {
    this.value = value;
    this.begun = null;
    this.panel.hidePopover();
    this.trigger.focus();
    this.dispatchEvent(changed(value));
  }

  #toggle = async () => {
    if (this.open) {
      this.panel.hidePopover();
      return;
    }
    this.open = true;
    await this.updateComplete;
    this.panel.showPopover();
    await this.panel.querySelector('th-calendar')?.updateComplete;
    place(this.panel, this.trigger.getBoundingClientRect());
    const root = this.panel.querySelector('th-calendar')?.shadowRoot;
    root?.querySelector<HTMLElement>('.day[tabindex="0"]')?.focus();
  };

  #onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    this.open = false;
    const day = this.begun;
    this.begun = null;
    if (day === null) return;
    this.value = { from: day, to: day };
    this.dispatchEvent(changed(this.value));
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.begun = null;
    this.panel.hidePopover();
    this.trigger.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-date-range': DateRange;
  }
}
