import { normalCdf, normalQuantile } from '../../metrics/distributions/index.ts';

/** What a test of two shares is planned for. */
export interface Design {
  readonly baseline: number;
  /** Difference in points of conversion. */
  readonly effect: number;
  readonly alpha: number;
}

/**
 * Power of the two-sided two-proportion z test with `control` and `treated` units: pooled variance under the null
 * hypothesis, own variances under the alternative (Fleiss, Levin and Paik, 2003, ch. 4; R's `power.prop.test`).
 */
export function powerOf({ baseline: p, effect, alpha }: Design, control: number, treated: number) {
  const q = p + effect;
  if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1 && control > 0 && treated > 0)) return Number.NaN;
  if (effect === 0) return alpha;
  const pooled = (control * p + treated * q) / (control + treated);
  const none = Math.sqrt(pooled * (1 - pooled) * (1 / control + 1 / treated));
  const some = Math.sqrt((p * (1 - p)) / control + (q * (1 - q)) / treated);
  const beyond = Math.abs(effect) - normalQuantile(alpha / 2) * none;
  if (some === 0) return beyond > 0 ? 1 : 0;
  return normalCdf(beyond / some);
}

/** Units that each of two equal arms needs; NaN where the effect leads out of 0 to 1, or is none. */
export function unitsFor({ baseline: p, effect, alpha }: Design, power: number): number {
  const q = p + effect;
  if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1) || effect === 0) return Number.NaN;
  const middle = (p + q) / 2;
  const none = normalQuantile(alpha / 2) * Math.sqrt(2 * middle * (1 - middle));
  const some = normalQuantile(1 - power) * Math.sqrt(p * (1 - p) + q * (1 - q));
  return Math.ceil(((none + some) / effect) ** 2);
}

/** The least rise in conversion that the units find with that power, in points; NaN where none is. */
export function detectable(
  { baseline, alpha }: Omit<Design, 'effect'>,
  control: number,
  treated: number,
  power: number,
): number {
  const found = (effect: number) => powerOf({ baseline, effect, alpha }, control, treated) >= power;
  let [low, high] = [0, 1 - baseline];
  if (!found(high)) return Number.NaN;
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if (found(middle)) high = middle;
    else low = middle;
  }
  return high;
}
