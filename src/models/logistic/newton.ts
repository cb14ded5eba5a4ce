import { cholesky, inverseDiagonal, solved } from './cholesky.ts';
import { logistic } from './scale.ts';
import type { Labelled } from './types.ts';

/** Rows that are worked through together, so that they stay in the cache. */
const BLOCK = 1024;
const MOST_STEPS = 60;
const SETTLED = 1e-11;

export interface Solution {
  readonly weights: Float64Array;
  /** Standard errors: roots of the diagonal of the inverse Hessian of the penalised likelihood. */
  readonly errors: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
}

/**
 * Weights (intercept first) of the logistic regression that maximises the log likelihood − ridge/2·Σβ², the intercept
 * not penalised, on standardised features: Newton's method (iteratively reweighted least squares) with halved steps.
 */
export function newton(
  sample: Labelled,
  ridge: number,
  tell: (steps: number) => void = () => {},
): Solution {
  const size = sample.features.length + 1;
  let weights = start(sample);
  let at = evaluate(sample, weights, ridge);
  for (let step = 1; ; step += 1) {
    tell(step);
    const lower = cholesky(at.hessian, size);
    if (!lower)
      return { weights, errors: weights.map(() => Number.NaN), steps: step, converged: false };
    const direction = solved(lower, at.gradient);
    const errors = () => inverseDiagonal(lower, size).map(Math.sqrt);
    const longest = direction.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    if (longest < SETTLED) return { weights, errors: errors(), steps: step, converged: true };
    if (step >= MOST_STEPS) return { weights, errors: errors(), steps: step, converged: false };
    let share = 1;
    let next = moved(weights, direction, share);
    let then = evaluate(sample, next, ridge);
    while (!(then.objective >= at.objective - 1e-9 * Math.abs(at.objective)) && share > 1e-6) {
      share /= 2;
      next = moved(weights, direction, share);
      then = evaluate(sample, next, ridge);
    }
    [weights, at] = [next, then];
  }
}

/** All weights 0 but the intercept, which tells the share of ones. */
export function start({ labels, rows, features }: Labelled): Float64Array {
  const weights = new Float64Array(features.length + 1);
  let ones = 0;
  for (const label of labels) ones += label;
  weights[0] = Math.log(ones / (rows - ones));
  return weights;
}

const moved = (weights: Float64Array, direction: Float64Array, share: number) =>
  weights.map((weight, index) => weight + share * (direction[index] ?? 0));

interface Evaluated {
  readonly objective: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function evaluate(
  { rows, features, labels }: Labelled,
  weights: Float64Array,
  ridge: number,
): Evaluated {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const [score, rest, weight, weighted] = Array.from(
    { length: 4 },
    () => new Float64Array(BLOCK),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  let objective = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    score.fill(weights[0] as number);
    for (let j = 1; j < size; j += 1) {
      const values = features[j - 1] as Float64Array;
      const factor = weights[j] as number;
      for (let i = 0; i < count; i += 1)
        score[i] = (score[i] as number) + factor * (values[from + i] as number);
    }
    let [sumRest, sumWeight] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const s = score[i] as number;
      const label = labels[from + i] as number;
      const p = logistic(s);
      objective -= label > 0 ? softplus(-s) : softplus(s);
      rest[i] = label - p;
      weight[i] = p * (1 - p);
      sumRest += label - p;
      sumWeight += p * (1 - p);
    }
    gradient[0] = (gradient[0] as number) + sumRest;
    hessian[0] = (hessian[0] as number) + sumWeight;
    for (let j = 1; j < size; j += 1) {
      const values = features[j - 1] as Float64Array;
      let [slope, cross] = [0, 0];
      for (let i = 0; i < count; i += 1) {
        const value = values[from + i] as number;
        const w = (weight[i] as number) * value;
        weighted[i] = w;
        slope += (rest[i] as number) * value;
        cross += w;
      }
      gradient[j] = (gradient[j] as number) + slope;
      hessian[j * size] = (hessian[j * size] as number) + cross;
      for (let k = 1; k <= j; k += 1) {
        const others = features[k - 1] as Float64Array;
        let sum = 0;
        for (let i = 0; i < count; i += 1)
          sum += (weighted[i] as number) * (others[from + i] as number);
        hessian[j * size + k] = (hessian[j * size + k] as number) + sum;
      }
    }
  }
  for (let j = 1; j < size; j += 1) {
    const weight = weights[j] as number;
    objective -= (ridge / 2) * weight * weight;
    gradient[j] = (gradient[j] as number) - ridge * weight;
    // A feature that is the same for all is 0 throughout: its weight stays 0, and the matrix can be solved.
    hessian[j * size + j] = (hessian[j * size + j] as number) + ridge || 1;
    for (let k = 0; k < j; k += 1) hessian[k * size + j] = hessian[j * size + k] as number;
  }
  return { objective, gradient, hessian };
}

/** ln(1 + eˣ), also where eˣ is beyond all numbers. */
const softplus = (x: number) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
