import { html, nothing, type TemplateResult } from 'lit';
import { type Key, locale, t } from '../../i18n/index.ts';
import { titled } from '../read.ts';
import type { Choice, SpecKey } from './keys.ts';
import { optionsText, rangesOf, rangesText, textOptions } from './listed.ts';
import '../../ui/button.ts';
import '../../ui/multi-select.ts';
import '../../ui/select.ts';
import '../../ui/toggle.ts';
import './steps-field.ts';

/** Takes a new value; undefined takes the key out. */
export type SetValue = (value: unknown) => void;

/** The control for a key's value. */
export function control(key: SpecKey, value: unknown, set: SetValue): TemplateResult {
  const { label } = key;
  switch (key.type) {
    case 'choice':
    case 'cell':
    case 'column':
      return (key.choices ?? []).length > 0 || key.type !== 'choice'
        ? chooser(key, value, set)
        : line(key, value, set);
    case 'choices':
    case 'columns':
      return (key.choices ?? []).length > 0
        ? html`<th-multi-select
            label=${label}
            nothing=${t('editors.none')}
            .options=${withOwn(key.choices ?? [], list(value))}
            .value=${list(value)}
            @change=${({ detail }: CustomEvent<readonly string[]>) => set(detail.length > 0 ? detail : undefined)}
          ></th-multi-select>`
        : line(key, list(value).join(', '), (text) =>
            set(text === undefined ? undefined : parts(text)),
          );
    case 'flag':
      return html`<th-toggle
        label=${label}
        .checked=${(value ?? key.fallback) === true}
        @change=${({ detail }: CustomEvent<boolean>) => set(detail === (key.fallback ?? false) ? undefined : detail)}
      ></th-toggle>`;
    case 'number':
      return typed('number', key, value, set);
    case 'number-or-choice':
      return numberOr(key, value, set);
    case 'day':
      return typed('date', key, value, set);
    case 'days':
      return days(key, value, set);
    case 'day-list':
      return line(key, list(value ?? key.fallback).join(', '), (text) =>
        set(text === undefined ? undefined : parts(text)),
      );
    case 'comparison':
      return comparison(key, value, set);
    case 'steps':
      return html`<th-steps-field label=${label} .choices=${key.choices ?? []} .steps=${value ?? key.fallback} @change=${({ detail }: CustomEvent<unknown>) => set(detail)}></th-steps-field>`;
    case 'ranges':
      return line(key, rangesText(value ?? key.fallback), (text) =>
        set(rangesOf(String(text ?? ''))),
      );
    case 'options':
      return html`<textarea class="control" rows="3" aria-label=${label} placeholder=${t('editors.options.placeholder')} .value=${optionsText(value)}
        @change=${(event: Event) => set(textOptions((event.target as HTMLTextAreaElement).value))}></textarea>`;
    case 'words':
      return words(key, value, set);
    default:
      return line(key, value, set);
  }
}

const list = (value: unknown): readonly string[] =>
  value === null || value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

const parts = (text: unknown): readonly string[] =>
  String(text)
    .split(/\s*[,，]\s*/)
    .filter(Boolean);

/** A value that is none of the choices stays visible, so that it is not lost unseen. */
const withOwn = (choices: readonly Choice[], values: readonly string[]): readonly Choice[] => [
  ...choices,
  ...values
    .filter((value) => !choices.some((one) => one.value === value))
    .map((value) => ({ value, label: value })),
];

function chooser(key: SpecKey, value: unknown, set: SetValue) {
  const shown = value ?? key.fallback ?? null;
  const options = withOwn(key.choices ?? [], shown === null ? [] : [String(shown)]);
  const none = key.optional || shown === null ? [{ value: '', label: t('editors.none') }] : [];
  return html`<th-select
    label=${key.label}
    .options=${[...none, ...options]}
    .value=${shown === null ? '' : String(shown)}
    .clearable=${false}
    @change=${({ detail }: CustomEvent<string>) => set(detail === '' || (detail === key.fallback && value === undefined) ? undefined : detail)}
  ></th-select>`;
}

function typed(type: 'number' | 'date' | 'text', key: SpecKey, value: unknown, set: SetValue) {
  const { label, minimum, maximum, fallback } = key;
  const quiet = fallback === null || fallback === undefined ? '' : String(fallback);
  return html`<input class="control" type=${type} aria-label=${label} step=${type === 'number' ? 'any' : nothing}
    min=${minimum ?? nothing} max=${maximum ?? nothing} placeholder=${quiet || nothing}
    .value=${value === null || value === undefined ? '' : String(value)}
    @change=${(event: Event) => {
      event.stopPropagation();
      const input = event.target as HTMLInputElement;
      if (!input.reportValidity()) return;
      const text = input.value.trim();
      set(text === '' ? undefined : type === 'number' ? Number(text) : text);
    }} />`;
}

const line = (key: SpecKey, value: unknown, set: SetValue) =>
  typed(
    'text',
    key,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    set,
  );

/** A number typed, or one of the words. */
function numberOr(key: SpecKey, value: unknown, set: SetValue) {
  const shown = value ?? key.fallback;
  const isWord = (key.choices ?? []).some((one) => one.value === shown);
  return html`<div class="pair">
    <th-select
      label=${key.label}
      .options=${[...(key.choices ?? []), { value: '', label: t('editors.number') }]}
      .value=${isWord ? String(shown) : ''}
      .clearable=${false}
      @change=${({ detail }: CustomEvent<string>) => set(detail === '' ? 1 : detail)}
    ></th-select>
    ${isWord ? nothing : typed('number', key, value, set)}
  </div>`;
}

/** Nothing, the period before, or days of one's own. */
function comparison(key: SpecKey, value: unknown, set: SetValue) {
  const own = typeof value === 'object' && value !== null;
  return html`<th-select
      label=${key.label}
      .options=${['', 'previous', 'days'].map((one) => ({ value: one, label: t(`compare.choice.${one || 'none'}` as Key) }))}
      .value=${own ? 'days' : typeof value === 'string' ? value : ''}
      .clearable=${false}
      @change=${({ detail }: CustomEvent<string>) => set(detail === 'days' ? { from: '', to: '' } : detail || undefined)}
    ></th-select>
    ${own ? days(key, value, (range) => set(range ?? { from: '', to: '' })) : nothing}`;
}

function days(key: SpecKey, value: unknown, set: SetValue) {
  const range = (value ?? {}) as { readonly from?: unknown; readonly to?: unknown };
  const end = (name: 'from' | 'to') =>
    typed(
      'date',
      { ...key, label: `${key.label}: ${t(`metrics.parameter.${name}`)}` },
      range[name],
      (day) => {
        const now = { ...range, [name]: day };
        set(now.from || now.to ? JSON.parse(JSON.stringify(now)) : undefined);
      },
    );
  return html`<div class="pair">${end('from')}${end('to')}</div>`;
}

/** Text in the reader's language where the block has one per language. */
function words(key: SpecKey, value: unknown, set: SetValue) {
  const several = typeof value === 'object' && value !== null;
  return typed('text', key, titled(value), (text) =>
    set(several ? { ...value, [locale.value]: text ?? '' } : text),
  );
}
