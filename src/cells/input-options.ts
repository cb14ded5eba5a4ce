import { eventLabel } from '../charts/index.ts';
import { locale } from '../i18n/index.ts';
import type { Option } from '../ui/select.ts';
import { titled } from './read.ts';
import type { Cell, InputDetail } from './types.ts';

/** What an input offers, in the reader's language. A single choice that the data no longer has stays in sight. */
export function optionsFor(cell: Cell, detail: InputDetail, value: unknown): readonly Option[] {
  const own = choices(cell, detail);
  const single = cell.spec.type === 'select' || cell.spec.multiple === false;
  if (!single || value === null || value === undefined) return own;
  const text = String(value);
  return own.some((one) => one.value === text) ? own : [...own, { value: text, label: text }];
}

function choices({ spec }: Cell, detail: InputDetail): readonly Option[] {
  if (detail.options)
    return detail.options.map((option) => ({
      ...option,
      label: option.label ?? eventLabel(option.value, locale.value),
    }));
  const { options } = spec;
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
