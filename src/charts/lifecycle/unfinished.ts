import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { iso } from '../values.ts';

/** True of a period that the data do not hold whole: they begin or end within it, or cut its day off. */
export const isUnfinished = (row: Row, { last_day_cut, last_day }: Facts): boolean =>
  row.complete === false || (last_day_cut === true && iso(row.day) === iso(last_day));

/** Says that pale periods are not whole, where there are any. */
export const unfinishedNotes = (
  rows: readonly Row[],
  facts: Facts,
  { locale }: ChartOptions,
): readonly string[] =>
  rows.some((row) => isUnfinished(row, facts))
    ? [t('charts.lifecycle.unfinished.note', {}, locale)]
    : [];
