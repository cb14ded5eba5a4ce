import { type Parted, parted } from '../decompose/second.ts';
import { joined } from '../joined.ts';
import type { Inputs, Model } from '../types.ts';

const MOST_VALUES = 2000;
const SEASONS = 3;

/** What is asked of one series. */
interface Asked {
  readonly many: number;
  readonly log: boolean;
  /** Seasons are taken away before states are told, and added again. */
  readonly apart: boolean;
  readonly horizon: number;
  readonly [name: string]: number | boolean;
}

/**
 * The second way to the parts of series and to what comes next. Inputs: `values` (`series, n, value`; `n` from 1, only
 * those that are known), `asked` (a row a series: `series, many, log` and, where a forecast is wanted, `apart, horizon,
 * spread` and the states of `statesOf`) and `periods` (`series, period`, in their order). With `robust`, outliers are
 * weighed down. Outputs: `parts` (`series, n, trend, season_1, …, told`, on the scale of logarithms where `log`) and
 * `coming` (`series, n, middle, deviation`).
 *
 * The model’s smoothing parameters and first states are taken as told; what follows from them is worked out in the
 * matrix form of the innovations state space model (Hyndman et al. 2008, chapter 3), variances by its impulse responses.
 */
export const seriesSecond: Model = (inputs, { robust }) => {
  const { values = {}, asked = {}, periods = {} } = inputs;
  const [known, seasonal] = [bySeries(values, 'n', 'value'), bySeries(periods, 'period')];
  const made = [...(asked.series ?? [])].map((given, row): One => {
    const key = BigInt(given);
    const own = Object.fromEntries(
      Object.entries(asked).map(([name, column]) => [name, Number(column[row])]),
    );
    const one = { ...own, log: own.log === 1, apart: own.apart === 1 } as unknown as Asked;
    const y = new Array<number>(one.many).fill(Number.NaN);
    for (const [n, value] of known.get(key) ?? [])
      y[(n as number) - 1] = one.log ? Math.log(value as number) : (value as number);
    const seasons = (seasonal.get(key) ?? []).map(([period]) => period as number);
    return { key, y, parts: parted(y, seasons, robust === true), seasons, asked: one };
  });
  return {
    parts: joined(made.map(partsOf)),
    coming: joined(made.map(comingOf)),
  };
};

/** The rows of each series, with the columns named. */
function bySeries(table: Inputs[string], ...names: readonly string[]) {
  const rows = new Map<bigint, number[][]>();
  for (const [row, given] of (table.series ?? []).entries()) {
    const key = BigInt(given);
    const own = rows.get(key) ?? [];
    if (own.length === 0) rows.set(key, own);
    own.push(names.map((name) => Number(table[name]?.[row])));
  }
  return rows;
}

interface One {
  readonly key: bigint;
  readonly y: readonly number[];
  readonly parts: Parted;
  readonly seasons: readonly number[];
  readonly asked: Asked;
}

function partsOf({ key, y, parts: { trend, seasonal } }: One) {
  const n = y.length;
  return {
    series: new BigInt64Array(n).fill(key),
    n: Int32Array.from({ length: n }, (_, i) => i + 1),
    trend: Float64Array.from(trend),
    ...Object.fromEntries(
      Array.from({ length: SEASONS }, (_, k) => [
        `season_${k + 1}`,
        Float64Array.from(seasonal[k] ?? y.map(() => Number.NaN)),
      ]),
    ),
    told: Float64Array.from(trend, (level, i) =>
      seasonal.reduce((sum, one) => sum + (one[i] as number), level),
    ),
  };
}

function comingOf({ key, y, parts, seasons, asked }: One) {
  const { horizon, apart } = asked;
  const many = horizon || 0;
  const rest = apart
    ? y.map((value, i) => parts.seasonal.reduce((left, one) => left - (one[i] as number), value))
    : y;
  const { middle, deviation } =
    many > 0 ? forecast(rest.slice(-MOST_VALUES), asked) : { middle: [], deviation: [] };
  return {
    series: new BigInt64Array(many).fill(key),
    n: Int32Array.from({ length: many }, (_, h) => y.length + h + 1),
    middle: Float64Array.from(middle, (value, h) =>
      apart
        ? parts.seasonal.reduce((sum, one, k) => {
            const period = seasons[k] as number;
            // The same phase of the last whole cycle.
            return sum + (one[y.length - period + (h % period)] as number);
          }, value)
        : value,
    ),
    deviation: Float64Array.from(deviation),
  };
}

