import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers, need } from '../capabilities.ts';
import { type ParametersOf, readParameters } from '../parameters/field.ts';
import { column, day, number } from '../parameters/kinds.ts';
import { type Source, sourceFields, sourceOf } from '../parameters/source.ts';
import type { RawParameters } from '../types.ts';

export const lifetimeFields = {
  horizon: number('lifetime.parameter.horizon', 12, { minimum: 0.01, maximum: 1040 }),
  level: number('lifetime.parameter.level', 0.8, { minimum: 0.5, maximum: 0.99 }),
  reference: day('metrics.parameter.reference', (context) => context.to ?? '1970-01-01'),
  x: column('lifetime.parameter.x', 'x'),
  t_x: column('lifetime.parameter.t_x', 't_x'),
  T: column('lifetime.parameter.age', 'T'),
  value: column('lifetime.parameter.value', null),
  customer: column('lifetime.parameter.customer', null),
  ...sourceFields,
};

export interface LifetimeParameters
  extends Omit<ParametersOf<typeof lifetimeFields>, 'from'>,
    Source {}

export function read(raw: RawParameters, context: DatasetContext): LifetimeParameters {
  const given = readParameters(lifetimeFields, raw, context);
  const source = sourceOf(given, context);
  if (source.table !== null) return { ...given, ...source, reference: '' };
  need(hasUsers(context), 'lifetime_value', 'metrics.lacks.users');
  need(context.eventTypes.includes('purchase'), 'lifetime_value', 'metrics.lacks.purchases');
  return { ...given, ...source, x: '', t_x: '', T: '', value: null, customer: null };
}
