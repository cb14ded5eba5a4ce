import { dayList } from '../parameters/dates.ts';
import type { ParametersOf } from '../parameters/field.ts';
import { choice } from '../parameters/kinds.ts';
import { type RetentionParameters, retentionFields } from '../retention/parameters.ts';

export const cohortFields = {
  ...retentionFields,
  measure: choice(
    'metrics.parameter.measure',
    {
      rate: 'cohorts.measure.rate',
      users: 'cohorts.measure.users',
      value: 'cohorts.measure.value',
      value_share: 'cohorts.measure.value_share',
      value_total: 'cohorts.measure.value_total',
    },
    'rate',
  ),
  promotions: dayList('cohorts.parameter.promotions'),
};

/** Those of retention, with what the grid shows and which days were promotions. */
export type CohortParameters = RetentionParameters &
  Pick<ParametersOf<typeof cohortFields>, 'measure' | 'promotions'>;
