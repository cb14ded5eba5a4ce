import type { Columns, Model } from '../types.ts';
import { compared } from './compared.ts';
import { type Design, powerCurve, unitsFor } from './power.ts';
import { rateOf } from './proportions.ts';
import { ratioCheck } from './ratio.ts';
import type { ExperimentOptions, Variant } from './types.ts';

const CURVE_POINTS = 60;

/**
 * Tests of an experiment. `variants` has a row a variant, the control first: `units, conversions, valued, mean, variance`.
 * Gives `tests` (a row a variant, in the same order, `number` from 1), `ratio` (one row), `planner` (one row) and
 * `curve` (power by units of an arm; no rows where nothing can be planned).
 */
export const experiment: Model = ({ variants: given = {} }, raw) => {
  const options = raw as unknown as ExperimentOptions;
  const variants = variantsOf(given);
  const design = designOf(variants, options);
  const needed = unitsFor(design, options.power);
  const ratio = ratioCheck(
    variants.map(({ units }) => units),
    options.split?.length === variants.length || !options.split ? options.split : [],
  );
  const known = options.split === null || options.split.length === variants.length;
  const one = (value: number) => Float64Array.of(value);
  const curve: Columns = Number.isFinite(needed)
    ? { ...powerCurve(design, needed, CURVE_POINTS) }
    : { units: new Float64Array(), power: new Float64Array() };
  return {
    tests: {
      number: Int32Array.from(variants, (_, index) => index + 1),
      planned: Float64Array.from(variants, (_, index) => ratio.planned[index] ?? Number.NaN),
      ...compared(variants, options, design),
    },
    ratio: {
      chi_square: one(known ? ratio.chiSquare : Number.NaN),
      degrees: one(ratio.degrees),
      p: one(known ? ratio.p : Number.NaN),
    },
    planner: {
      baseline: one(design.baseline),
      effect: one(design.effect),
      alpha: one(design.alpha),
      units: one(needed),
    },
    curve,
  };
};

function variantsOf(given: Readonly<Record<string, ArrayLike<number> | BigInt64Array>>): Variant[] {
  const at = (name: string, row: number) => Number(given[name]?.[row] ?? Number.NaN);
  return Array.from({ length: given.units?.length ?? 0 }, (_, row) => ({
    units: at('units', row),
    conversions: at('conversions', row),
    valued: at('valued', row),
    mean: at('mean', row),
    variance: at('variance', row),
  }));
}

/** What each comparison is planned for: the level that corrections and looks leave it. */
function designOf(variants: readonly Variant[], options: ExperimentOptions): Design {
  const { alpha, correction, looks, baseline, effect, relative } = options;
  const comparisons = correction === 'none' ? 1 : Math.max(1, variants.length - 1);
  const [control] = variants;
  const from = baseline ?? (control ? rateOf(control) : Number.NaN);
  return {
    baseline: from,
    effect: relative ? from * effect : effect,
    alpha: alpha / looks / comparisons,
  };
}
