/** Steps after which a series or continued fraction that has not settled is taken as it is. */
const MOST_STEPS = 10_000;
const TINY = 1e-300;
const PRECISION = 1e-16;

/** Coefficients of Lanczos' approximation with g = 7 and nine terms (Godfrey, 2001); good to 15 digits. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
] as const;

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const t = x + 6.5;
  let sum: number = LANCZOS[0];
  for (let k = 1; k < LANCZOS.length; k += 1) sum += (LANCZOS[k] ?? 0) / (x - 1 + k);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function, for a > 0 and x ≥ 0. Far out it keeps its
 * relative precision (series DLMF 8.11.4, continued fraction DLMF 8.9.2 by Lentz' method).
 */
export function gammaQ(a: number, x: number): number {
  if (!(x > 0)) return x === 0 ? 1 : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a));
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_STEPS && Math.abs(term) > Math.abs(sum) * PRECISION; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  return lentz(
    x + 1 - a,
    (n) => -n * (n - a),
    (n) => x + 2 * n + 1 - a,
  );
}

/** 1 / (b₀ + a₁/(b₁ + a₂/(b₂ + …))) by the modified method of Lentz (Thompson and Barnett, 1986). */
export function lentz(b0: number, a: (n: number) => number, b: (n: number) => number): number {
  let c = 1 / TINY;
  let d = 1 / (Math.abs(b0) < TINY ? TINY : b0);
  let value = d;
  for (let n = 1; n < MOST_STEPS; n += 1) {
    const below = b(n) + a(n) * d;
    d = 1 / (Math.abs(below) < TINY ? TINY : below);
    c = b(n) + a(n) / c;
    if (Math.abs(c) < TINY) c = TINY;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 2 * PRECISION) break;
  }
  return value;
}
