import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers } from '../capabilities.ts';
import { dayList } from '../parameters/dates.ts';
import type { ParametersOf } from '../parameters/field.ts';
import { choice, number, numberOr, optionalChoice } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';
import { goodsOf } from '../pareto/ranking.ts';

const CUTS = { mean: 'metrics.rfm.cut.mean', median: 'metrics.rfm.cut.median' } as const;

export const reportFields = {
  entity: optionalChoice('metrics.parameter.entity', {
    category: 'metrics.by.category',
    brand: 'metrics.by.brand',
    item: 'metrics.by.item',
  }),
  threshold: number('metrics.parameter.threshold', 0.8, { minimum: 0.01, maximum: 1 }),
  mode: choice(
    'report.parameter.mode',
    {
      ordered: 'metrics.funnel.mode.ordered',
      nested: 'metrics.funnel.mode.nested',
      unordered: 'metrics.funnel.mode.unordered',
    },
    'ordered',
  ),
  hourly_basis: optionalChoice('report.parameter.hourly_basis', {
    user: 'metrics.basis.user',
    event: 'metrics.basis.event',
    session: 'metrics.basis.session',
  }),
  r_threshold: numberOr('metrics.parameter.r_threshold', CUTS, 'mean'),
  f_threshold: numberOr('metrics.parameter.f_threshold', CUTS, 'mean'),
  promotions: dayList('report.parameter.promotions'),
  ...scopeFields,
};

export type ReportParameters = ParametersOf<typeof reportFields>;

/** What is ranked: where nothing was chosen, the goods that the data name. */
export const rankedEntity = (
  { entity }: ReportParameters,
  context: DatasetContext,
): 'category' | 'brand' | 'item' => entity ?? goodsOf(context) ?? 'category';

/** Of whom the conversion of an hour is: its visitors where there are any. */
export const hourBasis = (
  { hourly_basis: basis }: ReportParameters,
  context: DatasetContext,
): 'user' | 'event' | 'session' => basis ?? (hasUsers(context) ? 'user' : 'event');
