import { corrected } from './correction.ts';
import { meanInterval, meanUplift, welch } from './means.ts';
import type { Planning } from './planning.ts';
import { rateDifference, rateUplift, wilson, zTest } from './proportions.ts';
import { type Estimate, type ExperimentOptions, UNKNOWN, type Variant } from './types.ts';

/** Every variant's intervals and its tests against the first; the control's own tests are NaN. */
export function compared(
  variants: readonly Variant[],
  { alpha, correction, looks, plans }: ExperimentOptions,
  planning: Planning,
): Record<string, Float64Array> {
  const [control] = variants;
  if (!control)
    return Object.fromEntries(
      [...NAMES, DETECTABLE[plans]].map((name) => [name, new Float64Array()]),
    );
  const rows = variants.map((one) => {
    const against = one === control ? null : one;
    const { z, p } = against ? zTest(against, control) : { z: Number.NaN, p: Number.NaN };
    const means = against ? welch(against, control, alpha) : null;
    const { low, high } = wilson(one, alpha);
    const mean = meanInterval(one, alpha);
    return {
      conversion_low: low,
      conversion_high: high,
      ...spread(
        'conversion_difference',
        against ? rateDifference(against, control, alpha) : UNKNOWN,
      ),
      ...spread('conversion_uplift', against ? rateUplift(against, control, alpha) : UNKNOWN),
      z,
      p,
      mean_low: mean.low,
      mean_high: mean.high,
      ...spread('value_difference', means?.difference ?? UNKNOWN),
      ...spread('value_uplift', against ? meanUplift(against, control, alpha) : UNKNOWN),
      t: means?.t ?? Number.NaN,
      degrees: means?.degrees ?? Number.NaN,
      value_p: means?.p ?? Number.NaN,
      power: against ? planning.between(control, against) : Number.NaN,
      [DETECTABLE[plans]]: against ? planning.least(control, against) : Number.NaN,
    };
  });
  const adjusted = (name: 'p' | 'value_p') =>
    Float64Array.from(
      corrected(
        rows.map((row) => row[name]),
        correction,
        looks,
      ),
    );
  return {
    ...Object.fromEntries(
      [...NAMES, DETECTABLE[plans]].map((name) => [
        name,
        Float64Array.from(rows, (row) => row[name as keyof typeof row]),
      ]),
    ),
    p_corrected: adjusted('p'),
    value_p_corrected: adjusted('value_p'),
  };
}

const DETECTABLE = { rates: 'conversion_detectable', values: 'value_detectable' } as const;

const ends = <T extends string>(name: T) => [name, `${name}_low`, `${name}_high`] as const;

/** Columns of the answer. */
const NAMES: readonly string[] = [
  'conversion_low',
  'conversion_high',
  ...ends('conversion_difference'),
  ...ends('conversion_uplift'),
  'z',
  'p',
  'mean_low',
  'mean_high',
  ...ends('value_difference'),
  ...ends('value_uplift'),
  't',
  'degrees',
  'value_p',
  'power',
];

const spread = <T extends string>(name: T, { value, low, high }: Estimate) =>
  ({ [name]: value, [`${name}_low`]: low, [`${name}_high`]: high }) as Record<
    T | `${T}_low` | `${T}_high`,
    number
  >;
