import { lnGamma } from '../../metrics/distributions/gamma.ts';
import { minimised } from '../forecast/minimise.ts';
import type { Inputs, Model } from '../types.ts';
import { historiesOf, type Levels, levelsOf } from './histories.ts';
import { type LifetimeOptions, payers } from './index.ts';

/**
 * The second way to the same figures: likelihoods as products of beta functions, highest by the downhill simplex from
 * another start, and the conditional expectation by Gauss' hypergeometric function. Same inputs as `lifetime`; output
 * `customers` (`customer_key, p_alive, expected_purchases, expected_spend, expected_value`).
 */
export const lifetimeSecond: Model = (inputs, raw) => {
  const { horizon } = raw as unknown as LifetimeOptions;
  const customers = inputs.customers as Inputs[string];
  const [x, tx, age] = ['x', 't_x', 'age'].map((name) => customers[name] as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const value = customers.value as Float64Array | undefined;
  const repeaters = x.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const purchases = repeaters >= 10 ? peak((at) => -purchaseLikelihood(at, x, tx, age), 4) : null;
  const paying = payers(x, value);
  const spends =
    paying && paying.x.length >= 10
      ? peak((at) => -spendLikelihood(at, paying.x, paying.z), 3)
      : null;
  const rows = x.length;
  const each = (figure: (row: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) => figure(row));
  const alive = each((row) =>
    purchases ? aliveBy(purchases, x[row] ?? 0, tx[row] ?? 0, age[row] ?? 0) : Number.NaN,
  );
  const mean = each((row) =>
    purchases
      ? (alive[row] as number) * gaussian(purchases, x[row] ?? 0, age[row] ?? 0, horizon)
      : Number.NaN,
  );
  const spend = each((row) =>
    spends
      ? weighted(spends, (value?.[row] ?? 0) > 0 ? (x[row] ?? 0) : 0, value?.[row] ?? 0)
      : Number.NaN,
  );
  return {
    customers: {
      customer_key: customers.customer_key as BigInt64Array,
      p_alive: alive,
      expected_purchases: mean,
      expected_spend: spend,
      expected_value: each((row) => (mean[row] as number) * (spend[row] as number)),
    },
  };
};

const lnBeta = (a: number, b: number) => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

/** The simplex again from where it ended, until it climbs no more: it can shrink before the top. */
function peak(minus: (x: readonly number[]) => number, parameters: number): readonly number[] {
  let at: readonly number[] = new Array<number>(parameters).fill(0.5);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) {
    const { x, least } = minimised(minus, at, { steps: 300, tolerance: 1e-13 });
    at = x;
    if (before - least < 1e-9) break;
    before = least;
  }
  return at.map(Math.exp);
}

/** Equation 6 of Fader, Hardie and Lee (2005) as it is printed, customers of the same history together. */
export function purchaseLikelihood(
  logs: readonly number[],
  xs: Float64Array,
  txs: Float64Array,
  ages: Float64Array,
): number {
  const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number];
  if (logs.some((value) => Math.abs(value) > 18)) return Number.NEGATIVE_INFINITY;
  const { x, tx, age, weight, size, levels } = remembered(xs, txs, ages);
  const of = (figure: (count: number) => number) => levels.values.map(figure);
  const common = of((count) => lnGamma(r + count) - lnGamma(r) - count * Math.log(alpha));
  const stayed = of((count) => lnBeta(a, b + count) - lnBeta(a, b));
  const went = of((count) => (count > 0 ? lnBeta(a + 1, b + count - 1) - lnBeta(a, b) : 0));
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const level = levels.of[i] as number;
    const shape = r + (x[i] as number);
    const stays = (stayed[level] as number) - shape * Math.log1p((age[i] as number) / alpha);
    const goes =
      (x[i] as number) > 0
        ? (went[level] as number) - shape * Math.log1p((tx[i] as number) / alpha)
        : Number.NEGATIVE_INFINITY;
    const most = Math.max(stays, goes);
    sum +=
      (weight[i] as number) *
      ((common[level] as number) + most + Math.log(Math.exp(stays - most) + Math.exp(goes - most)));
  }
  return Number.isFinite(sum) ? sum : Number.NEGATIVE_INFINITY;
}

type Remembered = ReturnType<typeof historiesOf> & { readonly levels: Levels };

let last: { readonly x: Float64Array; readonly histories: Remembered } | null = null;

/** Histories of the columns, kept while the same ones are asked for. */
function remembered(x: Float64Array, tx: Float64Array, age: Float64Array): Remembered {
  if (last?.x !== x) {
    const histories = historiesOf(x, tx, age);
    last = { x, histories: { ...histories, levels: levelsOf(histories.x) } };
  }
  return last.histories;
}

function spendLikelihood(logs: readonly number[], x: Float64Array, z: Float64Array): number {
  if (logs.some((value) => Math.abs(value) > 25)) return Number.NEGATIVE_INFINITY;
  const [p, q, v] = logs.map(Math.exp) as [number, number, number];
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const [count, mean] = [x[i] as number, z[i] as number];
    const share = v / (v + count * mean);
    sum +=
      q * Math.log(share) + p * count * Math.log1p(-share) - Math.log(mean) - lnBeta(p * count, q);
  }
  return Number.isFinite(sum) ? sum : Number.NEGATIVE_INFINITY;
}

function aliveBy([r, alpha, a, b]: readonly number[], x: number, tx: number, age: number): number {
  const [shape, rate, leave, stay] = [r, alpha, a, b] as [number, number, number, number];
  if (x === 0) return 1;
  return 1 / (1 + (leave / (stay + x - 1)) * ((rate + age) / (rate + tx)) ** (shape + x));
}

/** Equation 10 of Fader, Hardie and Lee (2005), without the chance to be there. */
function gaussian([r, alpha, a, b]: readonly number[], x: number, age: number, t: number): number {
  const [shape, rate, leave, stay] = [r, alpha, a, b] as [number, number, number, number];
  const z = t / (rate + age + t);
  const series = hypergeometric(shape + x, stay + x, leave + stay + x - 1, z);
  return (
    ((leave + stay + x - 1) / (leave - 1)) *
    (1 - ((rate + age) / (rate + age + t)) ** (shape + x) * series)
  );
}

/** ₂F₁(a, b; c; z) for 0 ≤ z < 1 by its series. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 100_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) < 1e-16 * Math.abs(sum)) break;
  }
  return sum;
}

/** The mean of all and the customer’s own mean, weighted (equation 5 of Fader and Hardie 2013). */
function weighted(parameters: readonly number[], x: number, z: number): number {
  const [p, q, v] = parameters as unknown as [number, number, number];
  if (!(p * x + q > 1)) return Number.NaN;
  if (x === 0) return (v * p) / (q - 1);
  const all = q - 1;
  return (all / (p * x + all)) * ((v * p) / all) + ((p * x) / (p * x + all)) * z;
}
