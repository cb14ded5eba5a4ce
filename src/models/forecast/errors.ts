import type { Tried } from './backtest.ts';

/** Errors of a forecast and of the naive one beside it, over what was tried. */
export interface Errors {
  readonly many: number;
  readonly mase: number;
  readonly naiveMase: number;
  /** Shares, 0 to 2. */
  readonly smape: number;
  readonly naiveSmape: number;
  /** Share of the values that were within the interval. */
  readonly coverage: number;
}

/**
 * Values no farther apart differ by rounding alone: 0 foretold as 1e-15 is no error of 200 %, nor outside of an interval
 * that is as narrow.
 */
const roomOf = ({ actual, scale }: Tried) => 1e-9 * Math.max(scale, Math.abs(actual));

/** Mean absolute scaled error (Hyndman & Koehler 2006) and symmetric percentage error; NaN where nothing was tried. */
export function errorsOf(tried: readonly Tried[]): Errors {
  const mean = (of: (one: Tried) => number) =>
    tried.reduce((sum, one) => sum + of(one), 0) / (tried.length || Number.NaN);
  return {
    many: tried.length,
    mase: mean((one) => Math.abs(one.actual - one.forecast) / one.scale),
    naiveMase: mean((one) => Math.abs(one.actual - one.naive) / one.scale),
    smape: mean((one) => relative(one, one.forecast)),
    naiveSmape: mean((one) => relative(one, one.naive)),
    coverage: mean((one) => {
      const { actual, lower, upper } = one;
      return actual >= lower - roomOf(one) && actual <= upper + roomOf(one) ? 1 : 0;
    }),
  };
}

const relative = (one: Tried, told: number) => {
  const apart = Math.abs(one.actual - told);
  return apart > roomOf(one) ? (2 * apart) / (Math.abs(one.actual) + Math.abs(told)) : 0;
};
