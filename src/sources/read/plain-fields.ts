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

/** The day that `plainTime` met last: times mostly come in runs. */
const lastDay = { packed: -1, micros: 0 };

/** `YYYY-MM-DD HH:MM:SS`, also with `T`, and with ` UTC` or `Z` behind it. */
export function plainTime(bytes: Uint8Array, p: number, column: Column, row: number): number {
  const y1 = (bytes[p] as number) - 48;
  const y2 = (bytes[p + 1] as number) - 48;
  const y3 = (bytes[p + 2] as number) - 48;
  const y4 = (bytes[p + 3] as number) - 48;
  const m1 = (bytes[p + 5] as number) - 48;
  const m2 = (bytes[p + 6] as number) - 48;
  const d1 = (bytes[p + 8] as number) - 48;
  const d2 = (bytes[p + 9] as number) - 48;
  const h1 = (bytes[p + 11] as number) - 48;
  const h2 = (bytes[p + 12] as number) - 48;
  const i1 = (bytes[p + 14] as number) - 48;
  const i2 = (bytes[p + 15] as number) - 48;
  const s1 = (bytes[p + 17] as number) - 48;
  const s2 = (bytes[p + 18] as number) - 48;
  const below = y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2 | h1 | h2 | i1 | i2 | s1 | s2;
  const above =
    (9 - y1) | (9 - y2) | (9 - y3) | (9 - y4) | (9 - m1) | (9 - m2) | (9 - d1) | (9 - d2);
  const past = (2 - h1) | (9 - h2) | (5 - i1) | (9 - i2) | (5 - s1) | (9 - s2);
  if ((below | above | past) < 0) return -1;
  const dash = bytes[p + 4];
  if ((dash !== 45 && dash !== 47) || bytes[p + 7] !== dash) return -1;
  const t = bytes[p + 10];
  if ((t !== 32 && t !== 84) || bytes[p + 13] !== 58 || bytes[p + 16] !== 58) return -1;
  const hour = h1 * 10 + h2;
  if (hour > 23) return -1;
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const day = d1 * 10 + d2;
  const packed = (year * 100 + month) * 100 + day;
  if (packed !== lastDay.packed) {
    const days = daysOf(year, month, day);
    if (Number.isNaN(days)) return -1;
    lastDay.packed = packed;
    lastDay.micros = days * 86_400_000_000;
  }
  const seconds = (hour * 60 + i1 * 10 + i2) * 60 + s1 * 10 + s2;
  const clock = lastDay.micros + seconds * 1e6;
  const zone = bytes[p + 19] as number;
  if (zone === 32 && bytes[p + 20] === 85 && bytes[p + 21] === 84 && bytes[p + 22] === 67) {
    column.floats[row] = clock;
    return p + 23;
  }
  if (zone === 90) {
    column.floats[row] = clock;
    return p + 20;
  }
  if (zone === 46 || zone === 43 || zone === 45 || zone === 32) return -1;
  column.floats[row] = column.zone.toUtcMicros(clock);
  return p + 19;
}
