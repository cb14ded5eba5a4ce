import type { EtsFit } from './ets.ts';

const NAMES = ['alpha', 'beta', 'phi', 'gamma', 'level', 'slope', 'cycle'] as const;

/**
 * One row of what a forecast goes on by, beside the values: smoothing parameters, first level and slope, and the points
 * of the season that states are kept for (0: none). `phi` is 0 where there is no trend, NaN is no forecast.
 */
export function statesOf(fit: EtsFit | null): Readonly<Record<string, Float64Array>> {
  const all: Readonly<Record<(typeof NAMES)[number], number>> | null = fit && {
    ...fit.parameters,
    phi: fit.form.trend === 'none' ? 0 : fit.parameters.phi,
    cycle: fit.form.period,
  };
  return Object.fromEntries(
    NAMES.map((name) => [name, Float64Array.of(all ? all[name] : Number.NaN)]),
  );
}
