import {
  deviation,
  max,
  mean,
  median,
  min,
  mode,
  quantileSorted,
  sum,
  tickStep,
  variance,
} from 'd3';
import type { Row } from '../../metrics/types.ts';
import { num } from '../values.ts';
import { moment, typed } from './columns.ts';
import { CALENDAR, intervalFor } from './intervals.ts';
import type { Key, LayerPlan, Measure } from './plan.ts';
import type { Where } from './types.ts';
import type { Interval } from './vocabulary.ts';

/** How a column is cut: equal steps of a figure, or steps of the calendar. */
export type Cut =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'interval'; readonly interval: Interval };

/** Round steps for a column that reaches from `low` to `high` (times in epoch milliseconds). */
export function cutOf({ type, bin, interval }: Key, low: number, high: number): Cut {
  if (type === 'number') {
    const step = high > low ? tickStep(low, high, bin ?? 20) : 1;
    return { kind: 'step', step };
  }
  const least: Interval = type === 'day' ? 'day' : 'second';
  return {
    kind: 'interval',
    interval: interval ?? intervalFor(Math.max(1, high - low), bin ?? 20, least),
  };
}

/** The rows that all conditions leave. */
export function kept(rows: readonly Row[], where: readonly Where[]): readonly Row[] {
  if (where.length === 0) return rows;
  return rows.filter((row) => where.every((one) => holds(row[one.column], one)));
}

function holds(value: unknown, { is, not, min: low, max: high }: Where): boolean {
  const same = (other: unknown) =>
    other === null ? value === null || value === undefined : String(value) === String(other);
  if (is && !is.some(same)) return false;
  if (not?.some(same)) return false;
  if (low !== undefined && !(compare(value, low) >= 0)) return false;
  return high === undefined || compare(value, high) <= 0;
}

/** Below 0 where `value` comes before `bound`; NaN where there is no value. */
function compare(value: unknown, bound: number | string): number {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof bound === 'number') return num(value) - bound;
  const text = value instanceof Date ? value.toISOString() : String(value);
  // A last day counts whole.
  const whole = text.slice(0, bound.length);
  return whole < bound ? -1 : whole > bound ? 1 : 0;
}

/** Rows put together by the plan's keys, with its figures, in the order in which the groups first occur. */
export function derive(rows: readonly Row[], plan: NonNullable<LayerPlan['derived']>): Row[] {
  const keys = plan.keys.map((key) => ({ key, of: reader(key, rows) }));
  const groups = new Map<
    string,
    { readonly head: Record<string, unknown>; readonly members: Row[] }
  >();
  for (const row of rows) {
    const head: Record<string, unknown> = {};
    for (const { key, of } of keys) of(row, head, key.name);
    const id = JSON.stringify(Object.values(head), (_, one) =>
      typeof one === 'bigint' ? `${one}n` : one,
    );
    const known = groups.get(id);
    if (known) known.members.push(row);
    else groups.set(id, { head, members: [row] });
  }
  if (groups.size === 0 && keys.length === 0) groups.set('', { head: {}, members: [] });
  return [...groups.values()].map(({ head, members }) => {
    const made = { ...head };
    for (const measure of plan.measures) made[measure.name] = figure(measure, members, rows);
    return made;
  });
}

function reader(
  key: Key,
  rows: readonly Row[],
): (row: Row, into: Record<string, unknown>, name: string) => void {
  const { column, type, bin, interval } = key;
  if (bin === undefined && !interval)
    return (row, into, name) => {
      into[name] = row[column] ?? null;
    };
  if (bin === undefined && interval)
    return (row, into, name) => {
      into[name] = floored(moment(row[column]), interval, type === 'day');
    };
  const values = rows.map((row) => (type === 'number' ? num(row[column]) : moment(row[column])));
  const cut = cutOf(key, min(values) ?? 0, max(values) ?? 0);
  return (row, into, name) => {
    const value = type === 'number' ? num(row[column]) : moment(row[column]);
    if (cut.kind === 'step') Object.assign(into, steps(value, cut.step, name));
    else {
      into[name] = floored(value, cut.interval, type === 'day');
      into[`${name}_to`] = ended(into[name], cut.interval, type === 'day');
    }
  };
}

/** The step on which a figure stands: its index times its length, so that equal steps are equal numbers. */
export function steps(value: number, step: number, name: string): Record<string, number | null> {
  if (!Number.isFinite(value)) return { [name]: null, [`${name}_to`]: null };
  const index = Math.floor(value / step + 1e-9);
  return stepAt(index, step, name);
}

export function stepAt(index: number, step: number, name: string): Record<string, number> {
  const tidy = (figure: number) => Number(figure.toPrecision(12));
  return { [name]: tidy(index * step), [`${name}_to`]: tidy((index + 1) * step) };
}

function floored(at: number, interval: Interval, days: boolean): Date | string | null {
  if (!Number.isFinite(at)) return null;
  const start = CALENDAR[interval].floor(new Date(at));
  return days ? start.toISOString().slice(0, 10) : start;
}

/** The end of a step that begins at `from`. */
export function ended(from: unknown, interval: Interval, days: boolean): Date | string | null {
  const at = moment(from);
  if (!Number.isFinite(at)) return null;
  const end = CALENDAR[interval].offset(new Date(at), 1);
  return days ? end.toISOString().slice(0, 10) : end;
}

function figure(
  { reduce, column }: Measure,
  members: readonly Row[],
  all: readonly Row[],
): unknown {
  if (column === null) {
    if (reduce === 'share') return all.length > 0 ? members.length / all.length : null;
    return members.length;
  }
  const present = members.filter((row) => row[column] !== null && row[column] !== undefined);
  const figures = () => present.map((row) => num(row[column])).filter(Number.isFinite);
  switch (reduce) {
    case 'count':
      return present.length;
    case 'distinct':
      return new Set(present.map((row) => plainValue(row[column]))).size;
    case 'mode':
      return mode(present, (row) => row[column] as never) ?? null;
    case 'min':
      return least(present, column, -1);
    case 'max':
      return least(present, column, 1);
    case 'share': {
      const whole = sum(all, (row) => num(row[column]) || 0);
      return whole === 0 ? null : sum(figures()) / whole;
    }
    case 'sum':
      return present.length === 0 ? null : sum(figures());
    case 'mean':
      return mean(figures()) ?? null;
    case 'median':
      return median(figures()) ?? null;
    case 'deviation':
      return deviation(figures()) ?? null;
    case 'variance':
      return variance(figures()) ?? null;
    default:
      return (
        quantileSorted(
          figures().sort((a, b) => a - b),
          Number(reduce.slice(1)) / 100,
        ) ?? null
      );
  }
}

const plainValue = (value: unknown) =>
  value instanceof Date
    ? value.getTime()
    : typeof value === 'object'
      ? String(typed(value, 'text'))
      : value;

/** The smallest (−1) or largest (1) value of a column as it is: a figure, a day or a word. */
function least(rows: readonly Row[], column: string, sign: 1 | -1): unknown {
  let best: unknown = null;
  for (const row of rows) {
    const value = row[column];
    if (best === null || sign * order(value, best) > 0) best = value;
  }
  return best;
}

/** The order of two values: by figure where both are, by time, else as words; nothing last. */
export function order(a: unknown, b: unknown): number {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1;
  if (b === null || b === undefined) return -1;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  const [x, y] = [num(a), num(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return String(a).localeCompare(String(b));
}
