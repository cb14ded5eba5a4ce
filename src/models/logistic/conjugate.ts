import { start } from './newton.ts';
import { logistic } from './scale.ts';
import type { Labelled } from './types.ts';

const MOST_STEPS = 200;
const SETTLED = 1e-12;

/**
 * The same weights another way: Newton's equations solved by conjugate gradients from products with the Hessian alone,
 * row by row, without ever making or factoring the matrix (Nocedal and Wright, 2006, ch. 7).
 */
export function conjugate(
  sample: Labelled,
  ridge: number,
  tell: (steps: number) => void = () => {},
): Float64Array {
  const weights = start(sample);
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    tell(step);
    const { gradient, curvature } = slopes(sample, weights, ridge);
    const direction = solvedBy((v) => product(sample, curvature, v, ridge), gradient);
    const longest = direction.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    // A step that long may lead beyond the hill: the weights of standardised features lie close together.
    const share = Math.min(1, 4 / longest);
    for (let j = 0; j < weights.length; j += 1)
      weights[j] = (weights[j] as number) + share * (direction[j] as number);
    if (longest < SETTLED) break;
  }
  return weights;
}

function slopes({ rows, features, labels }: Labelled, weights: Float64Array, ridge: number) {
  const curvature = new Float64Array(rows);
  const gradient = weights.map((weight, j) => (j === 0 ? 0 : -ridge * weight));
  for (let row = 0; row < rows; row += 1) {
    let score = weights[0] as number;
    for (let j = 0; j < features.length; j += 1)
      score += (weights[j + 1] as number) * ((features[j] as Float64Array)[row] as number);
    const p = logistic(score);
    const rest = (labels[row] as number) - p;
    curvature[row] = p * (1 - p);
    gradient[0] = (gradient[0] as number) + rest;
    for (let j = 0; j < features.length; j += 1)
      gradient[j + 1] =
        (gradient[j + 1] as number) + rest * ((features[j] as Float64Array)[row] as number);
  }
  return { gradient, curvature };
}

/** (XᵀWX + ridge)·v. */
function product(
  { rows, features }: Labelled,
  curvature: Float64Array,
  v: Float64Array,
  ridge: number,
) {
  const result = v.map((one, j) => (j === 0 ? 0 : ridge * one));
  for (let row = 0; row < rows; row += 1) {
    let sum = v[0] as number;
    for (let j = 0; j < features.length; j += 1)
      sum += (v[j + 1] as number) * ((features[j] as Float64Array)[row] as number);
    sum *= curvature[row] as number;
    result[0] = (result[0] as number) + sum;
    for (let j = 0; j < features.length; j += 1)
      result[j + 1] =
        (result[j + 1] as number) + sum * ((features[j] as Float64Array)[row] as number);
  }
  return result;
}

const dot = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, one, index) => sum + one * (b[index] ?? 0), 0);

function solvedBy(times: (v: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  const x = new Float64Array(right.length);
  let rest = Float64Array.from(right);
  let direction = Float64Array.from(right);
  let size = dot(rest, rest);
  const enough = size * 1e-24;
  for (let n = 0; n < 4 * right.length && size > enough && size > 0; n += 1) {
    const ahead = times(direction);
    const share = size / dot(direction, ahead);
    for (let j = 0; j < x.length; j += 1)
      x[j] = (x[j] as number) + share * (direction[j] as number);
    rest = rest.map((one, j) => one - share * (ahead[j] as number));
    const next = dot(rest, rest);
    direction = rest.map((one, j) => one + (next / size) * (direction[j] as number));
    size = next;
  }
  return x;
}
