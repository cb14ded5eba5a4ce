import { gridOf, type Step } from '../decompose/grid.ts';
import { calendarPeriods, seasonsOf } from '../decompose/seasons.ts';
import type { Inputs } from '../types.ts';

/** One series on equal steps. */
export interface Series {
  /** Its number in the input; 0 where there is one series only. */
  readonly key: bigint;
  readonly step: Step;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface SeriesOptions {
  /** The distance between periods; told by the times where it is null. */
  readonly step: Step | null;
  /** Several values of one period are one by their mean or sum. */
  readonly gather: 'mean' | 'sum';
}

/**
 * The series of `inputs.series` (`time`: seconds since 1970, `value`; `series`: BIGINT where there are several), in the
 * order of their numbers. Series with fewer than two moments, or with steps without end, are left out.
 */
export function seriesOf(inputs: Inputs, { step, gather }: SeriesOptions): readonly Series[] {
  const { time, value, series: keys } = inputs.series ?? {};
  if (!(time instanceof Float64Array) || !(value instanceof Float64Array))
    throw new TypeError('a series has `time` and `value`');
  const rows = new Map<bigint, number[]>();
  for (let i = 0; i < time.length; i++) {
    const key = keys instanceof BigInt64Array ? (keys[i] as bigint) : 0n;
    const own = rows.get(key);
    if (own) own.push(i);
    else rows.set(key, [i]);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, at]) => {
      const pick = (column: Float64Array) => Float64Array.from(at, (i) => column[i] as number);
      const grid = gridOf(pick(time), pick(value), { step, gather });
      return grid ? [{ key, ...grid }] : [];
    });
}

/** The periods asked for, as far as two cycles of them are there; else those that are found. */
export function periodsOf(
  { step, values }: Pick<Series, 'step' | 'values'>,
  asked: readonly number[] | null,
): readonly number[] {
  if (asked)
    return [...new Set(asked)]
      .filter((one) => one > 1 && values.length >= 2 * one)
      .sort((a, b) => a - b);
  return seasonsOf(values, calendarPeriods(step));
}
