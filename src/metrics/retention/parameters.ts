import type { ParametersOf } from '../parameters/field.ts';
import { choice, ranges } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

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
  unit: choice(
    'metrics.parameter.unit',
    { day: 'metrics.unit.day', week: 'metrics.unit.week', month: 'metrics.unit.month' },
    'day',
  ),
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

export type RetentionParameters = ParametersOf<typeof retentionFields> & {
  /** What happened later than this day is not looked at; the last day of the data where it is left out. */
  readonly watched?: string;
};
export type Unit = RetentionParameters['unit'];
