import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  EVENT_TYPES,
  type EventType,
  type TimeFormat,
} from '../sources/index.ts';
import { Watching } from '../ui/watching.ts';
import type { RuleAction, RuleName, WeekStart } from '../warehouse/index.ts';
import {
  eventWords,
  type OpenChoice,
  type OpenGroup,
  originValue,
  valueOrigin,
} from './open-form.ts';
import { shared } from './styles.ts';
import { zoneOptions } from './zone-options.ts';

const RULES: readonly RuleName[] = ['duplicates', 'price_illegal', 'bot_session', 'out_of_window'];
const ACTIONS: readonly RuleAction[] = ['reject', 'flag', 'off'];
const WEEK_STARTS: readonly WeekStart[] = [1, 6, 7];
const UNITS = ['s', 'ms', 'us', 'ns'] as const;
const ORDERS = ['ymd', 'mdy', 'dmy'] as const;
type TimeFormatKey = (typeof UNITS)[number] | (typeof ORDERS)[number];

/** The mapping of columns, and the settings of a data set; tells every change as `th-choice`. */
@customElement('th-mapping-form')
export class MappingForm extends Watching {
  @property({ attribute: false }) group!: OpenGroup;

  static override styles = [
    shared,
    css`
      details {
        border: 1px solid var(--th-border);
        border-radius: 8px;
        padding: 0 12px;
      }
      details + details {
        margin-top: 8px;
      }
      summary {
        padding: 10px 0;
        font-weight: 600;
        cursor: pointer;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 12px 16px;
        padding: 4px 0 16px;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 12px;
        color: var(--th-muted);
      }
      select,
      input {
        box-sizing: border-box;
        width: 100%;
        font-size: 13px;
        color: var(--th-text);
      }
      .uncertain select {
        border-color: var(--th-warn);
      }
      .check {
        color: var(--th-warn);
      }
      p {
        padding-bottom: 12px;
      }
    `,
  ];

  protected override render() {
    const { detection } = this.group;
    return html`
      <details ?open=${detection.uncertain.length > 0 || detection.source === 'custom'}>
        <summary>${t('app.open.mapping')}</summary>
        <p class="muted small">${t('app.open.mapping.help')}</p>
        <div class="grid">${CANONICAL_COLUMNS.map((column) => this.column(column))} ${this.time()}</div>
        ${this.words()}
      </details>
      <details>
        <summary>${t('app.open.settings')}</summary>
        <div class="grid">${this.settings()}</div>
      </details>
      <details>
        <summary>${t('app.open.rules')}</summary>
        <div class="grid">${RULES.map((rule) => this.rule(rule))}</div>
      </details>
    `;
  }

  private tell(change: Partial<OpenChoice>): void {
    this.dispatchEvent(new CustomEvent('th-choice', { detail: change }));
  }

  private column(column: CanonicalColumn) {
    const { shapes, choice, detection } = this.group;
    const [shape] = shapes;
    if (!shape) return nothing;
    const value = originValue(choice.columns[column], shape);
    const constants = column === 'event_type' ? EVENT_TYPES.map((type) => `c:${type}`) : [];
    const options = [
      ...(value.startsWith('c:') && !constants.includes(value) ? [value] : []),
      ...constants,
    ];
    const uncertain = detection.uncertain.includes(column);
    return html`<label class=${uncertain ? 'uncertain' : ''}>
      <span>${column} ${uncertain ? html`<span class="check">· ${t('app.open.mapping.uncertain')}</span>` : nothing}</span>
      <select @change=${(event: Event) => {
        const origin = valueOrigin((event.target as HTMLSelectElement).value, shape);
        const { [column]: _, ...others } = choice.columns;
        this.tell({ columns: origin ? { ...others, [column]: origin } : others });
      }}>
        <option value="" ?selected=${value === ''}>${t('app.open.mapping.none')}</option>
        ${shape.columns.map((name, at) => html`<option value="p${at}" ?selected=${value === `p${at}`}>${name}</option>`)}
        ${options.map(
          (one) =>
            html`<option value=${one} ?selected=${value === one}>${t('app.open.mapping.constant', { value: one.slice(2) })}</option>`,
        )}
      </select>
    </label>`;
  }

