import { lnGamma } from '../../metrics/distributions/gamma.ts';
import { least, type Minimum } from './bfgs.ts';
import { type Histories, levelsOf } from './histories.ts';

/** Parameters of the BG/NBD model: purchases by Gamma(r, α), leaving after a purchase by Beta(a, b). */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A fitted model. Errors are standard errors, NaN where the likelihood has no peak. */
export interface Fitted<P> {
  readonly parameters: P;
  readonly errors: P;
  readonly minimum: Minimum;
  readonly logLikelihood: number;
}

/** Logarithms of parameters beyond this are no model any more. */
const FAR = 18;

/** Maximum likelihood of the BG/NBD model (Fader, Hardie and Lee 2005, equation 6), by BFGS over the logarithms. */
export function fitBgNbd(histories: Histories): Fitted<BgNbd> {
  const { size, x, tx, age, weight, customers } = histories;
  const [xs, txs, ages] = [levelsOf(x), levelsOf(tx), levelsOf(age)];
  const minus = ([lr, lalpha, la, lb]: readonly number[]): number => {
    if ([lr, lalpha, la, lb].some((value) => !(Math.abs(value ?? 0) < FAR)))
      return Number.POSITIVE_INFINITY;
    const [r, alpha, a, b] = [lr, lalpha, la, lb].map((value) => Math.exp(value ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    const whole = lnGamma(a + b) - lnGamma(b) - lnGamma(r) + r * Math.log(alpha);
    const ofX = xs.values.map(
      (count) => whole + lnGamma(r + count) + lnGamma(b + count) - lnGamma(a + b + count),
    );
    const left = xs.values.map((count) => (count > 0 ? Math.log(a / (b + count - 1)) : 0));
    const lnTx = txs.values.map((value) => Math.log(alpha + value));
    const lnAge = ages.values.map((value) => Math.log(alpha + value));
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const level = xs.of[i] as number;
      const count = x[i] as number;
      const stays = -(r + count) * (lnAge[ages.of[i] as number] as number);
      let own = (ofX[level] as number) + stays;
      if (count > 0) {
        const gone = (left[level] as number) - (r + count) * (lnTx[txs.of[i] as number] as number);
        own +=
          gone > stays
            ? gone - stays + Math.log1p(Math.exp(stays - gone))
            : Math.log1p(Math.exp(gone - stays));
      }
      sum += (weight[i] as number) * own;
    }
    return Number.isFinite(sum) ? -sum : Number.POSITIVE_INFINITY;
  };
  const start = [0, Math.log(Math.max(1e-3, meanOf(age, weight) / 4)), 0, 1];
  const minimum = least(minus, start, Math.max(1, customers));
  const named = (values: readonly number[]) => {
    const [r = Number.NaN, alpha = Number.NaN, a = Number.NaN, b = Number.NaN] = values;
    return { r, alpha, a, b };
  };
  return {
    parameters: named(minimum.x.map(Math.exp)),
    errors: named(errorsOf(minimum)),
    minimum,
    logLikelihood: -minimum.least,
  };
}

/** Standard errors of the parameters themselves, by the delta method. */
export const errorsOf = ({ x, covariance }: Minimum): number[] =>
  x.map((value, i) => Math.exp(value) * Math.sqrt(covariance?.[i]?.[i] ?? Number.NaN));

function meanOf(values: Float64Array, weight: Float64Array): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += (values[i] as number) * (weight[i] as number);
    mass += weight[i] as number;
  }
  return mass > 0 ? sum / mass : 1;
}

/** Chance that a customer has not left (equation 7 of the note on P(alive) by Fader, Hardie and Lee 2008). */
export function aliveNow({ r, alpha, a, b }: BgNbd, x: number, tx: number, age: number): number {
  if (x === 0) return 1;
  const odds = Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + age) / (alpha + tx));
  return 1 / (1 + Math.exp(odds));
}

/**
 * Chances of at least 1, 2, 3, … purchases within `horizon` of a customer who has not left, by what is known after x
 * repeat purchases up to an age: the rate is Gamma(r + x, α + age), the chance to leave Beta(a, b + x), and both are
 * independent, so that P(≥ n) = E(1 − p)ⁿ⁻¹ · P(N ≥ n) with N negative binomial. Ends where the chance is below 10⁻¹².
 */
export function atLeast(
  { r, alpha, a, b }: BgNbd,
  x: number,
  age: number,
  horizon: number,
): number[] {
  const shape = r + x;
  const rate = alpha + age;
  const lnMiss = Math.log(horizon / (rate + horizon));
  const mean = (shape * horizon) / rate;
  let lnChance = shape * Math.log(rate / (rate + horizon));
  let more = 1;
  let stays = 1;
  const chances: number[] = [];
  for (let n = 0; n < MOST_PURCHASES; n++) {
    more -= Math.exp(lnChance);
    const chance = stays * Math.max(0, more);
    if (n >= mean && chance < 1e-12) break;
    chances.push(chance);
    lnChance += Math.log((shape + n) / (n + 1)) + lnMiss;
    stays *= (b + x + n) / (a + b + x + n);
    if (stays < 1e-15) break;
  }
  return chances;
}

const MOST_PURCHASES = 20_000;
