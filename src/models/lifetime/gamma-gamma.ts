import { lnGamma } from '../../metrics/distributions/gamma.ts';
import { least } from './bfgs.ts';
import { errorsOf, type Fitted } from './bgnbd.ts';
import { levelsOf } from './histories.ts';

/** Parameters of the Gamma–Gamma model of spend per purchase: Gamma(p, ν) with ν by Gamma(q, v). */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

const FAR = 25;

/**
 * Maximum likelihood of the Gamma–Gamma model (Fader and Hardie 2013, equation 1a) over customers with `x` > 0 purchases
 * of mean value `z` > 0, by BFGS over the logarithms.
 */
export function fitGammaGamma(x: Float64Array, z: Float64Array): Fitted<GammaGamma> {
  const levels = levelsOf(x);
  const n = x.length;
  const minus = ([lp, lq, lv]: readonly number[]): number => {
    if ([lp, lq, lv].some((value) => !(Math.abs(value ?? 0) < FAR)))
      return Number.POSITIVE_INFINITY;
    const [p, q, v] = [lp, lq, lv].map((value) => Math.exp(value ?? 0)) as [number, number, number];
    const ofX = levels.values.map(
      (count) => lnGamma(p * count + q) - lnGamma(p * count) - lnGamma(q) + q * Math.log(v),
    );
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const [count, mean] = [x[i] as number, z[i] as number];
      sum +=
        (ofX[levels.of[i] as number] as number) +
        p * count * Math.log(count * mean) -
        Math.log(mean) -
        (p * count + q) * Math.log(v + count * mean);
    }
    return Number.isFinite(sum) ? -sum : Number.POSITIVE_INFINITY;
  };
  const mean = z.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const minimum = least(minus, [1, 1, Math.log(Math.max(1e-6, mean / 2))], Math.max(1, n));
  const named = ([p = Number.NaN, q = Number.NaN, v = Number.NaN]: readonly number[]) => ({
    p,
    q,
    v,
  });
  return {
    parameters: named(minimum.x.map(Math.exp)),
    errors: named(errorsOf(minimum)),
    minimum,
    logLikelihood: -minimum.least,
  };
}

/** What is expected of a customer's purchases: the mean, and the mean of the square of their mean and of their variance. */
export interface Spend {
  readonly mean: number;
  /** E(E(z)²) and E(Var(z)); NaN where they are infinite. */
  readonly square: number;
  readonly variance: number;
}

/** After `x` purchases of mean value `z`, ν is Gamma(p·x + q, v + x·z); a purchase is Gamma(p, ν). */
export function spendOf({ p, q, v }: GammaGamma, x: number, z: number): Spend {
  const shape = p * x + q;
  const rate = v + (x > 0 ? x * z : 0);
  const square = shape > 2 ? rate ** 2 / ((shape - 1) * (shape - 2)) : Number.NaN;
  return {
    mean: shape > 1 ? (p * rate) / (shape - 1) : Number.NaN,
    square: p ** 2 * square,
    variance: p * square,
  };
}
