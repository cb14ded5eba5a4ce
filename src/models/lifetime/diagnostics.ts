import { chiSquareTail } from '../../metrics/distributions/index.ts';
import { atLeast, type BgNbd } from './bgnbd.ts';
import { type Histories, levelsOf } from './histories.ts';

/** Customers with so many or more repeat purchases are counted together. */
const MOST = 7;

/** Customers by repeat purchases, observed and expected; the last class is “so many or more”. */
export interface Frequencies {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  /** Pearson’s χ² over the classes, and the chance of one as large if the model is right (4 parameters were fitted). */
  readonly chiSquare: number;
  readonly p: number;
}

export function frequencies(model: BgNbd, { size, x, age, weight }: Histories): Frequencies {
  const observed = new Array<number>(MOST + 1).fill(0);
  for (let i = 0; i < size; i++) {
    const at = Math.min(MOST, x[i] as number);
    observed[at] = (observed[at] as number) + (weight[i] as number);
  }
  const expected = new Array<number>(MOST + 1).fill(0);
  for (const [horizon, customers] of ages(age, weight)) {
    const chances = horizon > 0 ? atLeast(model, 0, 0, horizon) : [];
    for (let n = 0; n <= MOST; n++) {
      const from = n === 0 ? 1 : (chances[n - 1] ?? 0);
      const to = n === MOST ? 0 : (chances[n] ?? 0);
      expected[n] = (expected[n] as number) + customers * (from - to);
    }
  }
  const chiSquare = observed.reduce(
    (sum, count, n) =>
      (expected[n] as number) > 0
        ? sum + (count - (expected[n] as number)) ** 2 / (expected[n] as number)
        : sum,
    0,
  );
  return { observed, expected, chiSquare, p: chiSquareTail(chiSquare, MOST - 4) };
}

/** Repeat purchases expected of all customers up to each of `moments`, counted from when the first customer came. */
export function tracking(
  model: BgNbd,
  { age, weight }: Histories,
  moments: readonly number[],
): number[] {
  const all = ages(age, weight);
  const oldest = Math.max(0, ...all.map(([one]) => one));
  const known = new Map<number, number>();
  const mean = (horizon: number) => {
    const key = Math.round(horizon * 1e6);
    let value = known.get(key);
    if (value === undefined) {
      value = atLeast(model, 0, 0, horizon).reduce((sum, chance) => sum + chance, 0);
      known.set(key, value);
    }
    return value;
  };
  return moments.map((moment) =>
    all.reduce((sum, [one, customers]) => {
      const horizon = moment - (oldest - one);
      return horizon > 0 ? sum + customers * mean(horizon) : sum;
    }, 0),
  );
}

/** Different ages with their customers. */
function ages(age: Float64Array, weight: Float64Array): (readonly [number, number])[] {
  const { values, of } = levelsOf(age);
  const customers = new Float64Array(values.length);
  for (let i = 0; i < of.length; i++) {
    const at = of[i] as number;
    customers[at] = (customers[at] as number) + (weight[i] as number);
  }
  return [...values].map((value, at) => [value, customers[at] as number]);
}
