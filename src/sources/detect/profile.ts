import type { FileShape } from '../types.ts';
import { guessTime, type TimeGuess } from './times.ts';
import { eventType } from './words.ts';

/** What the preview says of one column. */
export interface Profile {
  readonly name: string;
  readonly position: number;
  /** Values that are there, trimmed. */
  readonly values: readonly string[];
  readonly distinct: ReadonlySet<string>;
  /** `integer` takes `17850.0` too; `code` is text without blanks that could be an identifier. */
  readonly kind: 'empty' | 'integer' | 'decimal' | 'boolean' | 'code' | 'text';
  readonly time: TimeGuess | null;
  /** Share of the distinct values that are event words. */
  readonly words: number;
  readonly min: number;
  readonly max: number;
}

const profiles = new WeakMap<FileShape, readonly Profile[]>();

/** One profile per column of the shape; worked out once. */
export function profile(shape: FileShape): readonly Profile[] {
  const known = profiles.get(shape);
  if (known) return known;
  const made = shape.columns.map((name, position) => column(shape, name, position));
  profiles.set(shape, made);
  return made;
}

const INTEGER = /^[+-]?\d{1,19}(?:\.0+)?$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const LARGEST = 9_223_372_036_854_775_807n;

/** True for what a BIGINT can hold without loss: `17850.0` can, `007` and 20 digits cannot. */
export function isInteger(value: string): boolean {
  if (!INTEGER.test(value) || /^[+-]?0\d/.test(value)) return false;
  if (value.length < 19) return true;
  const size = BigInt(value.replace(/^[+-]|\.0+$/g, ''));
  return size <= LARGEST;
}

function column(shape: FileShape, name: string, position: number): Profile {
  const values: string[] = [];
  for (const row of shape.preview) {
    const value = row[position]?.trim();
    if (value) values.push(value);
  }
  const distinct = new Set(values);
  const kind = kindOf(values, distinct);
  const numbers = kind === 'integer' || kind === 'decimal' ? values.map(Number) : [];
  const understood = [...distinct].filter((value) => eventType(value) !== undefined);
  return {
    name,
    position,
    values,
    distinct,
    kind,
    time: guessTime(values),
    words: distinct.size === 0 ? 0 : understood.length / distinct.size,
    min: numbers.length > 0 ? Math.min(...numbers) : Number.NaN,
    max: numbers.length > 0 ? Math.max(...numbers) : Number.NaN,
  };
}

function kindOf(values: readonly string[], distinct: ReadonlySet<string>): Profile['kind'] {
  if (values.length === 0) return 'empty';
  if (values.every((value) => INTEGER.test(value))) return 'integer';
  if (values.every((value) => DECIMAL.test(value))) return 'decimal';
  if ([...distinct].every((value) => /^(?:true|false)$/i.test(value))) return 'boolean';
  return values.every((value) => value.length <= 64 && !/\s/.test(value)) ? 'code' : 'text';
}
