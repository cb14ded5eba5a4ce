import { median } from '../decompose/loess.ts';
import { mstl } from '../decompose/mstl.ts';

/** What was to be expected of each value, and how far it may be from it. */
export interface Band {
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Distance to what was expected in robust deviations, below 0 where the value is lower; NaN where it is missing. */
  readonly score: Float64Array;
  readonly log: boolean;
  /** Factor by which deviations reach further than normal ones would, 1 at least. */
  readonly tail: number;
}

/** Standard deviations of a normal variable in its median absolute deviation. */
const NORMAL = 1.4826;
/** Two of a hundred normal values are further away than 1.96 deviations to either side. */
const [TAIL_SHARE, TAIL_NORMAL] = [0.95, 1.959963984540054];
/** Deviations that the spread of a phase of the season is told by, at least. */
const LEAST_POOLED = 12;
/** Deviations that are no more than this are as good as none, and those above as good as endless. */
const MOST_SCORE = 9999;
/** Correlation of the deviations' size with what was expected from which on seasons grow with the level. */
const GROWS = 0.35;

/**
 * The robust decomposition without its remainder, and a band of `threshold` deviations around it. Deviations are told by
 * the median of the remainders' sizes: of those near the same phase of the season, and wider by as much as the sizes'
 * 95 % quantile is further out than a normal one, so that a noise of spikes is not one alarm after the other.
 */
export function bandOf(
  values: Float64Array,
  periods: readonly number[],
  threshold: number,
  transform: 'auto' | 'none' | 'log',
): Band {
  const positive = values.every((value) => Number.isNaN(value) || value > 0);
  if (transform === 'log' && positive) return banded(values, periods, threshold, true);
  const plain = banded(values, periods, threshold, false);
  if (transform !== 'auto' || !positive) return plain;
  return growing(values, plain.expected) > GROWS ? banded(values, periods, threshold, true) : plain;
}

function banded(
  given: Float64Array,
  periods: readonly number[],
  threshold: number,
  log: boolean,
): Band {
  const values = log ? given.map(Math.log) : given;
  const { trend, seasonal, remainder } = mstl(values, periods, { robust: true });
  const told = trend.map((level, i) =>
    seasonal.reduce((sum, one) => sum + (one[i] as number), level),
  );
  const middle = median(known(remainder));
  const sizes = remainder.map((rest) => Math.abs(rest - middle));
  const least = 1e-9 * known(values).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  const scale = scaleOf(sizes, Math.min(...periods), least);
  const relative = known(sizes.map((size, i) => size / (scale[i] as number))).sort();
  const far = relative[Math.floor(TAIL_SHARE * (relative.length - 1))] ?? 0;
  const tail = Math.max(1, Math.min(MOST_SCORE, far / TAIL_NORMAL));
  const back = (value: number) => (log ? Math.exp(value) : value);
  const edge = (sign: 1 | -1) =>
    told.map((value, i) => back(value + middle + sign * threshold * tail * (scale[i] as number)));
  return {
    expected: told.map((value) => back(value + middle)),
    lower: edge(-1),
    upper: edge(1),
    score: remainder.map((rest, i) => {
      const score = (rest - middle) / (tail * (scale[i] as number));
      return Math.max(-MOST_SCORE, Math.min(MOST_SCORE, score));
    }),
    log,
    tail,
  };
}

const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));

/** Robust deviation at each point: of its phase and those beside it, but not much below that of all. */
function scaleOf(sizes: Float64Array, period: number, least: number): Float64Array {
  const n = sizes.length;
  const whole = Math.max(least, NORMAL * median(known(sizes)));
  const all = new Float64Array(n).fill(whole);
  if (!Number.isFinite(period) || n < 2 * period) return all;
  const needed = Math.ceil((LEAST_POOLED * period) / n);
  const wing = Math.max(Math.round(period / 48), Math.ceil((needed - 1) / 2));
  if (2 * wing + 1 >= period) return all;
  for (let phase = 0; phase < period; phase++) {
    const pool: number[] = [];
    for (let w = -wing; w <= wing; w++)
      for (let i = (phase + w + period) % period; i < n; i += period) {
        const size = sizes[i] as number;
        if (!Number.isNaN(size)) pool.push(size);
      }
    const own = Math.max(whole / 2, NORMAL * median(Float64Array.from(pool)));
    for (let i = phase; i < n; i += period) all[i] = Number.isNaN(own) ? whole : own;
  }
  return all;
}

/** Correlation of the deviations' size with what was expected. */
function growing(values: Float64Array, expected: Float64Array): number {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const [x, y] = [
      expected[i] as number,
      Math.abs((values[i] as number) - (expected[i] as number)),
    ];
    if (Number.isNaN(y)) continue;
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  const spread = Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  return spread > 0 ? (n * sxy - sx * sy) / spread : 0;
}
