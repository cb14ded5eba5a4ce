import type { Axis, ColumnBound } from './axis.ts';
import { CALENDAR } from './intervals.ts';

/**
 * The values that a brushed extent takes in: figures as they are, whole days for a column of days (both ends
 * included), moments as ISO text. A bar belongs to it with its middle, a point with itself.
 */
export function brushedValues(
  [low, high]: readonly [number, number],
  { temporal, interval }: Pick<Axis, 'temporal' | 'interval'>,
  { type }: Pick<ColumnBound, 'type'>,
  bars: boolean,
): { readonly from: number | string | null; readonly to: number | string | null } {
  if (!temporal) return { from: tidy(low, high - low), to: tidy(high, high - low) };
  if (type !== 'day')
    return { from: new Date(low).toISOString(), to: new Date(high).toISOString() };
  const step =
    CALENDAR[
      interval && interval !== 'hour' && interval !== 'minute' && interval !== 'second'
        ? interval
        : 'day'
    ];
  const half = bars ? (step.offset(new Date(0), 1).getTime() - 0) / 2 : 0;
  const from = step.ceil(new Date(low - half));
  const last = step.floor(new Date(high - half));
  const to = new Date(step.offset(last, 1).getTime() - 864e5);
  if (from > last)
    return {
      from: day(step.floor(new Date(low))),
      to: day(new Date(step.offset(step.floor(new Date(low)), 1).getTime() - 864e5)),
    };
  return { from: day(from), to: day(to) };
}

const day = (at: Date) => at.toISOString().slice(0, 10);

/** A figure to about a thousandth of the extent: more digits than the pointer has. */
function tidy(value: number, extent: number): number {
  const digits = Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(extent || 1))));
  return Number(value.toFixed(digits));
}
