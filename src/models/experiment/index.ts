import type { Columns, Model } from '../types.ts';
import { compared } from './compared.ts';
import { planningOf, powerCurve } from './planning.ts';
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
  const planning = planningOf(variants, options);
  const ratio = ratioCheck(
    variants.map(({ units }) => units),
    options.split?.length === variants.length || !options.split ? options.split : [],
  );
  const known = options.split === null || options.split.length === variants.length;
  const one = (value: number) => Float64Array.of(value);
  const curve: Columns = Number.isFinite(planning.needed)
    ? { ...powerCurve(planning, CURVE_POINTS) }
    : { units: new Float64Array(), power: new Float64Array() };
  return {
    tests: {
      number: Int32Array.from(variants, (_, index) => index + 1),
      planned: Float64Array.from(variants, (_, index) => ratio.planned[index] ?? Number.NaN),
      ...compared(variants, options, planning),
    },
    ratio: {
      chi_square: one(known ? ratio.chiSquare : Number.NaN),
      degrees: one(ratio.degrees),
      p: one(known ? ratio.p : Number.NaN),
    },
    planner: {
      baseline: one(planning.baseline),
      deviation: one(planning.deviation),
      effect: one(planning.effect),
      alpha: one(planning.alpha),
      units: one(planning.needed),
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
