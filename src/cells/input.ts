import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import type { Days } from '../ui/calendar.ts';
import { control } from '../ui/control.ts';
import type { Option } from '../ui/select.ts';
import { bodyStyles, CellBody } from './body.ts';
import { optionsFor } from './input-options.ts';
import { titled } from './read.ts';
import { emit, type InputDetail } from './types.ts';
import '../ui/date-range.ts';
import '../ui/button.ts';
import '../ui/multi-select.ts';
import '../ui/search.ts';
import '../ui/segmented.ts';
import '../ui/select.ts';
import '../ui/slider.ts';
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
        inline-size: 310px;
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
      .hint {
        min-block-size: 36px;
        color: var(--th-faint);
        font-size: var(--th-size-12);
        line-height: 18px;
      }
      @media print {
        .hint {
          display: none;
        }
      }
      .note {
        display: grid;
        gap: 2px;
        justify-items: start;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        line-height: 1.45;
        overflow-wrap: anywhere;
      }
      .gone {
        padding: 4px 4px 4px 8px;
        border-inline-start: 3px solid var(--th-warn);
        color: var(--th-text);
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
      ${this.#control(label, detail)} ${this.#notes(detail)}
    </div>`;
  }

  /** What belongs to it in words, and what was chosen and is not in the data. */
  #notes({ gone = [] }: InputDetail) {
    const { help, from } = this.cell.spec;
    const type = this.#type();
    const words =
      titled(help) ||
      ((type === 'table' || type === 'chart') && typeof from === 'string'
        ? t(`editors.input.pick.${type}`, { name: from })
        : '');
    return html`${words ? html`<div class="note">${words}</div>` : nothing}
      ${
        gone.length > 0
          ? html`<div class="note gone" role="status">
            <span>${t('editors.input.gone', { values: gone.join(', ') })}</span>
            <th-button size="small" variant="quiet" @click=${() => this.#drop(gone)}>${t('editors.input.gone.drop')}</th-button>
          </div>`
          : nothing
      }`;
  }

  #drop(gone: readonly string[]): void {
    const value = this.result?.value;
    const left = Array.isArray(value)
      ? value.map(String).filter((one) => !gone.includes(one))
      : null;
    this.#set(left);
  }

  #control(label: string, detail: InputDetail) {
    const value = this.result ? this.result.value : this.cell.spec.value;
    const text = value === null || value === undefined ? null : String(value);
    const options = optionsFor(this.cell, detail, this.result?.value);
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
        return html`<th-select label=${label} .options=${options} .value=${text} .clearable=${this.cell.spec.required !== true} @change=${onChange}></th-select>`;
      case 'table':
      case 'chart':
        if (this.cell.spec.multiple === false) {
          return html`<th-select label=${label} .options=${options} .value=${text} @change=${onChange}></th-select>`;
        }
        return this.#several(label, options, value, onChange);
      case 'multi-select':
        return this.#several(label, options, value, onChange);
      case 'search':
        return html`<th-search label=${label} .options=${options} value=${text ?? ''} placeholder=${titled(this.cell.spec.placeholder)} @change=${onChange}></th-search>`;
      case 'slider':
        return this.#slider(label, detail, value, onChange);
      case 'segmented':
        return html`<th-segmented label=${label} .options=${options} .value=${text ?? options[0]?.value ?? ''} @change=${onChange}></th-segmented>`;
      case 'selection':
        return html`<p class="hint">${t('selection.none')}</p>`;
      case 'toggle':
        return html`<th-toggle label=${label} .checked=${value === true} @change=${onChange}></th-toggle>`;
      case 'number':
        return this.#native('number', label, detail, value);
      default:
        return this.#native('text', label, detail, value);
    }
  }

  #several(
    label: string,
    options: readonly Option[],
    value: unknown,
    onChange: (event: CustomEvent<unknown>) => void,
  ) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    const gone = chosen.filter((one) => !options.some((option) => option.value === one));
    const all = [...options, ...gone.map((one) => ({ value: one, label: one }))];
    return html`<th-multi-select label=${label} .options=${all} .value=${chosen} @change=${onChange}></th-multi-select>`;
  }

  #slider(
    label: string,
    detail: InputDetail,
    value: unknown,
    onChange: (event: CustomEvent<unknown>) => void,
  ) {
    const { spec } = this.cell;
    const [min, max] = [spec.min ?? detail.min, spec.max ?? detail.max].map(Number);
    if (min === undefined || max === undefined || !(max > min)) {
      return html`<div class="note gone">${t('editors.input.bounds')}</div>`;
    }
    return html`<th-slider
      label=${label}
      min=${min}
      max=${max}
      step=${Number(spec.step ?? 0)}
      .value=${typeof value === 'number' ? value : null}
      @change=${onChange}
      @move=${(event: CustomEvent<number>) => emit(this, 'th-input', { id: this.cell.id, name: this.cell.name, value: event.detail, moving: true })}
    ></th-slider>`;
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
