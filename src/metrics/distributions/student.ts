import { lentz, lnGamma } from './gamma.ts';
import { normalQuantile, normalTail } from './normal.ts';

/** Above it Abramowitz and Stegun 26.7.8 is closer to the distribution than a double's last digits. */
const MANY = 1e8;
const MANY_HALVES = 60;

/** P(T > t) of Student's distribution; degrees of freedom need not be whole. */
export function studentTail(t: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(t)) return Number.NaN;
  if (t < 0) return 1 - studentTail(-t, degrees);
  if (degrees > MANY)
    return normalTail((t * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + (t * t) / (2 * degrees)));
  return betaI(degrees / (degrees + t * t), (t * t) / (degrees + t * t), degrees / 2) / 2;
}

/** The t above which lies the share `tail`: Newton's steps between bounds that close in. */
export function studentQuantile(tail: number, degrees: number): number {
  if (!(tail > 0 && tail < 1) || !(degrees > 0)) return Number.NaN;
  if (tail > 0.5) return -studentQuantile(1 - tail, degrees);
  let [low, high] = [0, 1];
  while (studentTail(high, degrees) > tail && high < 1e300) [low, high] = [high, high * 2];
  let t = Math.min(high, Math.max(low, normalQuantile(tail)));
  for (let n = 0; n < 200; n += 1) {
    const off = studentTail(t, degrees) - tail;
    if (off > 0) low = t;
    else high = t;
    const step = t + off / studentDensity(t, degrees);
    const next = step > low && step < high ? step : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * Math.max(1, Math.abs(t))) return next;
    t = next;
  }
  return t;
}

function studentDensity(t: number, degrees: number): number {
  const peak = gammaRatio(degrees / 2) / Math.sqrt(degrees * Math.PI);
  return peak * Math.exp((-(degrees + 1) / 2) * Math.log1p((t * t) / degrees));
}

/** I_x(a, ½), the regularised incomplete beta function; `rest` is 1 − x, told apart since it may be tiny. */
function betaI(x: number, rest: number, a: number): number {
  if (rest <= 0) return 1;
  if (x <= 0) return 0;
  // x^a (1 − x)^½ / B(a, ½)
  const front =
    Math.exp(a * Math.log1p(-rest)) * Math.sqrt(rest) * (gammaRatio(a) / Math.sqrt(Math.PI));
  return x < (a + 1) / (a + 2.5)
    ? (front * betaFraction(x, a, 0.5)) / a
    : 1 - (front * betaFraction(rest, 0.5, a)) / 0.5;
}

/** The continued fraction of DLMF 8.17.22. */
function betaFraction(x: number, a: number, b: number): number {
  const term = (n: number) => {
    const m = n >> 1;
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  return lentz(1, term, () => 1);
}

/** Γ(a + ½) / Γ(a); for large a by DLMF 5.11.13, since the logarithms would take each other's digits away. */
function gammaRatio(a: number): number {
  if (a < MANY_HALVES) return Math.exp(lnGamma(a + 0.5) - lnGamma(a));
  const u = 1 / a;
  const series =
    1 + u * (-1 / 8 + u * (1 / 128 + u * (5 / 1024 + u * (-21 / 32768 - u * (399 / 262144)))));
  return Math.sqrt(a) * series;
}
