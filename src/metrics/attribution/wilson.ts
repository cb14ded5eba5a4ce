/** Columns `low` and `high` over `base` (trials) and `converted` (hits), NULL where there are none or more hits than trials. */
export type Interval = { readonly low: string; readonly high: string };

/** Wilson's score interval of a rate, about its shrunk centre; `z` is the normal quantile of the confidence. */
export function wilson(z: number): Interval {
  const n = 'CAST(base AS DOUBLE)';
  const p = `(CAST(converted AS DOUBLE) / ${n})`;
  const centre = `(${p} + ${z * z} / (2 * ${n}))`;
  const half = `${z} * sqrt(greatest(0, ${p} * (1 - ${p})) / ${n} + ${z * z} / (4 * ${n} * ${n}))`;
  return bounded(
    `greatest(0, (${centre} - ${half}) / (1 + ${z * z} / ${n}))`,
    `least(1, (${centre} + ${half}) / (1 + ${z * z} / ${n}))`,
  );
}

/** The same as the two rates that the score test just does not refuse: roots of (n + z²)p² − (2k + z²)p + k²/n. */
export function wilsonRoots(z: number): Interval {
  const [n, k] = ['CAST(base AS DOUBLE)', 'CAST(converted AS DOUBLE)'];
  const root = `${z} * sqrt(${z * z} + 4 * ${k} * (${n} - ${k}) / ${n})`;
  const under = `(2 * (${n} + ${z * z}))`;
  return bounded(
    `greatest(0, (2 * ${k} + ${z * z} - ${root}) / ${under})`,
    `least(1, (2 * ${k} + ${z * z} + ${root}) / ${under})`,
  );
}

const bounded = (low: string, high: string): Interval => {
  const meant = (bound: string) => `CASE WHEN base > 0 AND converted <= base THEN ${bound} END`;
  return { low: meant(low), high: meant(high) };
};

/** How many standard deviations leave `1 - confidence` outside on both sides: Acklam's approximation, to 9 digits. */
export function quantileOf(confidence: number): number {
  const p = (1 - confidence) / 2;
  if (p >= 0.02425) {
    const q = p - 0.5;
    const r = q * q;
    return (-q * polynomial(CENTRE_OVER, r)) / (polynomial(CENTRE_UNDER, r) * r + 1);
  }
  const q = Math.sqrt(-2 * Math.log(p));
  return -polynomial(TAIL_OVER, q) / (polynomial(TAIL_UNDER, q) * q + 1);
}

const polynomial = (coefficients: readonly number[], at: number): number =>
  coefficients.reduce((sum, one) => sum * at + one, 0);

const CENTRE_OVER = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
  -3.066479806614716e1, 2.506628277459239,
];
const CENTRE_UNDER = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
  -1.328068155288572e1,
];
const TAIL_OVER = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const TAIL_UNDER = [
  7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416,
];
