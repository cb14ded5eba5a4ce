import { timeOf } from '../read/times.ts';
import { zoneTable } from '../zones.ts';

/** What a text looks like. */
export type ValueType = 'integer' | 'decimal' | 'time' | 'boolean' | 'text';

const INTEGER = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(?:\d+\.\d*|\.\d+|\d+(?:\.\d*)?[eE][+-]?\d+)$/;
const BOOLEAN = /^(?:true|false)$/i;
const DATE_LIKE = /^\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/;
const UTC = zoneTable('UTC');

export function typeOf(value: string): ValueType {
  const text = value.trim();
  if (INTEGER.test(text)) return 'integer';
  if (DECIMAL.test(text)) return 'decimal';
  if (BOOLEAN.test(text)) return 'boolean';
  return DATE_LIKE.test(text) && isTime(text) ? 'time' : 'text';
}

function isTime(text: string): boolean {
  return (['ymd', 'mdy', 'dmy'] as const).some(
    (order) => !Number.isNaN(timeOf(text, { kind: 'text', order, zoned: false }, UTC)),
  );
}

/** The narrowest type that holds nearly all values of a column; null where there is none. */
export function columnType(values: readonly (string | null)[]): ValueType | null {
  const counts = new Map<ValueType, number>();
  let total = 0;
  for (const value of values) {
    if (value === null || value.trim() === '') continue;
    const type = typeOf(value);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    total++;
  }
  if (total === 0) return null;
  const enough = (n: number) => n >= total * 0.9;
  const count = (type: ValueType) => counts.get(type) ?? 0;
  if (enough(count('integer'))) return 'integer';
  if (enough(count('integer') + count('decimal'))) return 'decimal';
  for (const type of ['time', 'boolean'] as const) if (enough(count(type))) return type;
  return 'text';
}