type Vector = readonly number[];

const dot = (a: Vector, b: Vector) => a.reduce((sum, one, i) => sum + one * (b[i] as number), 0);

/** `y(t) = w·x(t−1) + e(t)`, `x(t) = F·x(t−1) + g·e(t)`, with x the level, its slope and the season from now on. */
function forecast(y: readonly number[], asked: Asked) {
  const of = (name: string) => Number(asked[name]);
  const [alpha, beta, phi, gamma, cycle] = ['alpha', 'beta', 'phi', 'gamma', 'cycle'].map(of) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const size = 2 + cycle;
  const season = Array.from({ length: cycle }, (_, at) => at);
  const unit = (places: Readonly<Record<number, number | undefined>>) =>
    Array.from({ length: size }, (_, i) => places[i] ?? 0);
  const w = unit({ 0: 1, 1: phi, ...(cycle > 0 && { 2: 1 }) });
  const g = unit({ 0: alpha, 1: beta, ...(cycle > 0 && { [size - 1]: gamma }) });
  const F = [
    unit({ 0: 1, 1: phi }),
    unit({ 1: phi }),
    ...season.map((at) => unit({ [2 + ((at + 1) % cycle)]: 1 })),
  ];
  const next = (x: Vector) => F.map((row) => dot(row, x));
  let x: Vector = [of('level'), of('slope'), ...firstSeason(y, cycle)];
  let [squares, seen] = [0, 0];
  for (const value of y) {
    const error = Number.isNaN(value) ? 0 : value - dot(w, x);
    if (!Number.isNaN(value)) [squares, seen] = [squares + error * error, seen + 1];
    x = next(x).map((one, i) => one + (g[i] as number) * error);
  }
  // Free figures: alpha and the first level; a slope and beta; how it flattens out; gamma.
  const free = 2 + (phi > 0 ? 2 : 0) + (phi > 0 && phi < 1 ? 1 : 0) + (cycle > 0 ? 1 : 0);
  const variance = squares / Math.max(1, seen - free);
  const [middle, own]: [number[], number[]] = [[], []];
  let response: Vector = g;
  let spread = 1;
  for (let h = 0; h < asked.horizon; h++) {
    middle.push(dot(w, x));
    own.push(Math.sqrt(variance * spread));
    spread += dot(w, response) ** 2;
    x = next(x);
    response = next(response);
  }
  return { middle, deviation: widened(own, of('spread')) };
}

/** As wide, over all, as errors were when it was tried. */
function widened(own: Vector, spread: number): Vector {
  const root = Math.sqrt(dot(own, own) / own.length);
  if (root <= 1e-9 * spread) return own.map(() => spread);
  return spread > root ? own.map((one) => (one * spread) / root) : own;
}

/** Means by phase of what a line through the first two cycles leaves of them. */
function firstSeason(y: readonly number[], cycle: number): Vector {
  if (cycle === 0) return [];
  const known = [...y.slice(0, 2 * cycle).entries()].filter(([, value]) => !Number.isNaN(value));
  const mean = (values: Vector) =>
    values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : 0;
  const [mx, my] = [mean(known.map(([i]) => i)), mean(known.map(([, value]) => value))];
  const across = known.reduce((sum, [i]) => sum + (i - mx) ** 2, 0);
  const slope =
    across > 0 ? known.reduce((sum, [i, value]) => sum + (i - mx) * (value - my), 0) / across : 0;
  return Array.from({ length: cycle }, (_, at) =>
    mean(
      known.filter(([i]) => i % cycle === at).map(([i, value]) => value - my - slope * (i - mx)),
    ),
  );
}
