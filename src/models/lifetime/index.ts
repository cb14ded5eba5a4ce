import type { Columns, Inputs, Model } from '../types.ts';
import { aliveNow, atLeast, type BgNbd, type Fitted, fitBgNbd } from './bgnbd.ts';
import { frequencies, tracking } from './diagnostics.ts';
import { fitGammaGamma, type GammaGamma, spendOf } from './gamma-gamma.ts';
import { type Histories, historiesOf } from './histories.ts';

export interface LifetimeOptions {
  /** How far ahead purchases are expected, in the unit of the ages. */
  readonly horizon: number;
  /** Chance with which the number of purchases lies between its two ends, such as 0.8. */
  readonly level: number;
  /** Length of a step of the tracking, in the unit of the ages. */
  readonly step: number;
}

/** Customers from which on, and repeat buyers from which on, a model is fitted at all. */
const FEWEST = 10;

/**
 * BG/NBD and Gamma–Gamma. Input `customers`: `customer_key` BIGINT, `x`, `t_x`, `age`, and maybe `value`, the mean of the
 * repeat purchases; input `repeats`, where there are events: `moment` (the age of the oldest customer by then) and
 * `purchases`. Outputs: `customers`, `parameters`, `frequencies`, `tracking`, `summary`.
 */
export const lifetime: Model = (inputs, raw, work) => {
  const options = raw as unknown as LifetimeOptions;
  const customers = inputs.customers ?? {};
  const column = (name: string) => customers[name] as Float64Array;
  const histories = historiesOf(column('x'), column('t_x'), column('age'));
  const repeaters = histories.x.reduce(
    (sum, x, i) => sum + (x > 0 ? (histories.weight[i] as number) : 0),
    0,
  );
  work.tell(0, 4);
  const bgnbd = repeaters >= FEWEST ? fitBgNbd(histories) : null;
  work.tell(1, 4);
  const paying = payers(column('x'), customers.value as Float64Array | undefined);
  const gamma = paying && paying.x.length >= FEWEST ? fitGammaGamma(paying.x, paying.z) : null;
  work.tell(2, 4);
  const people = expected(customers as Inputs[string], histories, bgnbd, gamma, options);
  work.tell(3, 4);
  const fit = bgnbd && frequencies(bgnbd.parameters, histories);
  const made = {
    customers: people,
    parameters: parametersOf(bgnbd, gamma),
    frequencies: {
      purchases: Int32Array.from(fit?.observed ?? [], (_, n) => n),
      observed: Float64Array.from(fit?.observed ?? []),
      expected: Float64Array.from(fit?.expected ?? []),
    },
    tracking: trackingOf(bgnbd, histories, inputs.repeats, options),
    summary: {
      customers: Int32Array.of(histories.customers),
      repeaters: Int32Array.of(repeaters),
      payers: Int32Array.of(paying?.x.length ?? 0),
      log_likelihood: Float64Array.of(bgnbd?.logLikelihood ?? Number.NaN),
      value_log_likelihood: Float64Array.of(gamma?.logLikelihood ?? Number.NaN),
      settled: Int32Array.of(bgnbd?.minimum.settled ? 1 : 0),
      value_settled: Int32Array.of(gamma?.minimum.settled ? 1 : 0),
      chi_square: Float64Array.of(fit?.chiSquare ?? Number.NaN),
      chi_square_p: Float64Array.of(fit?.p ?? Number.NaN),
      histories: Int32Array.of(histories.size),
    },
  };
  work.tell(4, 4);
  return made;
};

/** Purchases and mean values of the customers whom the model of spend is fitted to. */
export function payers(
  x: Float64Array,
  value: Float64Array | undefined,
): { readonly x: Float64Array; readonly z: Float64Array } | null {
  if (!value) return null;
  const rows = Int32Array.from(x.keys()).filter(
    (row) => (x[row] as number) > 0 && (value[row] as number) > 0,
  );
  return {
    x: Float64Array.from(rows, (row) => x[row] as number),
    z: Float64Array.from(rows, (row) => value[row] as number),
  };
}

