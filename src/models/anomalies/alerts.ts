import type { Step } from '../decompose/grid.ts';
import type { Band } from './band.ts';

/** Periods that belong together: from the first to the last, told by the one furthest out. */
export interface Alert {
  readonly kind: 'high' | 'low' | 'missing';
  readonly first: number;
  readonly last: number;
  /** The one furthest out; the first of missing ones. */
  readonly peak: number;
  /** Periods outside of the band, or missing. */
  readonly many: number;
}

const HOURS_TOGETHER = 6;
/** Where more of the periods are missing than this the series is not kept step by step, and no gap is news. */
export const MOST_MISSING = 0.2;

/** Periods that may lie between two of one alert: of steps below a day so many as six hours have; days stand alone. */
export const together = ({ unit, size }: Step) =>
  unit === 'month' || size >= 86_400 ? 0 : Math.max(1, Math.floor((HOURS_TOGETHER * 3600) / size));

/** Alerts in order of time: values outside of the band and gaps in it. */
export function alertsOf(
  values: Float64Array,
  { score }: Pick<Band, 'score'>,
  threshold: number,
  step: Step,
): readonly Alert[] {
  const missing = runs(values, (i) => Number.isNaN(values[i] as number), 1);
  const gaps = missing.reduce((sum, { many }) => sum + many, 0);
  const outside = runs(values, (i) => Math.abs(score[i] as number) > threshold, together(step));
  const told = outside.map(({ first, last, many }): Alert => {
    let peak = first;
    for (let i = first; i <= last; i++)
      if (Math.abs(score[i] as number) > Math.abs(score[peak] as number)) peak = i;
    return { kind: (score[peak] as number) > 0 ? 'high' : 'low', first, last, peak, many };
  });
  return [
    ...told,
    ...(gaps > MOST_MISSING * values.length
      ? []
      : missing.map((run): Alert => ({ ...run, kind: 'missing', peak: run.first }))),
  ].sort((a, b) => a.first - b.first);
}

/** Points that meet a condition with at most `between` steps from one to the next. */
function runs(
  values: Float64Array,
  meets: (index: number) => boolean,
  between: number,
): readonly { readonly first: number; readonly last: number; readonly many: number }[] {
  const found: { first: number; last: number; many: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!meets(i)) continue;
    const open = found.at(-1);
    if (open && i - open.last <= between) {
      open.last = i;
      open.many++;
    } else found.push({ first: i, last: i, many: 1 });
  }
  return found;
}
