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

/** Mean absolute scaled error (Hyndman & Koehler 2006) and symmetric percentage error; NaN where nothing was tried. */
export function errorsOf(tried: readonly Tried[]): Errors {
  const mean = (of: (one: Tried) => number) =>
    tried.reduce((sum, one) => sum + of(one), 0) / (tried.length || Number.NaN);
  return {
    many: tried.length,
    mase: mean((one) => Math.abs(one.actual - one.forecast) / one.scale),
    naiveMase: mean((one) => Math.abs(one.actual - one.naive) / one.scale),
    smape: mean((one) => relative(one.actual, one.forecast)),
    naiveSmape: mean((one) => relative(one.actual, one.naive)),
    coverage: mean(({ actual, lower, upper }) => (actual >= lower && actual <= upper ? 1 : 0)),
  };
}

const relative = (actual: number, told: number) => {
  const size = Math.abs(actual) + Math.abs(told);
  return size > 0 ? (2 * Math.abs(actual - told)) / size : 0;
};
