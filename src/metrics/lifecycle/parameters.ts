import type { ParametersOf } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';
import { type Unit, unitField } from '../parameters/unit.ts';

export const lifecycleFields = {
  unit: unitField,
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

export type LifecycleParameters = Omit<ParametersOf<typeof lifecycleFields>, 'unit'> & {
  readonly unit: Unit;
};
