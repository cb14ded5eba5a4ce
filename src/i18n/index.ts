export { dictionary, type Key } from './dictionary.ts';
export * as format from './format.ts';
export { dateFormat, numberFormat } from './formatters.ts';
export { LOCALES, type Locale, locale, preferredLocale } from './locale.ts';
export { isKey, type Parameters, t } from './translate.ts';
