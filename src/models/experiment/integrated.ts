import type { Model } from '../types.ts';

/** Points on either side of the middle, and how far out they go. */
const POINTS = 300;
const REACH = 4;
/** Where a density is e⁻⁷⁰ of its peak nothing is left that a double could hold beside it. */
const DEPTH = 70;

/**
 * The second way to the tails of an experiment's tests: densities summed up by quadrature, without any of the
 * functions that the first way uses. `statistics` has `number, z, t, degrees`; gives two-sided `p` and `value_p` and the
 * statistics that leave `alpha` outside, `critical` and `value_critical`.
 */
export const integrated: Model = ({ statistics = {} }, { alpha }) => {
  const column = (name: string) => Float64Array.from(statistics[name] ?? [], Number);
  const [z, t, degrees] = [column('z'), column('t'), column('degrees')];
  const level = Number(alpha);
  const critical = beyond((at) => normalSides(at), level);
  return {
    tails: {
      number: Int32Array.from(statistics.number ?? [], Number),
      p: z.map(normalSides),
      critical: z.map(() => critical),
      value_p: t.map((at, row) => studentSides(at, degrees[row] ?? Number.NaN)),
      value_critical: degrees.map((n) => beyond((at) => studentSides(at, n), level)),
    },
  };
};

/** P(|Z| > |z|). */
function normalSides(z: number): number {
  const density = (x: number) => Math.exp(-(x * x) / 2);
  const end = Math.sqrt(2 * DEPTH);
  return ratio(density, Math.abs(z), end);
}

/** P(|T| > |t|): with t = √n·tan θ the density is a power of the cosine. */
function studentSides(t: number, degrees: number): number {
  const power = degrees - 1;
  const end = power > 0 ? Math.acos(Math.exp(-DEPTH / power)) : Math.PI / 2;
  return ratio((x) => Math.cos(x) ** power, Math.atan(Math.abs(t) / Math.sqrt(degrees)), end);
}

/** Share of the area from 0 to `end` that lies beyond `from`. */
function ratio(density: (x: number) => number, from: number, end: number): number {
  if (Number.isNaN(from) || Number.isNaN(end)) return Number.NaN;
  return from >= end ? 0 : area(density, from, end) / area(density, 0, end);
}

/** The area by the double exponential rule (Takahasi and Mori, 1974), which bears roots at the ends. */
function area(f: (x: number) => number, from: number, to: number): number {
  const [middle, half] = [(from + to) / 2, (to - from) / 2];
  let sum = 0;
  for (let k = -POINTS; k <= POINTS; k += 1) {
    const u = (k * REACH) / POINTS;
    const bent = (Math.PI / 2) * Math.sinh(u);
    const weight = Math.cosh(u) / Math.cosh(bent) ** 2;
    if (weight > 0) sum += weight * f(middle + half * Math.tanh(bent));
  }
  return (sum * half * (Math.PI / 2) * REACH) / POINTS;
}

/** Where a falling share reaches `level`, by halving. */
function beyond(share: (at: number) => number, level: number): number {
  if (Number.isNaN(share(1))) return Number.NaN;
  let [low, high] = [0, 1];
  while (share(high) > level && high < 1e12) high *= 2;
  for (let n = 0; n < 70; n += 1) {
    const middle = (low + high) / 2;
    if (share(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
