/** A series in parts once more; `seasonal` in the order of the periods that were given. */
export interface Parted {
  readonly trend: readonly number[];
  readonly seasonal: readonly (readonly number[])[];
}

type Weights = readonly number[] | null;

/** Points, degree 1 or 0 by the window alone; every how many places the fit is worked out. */
interface Span {
  readonly window: number;
  readonly jump: number;
}

const oddFrom = (value: number) => 2 * Math.ceil((Math.ceil(value) - 1) / 2) + 1;

/**
 * The second way to a decomposition (see `mstl`), from its definition: every LOESS fit is the intercept of the weighted
 * normal equations about its own place, moving averages are differences of running sums, seasons are told phase by phase
 * in lists of their own. NaN is missing.
 */
export function parted(
  values: readonly number[],
  periods: readonly number[],
  robust: boolean,
): Parted {
  const quick = values.length > 1500;
  const order = [...periods].sort((a, b) => a - b);
  if (order.length === 0) return { trend: level(values, robust, quick), seasonal: [] };
  const seasons = order.map(() => values.map(() => 0));
  let trend: readonly number[] = [];
  for (let round = 0; round < Math.min(2, order.length); round++)
    for (const [at, period] of order.entries()) {
      // All seasons but this one taken away.
      const rest = values.map((value, i) =>
        seasons.reduce((left, one, k) => (k === at ? left : left - (one[i] as number)), value),
      );
      const found = bySeason(rest, period, 11 + 4 * at, robust, quick);
      seasons[at] = found.season;
      trend = found.trend;
    }
  const calm = order.map((period, at) => {
    const window = 2 * Math.round(period / 12) + 1;
    const own = seasons[at] as number[];
    const shorter = order[at - 1];
    return shorter === undefined || window < 2 * shorter
      ? own
      : fits(own, { window, jump: 1 }, null);
  });
  return { trend, seasonal: periods.map((period) => calm[order.indexOf(period)] as number[]) };
}

/** One season and the trend beside it (Cleveland et al. 1990, section 3). */
function bySeason(
  y: readonly number[],
  period: number,
  cycles: number,
  robust: boolean,
  quick: boolean,
) {
  const span = (window: number): Span => ({ window, jump: quick ? Math.ceil(window / 10) : 1 });
  const ofTrend = span(oddFrom((1.5 * period) / (1 - 1.5 / cycles)));
  const ofLow = span(oddFrom(period + 1));
  let weights: Weights = y.some(Number.isNaN) ? y.map((one) => (Number.isNaN(one) ? 0 : 1)) : null;
  let trend = y.map(() => 0);
  let season = y.map(() => 0);
  for (let outer = robust ? 15 : 0; ; outer--) {
    for (let inner = robust ? 2 : 5; inner > 0; inner--) {
      const own = trend;
      const cycle = cycled(
        y.map((value, i) => (Number.isNaN(value) ? 0 : value - (own[i] as number))),
        period,
        span(cycles),
        weights,
      );
      const low = fits(means(means(means(cycle, period), period), 3), ofLow, null);
      season = low.map((value, i) => (cycle[i + period] as number) - value);
      const without = y.map((value, i) =>
        Number.isNaN(value) ? (own[i] as number) : value - (season[i] as number),
      );
      trend = fits(without, ofTrend, weights);
    }
    if (outer === 0) return { trend, season };
    const away = y.map((value, i) =>
      Math.abs(value - (trend[i] as number) - (season[i] as number)),
    );
    weights = bisquare(y, away, 6 * middleOf(away)) ?? weights;
  }
}

/** Each phase smoothed by itself, one cycle further to either side: as long as the values and two periods. */
function cycled(y: readonly number[], period: number, span: Span, weights: Weights): number[] {
  const made = new Array<number>(y.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const many = Math.ceil((y.length - phase) / period);
    const at = Array.from({ length: many }, (_, cycle) => cycle * period + phase);
    const own = at.map((i) => y[i] as number);
    const ofThese = weights && at.map((i) => weights[i] as number);
    const smooth = fits(own, span, ofThese);
    const [first, last] = [smooth[0] as number, smooth.at(-1) as number];
    const all = [
      fitAt(own, span.window, -1, ofThese) ?? first,
      ...smooth,
      fitAt(own, span.window, own.length, ofThese) ?? last,
    ];
    for (const [n, value] of all.entries()) made[n * period + phase] = value;
  }
  return made;
}

