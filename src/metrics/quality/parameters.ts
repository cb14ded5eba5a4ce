import type { ParametersOf } from '../parameters/field.ts';
import { number } from '../parameters/kinds.ts';

/** No period and no filters: what is judged is the data set as it was loaded. */
export const qualityFields = {
  session_limit: number('quality.parameter.session_limit', 500, { minimum: 1, integer: true }),
  day_limit: number('quality.parameter.day_limit', 1000, { minimum: 1, integer: true }),
};

export type QualityParameters = ParametersOf<typeof qualityFields>;
