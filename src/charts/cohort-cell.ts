import { format, type Locale } from '../i18n/index.ts';

export interface CohortCell {
  readonly cohort: string;
  readonly period: number;
  readonly users: number;
  readonly size: number;
  readonly rate: number;
  /** On a last day that the data cut off: may still rise. */
  readonly cut: boolean;
  readonly row: Readonly<Record<string, unknown>>;
}

/** D1, W1, M1: read in every language. */
export const periodLabel = (period: number, unit: string) =>
  `${unit === 'week' ? 'W' : unit === 'month' ? 'M' : 'D'}${period}`;

/** D4–7; D1 of a single period. */
export const bracketLabel = (from: number, until: number, unit: string) =>
  from === until ? periodLabel(from, unit) : `${periodLabel(from, unit)}–${until}`;

export const cohortLabel = (day: string, unit: string, locale: Locale) =>
  format.day(
    day,
    unit === 'month' ? { year: 'numeric', month: 'short' } : { month: 'short', day: 'numeric' },
    locale,
  );
