import type { Column } from './column.ts';
import { HASH_SEED, hashEnd, hashWord } from './dictionary.ts';
import { isNullText, isText } from './fields.ts';
import { combine, integer, TO_FOUR } from './numbers.ts';
import { daysOf } from './times.ts';
import { UNKNOWN_TYPE } from './words.ts';

/**
 * Fields in their usual writing, read straight from the bytes. Each function answers the end of the field,
 * or −1 where it is written in any other way; then `readField` takes it.
 */

const LF = 10;
const CR = 13;

export function plainInteger(
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  column: Column,
  row: number,
): number {
  let p = start;
  let d = (bytes[p] as number) - 48;
  if (d >>> 0 > 9) {
    const c = d + 48;
    if (c !== delimiter && c !== LF && c !== CR) return -1;
    column.setNull(row);
    return p;
  }
  let value = d;
  const nine = p + 9;
  d = (bytes[++p] as number) - 48;
  while (d >>> 0 <= 9) {
    if (p === nine) return longInteger(bytes, start, column, row);
    value = value * 10 + d;
    d = (bytes[++p] as number) - 48;
  }
  column.keys[row] = value;
  return p;
}

function longInteger(bytes: Uint8Array, start: number, column: Column, row: number): number {
  let p = start + 10;
  while (((bytes[p] as number) - 48) >>> 0 <= 9) p++;
  const digits = p - start;
  if (digits > 19) return -1;
  const middle = p - 9;
  let head = 0;
  for (let i = start; i < middle; i++) head = head * 10 + (bytes[i] as number) - 48;
  let tail = 0;
  for (let i = middle; i < p; i++) tail = tail * 10 + (bytes[i] as number) - 48;
  if (!combine(head, tail, false)) return -1;
  column.setInteger(row, integer.low, integer.high);
  return p;
}

export function plainEpoch(bytes: Uint8Array, start: number, column: Column, row: number): number {
  let p = start;
  let value = 0;
  for (let d = (bytes[p] as number) - 48; d >>> 0 <= 9; d = (bytes[++p] as number) - 48) {
    value = value * 10 + d;
  }
  if (p === start || p - start > 16) return -1;
  const micros = value * column.micros;
  if (micros > Number.MAX_SAFE_INTEGER || column.micros < 1) return -1;
  column.floats[row] = micros;
  return p;
}

/** Hash of the text that `scanText` passed last. */
let scannedHash = 0;

/**
 * Passes and hashes an unquoted text; answers its end. Four bytes at a time while all of them are ASCII
 * above the comma, which no delimiter that `byWords` is set for, no line end, no blank and no quote is.
 */
function scanText(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  bound: number,
  byWords: boolean,
): number {
  let p = start;
  let hash = HASH_SEED;
  let word = 0;
  let shift = 0;
  for (;;) {
    if (shift === 0 && byWords) {
      let four = view.getUint32(p, true);
      while (((((four - 0x2d2d2d2d) & ~four) | four) & 0x80808080) === 0) {
        hash = hashWord(hash, four);
        p += 4;
        four = view.getUint32(p, true);
      }
    }
    const c = bytes[p] as number;
    if (c <= bound && (c === delimiter || c === LF || c === CR)) break;
    word |= c << shift;
    p++;
    if (shift === 24) {
      hash = hashWord(hash, word);
      word = 0;
      shift = 0;
    } else shift += 8;
  }
  if (shift > 0) hash = hashWord(hash, word);
  scannedHash = hashEnd(hash, p - start);
  return p;
}

export function plainWord(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  bound: number,
  byWords: boolean,
  column: Column,
  row: number,
): number {
  const p = scanText(view, bytes, start, delimiter, bound, byWords);
  const { words } = column;
  const code = words === null ? UNKNOWN_TYPE : words.find(scannedHash, bytes, start, p);
  if (code === UNKNOWN_TYPE) return -1;
  column.types[row] = code;
  return p;
}

export function plainText(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  quote: number,
  bound: number,
  byWords: boolean,
  column: Column,
  row: number,
): number {
  if (bytes[start] === quote) return -1;
  const p = scanText(view, bytes, start, delimiter, bound, byWords);
  if (p === start || isNullText(bytes, start, p)) {
    column.keys[row] = 0;
    return p;
  }
  const { dictionary } = column;
  const before = dictionary.size;
  const key = dictionary.findView(scannedHash, view, bytes, start, p);
  if (key > before && !isText(bytes, start, p)) {
    dictionary.forget(key);
    return -1;
  }
  column.keys[row] = key;
  return p;
}