/** LOESS at every place, in straight lines between those `jump` apart. */
function fits(y: readonly number[], { window, jump: every }: Span, weights: Weights): number[] {
  const last = y.length - 1;
  if (last < 1) return [...y];
  const jump = Math.min(every, last);
  const at = (i: number) => {
    for (let wide = window; ; wide = 2 * wide + 1) {
      const fit = fitAt(y, wide, i, weights);
      if (fit !== null) return fit;
      if (wide > last) return y[i] as number;
    }
  };
  const knots = new Map<number, number>();
  for (let i = 0; i < last; i += jump) knots.set(i, at(i));
  knots.set(last, at(last));
  return y.map((_, i) => {
    const known = knots.get(i);
    if (known !== undefined) return known;
    const [from, to] = [i - (i % jump), Math.min(last, i - (i % jump) + jump)];
    const share = (i - from) / (to - from);
    return (1 - share) * (knots.get(from) as number) + share * (knots.get(to) as number);
  });
}

/** The fit at `x` from the `window` points nearest to it; null where none of them weighs anything. */
function fitAt(y: readonly number[], window: number, x: number, weights: Weights): number | null {
  const n = y.length;
  const many = Math.min(window, n);
  const left = Math.max(0, Math.min(n - many, x - (window - 1) / 2));
  const reach =
    Math.max(Math.abs(x - left), Math.abs(left + many - 1 - x)) +
    Math.floor(Math.max(0, window - n) / 2);
  // Moments of the weights about x, of order 0 to 2, and with the values.
  const s = [0, 0, 0, 0, 0] as [number, number, number, number, number];
  for (let j = left; j < left + many; j++) {
    const d = j - x;
    const part = Math.abs(d) / (reach || 1);
    const rest = 1 - part * part * part;
    const near = part <= 0.001 ? 1 : part > 0.999 ? 0 : rest * rest * rest;
    const w = near * (weights ? (weights[j] as number) : 1);
    s[0] += w;
    s[1] += w * d;
    s[2] += w * d * d;
    s[3] += w * (y[j] as number);
    s[4] += w * d * (y[j] as number);
  }
  if (!(s[0] > 0)) return null;
  const determinant = s[0] * s[2] - s[1] * s[1];
  const spread = Math.sqrt(Math.max(0, determinant)) / s[0];
  return spread <= 0.001 * (n - 1) ? s[3] / s[0] : (s[2] * s[3] - s[1] * s[4]) / determinant;
}

/** The trend of a series without a season. */
function level(y: readonly number[], robust: boolean, quick: boolean): number[] {
  const window = oddFrom(Math.max(7, Math.ceil(y.length / 5)));
  const span = { window, jump: quick ? Math.ceil(window / 10) : 1 };
  const filled = y.map((value) => (Number.isNaN(value) ? 0 : value));
  let trend = fits(
    filled,
    span,
    y.map((value) => (Number.isNaN(value) ? 0 : 1)),
  );
  for (let round = 0; robust && round < 4; round++) {
    const away = y.map((value, i) => Math.abs(value - (trend[i] as number)));
    const most = 6 * middleOf(away);
    if (!(most > 0)) break;
    const edge = Math.max(most, rounded(y));
    trend = fits(
      filled,
      span,
      away.map((one) => (one < edge ? (1 - (one / edge) ** 2) ** 2 : 0)),
    );
  }
  return trend;
}

/** Weights of values that lie `away` from what is told; null where they are told to the last bit. */
function bisquare(y: readonly number[], away: readonly number[], most: number): Weights {
  if (!(most > 0)) return null;
  const edge = Math.max(most, rounded(y));
  return away.map((one) => {
    const part = one / edge;
    if (!(part <= 0.999)) return 0;
    return part <= 0.001 ? 1 : (1 - part * part) ** 2;
  });
}

/** What is no more than rounding beside values of that size. */
function rounded(y: readonly number[]): number {
  const sizes = y.filter((value) => !Number.isNaN(value)).map(Math.abs);
  return 1e-12 * sizes.reduce((most, size) => Math.max(most, size), 0);
}

function means(values: readonly number[], length: number): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) as number) + value);
  return Array.from(
    { length: values.length - length + 1 },
    (_, i) => ((sums[i + length] as number) - (sums[i] as number)) / length,
  );
}

function middleOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] as number) + (sorted[Math.floor(half)] as number)) / 2;
}
