import { format, isKey, type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { columnLabel, kindOf, show } from '../values.ts';

/** A period's time, written as a day or a day with its time, as a Date. */
export const dateOf = (time: unknown): Date =>
  new Date(
    `${String(time).slice(0, 19).replace(' ', 'T')}${String(time).length > 10 ? 'Z' : 'T00:00:00Z'}`,
  );

/** The reader's way to write it. */
export function timeLabel(time: unknown, locale: Locale): string {
  const text = String(time);
  const day = format.day(text.slice(0, 10), undefined, locale);
  return text.length > 10 ? `${day} ${text.slice(11, 16)}` : day;
}

/** The reader's word for what is measured. */
export function measureLabel({ measure }: Facts, locale: Locale): string {
  const key = `series.measure.${String(measure)}`;
  return isKey(key) ? t(key, {}, locale) : columnLabel(String(measure ?? ''), locale);
}

/** Writes a value of the measure. */
export function measureText(
  facts: Facts,
  { locale, currency }: ChartOptions,
): (value: unknown) => string {
  const kind = facts.measure === 'gmv' ? 'money' : kindOf(String(facts.measure ?? ''), 0.5);
  return (value) =>
    show(
      value,
      kind === 'text' || kind === 'day' || kind === 'id' ? 'number' : kind,
      locale,
      currency,
    );
}

/** Rows of the first of several series, and how many there are. */
export function firstSeries(rows: readonly Row[]): {
  readonly own: readonly Row[];
  readonly many: number;
} {
  const names = new Set(rows.map(({ series }) => series));
  if (names.size < 2) return { own: rows, many: names.size };
  const [first] = names;
  return { own: rows.filter(({ series }) => series === first), many: names.size };
}
