import { dictionary, type Key } from './dictionary.ts';
import { numberFormat } from './formatters.ts';
import { type Locale, locale } from './locale.ts';

export type Parameters = Readonly<Record<string, string | number | bigint>>;

/**
 * The sentence for `key` in the reader's language.
 * `{name}` is replaced by the parameter (numbers are grouped as the language does);
 * `{name|row|rows}` by the number and its singular or plural word.
 */
export function t(key: Key, parameters: Parameters = {}, language: Locale = locale.value): string {
  return fill(dictionary[key][language], parameters, language);
}

/** True where `key` names a sentence; for keys that are put together at run time. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(dictionary, key);
}

function fill(template: string, parameters: Parameters, language: Locale): string {
  return template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (whole, name: string, one, many) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      const text = typeof value === 'string' ? value : numberFormat(language).format(value);
      if (one === undefined) return text;
      return `${text} ${Number(value) === 1 ? one : many}`;
    },
  );
}
