import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { format, t } from '../../i18n/index.ts';
import { base } from '../base.ts';
import { control } from '../control.ts';
import { place } from '../popover.ts';
import { Watching } from '../watching.ts';
import { isNested, isNumber, isTime } from './rows/condition.ts';
import type { ColumnFilter, Condition, GridColumn, Summary } from './types.ts';
import '../button.ts';

/** What is asked of a column, as a small form. */
@customElement('th-grid-filter')
export class FilterPanel extends Watching {
  @state() private column: GridColumn | null = null;
  @state() private now: ColumnFilter | null = null;
  @state() private summary: Summary | null = null;
  @query('.panel') private panel!: HTMLElement;
  @query('form') private form!: HTMLFormElement | null;
  #done: ((filter: ColumnFilter | null | undefined) => void) | null = null;

  static override styles = [
    base,
    control,
    css`
      .panel {
        inline-size: 300px;
        max-inline-size: calc(100vw - 16px);
      }
      form {
        display: grid;
        gap: 10px;
        padding: 14px 16px;
        font-size: var(--th-size-13);
      }
      h3 {
        font-size: var(--th-size-14);
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      label {
        display: grid;
        gap: 4px;
        color: var(--th-muted);
      }
      fieldset {
        display: grid;
        gap: 2px;
        min-inline-size: 0;
        max-block-size: 190px;
        margin: 0;
        padding: 0;
        border: 0;
        overflow: auto;
      }
      legend {
        padding: 0 0 4px;
        color: var(--th-muted);
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 28px;
        color: var(--th-text);
      }
      fieldset span {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      fieldset small {
        color: var(--th-muted);
      }
      .ends {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 10px;
      }
      input.control {
        min-inline-size: 0;
        min-block-size: 32px;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  /** Opens under `anchor`; `done` gets the filter, null to take it away, undefined where nothing was chosen. */
  async show(
    column: GridColumn,
    now: ColumnFilter | null,
    summary: Summary | null,
    anchor: DOMRect,
    done: (filter: ColumnFilter | null | undefined) => void,
  ): Promise<void> {
    this.column = null;
    await this.updateComplete;
    [this.column, this.now, this.summary, this.#done] = [column, now, summary, done];
    await this.updateComplete;
    this.panel.showPopover();
    place(this.panel, anchor, 'start');
    this.form?.querySelector<HTMLElement>('input')?.focus();
  }

  protected override render() {
    const { column } = this;
    return html`<div class="panel" popover aria-label=${column ? t('grid.filter.of', { column: column.name }) : nothing}
      @toggle=${this.#onToggle} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
      ${column ? this.#form(column) : nothing}
    </div>`;
  }

  #form(column: GridColumn) {
    const { now } = this;
    const ranged = isNumber(column.type) || isTime(column.type);
    const range = now?.kind === 'range' ? now : null;
    const field = (name: string, label: string, value: string) =>
      html`<label>${label}<input class="control" name=${name} autocomplete="off" spellcheck="false" .value=${value}></label>`;
    return html`<form @submit=${this.#onSubmit}>
      <h3>${t('grid.filter.of', { column: column.name })}</h3>
      ${isNested(column.type) ? nothing : field('equals', t('grid.filter.equals'), this.#single())}
      ${ranged ? html`<div class="ends">${field('from', t('grid.filter.from'), range?.from ?? '')}${field('to', t('grid.filter.to'), range?.to ?? '')}</div>` : nothing}
      ${field('contains', t('grid.filter.contains'), now?.kind === 'contains' ? now.text : '')}
      ${this.#values()}
      <label>${t('grid.filter.null')}
        <select class="control" name="null">
          ${(['any', 'null', 'not-null'] as const).map((value) => html`<option value=${value} ?selected=${now?.kind === 'null' ? (now.is ? value === 'null' : value === 'not-null') : value === 'any'}>${t(`grid.filter.${value}`)}</option>`)}
        </select>
      </label>
      <div class="actions">
        ${now ? html`<th-button size="small" variant="quiet" @click=${() => this.#close(null)}>${t('grid.filter.remove')}</th-button>` : nothing}
        <th-button size="small" variant="primary" @click=${() => this.form?.requestSubmit()}>${t('grid.filter.apply')}</th-button>
      </div>
      <button hidden type="submit"></button>
    </form>`;
  }

  /** The one value that is asked for, where it is none of those to tick. */
  #single(): string {
    const { now } = this;
    if (now?.kind !== 'in' || now.values.length !== 1) return '';
    const [value] = now.values;
    return value !== null &&
      value !== undefined &&
      !this.summary?.top.some(({ text }) => text === value)
      ? value
      : '';
  }

  #values() {
    const top = this.summary?.top ?? [];
    if (top.length === 0) return nothing;
    const chosen = this.now?.kind === 'in' ? this.now.values : [];
    const others = chosen.filter(
      (value) => value !== null && !top.some(({ text }) => text === value),
    );
    const extra = this.#single() ? [] : others.map((text) => ({ text, count: 0 }));
    return html`<fieldset>
      <legend>${t('grid.filter.values')}</legend>
      ${[...top, ...extra].map(
        ({ text, count }) => html`<label>
          <input type="checkbox" name="value" value=${text ?? ''} ?checked=${chosen.includes(text)}>
          <span title=${text ?? ''}>${text}</span>${count > 0 ? html`<small>${format.compact(count)}</small>` : nothing}
        </label>`,
      )}
    </fieldset>`;
  }

  #onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const { column, form } = this;
    if (!column || !form) return;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim() || null;
    const ticked = data.getAll('value').map(String);
    const condition = asked(text, ticked);
    this.#close(condition && { ...condition, column: column.name });
  };

  #close(filter: ColumnFilter | null): void {
    const done = this.#done;
    this.#done = null;
    this.panel.hidePopover();
    done?.(filter);
  }

  #onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    this.#done?.(undefined);
    this.#done = null;
  };
}

/** The condition of what was filled in; one a column, so that the most exact counts. */
function asked(text: (name: string) => string | null, ticked: readonly string[]): Condition | null {
  const equals = text('equals');
  if (equals !== null || ticked.length > 0)
    return { kind: 'in', values: [...(equals === null ? [] : [equals]), ...ticked] };
  const [from, to] = [text('from'), text('to')];
  if (from !== null || to !== null) return { kind: 'range', from, to };
  const contains = text('contains');
  if (contains !== null) return { kind: 'contains', text: contains };
  const empty = text('null');
  if (empty === 'null' || empty === 'not-null') return { kind: 'null', is: empty === 'null' };
  return null;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-grid-filter': FilterPanel;
  }
}
