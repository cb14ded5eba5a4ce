import { normalQuantile, normalTail, studentQuantile } from '../../metrics/distributions/index.ts';

/** What a test of two means is planned for. */
export interface ValueDesign {
  /** Standard deviation in either arm. */
  readonly deviation: number;
  /** Difference of the means, in units of the value. */
  readonly effect: number;
  readonly alpha: number;
}

/** More units than anybody has. */
const MOST_UNITS = 2 ** 50;

/**
 * Power of Welch's two-sided test with `control` and `treated` units of equal deviation: how often Student's statistic,
 * now noncentral, lies beyond the critical value on the side of the effect (R's `power.t.test` where the arms are equal;
 * Moser, Stevens and Watts, 1989, where they are not).
 */
export function valuePowerOf(
  { deviation, effect, alpha }: ValueDesign,
  control: number,
  treated: number,
): number {
  if (!(deviation >= 0 && control > 1 && treated > 1) || Number.isNaN(effect)) return Number.NaN;
  if (effect === 0) return alpha;
  const error = deviation * Math.sqrt(1 / control + 1 / treated);
  if (error === 0) return 1;
  const [a, b] = [1 / control, 1 / treated];
  const degrees = (a + b) ** 2 / ((a * a) / (control - 1) + (b * b) / (treated - 1));
  return noncentralTail(studentQuantile(alpha / 2, degrees), degrees, Math.abs(effect) / error);
}

/** Units that each of two equal arms needs; NaN where the effect is none or too small for any number of them. */
export function valueUnitsFor(design: ValueDesign, power: number): number {
  const { deviation, effect, alpha } = design;
  const enough = (units: number) => valuePowerOf(design, units, units) >= power;
  if (!(deviation >= 0) || !(Math.abs(effect) > 0)) return Number.NaN;
  // As of the normal distribution, which Student's needs a little more than.
  const normal =
    2 * (((normalQuantile(alpha / 2) - normalQuantile(power)) * deviation) / effect) ** 2;
  let high = Math.max(2, Math.ceil(normal));
  while (high <= MOST_UNITS && !enough(high)) high *= 2;
  if (!(high <= MOST_UNITS)) return Number.NaN;
  let low = 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The least difference of the means that the units find with that power; NaN where they are too few to find any. */
export function valueDetectable(
  { deviation, alpha }: Omit<ValueDesign, 'effect'>,
  control: number,
  treated: number,
  power: number,
): number {
  if (!(deviation > 0 && control > 1 && treated > 1)) return Number.NaN;
  const found = (effect: number) =>
    valuePowerOf({ deviation, effect, alpha }, control, treated) >= power;
  let [low, high] = [0, deviation * Math.sqrt(1 / control + 1 / treated)];
  for (let n = 0; n < 60 && !found(high); n += 1) high *= 2;
  for (let n = 0; n < 50; n += 1) {
    const middle = (low + high) / 2;
    if (found(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Step of the sum and how far it goes, in deviations; to the left, where few degrees leave a long tail, until e⁻⁴⁰. */
const STEP = 1 / 7;
const REACH = 9;
const DEPTH = 40;

/**
 * P(T > t) of the noncentral t distribution, T = (Z + shift) / S with νS² chi-square: the mean of the normal tail at
 * tS − shift over S, whose density is as s^(ν−1)·exp(−νs²/2), summed by the trapezoidal rule in the logarithm of S.
 */
export function noncentralTail(t: number, degrees: number, shift: number): number {
  if (!(degrees > 0) || Number.isNaN(t) || Number.isNaN(shift)) return Number.NaN;
  const spread = 1 / Math.sqrt(2 * degrees);
  const step = STEP * spread;
  const first = -Math.ceil(Math.max(REACH * spread, DEPTH / degrees) / step);
  let [sum, weights] = [0, 0];
  for (let k = first; k * step <= REACH * spread; k += 1) {
    const u = k * step;
    // The density of u = ln S relative to its peak at 0.
    const weight = Math.exp(degrees * (u - Math.expm1(2 * u) / 2));
    if (weight === 0) continue;
    weights += weight;
    sum += weight * normalTail(t * Math.exp(u) - shift);
  }
  return sum / weights;
}
