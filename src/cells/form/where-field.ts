import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { parameterOf } from '../../notebook/index.ts';
import { base } from '../../ui/base.ts';
import { changed, control } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import type { Choice } from './keys.ts';
import '../../ui/button.ts';
import '../../ui/select.ts';

/**
 * Conditions on columns: each is one of some values, or what an input says. Emits `change` with `{column, value}`;
 * a value of undefined takes the condition out.
 */
@customElement('th-where-field')
export class WhereField extends Watching {
  @property({ attribute: false }) columns: readonly Choice[] = [];
  @property({ attribute: false }) inputs: readonly string[] = [];
  @property({ attribute: false }) where: unknown = null;
  @property() label = '';

  static override styles = [
    base,
    control,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
      }
      .condition {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr) auto;
        gap: 6px;
        align-items: center;
      }
      .condition.input {
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto;
      }
      @media (max-width: 640px) {
        .condition,
        .condition.input {
          grid-template-columns: minmax(0, 1fr) auto;
          padding-block-end: 6px;
          border-block-end: 1px solid var(--th-border);
        }
        .condition > :first-child {
          grid-column: 1 / -1;
        }
        .condition > .control {
          grid-row: 3;
        }
      }
    `,
  ];

  protected override render() {
    const conditions = Object.entries(this.#where());
    const free = this.columns.filter(({ value }) => !(value in this.#where()));
    return html`${conditions.map(([column, value]) => this.#condition(column, value))}
      ${
        free.length > 0
          ? html`<div>
            <th-button size="small" variant="quiet" icon="plus" @click=${() => this.#set(free[0]?.value ?? '', [])}>${t('editors.where.add')}</th-button>
          </div>`
          : ''
      }`;
  }

  #condition(column: string, value: unknown) {
    const input = parameterOf(value);
    const known = this.columns.some((one) => one.value === column);
    const columns = known ? this.columns : [...this.columns, { value: column, label: column }];
    return html`<div class="condition ${input === null ? '' : 'input'}">
      <th-select
        label=${t('editors.where.column')}
        .options=${columns}
        .value=${column}
        .clearable=${false}
        @change=${(event: CustomEvent<string>) => {
          event.stopPropagation();
          this.#set(column, undefined);
          this.#set(event.detail, value);
        }}
      ></th-select>
      <th-select
        label=${t('editors.where.from', { column })}
        .options=${[
          { value: '', label: t('editors.where.values') },
          ...this.inputs.map((name) => ({ value: `$${name}`, label: `$${name}` })),
          ...(input !== null && !this.inputs.includes(input)
            ? [{ value: `$${input}`, label: `$${input}` }]
            : []),
        ]}
        .value=${input === null ? '' : `$${input}`}
        .clearable=${false}
        @change=${(event: CustomEvent<string>) => {
          event.stopPropagation();
          this.#set(column, event.detail === '' ? [] : event.detail);
        }}
      ></th-select>
      ${
        input === null
          ? html`<input
            class="control"
            aria-label=${t('editors.where.values.of', { column })}
            placeholder=${t('editors.where.placeholder')}
            .value=${valuesText(value)}
            @change=${(event: Event) => {
              event.stopPropagation();
              this.#set(column, valuesOf((event.target as HTMLInputElement).value));
            }}
          />`
          : ''
      }
      <th-button size="small" variant="quiet" icon="x" label=${t('editors.remove')} @click=${() => this.#set(column, undefined)}></th-button>
    </div>`;
  }

  #where(): Readonly<Record<string, unknown>> {
    const { where } = this;
    return typeof where === 'object' && where !== null && !Array.isArray(where)
      ? (where as Readonly<Record<string, unknown>>)
      : {};
  }

  #set(column: string, value: unknown): void {
    this.dispatchEvent(changed({ column, value }));
  }
}

const valuesText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value)
      ? value.map(String).join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

const valuesOf = (text: string): readonly string[] =>
  text
    .split(/[,，]/)
    .map((one) => one.trim())
    .filter(Boolean);

declare global {
  interface HTMLElementTagNameMap {
    'th-where-field': WhereField;
  }
}
