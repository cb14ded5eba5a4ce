import { format } from '../i18n/index.ts';
import type { ChartOptions } from './types.ts';
import { iso } from './values.ts';

/** The first day of a period on an axis: a month by its name, where the metric counts by months. */
export const periodDay = (day: Date, { parameters = {}, locale }: ChartOptions): string =>
  format.day(
    iso(day),
    parameters.unit === 'month'
      ? { month: 'short', year: 'numeric' }
      : { month: 'short', day: 'numeric' },
    locale,
  );
