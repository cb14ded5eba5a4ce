import type { InputDetail } from '../cells/types.ts';
import type { Value } from '../engine/index.ts';
import type { RawParameters } from '../metrics/index.ts';
import { isSegment, type Segment } from '../metrics/segments/types.ts';
import { type Cell, type CellResult, EVERYWHERE, ownerOf, parameterOf } from '../notebook/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';
import { selectionFor } from './selection/filter.ts';
import { narrowedParameters } from './selection/scope.ts';

/** The data's first and last day, which a date range means where nobody has set it. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

type Results = ReadonlyMap<string, CellResult>;

/**
 * The value of `$name`, with `$period_start` and `$period_end` of a date range `period`, and `name.0`, `name.1`, … for
 * the elements of a list.
 */
export function parameterValue(name: string, results: Results): unknown {
  const [list, at] = name.split('.');
  if (at !== undefined) {
    const values = parameterValue(list ?? '', results);
    return Array.isArray(values) ? values[Number(at)] : undefined;
  }
  const owner = ownerOf(name, new Set(results.keys()));
  const { value, detail } = results.get(owner) ?? {};
  if (owner === name) return value;
  const range = value as Partial<DateRange> | null | undefined;
  const { min, max } = (detail ?? {}) as InputDetail;
  // Where nobody has set it, a range is all days of the data.
  return name.endsWith('_start') ? (range?.from ?? min) : (range?.to ?? max);
}

/** A spec with every `$name` replaced by its value. */
export function resolved(spec: unknown, results: Results): unknown {
  const name = parameterOf(spec);
  if (name !== null) return parameterValue(name, results);
  if (Array.isArray(spec)) return spec.map((one) => resolved(one, results));
  if (spec === null || typeof spec !== 'object') return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, one]) => [key, resolved(one, results)]),
  );
}

/** `category` means the readable path where the data has one, else the id. */
export function filterColumn(column: string, context: DatasetContext): string {
  if (column !== 'category') return column;
  return context.columns.includes('category_path') ? 'category_path' : 'category_id';
}

/**
 * A metric cell's parameters: its spec without `kind`, `$names` resolved, `where` split into the period (`day`)
 * and filters, narrowed by the selections of `filter`. An empty choice is no filter.
 */
export function metricParameters(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  results: Results,
  context: DatasetContext,
): RawParameters {
  const {
    kind: _kind,
    where,
    show: _show,
    title: _title,
    filter: _filter,
    select: _select,
    ...rest
  } = cell.spec;
  const parameters: Record<string, unknown> = { ...(resolved(rest, results) as RawParameters) };
  const filters: Record<string, unknown> = {};
  const segments: Segment[] = [];
  for (const [key, value] of Object.entries(
    (resolved(where ?? {}, results) ?? {}) as RawParameters,
  )) {
    if (key === 'day') {
      const range = value as Partial<DateRange> | null;
      if (range?.from) parameters.from = range.from;
      if (range?.to) parameters.to = range.to;
    } else if (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined) {
      const list = Array.isArray(value) ? value : [value];
      if (list.some(isSegment)) segments.push(anyOf(list, filterColumn(key, context)));
      else filters[filterColumn(key, context)] = list;
    }
  }
  const everywhere = results.get(EVERYWHERE)?.value;
  if (isSegment(everywhere)) segments.push(everywhere);
  if (segments.length > 0) filters.segment = segments;
  if (Object.keys(filters).length > 0) parameters.filters = filters;
  const columnOf = (column: string) => filterColumn(column, context);
  return narrowedParameters(parameters, selectionFor(cell, results), context, columnOf);
}

/** Whoever is in one of some segments, or has one of some identifiers. */
function anyOf(list: readonly unknown[], column: string): Segment {
  const segments = list.filter(isSegment);
  const [first] = segments;
  const ids = list.filter((one) => !isSegment(one));
  if (first && segments.length === 1 && ids.length === 0) return first;
  const of = column === 'item_id' ? 'items' : 'users';
  const named: readonly Segment[] =
    ids.length === 0
      ? []
      : [
          {
            segment: ids.map(String).join(', '),
            of,
            source: { from: 'events', parameters: { filters: { [`${of.slice(0, -1)}_id`]: ids } } },
          },
        ];
  const all = [...segments, ...named];
  return {
    segment: all.map((one) => one.segment).join(' / '),
    of: first?.of ?? of,
    source: { from: 'any', segments: all },
  };
}

/** A notebook value as one that can be bound to SQL. */
export function bindable(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      return JSON.stringify(value);
  }
}
