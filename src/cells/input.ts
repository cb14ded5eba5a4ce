import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { eventLabel } from '../charts/index.ts';
import { locale } from '../i18n/index.ts';
import type { Days } from '../ui/calendar.ts';
import { control } from '../ui/control.ts';
import type { Option } from '../ui/select.ts';
import { bodyStyles, CellBody } from './body.ts';
import { titled } from './read.ts';
import { emit, type InputDetail } from './types.ts';
import '../ui/date-range.ts';
import '../ui/multi-select.ts';
import '../ui/segmented.ts';
import '../ui/select.ts';
import '../ui/toggle.ts';

/** A value that the reader sets and other cells follow. */
@customElement('th-cell-input')
export class InputCell extends CellBody {
  static override styles = [
    bodyStyles,
    control,
    css`
      :host {
        inline-size: 200px;
        max-inline-size: 100%;
      }
      :host([kind='date-range']) {
        inline-size: 268px;
      }
      :host([kind='segmented']),
      :host([kind='toggle']) {
        inline-size: auto;
      }
      .field {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
      }
      .label {
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
      }
      @media (max-width: 640px) {
        :host {
          inline-size: max(140px, calc(50vw - 22px));
        }
        :host([kind='date-range']) {
          inline-size: calc(100vw - 32px);
        }
      }
    `,
  ];

  #type(): string {
    return String(this.cell.spec.type ?? 'text');
  }

  protected override willUpdate(): void {
    this.setAttribute('kind', this.#type());
  }

  protected override render() {
    const label = titled(this.cell.spec.label) || (this.cell.name ?? '').replaceAll('_', ' ');
    const detail = (this.result?.detail ?? {}) as InputDetail;
    return html`<div class="field">
      <span class="label" id="label">${label}</span>
      ${this.#control(label, detail)}
    </div>`;
  }

  #control(label: string, detail: InputDetail) {
    const value = this.result ? this.result.value : this.cell.spec.value;
    const options = this.#options(detail);
    const onChange = (event: CustomEvent<unknown>) => this.#set(event.detail);
    if (detail.unavailable) {
      return html`<button class="control" type="button" disabled aria-label=${`${label}: ${detail.unavailable}`} title=${detail.unavailable}>
        <span class="text">${detail.unavailable}</span>
      </button>`;
    }
    switch (this.#type()) {
      case 'date-range':
        return html`<th-date-range
          label=${label}
          .value=${isDays(value) ? value : null}
          min=${String(detail.min ?? this.context?.from ?? '')}
          max=${String(detail.max ?? this.context?.to ?? '')}
          .weekStart=${this.context?.weekStart ?? 1}
          @change=${onChange}
        ></th-date-range>`;
      case 'select':
        return html`<th-select label=${label} .options=${options} .value=${typeof value === 'string' ? value : null} .clearable=${this.cell.spec.required !== true} @change=${onChange}></th-select>`;
      case 'multi-select':
        return html`<th-multi-select label=${label} .options=${options} .value=${Array.isArray(value) ? value.map(String) : []} @change=${onChange}></th-multi-select>`;
      case 'segmented':
        return html`<th-segmented label=${label} .options=${options} .value=${String(value ?? options[0]?.value ?? '')} @change=${onChange}></th-segmented>`;
      case 'toggle':
        return html`<th-toggle label=${label} .checked=${value === true} @change=${onChange}></th-toggle>`;
      case 'number':
        return this.#native('number', label, detail, value);
      default:
        return this.#native('text', label, detail, value);
    }
  }

  #native(type: 'number' | 'text', label: string, detail: InputDetail, value: unknown) {
    const { spec } = this.cell;
    return html`<input
      class="control"
      type=${type}
      aria-label=${label}
      .value=${value === null || value === undefined ? '' : String(value)}
      min=${detail.min ?? spec.min ?? nothing}
      max=${detail.max ?? spec.max ?? nothing}
      step=${spec.step ?? nothing}
      placeholder=${titled(spec.placeholder) || nothing}
      @change=${(event: Event) => {
        event.stopPropagation();
        const input = event.target as HTMLInputElement;
        if (!input.checkValidity()) input.reportValidity();
        else
          this.#set(
            type === 'text' ? input.value : input.value === '' ? null : input.valueAsNumber,
          );
      }}
    />`;
  }

  #options(detail: InputDetail): readonly Option[] {
    if (detail.options)
      return detail.options.map((option) => ({
        ...option,
        label: option.label ?? eventLabel(option.value, locale.value),
      }));
    const { options } = this.cell.spec;
    if (!Array.isArray(options)) return [];
    return options.map((option: unknown) =>
      typeof option === 'object' && option !== null && 'value' in option
        ? {
            value: String(option.value),
            label: titled('label' in option ? option.label : '') || String(option.value),
          }
        : { value: String(option), label: eventLabel(String(option), locale.value) },
    );
  }

  #set(value: unknown): void {
    emit(this, 'th-input', { id: this.cell.id, name: this.cell.name, value });
  }
}

const isDays = (value: unknown): value is Days =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  'to' in value &&
  typeof value.from === 'string';

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-input': InputCell;
  }
}
