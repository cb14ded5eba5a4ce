import type { RawParameters } from '../../metrics/index.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import type { Clause, Picked, Selection } from './clauses.ts';

const DAY = 86_400_000;

interface Asked {
  from: string | undefined;
  to: string | undefined;
  readonly filters: Record<string, readonly unknown[]>;
}

/**
 * A metric's parameters as far as a selection leaves them: its days bound the period, everything else is a filter.
 * Where parameters and selection ask of the same column, both must be met.
 */
export function narrowedParameters(
  parameters: RawParameters,
  selection: Selection,
  context: DatasetContext,
  columnOf: (column: string) => string,
): RawParameters {
  if (selection.length === 0) return parameters;
  const { from, to, filters, ...rest } = parameters;
  const asked: Asked = {
    from: typeof from === 'string' ? from : undefined,
    to: typeof to === 'string' ? to : undefined,
    filters: { ...(filters as Record<string, readonly unknown[]> | undefined) },
  };
  for (const clause of selection) ask(asked, clause, context, columnOf);
  // Two periods without a day in common leave nothing.
  if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to) {
    asked.to = asked.from;
    both(asked.filters, 'day', []);
  }
  return {
    ...rest,
    ...(asked.from !== undefined && { from: asked.from }),
    ...(asked.to !== undefined && { to: asked.to }),
    ...(Object.keys(asked.filters).length > 0 && { filters: asked.filters }),
  };
}

function ask(
  asked: Asked,
  clause: Clause,
  context: DatasetContext,
  columnOf: (column: string) => string,
): void {
  const column = columnOf(clause.column);
  if ('in' in clause) {
    if (column === 'weekday') both(asked.filters, 'day', daysOn(clause.in, context));
    else both(asked.filters, column, clause.in);
  } else if (column === 'day') {
    const [first, last] = [day(clause.from), day(clause.to)];
    if (asked.from === undefined || first > asked.from) asked.from = first;
    if (asked.to === undefined || last < asked.to) asked.to = last;
  } else if (column === 'hour') both(asked.filters, column, whole(clause.from, clause.to, 0, 23));
  else if (column === 'weekday')
    both(asked.filters, 'day', daysOn(whole(clause.from, clause.to, 1, 7), context));
  else both(asked.filters, column, [{ from: clause.from, to: clause.to }]);
}

const day = (value: string | number): string =>
  typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : value.slice(0, 10);

function whole(from: string | number, to: string | number, least: number, most: number): number[] {
  const first = Math.max(least, Math.ceil(Number(from)));
  const last = Math.min(most, Math.floor(Number(to)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The data's days that fall on some weekdays, 1 (Monday) to 7. */
function daysOn(weekdays: readonly Picked[], { from, to }: DatasetContext): string[] {
  const wanted = new Set(weekdays.map(Number));
  const found: string[] = [];
  if (from === null || to === null) return found;
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= end; at += DAY) {
    const date = new Date(at);
    if (wanted.has(date.getUTCDay() || 7)) found.push(date.toISOString().slice(0, 10));
  }
  return found;
}

interface Range {
  readonly from: string | number;
  readonly to: string | number;
}

/** Values that are wanted already and by `values`; none is a filter that nothing passes. */
function both(
  filters: Record<string, readonly unknown[]>,
  column: string,
  values: readonly unknown[],
): void {
  const before = filters[column];
  const kept = before ? common(before, values) : values;
  filters[column] = kept.length > 0 ? kept : NOTHING;
}

/** Of two lists of values or ranges, what is in both. */
function common(one: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  return one.flatMap((a) =>
    other.flatMap((b) => {
      if (isRange(a) && isRange(b)) {
        const from = isBefore(a.from, b.from) ? b.from : a.from;
        const to = isBefore(a.to, b.to) ? a.to : b.to;
        return from <= to ? [{ from, to }] : [];
      }
      if (isRange(a)) return within(b, a) ? [b] : [];
      if (isRange(b)) return within(a, b) ? [a] : [];
      return String(a) === String(b) ? [a] : [];
    }),
  );
}

const isBefore = (one: string | number, other: string | number) => one < other;

const isRange = (value: unknown): value is Range =>
  typeof value === 'object' && value !== null && 'from' in value;

function within(value: unknown, { from, to }: Range): boolean {
  if (value === null) return false;
  const at = typeof from === 'number' ? Number(value) : String(value);
  return at >= from && at <= to;
}

/** What no row has: an empty list would be no filter. */
const NOTHING: readonly Range[] = [{ from: 1, to: 0 }];
