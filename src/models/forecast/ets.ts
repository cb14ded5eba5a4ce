import { minimised } from './minimise.ts';

/** A trend's form: none, a line, or a line that flattens out. */
export type TrendForm = 'none' | 'line' | 'damped';

export interface EtsForm {
  readonly trend: TrendForm;
  /** Points of an additive season; 0 for none. */
  readonly period: number;
}

/** Smoothing parameters and first states; errors are additive (Hyndman et al. 2008). */
export interface EtsParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  readonly gamma: number;
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
}

export interface EtsFit {
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  /** One step ahead; NaN never. */
  readonly fitted: Float64Array;
  /** Sum of the squared errors of what was observed, and how many that were. */
  readonly sse: number;
  readonly observed: number;
  readonly aicc: number;
  /** The next `horizon` values. */
  forecast(horizon: number): Float64Array;
  /** Standard deviations of their errors, from the states' variances. */
  deviations(horizon: number): Float64Array;
}

/** Runs the recursion over the values; a missing one moves the states on without an error. */
export function smooth(
  values: Float64Array,
  { trend, period }: EtsForm,
  parameters: EtsParameters,
): {
  readonly fitted: Float64Array;
  readonly sse: number;
  readonly observed: number;
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
} {
  const { alpha, beta, gamma } = parameters;
  const phi = trend === 'none' ? 0 : parameters.phi;
  const season = Float64Array.from(parameters.season);
  let { level, slope } = parameters;
  let [sse, observed] = [0, 0];
  const fitted = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const at = period > 0 ? i % period : 0;
    const own = period > 0 ? (season[at] as number) : 0;
    const next = level + phi * slope;
    const told = next + own;
    fitted[i] = told;
    const value = values[i] as number;
    const error = Number.isNaN(value) ? 0 : value - told;
    if (!Number.isNaN(value)) {
      sse += error * error;
      observed++;
    }
    level = next + alpha * error;
    slope = phi * slope + beta * error;
    if (period > 0) season[at] = own + gamma * error;
  }
  return { fitted, sse, observed, level, slope, season };
}

/** Factor of `Σ phi^i`, i from 1 to `h`. */
const damped = (phi: number, h: number) => {
  let [sum, power] = [0, 1];
  for (let i = 0; i < h; i++) {
    power *= phi;
    sum += power;
  }
  return sum;
};

/** Fits one form: least squared error one step ahead, over parameters and first level and slope. */
export function fitEts(values: Float64Array, form: EtsForm): EtsFit {
  const { trend, period } = form;
  const start = firstStates(values, form);
  const scale = start.spread || 1;
  const unpack = (x: readonly number[]): EtsParameters => {
    const alpha = share(x[0] as number);
    const beta = trend === 'none' ? 0 : alpha * share(x[1] as number);
    const phi = trend === 'damped' ? 0.8 + 0.18 * share(x[2] as number) : 1;
    return {
      alpha,
      beta,
      phi,
      gamma: period > 0 ? (1 - alpha) * share(x[3] as number) : 0,
      level: start.level + scale * (x[4] as number),
      slope: trend === 'none' ? 0 : start.slope + 0.1 * scale * (x[5] as number),
      season: start.season,
    };
  };
  const free = [
    0,
    ...(trend === 'none' ? [] : [1]),
    ...(trend === 'damped' ? [2] : []),
    ...(period > 0 ? [3] : []),
    4,
    ...(trend === 'none' ? [] : [5]),
  ];
  const whole = (x: readonly number[]) => {
    const all = [0, -3, 2, -2, 0, 0];
    for (const [k, at] of free.entries()) all[at] = x[k] as number;
    return unpack(all);
  };
  const error = (x: readonly number[]) => {
    const { sse } = smooth(values, form, whole(x));
    return Number.isFinite(sse) ? sse : Number.MAX_VALUE;
  };
  // From a slow and from a fast start: the error has more than one valley.
  const starts = [-1.5, 1.5].map((alpha) =>
    free.map((at) => [alpha, -3, 2, -2, 0, 0][at] as number),
  );
  const best = starts.map((x) => minimised(error, x)).reduce((a, b) => (b.least < a.least ? b : a));
  const parameters = whole(best.x);
  const end = smooth(values, form, parameters);
  const { sse, observed: n } = end;
  const k = free.length + 1 + (period > 0 ? period - 1 : 0);
  const corrected = n - k - 1 > 0 ? (2 * k * (k + 1)) / (n - k - 1) : Number.POSITIVE_INFINITY;
  const variance = sse / Math.max(1, n - free.length);
  const phiOf = trend === 'none' ? 0 : parameters.phi;
  return {
    form,
    parameters,
    fitted: end.fitted,
    sse,
    observed: n,
    aicc: n * Math.log(Math.max(sse, Number.MIN_VALUE) / n) + 2 * k + corrected,
    forecast: (horizon) =>
      Float64Array.from({ length: horizon }, (_, h) => {
        const seasonal = period > 0 ? (end.season[(values.length + h) % period] as number) : 0;
        return end.level + damped(phiOf, h + 1) * end.slope + seasonal;
      }),
    deviations: (horizon) => deviations(parameters, form, variance, horizon),
  };
}

