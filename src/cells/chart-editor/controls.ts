import { html, type TemplateResult } from 'lit';
import { isKey, t } from '../../i18n/index.ts';
import '../../ui/select.ts';
import '../../ui/toggle.ts';

/** The reader's word for a word of the vocabulary. */
export const word = (key: string, otherwise: string) => (isKey(key) ? t(key) : otherwise);

export function select(
  label: string,
  options: readonly { readonly value: string; readonly label?: string }[],
  value: string,
  set: (value: string) => void,
): TemplateResult {
  const all = options.some((one) => one.value === value)
    ? options
    : [{ value, label: value || '—' }, ...options];
  return html`<div class="field"><span class="label">${label}</span><th-select label=${label} .clearable=${false} .options=${all} .value=${value} @change=${({ detail }: CustomEvent<string | null>) => set(detail ?? '')}></th-select></div>`;
}

export function line(label: string, value: unknown, set: (value: string) => void): TemplateResult {
  return html`<label class="field"><span class="label">${label}</span><input class="control" .value=${typeof value === 'string' ? value : ''} @change=${(event: Event) => set((event.target as HTMLInputElement).value.trim())} /></label>`;
}

export function number(
  label: string,
  value: unknown,
  set: (value: number | undefined) => void,
): TemplateResult {
  return html`<label class="field"><span class="label">${label}</span><input class="control" type="number" min="1" .value=${typeof value === 'number' ? String(value) : ''} @change=${(
    event: Event,
  ) => {
    const number = (event.target as HTMLInputElement).valueAsNumber;
    set(Number.isFinite(number) ? number : undefined);
  }} /></label>`;
}

export function toggle(
  label: string,
  value: boolean,
  set: (value: boolean) => void,
): TemplateResult {
  return html`<div class="field"><th-toggle label=${label} .checked=${value} @change=${({ detail }: CustomEvent<boolean>) => set(detail)}>${label}</th-toggle></div>`;
}
