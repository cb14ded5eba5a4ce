import { compactMoney, textWidth, type ValueKind } from '../charts/values.ts';
import { format, locale } from '../i18n/index.ts';

/** A figure split for type: the number large, its unit small. */
export interface Parts {
  readonly before: string;
  readonly number: string;
  readonly after: string;
}

/** `2.04亿`, `¥1.2M`, `3.4%` split into number and units; exact below a million. */
export function figureParts(
  value: number,
  kind: ValueKind,
  language = locale.value,
  currency?: string,
): Parts {
  const text =
    kind === 'percent'
      ? format.percent(value, language)
      : kind === 'money'
        ? Math.abs(value) >= 1e6
          ? compactMoney(value, language, currency)
          : format.money(value, currency, language)
        : Math.abs(value) >= 1e7
          ? format.compact(Math.round(value), language)
          : kind === 'number'
            ? format.decimal(value, 1, language)
            : format.integer(Math.round(value), language);
  const match = /^([^\d\-−]*)([-−]?[\d.,\s\u00a0\u202f]*\d)(.*)$/su.exec(text);
  return match
    ? { before: match[1] ?? '', number: match[2] ?? '', after: match[3] ?? '' }
    : { before: '', number: text, after: '' };
}

/** How wide a figure is, its number and its units each in ems of their own size. */
export const emsOf = ({ before, number, after }: Parts) => ({
  number: textWidth(number, 1),
  unit: textWidth(before + after, 1),
});
