import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours, hasMoney, hasUsers, need } from '../capabilities.ts';
import type { Field, ParametersOf } from '../parameters/field.ts';
import { refused } from '../parameters/field.ts';
import { choice, column, optionalChoice } from '../parameters/kinds.ts';
import { type Source, sourceFields, sourceOf } from '../parameters/source.ts';

export type Measure = 'gmv' | 'orders' | 'views' | 'users';
export type By = 'day' | 'hour';

/** Lengths of seasons in periods, as a list of numbers or written `24, 168`; `0` for none; null: found in the data. */
const seasons: Field<readonly number[] | null> = {
  form: { type: 'text', label: 'series.parameter.seasons', optional: true },
  fallback: () => null,
  read: (value) => {
    const parts = typeof value === 'string' ? value.split(/[,;\s]+/).filter(Boolean) : value;
    const lengths = (Array.isArray(parts) ? parts : [parts]).map(Number);
    if (lengths.length === 0 || lengths.length > 3) return undefined;
    if (lengths.some((one) => !Number.isInteger(one) || one < 0 || one > 20_000)) return undefined;
    return lengths.filter((one) => one > 1);
  },
};

/** Which series is read: of the events a measure by day or hour, or of a table its columns. */
export const seriesFields = {
  measure: optionalChoice('series.parameter.measure', {
    auto: 'series.by.auto',
    gmv: 'column.gmv',
    orders: 'column.orders',
    views: 'series.measure.views',
    users: 'series.measure.users',
  }),
  by: choice(
    'series.parameter.by',
    { auto: 'series.by.auto', day: 'metrics.by.day', hour: 'series.by.hour' },
    'auto',
  ),
  seasons,
  time: column('series.parameter.time', 'time'),
  value: column('series.parameter.value', 'value'),
  series: column('series.parameter.series', null),
  gather: choice(
    'series.parameter.gather',
    { mean: 'series.gather.mean', sum: 'series.gather.sum' },
    'mean',
  ),
  ...sourceFields,
};

export interface SeriesParameters extends Omit<ParametersOf<typeof seriesFields>, 'from'>, Source {
  readonly measure: Measure;
  readonly by: By;
}

/** Days from which on the day, and not the hour, is the period where nobody says which. */
const ENOUGH_DAYS = 28;

/** Checked parameters of the series; refuses what the data lack. */
export function seriesOf(
  given: ParametersOf<typeof seriesFields>,
  context: DatasetContext,
  kind: string,
): SeriesParameters {
  const source = sourceOf(given, context);
  if (source.table !== null) return { ...given, ...source, measure: 'views', by: 'day' };
  if (given.series !== null) throw refused('series', given.series, t('series.allowed.of_table'));
  const bought = context.eventTypes.includes('purchase');
  const viewed = context.eventTypes.includes('view');
  const measure =
    given.measure !== null && given.measure !== 'auto'
      ? given.measure
      : bought
        ? hasMoney(context)
          ? 'gmv'
          : 'orders'
        : viewed
          ? 'views'
          : 'users';
  if (measure === 'views') need(viewed, kind, 'metrics.lacks.views');
  if (measure === 'gmv') need(hasMoney(context), kind, 'metrics.lacks.money');
  if (measure === 'gmv' || measure === 'orders') need(bought, kind, 'series.lacks.purchases');
  if (measure === 'users') need(hasUsers(context), kind, 'metrics.lacks.users');
  if (given.by === 'hour') need(hasHours(context), kind, 'metrics.lacks.hours');
  const by =
    given.by !== 'auto'
      ? given.by
      : hasHours(context) && days(source, context) < ENOUGH_DAYS
        ? 'hour'
        : 'day';
  return { ...given, ...source, measure, by };
}

function days({ from, to }: Source, context: DatasetContext): number {
  const [first, last] = [from ?? context.from, to ?? context.to];
  return first === null || last === null
    ? 0
    : Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}