function expected(
  customers: Inputs[string],
  { size, x, tx, age, of }: Histories,
  bgnbd: Fitted<BgNbd> | null,
  gamma: Fitted<GammaGamma> | null,
  { horizon, level }: LifetimeOptions,
): Columns {
  const nothing = () => new Float64Array(size).fill(Number.NaN);
  const [alive, mean, square, low, high] = [nothing(), nothing(), nothing(), nothing(), nothing()];
  for (let i = 0; bgnbd && i < size; i++) {
    const stays = aliveNow(bgnbd.parameters, x[i] as number, tx[i] as number, age[i] as number);
    const chances = atLeast(bgnbd.parameters, x[i] as number, age[i] as number, horizon);
    alive[i] = stays;
    mean[i] = stays * chances.reduce((sum, chance) => sum + chance, 0);
    square[i] = stays * chances.reduce((sum, chance, n) => sum + (2 * n + 1) * chance, 0);
    low[i] = quantile(chances, stays, (1 - level) / 2);
    high[i] = quantile(chances, stays, (1 + level) / 2);
  }
  const rows = of.length;
  const each = (value: (row: number, history: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) => value(row, of[row] as number));
  const value = customers.value as Float64Array | undefined;
  const spends = (row: number) =>
    gamma
      ? spendOf(
          gamma.parameters,
          (value?.[row] ?? 0) > 0 ? (x[of[row] as number] as number) : 0,
          value?.[row] ?? 0,
        )
      : null;
  const spend = each((row) => spends(row)?.mean ?? Number.NaN);
  return {
    customer_key: customers.customer_key as BigInt64Array,
    p_alive: each((_, i) => alive[i] as number),
    expected_purchases: each((_, i) => mean[i] as number),
    purchases_low: each((_, i) => low[i] as number),
    purchases_high: each((_, i) => high[i] as number),
    expected_spend: spend,
    expected_value: each((row, i) => (mean[i] as number) * (spend[row] as number)),
    value_sd: each((row, i) => {
      const own = spends(row);
      if (!own) return Number.NaN;
      const total = (mean[i] as number) * own.mean;
      return Math.sqrt(
        Math.max(
          0,
          (mean[i] as number) * own.variance + (square[i] as number) * own.square - total ** 2,
        ),
      );
    }),
  };
}

/** The least number of purchases with P(at most so many) ≥ `share`. */
function quantile(chances: readonly number[], stays: number, share: number): number {
  let n = 0;
  while (n < chances.length && 1 - stays * (chances[n] as number) < share) n++;
  return n;
}

/** 1.96 standard errors of the logarithm to each side. */
const SIDE = 1.959964;

function parametersOf(bgnbd: Fitted<BgNbd> | null, gamma: Fitted<GammaGamma> | null): Columns {
  const rows = [bgnbd, gamma].flatMap((fitted) =>
    fitted
      ? Object.entries(fitted.parameters).map(([name, value]) => {
          const error = (fitted.errors as unknown as Record<string, number>)[name] ?? Number.NaN;
          return { name, value: value as number, error };
        })
      : [],
  );
  return {
    name: rows.map(({ name }) => name),
    value: Float64Array.from(rows, ({ value }) => value),
    error: Float64Array.from(rows, ({ error }) => error),
    low: Float64Array.from(rows, ({ value, error }) => value * Math.exp((-SIDE * error) / value)),
    high: Float64Array.from(rows, ({ value, error }) => value * Math.exp((SIDE * error) / value)),
  };
}

function trackingOf(
  bgnbd: Fitted<BgNbd> | null,
  histories: Histories,
  repeats: Inputs[string] | undefined,
  { step }: LifetimeOptions,
): Columns {
  const oldest = histories.age.reduce((most, age) => Math.max(most, age), 0);
  const steps = bgnbd && repeats ? Math.floor(oldest / step) : 0;
  const moments = Array.from({ length: steps }, (_, at) => (at + 1) * step);
  const observed = moments.map(() => 0);
  const { moment, purchases } = (repeats ?? {}) as Record<string, Float64Array>;
  for (const [row, value] of (moment ?? []).entries()) {
    const at = Math.max(0, Math.ceil(value / step - 1e-9) - 1);
    if (at < steps) observed[at] = (observed[at] as number) + (purchases?.[row] as number);
  }
  let sum = 0;
  return {
    step: Int32Array.from(moments, (_, at) => at + 1),
    observed: Float64Array.from(observed, (count) => {
      sum += count;
      return sum;
    }),
    expected: Float64Array.from(bgnbd ? tracking(bgnbd.parameters, histories, moments) : []),
  };
}
