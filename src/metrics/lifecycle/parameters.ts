import type { ParametersOf } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

export const lifecycleFields = {
  unit: choice(
    'metrics.parameter.unit',
    { day: 'metrics.unit.day', week: 'metrics.unit.week', month: 'metrics.unit.month' },
    'day',
  ),
  event: choice(
    'lifecycle.parameter.event',
    {
      any: 'metrics.event.any',
      view: 'metrics.event.view',
      purchase: 'metrics.event.purchase',
    },
    'any',
  ),
  /** Whole periods without activity after which a user is dormant. */
  gap: number('lifecycle.parameter.gap', 1, { minimum: 1, maximum: 366, integer: true }),
  ...scopeFields,
};

export type LifecycleParameters = ParametersOf<typeof lifecycleFields>;
