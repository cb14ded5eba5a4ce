import { utcDay, utcMonth } from 'd3';
import { format, t } from '../i18n/index.ts';
import type { ChartOptions } from './types.ts';
import { iso, textWidth } from './values.ts';

type Named = Pick<ChartOptions, 'parameters' | 'locale'>;

/** The first day of a period on an axis: a month by its name, where the metric counts by months. */
export const periodDay = (day: Date, { parameters = {}, locale }: Named): string =>
  format.day(
    iso(day),
    parameters.unit === 'month'
      ? { month: 'short', year: 'numeric' }
      : { month: 'short', day: 'numeric' },
    locale,
  );

/** The last day of the period that begins with `first`. */
export function periodLast(first: Date, unit: unknown): Date {
  if (unit === 'month') return utcDay.offset(utcMonth.offset(first, 1), -1);
  return unit === 'week' ? utcDay.offset(first, 6) : first;
}

/** A period in words: a day of the week, the days of a week, a month. */
export function periodName(first: Date, options: Named): string {
  const { parameters = {}, locale } = options;
  if (parameters.unit === 'month') return periodDay(first, options);
  if (parameters.unit === 'week') {
    const [from, to] = [first, periodLast(first, 'week')].map((day) => periodDay(day, options));
    return t('compare.days', { from: from ?? '', to: to ?? '' }, locale);
  }
  return format.day(iso(first), { weekday: 'short', month: 'short', day: 'numeric' }, locale);
}

/** Pixels beyond the last day of an axis, so that its name is not cut; at least `least`. */
export const lastDayRoom = (days: readonly Date[], least: number, options: Named): number =>
  Math.max(least, ...days.slice(-1).map((day) => textWidth(periodDay(day, options)) / 2 + 2));
