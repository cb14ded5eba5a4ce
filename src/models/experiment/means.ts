import { studentQuantile, studentTail } from '../../metrics/distributions/index.ts';
import { type Estimate, UNKNOWN, type Variant } from './types.ts';

export interface Welch {
  readonly t: number;
  /** Degrees of freedom after Welch and Satterthwaite. */
  readonly degrees: number;
  readonly p: number;
  readonly difference: Estimate;
}

/** Variance of a group's mean. */
const ofMean = ({ variance, valued }: Variant) => variance / valued;

/** Welch's test of two means with unequal variances, two-sided, with the interval of the difference. */
export function welch(one: Variant, control: Variant, alpha: number): Welch {
  const [a, b] = [ofMean(one), ofMean(control)];
  const value = one.mean - control.mean;
  const error = Math.sqrt(a + b);
  if (!(one.valued > 1 && control.valued > 1 && error > 0))
    return {
      t: Number.NaN,
      degrees: Number.NaN,
      p: Number.NaN,
      difference: { ...UNKNOWN, value },
    };
  const degrees = (a + b) ** 2 / ((a * a) / (one.valued - 1) + (b * b) / (control.valued - 1));
  const half = studentQuantile(alpha / 2, degrees) * error;
  const t = value / error;
  return {
    t,
    degrees,
    p: 2 * studentTail(Math.abs(t), degrees),
    difference: { value, low: value - half, high: value + half },
  };
}

/** Interval of one mean; Student's, so that it holds for few units as well. */
export function meanInterval(one: Variant, alpha: number): Estimate {
  if (!(one.valued > 1)) return { ...UNKNOWN, value: one.mean };
  const half = studentQuantile(alpha / 2, one.valued - 1) * Math.sqrt(ofMean(one));
  return { value: one.mean, low: one.mean - half, high: one.mean + half };
}

/** Relative uplift of a mean: a / b − 1, its interval by the delta method; nothing where the control's mean is not above 0. */
export function meanUplift(one: Variant, control: Variant, alpha: number): Estimate {
  if (!(control.mean > 0)) return UNKNOWN;
  const ratio = one.mean / control.mean;
  const error = Math.sqrt(ofMean(one) + ratio * ratio * ofMean(control)) / control.mean;
  const { degrees } = welch(one, control, alpha);
  const half = studentQuantile(alpha / 2, degrees) * error;
  return { value: ratio - 1, low: ratio - 1 - half, high: ratio - 1 + half };
}
