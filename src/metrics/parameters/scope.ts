import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours, hasMoney, hasSessions } from '../capabilities.ts';
import { filterConditions, type Scope } from '../sql/scope.ts';
import { refused } from './field.ts';
import { day, filters } from './kinds.ts';

/** The parameters that say which events a metric looks at. */
export const scopeFields = {
  from: day('metrics.parameter.from', () => null),
  to: day('metrics.parameter.to', () => null),
  filters: filters('metrics.parameter.filters'),
};

/**
 * The scope of checked parameters. Bounds that leave nothing of the data out are dropped, so that tables of the whole
 * data can answer; an empty list of values is no filter.
 */
export function scopeOf(parameters: Scope, context: DatasetContext): Scope {
  const { from, to } = parameters;
  if (from !== null && to !== null && from > to)
    throw refused('from', from, t('metrics.allowed.order'));
  const chosen = Object.entries(parameters.filters).filter(([, values]) => values.length > 0);
  for (const [column, values] of chosen)
    if (!known(column, context))
      throw refused(`filters.${column}`, values, t('metrics.allowed.column'));
  const filters = Object.fromEntries(chosen);
  // Refuses values that the columns cannot have.
  filterConditions(filters, context);
  return {
    from: from !== null && context.from !== null && from <= context.from ? null : from,
    to: to !== null && context.to !== null && to >= context.to ? null : to,
    filters,
  };
}

/** True where rows can have the column: a filter over what the data lack would quietly leave nothing. */
function known(column: string, context: DatasetContext): boolean {
  if (column === 'session_id') return hasSessions(context);
  if (column === 'amount') return hasMoney(context);
  if (column === 'hour') return hasHours(context);
  return (
    column === 'event_type' ||
    column === 'day' ||
    column === 'segment' ||
    context.columns.some((name) => name === column)
  );
}
