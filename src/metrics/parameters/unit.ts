import type { DatasetContext } from '../../warehouse/types.ts';
import { choice } from './kinds.ts';

export type Unit = 'day' | 'week' | 'month';

/** Days, weeks or months; `auto` is what suits the length of the data. */
export const unitField = choice(
  'metrics.parameter.unit',
  {
    day: 'metrics.unit.day',
    week: 'metrics.unit.week',
    month: 'metrics.unit.month',
    auto: 'cohorts.unit.auto',
  },
  'day',
);

/** Days of data up to which days, and weeks, can be told apart in a drawing. */
const MOST = { day: 62, week: 250 };

/** The unit meant, of data or of a part of them. */
export function unitOf(
  unit: Unit | 'auto',
  { from, to }: Pick<DatasetContext, 'from' | 'to'>,
): Unit {
  if (unit !== 'auto') return unit;
  const days = from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < MOST.day) return 'day';
  return days < MOST.week ? 'week' : 'month';
}
