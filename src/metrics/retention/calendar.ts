import type { WeekStart } from '../../warehouse/types.ts';
import type { Unit } from '../parameters/unit.ts';

/** SQL of the first day of a DATE's week: weeks start where the data set says. */
const weekOf = (day: string, start: WeekStart): string =>
  `(${day} - CAST((isodow(${day}) - ${start} + 7) % 7 AS INTEGER))`;

/** SQL of the first day of a DATE's period. */
export function periodStart(day: string, unit: Unit, start: WeekStart): string {
  if (unit === 'day') return day;
  return unit === 'week' ? weekOf(day, start) : `CAST(date_trunc('month', ${day}) AS DATE)`;
}

/** SQL of how many periods lie between two first days. */
export function periodsBetween(from: string, to: string, unit: Unit): string {
  const step = `date_diff('${unit === 'month' ? 'month' : 'day'}', ${from}, ${to})`;
  return unit === 'week' ? `(${step} // 7)` : step;
}

/** SQL of the last day of the period `n` after the one that begins on `first`. */
export function periodEnd(first: string, n: string, unit: Unit): string {
  if (unit === 'month')
    return `(CAST(${first} + to_months(CAST(${n} + 1 AS INTEGER)) AS DATE) - 1)`;
  return `(${first} + CAST((${n} + 1) * ${unit === 'week' ? 7 : 1} - 1 AS INTEGER))`;
}

/** Seconds of a rolling period. */
export const rollingSeconds = (unit: Unit): number => (unit === 'week' ? 7 : 1) * 86_400;