  private time() {
    const { choice, detection } = this.group;
    if (!choice.columns.event_time) return nothing;
    const format = choice.time ?? detection.mapping.time;
    const zoned = format?.kind === 'text' && format.zoned;
    const formats: readonly (readonly [TimeFormatKey, TimeFormat])[] = [
      ...UNITS.map((unit) => [unit, { kind: 'epoch', unit }] as const),
      ...ORDERS.map((order) => [order, { kind: 'text', order, zoned }] as const),
    ];
    const chosen = format ? (format.kind === 'epoch' ? format.unit : format.order) : null;
    return this.select(
      t('app.open.time'),
      [
        ...(chosen ? [] : [{ value: -1, name: t('app.open.time.auto') }]),
        ...formats.map(([key], value) => ({ value, name: t(`app.open.time.${key}`) })),
      ],
      formats.findIndex(([key]) => key === chosen),
      (index) => {
        const time = formats[index]?.[1];
        if (time) this.tell({ time });
      },
    );
  }

  private words() {
    const words = eventWords(this.group);
    if (words.length === 0) return nothing;
    return html`<p class="muted small">${t('app.open.words')}</p>
      <div class="grid">${words.map(([word, type]) => this.word(word, type))}</div>`;
  }

  private word(word: string, type: EventType | null) {
    const left = { value: '', name: t('app.open.words.none') };
    return this.select(
      word,
      [left, ...EVENT_TYPES.map((one) => ({ value: one as string, name: one as string }))],
      type ?? '',
      (value) => {
        const meaning = EVENT_TYPES.find((one) => one === value) ?? null;
        this.tell({ words: { ...this.group.choice.words, [word]: meaning } });
      },
    );
  }

  private settings() {
    const { choice } = this.group;
    return html`
      ${this.zone(t('app.open.zone.data'), choice.timezone, (timezone) => this.tell({ timezone }))}
      ${this.zone(t('app.open.zone.report'), choice.reportTimezone, (reportTimezone) => this.tell({ reportTimezone }))}
      <label>
        ${t('app.open.currency')}
        <input type="text" maxlength="3" .value=${choice.currency} placeholder=${t('app.open.currency.none')}
          @change=${(event: Event) => this.tell({ currency: (event.target as HTMLInputElement).value.toUpperCase() })} />
      </label>
      ${this.select(
        t('app.open.week'),
        WEEK_STARTS.map((one) => ({ value: one, name: t(`app.open.week.${one}`) })),
        choice.weekStart,
        (weekStart) => this.tell({ weekStart }),
      )}
    `;
  }

  private zone(label: string, value: string, choose: (zone: string) => void) {
    return html`<label>
      ${label}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${zoneOptions(value)}
      </select>
    </label>`;
  }

  private rule(rule: RuleName) {
    const { rules } = this.group.choice;
    return this.select(
      t(`app.rule.${rule}`),
      ACTIONS.map((one) => ({ value: one, name: t(`app.rule.${one}`) })),
      rules[rule],
      (action) => this.tell({ rules: { ...rules, [rule]: action } }),
    );
  }

  private select<T extends string | number>(
    label: string,
    options: readonly { readonly value: T; readonly name: string }[],
    chosen: T,
    choose: (value: T) => void,
  ) {
    return html`<label>
      ${label}
      <select @change=${(event: Event) => {
        const { selectedIndex } = event.target as HTMLSelectElement;
        const option = options[selectedIndex];
        if (option) choose(option.value);
      }}>
        ${options.map(({ value, name }) => html`<option ?selected=${value === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }
}