/**
 * Standard deviations of the errors 1 to `horizon` steps ahead: σ²(1 + Σ c²) with
 * `c_j = alpha + beta Σphi^i + gamma [j is a whole season]` (Hyndman et al. 2008, table 6.1).
 */
export function deviations(
  { alpha, beta, phi, gamma }: EtsParameters,
  { trend, period }: EtsForm,
  variance: number,
  horizon: number,
): Float64Array {
  const all = new Float64Array(horizon);
  let [sum, slope, power] = [1, 0, 1];
  for (let h = 0; h < horizon; h++) {
    all[h] = Math.sqrt(variance * sum);
    power *= trend === 'none' ? 0 : phi;
    slope += power;
    const c = alpha + beta * slope + (period > 0 && (h + 1) % period === 0 ? gamma : 0);
    sum += c * c;
  }
  return all;
}

/** The best of the forms by AICc. */
export function bestEts(values: Float64Array, period = 0): EtsFit {
  const forms: readonly TrendForm[] = ['none', 'line', 'damped'];
  const known = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  // A trend is told from more than a few points only.
  const fits = forms.slice(0, known < 8 ? 1 : 3).map((trend) => fitEts(values, { trend, period }));
  return fits.reduce((a, b) => (b.aicc < a.aicc ? b : a));
}

const share = (x: number) => 0.0001 + 0.9998 / (1 + Math.exp(-x));

/** First level, slope and season: from the first two cycles, without one from a line through the first ten values. */
function firstStates(values: Float64Array, { period }: EtsForm) {
  const many = Math.min(values.length, period > 0 ? 2 * period : 10);
  let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < many; i++) {
    const y = values[i] as number;
    if (Number.isNaN(y)) continue;
    n++;
    sx += i;
    sy += y;
    sxx += i * i;
    sxy += i * y;
    syy += y * y;
  }
  const mean = n > 0 ? sy / n : 0;
  const slope = n > 1 && n * sxx > sx * sx ? (n * sxy - sx * sy) / (n * sxx - sx * sx) : 0;
  const level = mean - slope * (n > 0 ? sx / n : 0) - slope;
  const season = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < many && period > 0; i++) {
    const y = values[i] as number;
    if (Number.isNaN(y)) continue;
    const at = i % period;
    season[at] = (season[at] as number) + y - (level + slope * (i + 1));
    counts[at] = (counts[at] as number) + 1;
  }
  for (let at = 0; at < period; at++)
    season[at] = (season[at] as number) / Math.max(1, counts[at] as number);
  return {
    level,
    slope,
    season,
    spread: Math.sqrt(Math.max(0, syy / Math.max(1, n) - mean * mean)),
  };
}
