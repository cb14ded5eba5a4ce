import { gammaQ } from './gamma.ts';

/** P(Z > z) of the standard normal distribution, with relative precision in the tail: erfc(x) = Q(½, x²). */
export function normalTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const tail = gammaQ(0.5, (z * z) / 2) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** P(Z ≤ z). */
export const normalCdf = (z: number): number => normalTail(-z);

export const normalDensity = (z: number): number => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The z above which lies the share `tail` of the standard normal distribution; NaN outside of 0 to 1. Begun at
 * Abramowitz and Stegun 26.2.23, then Halley's steps.
 */
export function normalQuantile(tail: number): number {
  if (!(tail > 0 && tail < 1)) return Number.NaN;
  if (tail > 0.5) return -normalQuantile(1 - tail);
  const t = Math.sqrt(-2 * Math.log(tail));
  let z =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let n = 0; n < 4; n += 1) {
    const off = (normalTail(z) - tail) / normalDensity(z);
    z += off / (1 + (z * off) / 2);
  }
  return z;
}

/** P(X > x) of the chi-square distribution. */
export const chiSquareTail = (x: number, degrees: number): number => gammaQ(degrees / 2, x / 2);
