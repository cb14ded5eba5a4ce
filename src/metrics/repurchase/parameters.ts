import type { ParametersOf } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

export const repurchaseFields = {
  basis: choice(
    'repurchase.parameter.basis',
    { orders: 'metrics.rfm.frequency.orders', rows: 'metrics.rfm.frequency.rows' },
    'orders',
  ),
  days: number('repurchase.parameter.days', 30, { minimum: 0, maximum: 3650, integer: true }),
  orders: number('repurchase.parameter.orders', 10, { minimum: 1, maximum: 50, integer: true }),
  ...scopeFields,
};

export type RepurchaseParameters = ParametersOf<typeof repurchaseFields>;

/** The last day on which a further purchase could have been seen. */
export const lastDay = (
  { to }: Pick<RepurchaseParameters, 'to'>,
  context: { readonly to: string | null },
): string => to ?? context.to ?? '1970-01-01';
