import { metricOf } from '../../cells/read.ts';
import type { TilesDetail } from '../../cells/types.ts';
import {
  type DayHourCube,
  type MetricResult,
  previousPeriod,
  type RawParameters,
  type Row,
} from '../../metrics/index.ts';
import type { Cell, CellResult } from '../../notebook/index.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { dailySums, hourlySums, overviewSums, type Window } from './sums.ts';

/** Metrics whose figures, or most of them, are sums over days and hours. */
export const isAdditive = ({ kind, spec }: Cell): boolean =>
  kind === 'tile' || (kind === 'metric' && (spec.kind === 'overview' || spec.kind === 'hourly'));

/** Rows of single days that were counted already, by what they were filtered by. */
export type KnownDays = Map<string, Map<string, Row>>;

const filtersKey = (parameters: RawParameters): string => {
  const { day: _, ...filters } = (parameters.filters ?? {}) as Readonly<Record<string, unknown>>;
  const text = (_key: string, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value;
  return JSON.stringify([filters, parameters.uv ?? 'any'], text);
};

/** Keeps the rows of a result by day: a day's figures are the same in every period. */
export function learnDays(
  known: KnownDays,
  { kind, parameters, rows, pending }: MetricResult,
): void {
  if (kind !== 'overview' || parameters.by !== 'day' || pending) return;
  const key = filtersKey(parameters);
  const days = known.get(key) ?? new Map<string, Row>();
  known.set(key, days);
  for (const row of rows) days.set(String(row.day), row);
}

/** What the cell shows of these parameters: its sums, and that the rest is still to be counted. */
export function previewed(
  cell: Cell,
  shown: CellResult,
  cube: DayHourCube,
  parameters: RawParameters,
  context: DatasetContext,
  known: KnownDays,
): CellResult | null {
  const own = metricOf(shown);
  if (!own) return null;
  const window = windowOf(parameters);
  const columns = Object.keys(own.rows[0] ?? {});
  const { lacks } = own.definition.facts;
  const lacked: readonly unknown[] = Array.isArray(lacks) ? lacks : [];
  if (columns.length === 0) return null;
  const partly = (rows: readonly Row[], told: readonly string[]): MetricResult => {
    const pending = columns.filter((name) => !told.includes(name) && !lacked.includes(name));
    const filled = rows.map((row) =>
      Object.fromEntries(
        columns.map((name) => [name, lacked.includes(name) ? null : (row[name] ?? null)]),
      ),
    );
    const { pending: _, ...rest } = own;
    const partial = { ...rest, rows: filled, total: rows.length };
    return pending.length > 0 ? { ...partial, pending } : partial;
  };
  const overview = ['day', 'pv', 'purchases', 'gmv', 'conversion_event'];
  if (cell.kind === 'tile') {
    const current = partly([overviewSums(cube, window)], overview);
    const before = previousPeriod(parameters, context);
    const previous = before && partly([overviewSums(cube, { ...window, ...before })], overview);
    const detail: TilesDetail = { current, previous, daily: dailySums(cube, window) };
    return { ...shown, rows: current.rows, detail };
  }
  if (own.kind === 'overview') {
    const byDay = parameters.by === 'day';
    const rows = byDay ? dailySums(cube, window) : [overviewSums(cube, window)];
    const days = byDay ? known.get(filtersKey(parameters)) : undefined;
    const counted = rows.map((row) => days?.get(String(row.day)));
    const result = counted.every((row) => row !== undefined)
      ? partly(counted as readonly Row[], columns)
      : partly(rows, overview);
    return { ...shown, rows: result.rows, total: rows.length, detail: result };
  }
  const byEvent = (parameters.basis ?? 'event') === 'event';
  const told = ['weekday', 'hour', 'views', 'purchases', ...(byEvent ? ['conversion'] : [])];
  const rows = hourlySums(cube, window, parameters.by === 'weekday' ? context.weekStart : null);
  const result = partly(byEvent ? rows : rows.map((row) => ({ ...row, conversion: null })), told);
  return { ...shown, rows: result.rows, total: rows.length, detail: result };
}

/** The part of the cube that parameters ask for; their other filters are in the cube. */
function windowOf(parameters: RawParameters): Window {
  const { from, to } = parameters;
  const filters = (parameters.filters ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  const days = filters.day?.filter((day) => typeof day === 'string');
  return {
    from: typeof from === 'string' ? from : null,
    to: typeof to === 'string' ? to : null,
    hours: filters.hour ? new Set(filters.hour.map(Number)) : null,
    days: days ? new Set(days) : null,
  };
}
