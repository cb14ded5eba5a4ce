import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { dateFormat, format, locale } from '../i18n/index.ts';
import { base, iconButton } from './base.ts';
import { changed } from './control.ts';
import { at, DAY, monthGrid, shiftMonth, text } from './month.ts';
import { Watching } from './watching.ts';
import './icon.ts';

export interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * A month to take a range of days from: first click one end, second click the other. Arrows move by day and week,
 * Page Up and Page Down by month. Emits `begin` with the first day, `change` with `{ from, to }`.
 */
@customElement('th-calendar')
export class Calendar extends Watching {
  @property({
    attribute: false,
    // The same days told anew must not forget the day that was taken first.
    hasChanged: (now: Days | null, before: Days | null | undefined) =>
      now?.from !== before?.from || now?.to !== before?.to,
  })
  value: Days | null = null;
  @property() min = '';
  @property() max = '';
  @property({ type: Number }) weekStart = 1;
  @state() private month = '';
  @state() private anchor: string | null = null;
  @state() private active = '';

  static override styles = [
    base,
    iconButton,
    css`
      :host {
        display: block;
        inline-size: 280px;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        font-weight: 600;
      }
      .back {
        transform: rotate(180deg);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(7, 40px);
        margin-block-start: 6px;
      }
      .weekday {
        color: var(--th-faint);
        font-size: var(--th-size-12);
        line-height: 28px;
        text-align: center;
      }
      .day {
        block-size: 36px;
        margin-block: 1px;
        padding: 0;
        border: 0;
        background: transparent;
        font-size: var(--th-size-13);
        cursor: pointer;
      }
      .day:hover {
        background: var(--th-sunken);
        border-radius: var(--th-radius-2);
      }
      .other {
        color: var(--th-faint);
      }
      .day:disabled {
        color: var(--th-strong);
        background: none;
        cursor: default;
      }
      .within {
        background: var(--th-accent-soft);
        border-radius: 0;
      }
      .end,
      .end:hover {
        background: var(--th-accent);
        color: var(--th-accent-text);
        font-weight: 600;
        border-radius: 0;
      }
      .first {
        border-start-start-radius: var(--th-radius-2);
        border-end-start-radius: var(--th-radius-2);
      }
      .last {
        border-start-end-radius: var(--th-radius-2);
        border-end-end-radius: var(--th-radius-2);
      }
      .day:focus-visible {
        outline-offset: -2px;
        border-radius: var(--th-radius-2);
      }
    `,
  ];

  protected override willUpdate(changedProperties: Map<PropertyKey, unknown>): void {
    if (changedProperties.has('value') || this.month === '') {
      const shown = this.value?.to || this.max || text(Date.now());
      this.month = shown.slice(0, 7);
      this.active = shown;
      this.anchor = null;
    }
  }

  protected override render() {
    const days = monthGrid(this.month, this.weekStart);
    const title = format.day(`${this.month}-01`, { year: 'numeric', month: 'long' });
    return html`<header>
        ${this.#step(-1, 'back')}<span aria-live="polite">${title}</span>${this.#step(1, '')}
      </header>
      <div class="grid" role="group" aria-label=${title} @keydown=${this.#onKey}>
        ${days.slice(0, 7).map((day) => html`<span class="weekday" aria-hidden="true">${format.day(day, { weekday: 'narrow' })}</span>`)}
        ${days.map((day) => this.#day(day))}
      </div>`;
  }

  #step(by: number, style: string) {
    const month = shiftMonth(this.month, by);
    return html`<button class="icon" type="button" aria-label=${format.day(`${month}-01`, { year: 'numeric', month: 'long' })} @click=${() => this.#go(month)}>
      <th-icon class=${style} name="chevron-right"></th-icon>
    </button>`;
  }

  #go(month: string): void {
    this.month = month;
    if (!this.active.startsWith(month)) this.active = `${month}-01`;
  }

  #day(day: string) {
    const from = this.anchor ?? this.value?.from ?? '';
    const to = this.anchor ?? this.value?.to ?? '';
    const inside = day >= from && day <= to;
    const classes = [
      'day',
      day.startsWith(this.month) ? '' : 'other',
      inside && day !== from && day !== to ? 'within' : '',
      day === from || day === to ? 'end' : '',
      day === from ? 'first' : '',
      day === to ? 'last' : '',
    ].join(' ');
    const outside = (this.min !== '' && day < this.min) || (this.max !== '' && day > this.max);
    return html`<button
      class=${classes}
      type="button"
      data-day=${day}
      tabindex=${day === this.active ? 0 : -1}
      aria-label=${dateFormat(locale.value, { dateStyle: 'full' }).format(at(day))}
      aria-pressed=${inside ? 'true' : 'false'}
      ?disabled=${outside}
      @click=${() => this.#take(day)}
    >
      ${Number(day.slice(8))}
    </button>`;
  }

  #take(day: string): void {
    this.active = day;
    if (this.anchor === null) {
      this.anchor = day;
      this.dispatchEvent(new CustomEvent('begin', { detail: day }));
      return;
    }
    const [from, to] = this.anchor <= day ? [this.anchor, day] : [day, this.anchor];
    this.anchor = null;
    this.value = { from, to };
    this.dispatchEvent(changed(this.value));
  }

  #onKey = async (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
    };
    const step = steps[event.key];
    const turn = event.key === 'PageUp' ? -1 : event.key === 'PageDown' ? 1 : 0;
    if (step === undefined && turn === 0) return;
    event.preventDefault();
    const wanted =
      step === undefined
        ? `${shiftMonth(this.active.slice(0, 7), turn)}-01`
        : text(at(this.active) + step * DAY);
    this.active =
      this.min && wanted < this.min ? this.min : this.max && wanted > this.max ? this.max : wanted;
    this.month = this.active.slice(0, 7);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-day="${this.active}"]`)?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-calendar': Calendar;
  }
}
