import type { ParametersOf } from '../parameters/field.ts';
import { choice, day, numberOr } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

const CUTS = { mean: 'metrics.rfm.cut.mean', median: 'metrics.rfm.cut.median' } as const;

export const rfmFields = {
  reference: day('metrics.parameter.reference', (context) => context.to ?? '1970-01-01'),
  frequency: choice(
    'metrics.parameter.frequency',
    { orders: 'metrics.rfm.frequency.orders', rows: 'metrics.rfm.frequency.rows' },
    'orders',
  ),
  scoring: choice(
    'metrics.parameter.scoring',
    { quantile: 'metrics.rfm.scoring.quantile', ntile: 'metrics.rfm.scoring.ntile' },
    'quantile',
  ),
  model: choice(
    'metrics.parameter.model',
    {
      segments8: 'metrics.rfm.model.segments8',
      threshold: 'metrics.rfm.model.threshold',
      classes5: 'metrics.rfm.model.classes5',
    },
    'segments8',
  ),
  r_threshold: numberOr('metrics.parameter.r_threshold', CUTS, 'mean'),
  f_threshold: numberOr('metrics.parameter.f_threshold', CUTS, 'mean'),
  ...scopeFields,
};

export type RfmParameters = ParametersOf<typeof rfmFields>;

/** Segments of each model, best first. */
export const SEGMENTS: Readonly<Record<RfmParameters['model'], readonly string[]>> = {
  segments8: [
    'champions',
    'potential_loyalist',
    'promising',
    'loyal',
    'new_customers',
    'need_attention',
    'at_risk',
    'hibernating',
  ],
  threshold: ['core_vip', 'promising_new', 'win_back', 'lapsed'],
  classes5: ['top', 'high', 'middle', 'low', 'lapsing'],
};