export function plainDecimal(
  bytes: Uint8Array,
  start: number,
  delimiter: number,
  column: Column,
  row: number,
): number {
  let p = start;
  let value = 0;
  let d = (bytes[p] as number) - 48;
  while (d >>> 0 <= 9) {
    value = value * 10 + d;
    d = (bytes[++p] as number) - 48;
  }
  if (p === start) {
    const c = d + 48;
    if (c !== delimiter && c !== LF && c !== CR) return -1;
    column.floats[row] = Number.NaN;
    return p;
  }
  let decimals = 0;
  if (d === -2) {
    const point = p;
    d = (bytes[++p] as number) - 48;
    while (d >>> 0 <= 9) {
      value = value * 10 + d;
      d = (bytes[++p] as number) - 48;
    }
    decimals = p - point - 1;
  }
  if (decimals > 4 || p - start > 11 + decimals) return -1;
  column.floats[row] = value * (TO_FOUR[decimals] as number);
  return p;
}

/** `YYYY-MM-DD`, `… HH`, `… HH:MM`, `… HH:MM:SS`, `… HH:MM:SS.fff`; also with `T`, and with ` UTC` or `Z` behind. */
export function plainTime(bytes: Uint8Array, p: number, column: Column, row: number): number {
  const day = plainDay(bytes, p);
  if (day < 0) return -1;
  let end = p + 10;
  let seconds = 0;
  let micros = 0;
  const t = bytes[end];
  if (t === 32 || t === 84) {
    const hour = twoDigits(bytes, p + 11);
    if (hour < 0 || hour > 23) return -1;
    seconds = hour * 3600;
    end = p + 13;
    if (bytes[end] === 58) {
      const minute = twoDigits(bytes, p + 14);
      if (minute < 0 || minute > 59) return -1;
      seconds += minute * 60;
      end = p + 16;
      if (bytes[end] === 58) {
        const second = twoDigits(bytes, p + 17);
        if (second < 0 || second > 59) return -1;
        seconds += second;
        end = p + 19;
        if (bytes[end] === 46) {
          let unit = 100_000;
          let d = (bytes[++end] as number) - 48;
          if (d >>> 0 > 9) return -1;
          for (; d >>> 0 <= 9; d = (bytes[++end] as number) - 48) {
            micros += Math.floor(d * unit);
            unit /= 10;
          }
          if (unit < 0.0001) return -1;
        }
      }
    }
  }
  const clock = day * 86_400_000_000 + seconds * 1e6 + micros;
  const c = bytes[end];
  if (c === 90) end++;
  else if (c === 32) {
    if (bytes[end + 1] !== 85 || bytes[end + 2] !== 84 || bytes[end + 3] !== 67) return -1;
    end += 4;
  } else {
    column.floats[row] = column.zone.toUtcMicros(clock);
    return end;
  }
  column.floats[row] = clock;
  return end;
}

/** The value of two digits, or −1. */
function twoDigits(bytes: Uint8Array, p: number): number {
  const a = (bytes[p] as number) - 48;
  const b = (bytes[p + 1] as number) - 48;
  return a >>> 0 > 9 || b >>> 0 > 9 ? -1 : a * 10 + b;
}

/** The day that `plainDay` met last: times mostly come in runs. */
const last = { packed: -1, days: 0 };

/** Days since 1970 of `YYYY-MM-DD` or `YYYY/MM/DD`; −1 for anything else and for days before 1970. */
function plainDay(bytes: Uint8Array, p: number): number {
  const century = twoDigits(bytes, p);
  const years = twoDigits(bytes, p + 2);
  const month = twoDigits(bytes, p + 5);
  const day = twoDigits(bytes, p + 8);
  const dash = bytes[p + 4];
  if (century < 0 || years < 0 || month < 0 || day < 0) return -1;
  if ((dash !== 45 && dash !== 47) || bytes[p + 7] !== dash) return -1;
  const packed = ((century * 100 + years) * 100 + month) * 100 + day;
  if (packed !== last.packed) {
    const days = daysOf(century * 100 + years, month, day);
    last.packed = packed;
    last.days = Number.isNaN(days) ? -1 : days;
  }
  return last.days;
}
