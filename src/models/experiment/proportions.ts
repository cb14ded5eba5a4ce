import { normalQuantile, normalTail } from '../../metrics/distributions/index.ts';
import { type Estimate, UNKNOWN, type Variant } from './types.ts';

export const rateOf = ({ units, conversions }: Variant): number => conversions / units;

/** Wilson's interval of a share (Wilson, 1927), which holds at its ends as well. */
export function wilson({ units, conversions }: Variant, alpha: number): Estimate {
  if (!(units > 0)) return UNKNOWN;
  const z = normalQuantile(alpha / 2);
  const p = conversions / units;
  const scale = 1 + (z * z) / units;
  const middle = p + (z * z) / (2 * units);
  const half = z * Math.sqrt((p * (1 - p)) / units + (z * z) / (4 * units * units));
  return {
    value: p,
    low: conversions === 0 ? 0 : (middle - half) / scale,
    high: conversions === units ? 1 : (middle + half) / scale,
  };
}

/** The two-proportion z test with the pooled share, two-sided. NaN where neither group tells anything. */
export function zTest(one: Variant, control: Variant): { readonly z: number; readonly p: number } {
  const pooled = (one.conversions + control.conversions) / (one.units + control.units);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.units + 1 / control.units));
  const z = error > 0 ? (rateOf(one) - rateOf(control)) / error : Number.NaN;
  return { z, p: 2 * normalTail(Math.abs(z)) };
}

/** Difference of two shares with Wald's interval, the variances not pooled. */
export function rateDifference(one: Variant, control: Variant, alpha: number): Estimate {
  const [p, q] = [rateOf(one), rateOf(control)];
  const error = Math.sqrt((p * (1 - p)) / one.units + (q * (1 - q)) / control.units);
  const half = normalQuantile(alpha / 2) * error;
  return { value: p - q, low: p - q - half, high: p - q + half };
}

/** Relative uplift of a share: p / q − 1, its interval from that of the logarithm of p / q (Katz and others, 1978). */
export function rateUplift(one: Variant, control: Variant, alpha: number): Estimate {
  const [p, q] = [rateOf(one), rateOf(control)];
  if (!(q > 0)) return UNKNOWN;
  if (one.conversions === 0) return { value: -1, low: Number.NaN, high: Number.NaN };
  const error = Math.sqrt((1 - p) / one.conversions + (1 - q) / control.conversions);
  const factor = Math.exp(normalQuantile(alpha / 2) * error);
  return { value: p / q - 1, low: p / q / factor - 1, high: (p / q) * factor - 1 };
}
