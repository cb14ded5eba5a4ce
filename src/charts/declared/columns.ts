import type { Row } from '../../metrics/types.ts';
import { num } from '../values.ts';
import type { ColumnFacts, ColumnType } from './types.ts';

/** What a DuckDB type is to a chart. */
export function typeOfSql(type: string): ColumnType {
  if (
    /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?\d*|DECIMAL|DOUBLE|FLOAT|REAL|NUMERIC)/i.test(type) &&
    !/\[\]$/.test(type)
  )
    return 'number';
  if (/^DATE$/i.test(type)) return 'day';
  if (/^TIMESTAMP/i.test(type)) return 'time';
  if (/^BOOL/i.test(type)) return 'flag';
  return 'text';
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
/** A DECIMAL arrives as its text. */
const FIGURE = /^-?\d+(\.\d+)?$/;
const LOOKED_AT = 200;

/** The type of a column told by its first values that are there. */
export function typeOfValues(rows: readonly Row[], name: string): ColumnType {
  let type: ColumnType | null = null;
  let seen = 0;
  for (const row of rows) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    const one = typeOfValue(value);
    if (type === null) type = one;
    else if (type !== one) return 'text';
    if (++seen >= LOOKED_AT) break;
  }
  // Where nothing is known a figure is as good: none of its rows has a place, and that is said.
  return type ?? 'number';
}

function typeOfValue(value: unknown): ColumnType {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'boolean') return 'flag';
  if (value instanceof Date) return 'time';
  if (typeof value !== 'string') return 'text';
  if (DAY.test(value)) return 'day';
  if (TIME.test(value)) return 'time';
  // Figures of 19 digits are identifiers, and so are those with zeros in front.
  return FIGURE.test(value) && value.includes('.') ? 'number' : 'text';
}

/** The columns of rows at hand, with how many different values each has and how many are missing. */
export function columnsOf(
  rows: readonly Row[],
  typed: readonly { readonly name: string; readonly type: string }[] | null = null,
): ColumnFacts[] {
  const names = typed?.map(({ name }) => name) ?? Object.keys(rows[0] ?? {});
  const types = new Map(typed?.map(({ name, type }) => [name, typeOfSql(type)]));
  return names.map((name) => {
    const distinct = new Set<unknown>();
    let nulls = 0;
    for (const row of rows) {
      const value = row[name];
      if (value === null || value === undefined) nulls++;
      else
        distinct.add(
          value instanceof Date ? value.getTime() : typeof value === 'object' ? '' : value,
        );
    }
    return {
      name,
      type: types.get(name) ?? typeOfValues(rows, name),
      distinct: distinct.size,
      nulls,
    };
  });
}

/** A moment in epoch milliseconds; NaN where it is none. */
export function moment(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return Number.NaN;
  const text = value.includes('T') ? value : value.replace(' ', 'T');
  return Date.parse(
    /T/.test(text) ? (/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) : `${text}T00:00:00Z`,
  );
}

/** A value as an axis takes it: a number, a Date, or text; null where there is none. */
export function typed(value: unknown, type: ColumnType): number | Date | string | null {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'number': {
      const figure = num(value);
      return Number.isFinite(figure) ? figure : null;
    }
    case 'day':
    case 'time': {
      const at = moment(value);
      return Number.isFinite(at) ? new Date(at) : null;
    }
    default:
      return typeof value === 'object'
        ? JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))
        : String(value);
  }
}
