import { type Candidate, fitting, type Prediction, predict } from './candidates.ts';
import type { EtsFit } from './ets.ts';
import { benchmarkPeriod, naiveScale, seasonalNaive } from './naive.ts';

/** One value that was forecast from before it was known. */
export interface Tried {
  /** Index of the first value that was not known, and the number of steps to this one, from 1. */
  readonly origin: number;
  readonly step: number;
  readonly actual: number;
  readonly forecast: number;
  readonly naive: number;
  readonly lower: number;
  readonly upper: number;
  /** Mean absolute error of the naive forecast within what was known: the unit of MASE. */
  readonly scale: number;
}

export interface Backtest {
  /** What the errors before the end speak for. */
  readonly chosen: Candidate;
  /** Season of the naive forecast that is the benchmark; 1 without one. */
  readonly benchmark: number;
  /** Root mean square of the errors of what was chosen, on its own scale; 0 where nothing was tried. */
  readonly spread: number;
  readonly tried: readonly Tried[];
  /** What `tried` was told by, one for each origin. */
  readonly told: readonly Told[];
}

/** What spoke at an origin, for a second way to say the same. */
export interface Told {
  readonly origin: number;
  readonly candidate: Candidate;
  /** The states that it went on from. */
  readonly fit: EtsFit;
  /** Root mean square of its errors at the origins before, on its own scale; 0 where there were none. */
  readonly spread: number;
}

const MOST_ORIGINS = 8;
/** Fewer known values than this tell nothing. */
const LEAST_KNOWN = 6;

/** Where the known part ends, oldest first: windows of `horizon` values before the end, as many as there is room for. */
export function originsOf(
  n: number,
  horizon: number,
  periods: readonly number[],
): readonly number[] {
  const shortest = Math.min(...periods);
  const least = Math.max(LEAST_KNOWN, horizon, Number.isFinite(shortest) ? 2 * shortest : 0);
  const many = Math.max(0, Math.min(MOST_ORIGINS, Math.floor((n - least) / horizon)));
  return Array.from({ length: many }, (_, k) => n - (many - k) * horizon);
}

interface Fold {
  readonly origin: number;
  readonly scale: number;
  readonly naive: Float64Array;
  readonly predictions: readonly Prediction[];
}

/**
 * Rolling-origin backtest: from each origin every candidate forecasts what comes next from what came before. At each
 * origin that candidate speaks that was best at the origins before it, with intervals as wide as errors were there: the
 * errors that are told are of values that nothing was chosen by. The oldest third of the origins only serves to choose.
 */
export function backtest(
  values: Float64Array,
  periods: readonly number[],
  candidates: readonly Candidate[],
  horizon: number,
  z: number,
  tell: (done: number, total: number) => void = () => {},
): Backtest {
  const origins = originsOf(values.length, horizon, periods);
  const known = values.subarray(0, origins[0] ?? values.length);
  const benchmark = benchmarkPeriod(known, fitting(periods, known.length));
  const folds = origins.map((origin, k): Fold => {
    const before = values.slice(0, origin);
    const predictions = candidates.map((one, c) => {
      tell(k * candidates.length + c, origins.length * candidates.length + 1);
      return predict(before, periods, one, horizon);
    });
    return {
      origin,
      scale: naiveScale(before, benchmark),
      naive: seasonalNaive(before, benchmark, horizon),
      predictions,
    };
  });
  const warmUp = candidates.length > 1 && folds.length > 2 ? Math.ceil(folds.length / 3) : 0;
  const spoken = folds.flatMap((fold, k) => {
    if (k < warmUp) return [];
    const earlier = folds.slice(0, k);
    const at = bestOf(values, earlier, candidates.length);
    return [
      {
        fold,
        prediction: fold.predictions[at] as Prediction,
        spread: spreadOf(values, earlier, at),
      },
    ];
  });
  const tried = spoken.flatMap(({ fold, prediction, spread }) =>
    judged(values, fold, prediction, z, spread),
  );
  const told = spoken.map(({ fold: { origin }, prediction: { candidate, fit }, spread }) => ({
    ...{ origin, candidate, fit, spread },
  }));
  const at = bestOf(values, folds, candidates.length);
  const chosen = candidates[at] as Candidate;
  return { chosen, benchmark, spread: spreadOf(values, folds, at), tried, told };
}

/** On the values' own scale. */
export const unscaled = ({ log }: Candidate, value: number) => (log ? Math.exp(value) : value);

/** Index of the candidate with the least scaled error in the folds; the first where there are none. */
function bestOf(values: Float64Array, folds: readonly Fold[], many: number): number {
  const errors = Array.from({ length: many }, (_, c) =>
    folds.reduce((sum, fold) => {
      const { candidate, middle } = fold.predictions[c] as Prediction;
      let own = 0;
      for (const [h, value] of middle.entries()) {
        const error = Math.abs((values[fold.origin + h] as number) - unscaled(candidate, value));
        if (!Number.isNaN(error)) own += error / (fold.scale || 1);
      }
      return sum + own;
    }, 0),
  );
  return errors.indexOf(Math.min(...errors));
}

/** Root mean square of the errors of a candidate, on its own scale. */
function spreadOf(values: Float64Array, folds: readonly Fold[], at: number): number {
  let [sum, count] = [0, 0];
  for (const { origin, predictions } of folds) {
    const { candidate, middle } = predictions[at] as Prediction;
    for (const [h, value] of middle.entries()) {
      const actual = values[origin + h] as number;
      const error = (candidate.log ? Math.log(actual) : actual) - value;
      if (!Number.isFinite(error)) continue;
      sum += error * error;
      count++;
    }
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}

/** Deviations at least as large, over all, as errors were before; and by how much they were widened for it. */
export function widened(
  deviation: Float64Array,
  spread: number,
): { readonly deviation: Float64Array; readonly times: number } {
  const own = Math.sqrt(deviation.reduce((sum, one) => sum + one * one, 0) / deviation.length);
  // A model that fits to the last bit says nothing of its errors.
  if (own <= 1e-9 * spread) return { deviation: deviation.map(() => spread), times: 1 };
  const times = Math.max(1, spread / own);
  return { deviation: deviation.map((one) => one * times), times };
}

function judged(
  values: Float64Array,
  fold: Fold,
  { candidate, middle, deviation: own }: Prediction,
  z: number,
  spread: number,
): readonly Tried[] {
  const { deviation } = widened(own, spread);
  return Array.from(middle, (value, h) => {
    const half = z * (deviation[h] as number);
    return {
      origin: fold.origin,
      step: h + 1,
      actual: values[fold.origin + h] as number,
      forecast: unscaled(candidate, value),
      naive: fold.naive[h] as number,
      lower: unscaled(candidate, value - half),
      upper: unscaled(candidate, value + half),
      scale: fold.scale,
    };
  }).filter(({ actual, naive, scale }) => ![actual, naive].some(Number.isNaN) && scale > 0);
}
