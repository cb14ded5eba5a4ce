import type { DatasetContext } from '../../warehouse/types.ts';
import type { ParametersOf } from '../parameters/field.ts';
import { choice, ranges } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';
import { type Unit, unitField, unitOf } from '../parameters/unit.ts';

export const retentionFields = {
  cohort: choice(
    'metrics.parameter.cohort',
    { any: 'metrics.event.any', purchase: 'metrics.event.purchase' },
    'any',
  ),
  event: choice(
    'metrics.parameter.event',
    {
      any: 'metrics.event.any',
      view: 'metrics.event.view',
      purchase: 'metrics.event.purchase',
    },
    'any',
  ),
  unit: unitField,
  mode: choice(
    'metrics.parameter.mode',
    {
      exact: 'metrics.retention.mode.exact',
      rolling: 'metrics.retention.mode.rolling',
      bracket: 'metrics.retention.mode.bracket',
    },
    'exact',
  ),
  day: choice(
    'metrics.parameter.day',
    { calendar: 'metrics.retention.day.calendar', '24h': 'metrics.retention.day.24h' },
    'calendar',
  ),
  ranges: ranges('metrics.parameter.ranges', [
    [1, 1],
    [2, 3],
    [4, 7],
    [8, 14],
    [15, 30],
  ]),
  ...scopeFields,
};

type Asked = ParametersOf<typeof retentionFields>;

export type RetentionParameters = Omit<Asked, 'unit'> & {
  readonly unit: Unit;
  /** What happened later than this day is not looked at; the last day of the data where it is left out. */
  readonly watched?: string;
};

/** The unit of cohorts that begin within the period asked for and are watched to the data's end. */
export function cohortUnit(
  { unit, day, from }: Pick<Asked, 'unit' | 'day' | 'from'>,
  context: DatasetContext,
): Unit {
  const meant = unitOf(unit, { from: from ?? context.from, to: context.to });
  // Rolling days make no months.
  return unit === 'auto' && day === '24h' && meant === 'month' ? 'week' : meant;
}
