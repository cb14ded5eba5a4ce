import { type Column, KIND } from './column.ts';
import { hashBytes } from './dictionary.ts';
import { decimal, integer, parseInteger, parseNumber } from './numbers.ts';
import { timeOf, within } from './times.ts';
import { UNKNOWN_TYPE } from './words.ts';

/** What became of a field. */
export const FIELD = {
  /** The column holds it exactly. */
  ok: 0,
  /** The column holds it, but not to the last digit: its text belongs to `rest` too. */
  inexact: 1,
  /** It cannot be read. */
  bad: 2,
  /** It would be text, but the column is one of integers. */
  textual: 3,
} as const;
export type FieldState = (typeof FIELD)[keyof typeof FIELD];

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads one field, in whatever form people write it, into a row of its column. */
export function readField(
  column: Column,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): FieldState {
  if (column.kind === KIND.text) return readText(column, row, bytes, start, end);
  let from = start;
  let to = end;
  while (from < to && (bytes[from] as number) <= 32) from++;
  while (to > from && (bytes[to - 1] as number) <= 32) to--;
  if (isNull(bytes, from, to)) return readNull(column, row);
  switch (column.kind) {
    case KIND.integer:
      if (!parseInteger(bytes, from, to)) return FIELD.textual;
      column.setInteger(row, integer.low, integer.high);
      return FIELD.ok;
    case KIND.word:
      return readWord(column, row, bytes, from, to);
    case KIND.epoch:
      return setTime(column, row, epochMicros(bytes, from, to, column.micros));
    case KIND.time:
      return setTime(column, row, timeMicros(column, latin(bytes, from, to)));
    case KIND.decimal:
      if (!parseNumber(bytes, from, to) || !decimal.fits) return FIELD.bad;
      column.floats[row] = decimal.scaled;
      return decimal.exact ? FIELD.ok : FIELD.inexact;
    case KIND.rating:
      if (!parseNumber(bytes, from, to)) return FIELD.bad;
      column.floats[row] = decimal.value;
      return FIELD.ok;
    default:
      return FIELD.ok;
  }
}

/** NULL is welcome everywhere but in the time and the type of an event. */
function readNull(column: Column, row: number): FieldState {
  if (column.name === 'event_time' || column.name === 'event_type') return FIELD.bad;
  column.setNull(row);
  return FIELD.ok;
}

function timeMicros(column: Column, text: string): number {
  const { lastTime } = column;
  if (text !== lastTime.text) {
    lastTime.text = text;
    lastTime.micros = timeOf(text, column.timeFormat, column.zone);
  }
  return lastTime.micros;
}

/** Nanoseconds exceed what a double counts, so they are divided as integers. */
function epochMicros(bytes: Uint8Array, start: number, end: number, scale: number): number {
  if (parseInteger(bytes, start, end)) {
    const { low, high } = integer;
    if (scale >= 1) return (high * 4294967296 + low) * scale;
    return Number((BigInt(high) * 4294967296n + BigInt(low)) / 1000n);
  }
  return parseNumber(bytes, start, end) ? decimal.value * scale : Number.NaN;
}

function setTime(column: Column, row: number, micros: number): FieldState {
  const whole = within(Math.round(micros));
  column.floats[row] = whole;
  return Number.isNaN(whole) ? FIELD.bad : FIELD.ok;
}

function readWord(
  column: Column,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): FieldState {
  const code = column.words?.find(hashBytes(bytes, start, end), bytes, start, end);
  column.types[row] = code ?? UNKNOWN_TYPE;
  return code === undefined || code === UNKNOWN_TYPE ? FIELD.bad : FIELD.ok;
}

function readText(
  column: Column,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): FieldState {
  if (start === end || isNullText(bytes, start, end)) {
    column.keys[row] = 0;
    return FIELD.ok;
  }
  const { dictionary } = column;
  const before = dictionary.size;
  const key = dictionary.intern(bytes, start, end);
  column.keys[row] = key;
  if (key > before && !isText(bytes, start, end)) {
    dictionary.forget(key);
    return FIELD.bad;
  }
  return FIELD.ok;
}

/** False for bytes that are not UTF-8: a database refuses them. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  let high = 0;
  for (let i = start; i < end; i++) high |= bytes[i] as number;
  if (high < 128) return true;
  try {
    decoder.decode(bytes.subarray(start, end));
    return true;
  } catch {
    return false;
  }
}

/** `NULL` and `\N`, as databases export it; any other word may be a name. */
export function isNullText(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length === 2) return bytes[start] === 92 && bytes[start + 1] === 78;
  if (length !== 4 || bytes[start] !== 78) return false;
  return bytes[start + 1] === 85 && bytes[start + 2] === 76 && bytes[start + 3] === 76;
}

const NULL_WORDS = new Set(['null', '\\n', 'nan', 'none', 'na', 'n/a', 'nil']);

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  if (end - start > 4 || ((bytes[start] as number) - 48) >>> 0 <= 9) return false;
  return NULL_WORDS.has(latin(bytes, start, end).toLowerCase());
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}
