import type { Sample, Scale } from './types.ts';

export function scaleOf({ rows, features }: Sample): Scale {
  const means = new Float64Array(features.length);
  const deviations = new Float64Array(features.length);
  for (const [index, values] of features.entries()) {
    let sum = 0;
    for (const value of values) sum += value;
    const mean = sum / rows;
    let squares = 0;
    for (const value of values) squares += (value - mean) ** 2;
    means[index] = mean;
    const deviation = rows > 1 ? Math.sqrt(squares / (rows - 1)) : 0;
    deviations[index] = deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 0;
  }
  return { means, deviations };
}

/** Puts the features of a sample on a scale, in place. */
export function standardise({ features }: Sample, { means, deviations }: Scale): void {
  for (const [index, values] of features.entries()) {
    const mean = means[index] ?? 0;
    const factor = deviations[index] ? 1 / (deviations[index] as number) : 0;
    for (let row = 0; row < values.length; row += 1)
      values[row] = ((values[row] as number) - mean) * factor;
  }
}

/** Probabilities of a sample that is on the model's scale. */
export function probabilities({ rows, features }: Sample, weights: Float64Array): Float64Array {
  const score = new Float64Array(rows).fill(weights[0] ?? 0);
  for (const [index, values] of features.entries()) {
    const weight = weights[index + 1] ?? 0;
    if (weight === 0) continue;
    for (let row = 0; row < rows; row += 1)
      score[row] = (score[row] as number) + weight * (values[row] as number);
  }
  for (let row = 0; row < rows; row += 1) score[row] = logistic(score[row] as number);
  return score;
}

export const logistic = (score: number): number => 1 / (1 + Math.exp(-score));
