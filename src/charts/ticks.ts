import { type Locale, numberFormat } from '../i18n/index.ts';
import { brief, show, type ValueKind } from './values.ts';

/** Writes a tick short, and longer where that would be the same as another of `ticks`; as Plot's `tickFormat`. */
export const ticksOf =
  (kind: ValueKind, locale: Locale, currency?: string) =>
  (value: number, _?: number, ticks: readonly number[] = []): string => {
    const texts = ticks.map((one) => brief(one, kind, locale, currency));
    if (new Set(texts).size === texts.length) return brief(value, kind, locale, currency);
    if (kind !== 'percent') return show(value, kind, locale, currency);
    const digits = digitsApart(ticks);
    return numberFormat(locale, { style: 'percent', minimumFractionDigits: digits }).format(
      Number(value.toFixed(digits + 2)) + 0,
    );
  };

/** The fewest digits behind the point of a percentage by which shares differ. */
function digitsApart(shares: readonly number[]): number {
  const differ = (digits: number) =>
    new Set(shares.map((share) => (share * 100).toFixed(digits))).size === shares.length;
  return [0, 1, 2, 3, 4].find(differ) ?? 4;
}
