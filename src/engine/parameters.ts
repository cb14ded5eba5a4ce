import { TabhouseError } from './errors.ts';
import type { Value } from './types.ts';

const BIGINT_END = 2n ** 63n;

/**
 * A value as the SQL constant that an `EXECUTE` takes. The value never becomes part of the statement it is bound to;
 * 64-bit integers and doubles keep every bit.
 */
export function constant(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') {
    const type = value >= -BIGINT_END && value < BIGINT_END ? 'BIGINT' : 'HUGEINT';
    return `CAST('${value}' AS ${type})`;
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0)
      ? `CAST('${value}' AS BIGINT)`
      : `CAST('${double(value)}' AS DOUBLE)`;
  }
  if (value instanceof Date && Number.isFinite(value.getTime())) {
    return `CAST('${value.toISOString().replace('T', ' ').replace('Z', '')}' AS TIMESTAMP)`;
  }
  throw new TabhouseError('sql', { cause: `cannot bind ${typeof value} ${String(value)}` });
}

function text(value: string): string {
  if (!value.includes('\0')) return `'${value.replaceAll("'", "''")}'`;
  return `(${value.split('\0').map(text).join(' || chr(0) || ')})`;
}

function double(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (Object.is(value, -0)) return '-0.0';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}
