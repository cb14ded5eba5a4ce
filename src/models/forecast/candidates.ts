import { mstl } from '../decompose/mstl.ts';
import { bestEts, type EtsFit } from './ets.ts';

/** A way to forecast: the method, and whether it works on logarithms (seasons that grow with the level). */
export interface Candidate {
  readonly method: 'mstl' | 'ets';
  readonly log: boolean;
}

/** What a candidate says of the next values, on its own scale: the logarithm where `log`. */
export interface Prediction {
  readonly candidate: Candidate;
  readonly middle: Float64Array;
  /** Standard deviations of the errors. */
  readonly deviation: Float64Array;
  /** The states that tell it. */
  readonly fit: EtsFit;
}

/** Longer seasons than this are not ones that ETS keeps a state for each point of. */
const MOST_STATES = 60;

export interface Wanted {
  readonly method: 'auto' | 'mstl' | 'ets';
  readonly transform: 'auto' | 'none' | 'log';
}

/** The candidates for a series with these periods; the first is taken where nothing can be compared. */
export function candidatesFor(
  values: Float64Array,
  periods: readonly number[],
  { method, transform }: Wanted,
): readonly Candidate[] {
  const positive = values.every((value) => Number.isNaN(value) || value > 0);
  const logs = transform === 'auto' ? [false, true] : [transform === 'log'];
  const seasonal = periods.length > 0;
  const methods: Candidate['method'][] = [];
  if (method === 'mstl' || (method === 'auto' && seasonal)) methods.push('mstl');
  if (
    method === 'ets' ||
    (method === 'auto' && (!seasonal || periods.some((one) => one <= MOST_STATES)))
  )
    methods.push('ets');
  return methods.flatMap((one) =>
    logs.filter((log) => !log || positive).map((log) => ({ method: one, log })),
  );
}

/** Periods of which the values hold two cycles. */
export const fitting = (periods: readonly number[], n: number) =>
  periods.filter((period) => n >= 2 * period);

/** Forecasts `horizon` values after those given; NaN is missing. */
export function predict(
  given: Float64Array,
  periods: readonly number[],
  candidate: Candidate,
  horizon: number,
): Prediction {
  const values = candidate.log ? given.map(Math.log) : given;
  const fit =
    candidate.method === 'mstl'
      ? seasonsApart(values, fitting(periods, values.length), horizon)
      : statesOf(values, periods, horizon);
  return { candidate, ...fit };
}

/** States forget: what lies further back does not change them. */
const MOST_VALUES = 2000;

/** ETS of the series without its seasons, to which their last cycles are added again (Bandara et al. 2021). */
function seasonsApart(values: Float64Array, periods: readonly number[], horizon: number) {
  const { seasonal } = mstl(values, periods);
  const rest = values.map(
    (value, i) => value - seasonal.reduce((sum, one) => sum + (one[i] as number), 0),
  );
  const fit = bestEts(rest.subarray(-MOST_VALUES));
  const n = values.length;
  const middle = fit.forecast(horizon).map(
    (level, h) =>
      level +
      seasonal.reduce((sum, one, k) => {
        const period = periods[k] as number;
        return sum + (one[n - period + (h % period)] as number);
      }, 0),
  );
  return { middle, deviation: fit.deviations(horizon), fit };
}

/** ETS with the longest season that it can keep states for; without one where that fits better. */
function statesOf(values: Float64Array, periods: readonly number[], horizon: number) {
  const period = Math.max(
    0,
    ...fitting(periods, values.length).filter((one) => one <= MOST_STATES),
  );
  const recent = values.subarray(-MOST_VALUES);
  const fits: EtsFit[] = [bestEts(recent)];
  if (period > 1) fits.push(bestEts(recent, period));
  const fit = fits.reduce((a, b) => (b.aicc < a.aicc ? b : a));
  return { middle: fit.forecast(horizon), deviation: fit.deviations(horizon), fit };
}
