import type { Key } from '../../i18n/index.ts';
import type { Field } from './field.ts';
import { isDay } from './kinds.ts';

/** Days as a list, or as text with commas or spaces between them; in order, each once. */
export function dayList(label: Key): Field<readonly string[]> {
  return {
    form: { type: 'day-list', label, optional: true },
    fallback: () => [],
    read: (value) => {
      const list = typeof value === 'string' ? value.split(/[\s,;，、；]+/).filter(Boolean) : value;
      return Array.isArray(list) && list.every(isDay)
        ? [...new Set<string>(list)].sort()
        : undefined;
    },
  };
}
