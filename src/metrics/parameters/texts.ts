import type { Key } from '../../i18n/index.ts';
import type { Field } from './field.ts';
import { listOf } from './list-text.ts';

const isText = (value: unknown) => ['string', 'number', 'bigint'].includes(typeof value);

/** A text; null where none is given or it is empty, as an input is before anything is typed. */
export function optionalText(label: Key): Field<string | null> {
  return {
    form: { type: 'text', label, optional: true },
    fallback: () => null,
    read: (value) => {
      if (value === '') return null;
      return isText(value) ? String(value) : undefined;
    },
  };
}

/** At most `most` different texts: a list, or one text with commas between them (see `listOf`). */
export function texts(label: Key, most: number): Field<readonly string[]> {
  return {
    form: { type: 'text', label, optional: true },
    fallback: () => [],
    read: (value) => {
      const list =
        typeof value === 'string' ? listOf(value) : Array.isArray(value) ? value : [value];
      if (!list.every(isText)) return undefined;
      const distinct = [...new Set(list.map((one) => String(one).trim()))].filter(Boolean);
      return distinct.length <= most ? distinct : undefined;
    },
  };
}
