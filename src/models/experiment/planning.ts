import { type Design, detectable, powerOf, unitsFor } from './power.ts';
import { rateOf } from './proportions.ts';
import type { ExperimentOptions, Variant } from './types.ts';
import { valueDetectable, valuePowerOf, valueUnitsFor } from './value-power.ts';

/** What each comparison is planned for, at the level that corrections and looks leave it. */
export interface Planning {
  /** Conversion or mean that is planned from, and the deviation of the values; NaN of rates. */
  readonly baseline: number;
  readonly deviation: number;
  readonly effect: number;
  readonly alpha: number;
  /** Units that each of two equal arms needs. */
  readonly needed: number;
  /** Power between these two arms. */
  readonly between: (control: Variant, treated: Variant) => number;
  /** The least rise that they find with the power asked for. */
  readonly least: (control: Variant, treated: Variant) => number;
  /** Power with so many units in each arm. */
  readonly with: (units: number) => number;
}

export function planningOf(variants: readonly Variant[], options: ExperimentOptions): Planning {
  const { alpha: whole, correction, looks } = options;
  const comparisons = correction === 'none' ? 1 : Math.max(1, variants.length - 1);
  const alpha = whole / looks / comparisons;
  return options.plans === 'rates'
    ? ofRates(variants[0], options, alpha)
    : ofValues(variants[0], options, alpha);
}

function ofRates(
  control: Variant | undefined,
  { baseline: given, effect: asked, relative, power }: ExperimentOptions,
  alpha: number,
): Planning {
  const baseline = given ?? (control ? rateOf(control) : Number.NaN);
  const effect = relative ? baseline * asked : asked;
  const design: Design = { baseline, effect, alpha };
  return {
    ...design,
    deviation: Number.NaN,
    needed: unitsFor(design, power),
    between: (one, other) => powerOf(design, one.units, other.units),
    least: (one, other) => detectable(design, one.units, other.units, power),
    with: (units) => powerOf(design, units, units),
  };
}

function ofValues(
  control: Variant | undefined,
  { mean, deviation: given, effect: asked, relative, power }: ExperimentOptions,
  alpha: number,
): Planning {
  const baseline = mean ?? control?.mean ?? Number.NaN;
  const deviation = given ?? Math.sqrt(control?.variance ?? Number.NaN);
  const effect = relative ? Math.abs(baseline) * asked : asked;
  const design = { deviation, effect, alpha };
  return {
    ...design,
    baseline,
    needed: valueUnitsFor(design, power),
    between: (one, other) => valuePowerOf(design, one.valued, other.valued),
    least: (one, other) => valueDetectable(design, one.valued, other.valued, power),
    with: (units) => valuePowerOf(design, units, units),
  };
}

/** Power by units of an arm, from few to twice what is needed. */
export function powerCurve(
  { needed, with: powerWith }: Planning,
  points: number,
): { readonly units: Float64Array; readonly power: Float64Array } {
  const most = Math.max(2 * needed, 2);
  const units = Float64Array.from({ length: points }, (_, k) =>
    Math.max(1, Math.round((most * (k + 1)) / points)),
  );
  return { units, power: units.map(powerWith) };
}
