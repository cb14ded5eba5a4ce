import { type Data, DataType, Precision, TimeUnit, type Vector } from 'apache-arrow';
import { type Column, KIND } from '../column.ts';
import { hashBytes } from '../dictionary.ts';
import { FIELD, type FieldState, readField } from '../fields.ts';
import { within } from '../times.ts';
import { UNKNOWN_TYPE } from '../words.ts';
import type { Leaf } from './leaves.ts';
import { textAt } from './text.ts';

const encoder = new TextEncoder();

/** Told of rows that the column cannot hold, or not exactly. */
export type Judge = (row: number, state: FieldState) => void;

/** Puts a leaf's rows into a column: straight from the arrays where the types allow, else through text. */
export function fillColumn(column: Column, leaf: Leaf, judge: Judge): void {
  const { type } = leaf;
  const { kind } = column;
  if (DataType.isDictionary(type)) fillDictionary(column, leaf, judge);
  else if (kind === KIND.integer && DataType.isInt(type)) fillIntegers(column, leaf);
  else if ((kind === KIND.time || kind === KIND.epoch) && DataType.isTimestamp(type)) {
    fillTimestamps(column, leaf, judge);
  } else if (kind === KIND.decimal && DataType.isDecimal(type) && type.scale <= 4) {
    fillDecimals(column, leaf, judge);
  } else if (kind === KIND.decimal && DataType.isFloat(type)) fillFloats(column, leaf, judge);
  else if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isBinary(type)) {
    fillBytes(column, leaf, judge);
  } else if (kind === KIND.epoch && DataType.isInt(type)) fillEpochs(column, leaf, judge);
  else fillTexts(column, leaf, judge);
}

/** The null of a row; bad where the column must have a value. */
function setNull(column: Column, row: number, judge: Judge): void {
  if (column.kind === KIND.word || column.name === 'event_time') judge(row, FIELD.bad);
  else column.setNull(row);
}

function fillIntegers(column: Column, { data, rows, valid, type }: Leaf): void {
  const { values } = data;
  const wide = DataType.isInt(type) && type.bitWidth === 64;
  const words = wide ? new Uint32Array(values.buffer, values.byteOffset, rows * 2) : null;
  for (let row = 0; row < rows; row++) {
    if (valid && valid[row] === 0) column.setNull(row);
    else if (words) {
      column.setInteger(row, words[row * 2] as number, (words[row * 2 + 1] as number) | 0);
    } else {
      const value = values[row] as number;
      column.setInteger(row, value >>> 0, value < 0 ? -1 : 0);
    }
  }
}

const MICROS = {
  [TimeUnit.SECOND]: 1e6,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1,
  [TimeUnit.NANOSECOND]: 1e-3,
} as const;

function fillTimestamps(column: Column, { data, rows, valid, type }: Leaf, judge: Judge): void {
  if (!DataType.isTimestamp(type)) return;
  const scale = MICROS[type.unit];
  const isInstant = Boolean(type.timezone);
  const values = new Uint32Array(data.values.buffer, data.values.byteOffset, rows * 2);
  for (let row = 0; row < rows; row++) {
    if (valid && valid[row] === 0) {
      judge(row, FIELD.bad);
      continue;
    }
    const high = (values[row * 2 + 1] as number) | 0;
    const clock = Math.floor((high * 4294967296 + (values[row * 2] as number)) * scale);
    const micros = within(isInstant ? clock : column.zone.toUtcMicros(clock));
    if (Number.isNaN(micros)) judge(row, FIELD.bad);
    column.floats[row] = micros;
  }
}

function fillEpochs(column: Column, { data, rows, valid, type }: Leaf, judge: Judge): void {
  const { values } = data;
  const wide = DataType.isInt(type) && type.bitWidth === 64;
  const words = wide ? new Uint32Array(values.buffer, values.byteOffset, rows * 2) : null;
  for (let row = 0; row < rows; row++) {
    const missing = valid !== null && valid[row] === 0;
    // Out of its halves: a BigInt a row would take longer than everything else here.
    const value = words
      ? ((words[row * 2 + 1] as number) | 0) * 4294967296 + (words[row * 2] as number)
      : (values[row] as number);
    const micros = missing ? Number.NaN : within(Math.round(value * column.micros));
    if (Number.isNaN(micros)) judge(row, FIELD.bad);
    column.floats[row] = micros;
  }
}

function fillDecimals(column: Column, leaf: Leaf, judge: Judge): void {
  const { data, rows, valid, type } = leaf;
  if (!DataType.isDecimal(type)) return;
  const words = data.values as Uint32Array;
  const size = type.bitWidth / 32;
  const scale = 10 ** (4 - type.scale);
  for (let row = 0; row < rows; row++) {
    if (valid && valid[row] === 0) {
      column.floats[row] = Number.NaN;
      continue;
    }
    const at = row * size;
    const high = (words[at + 1] as number) | 0;
    const value = high * 4294967296 + (words[at] as number);
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER && isExtended(words, at, size, high < 0)) {
      column.floats[row] = value * scale;
    } else fillText(column, leaf, row, judge);
  }
}

/** True where the words above the first two only repeat the sign. */
function isExtended(words: Uint32Array, at: number, size: number, negative: boolean): boolean {
  for (let i = 2; i < size; i++) if (words[at + i] !== (negative ? 0xffffffff : 0)) return false;
  return true;
}

function fillFloats(column: Column, leaf: Leaf, judge: Judge): void {
  const { data, rows, valid, type } = leaf;
  const values = data.values as Float64Array | Float32Array;
  const isDouble = DataType.isFloat(type) && type.precision === Precision.DOUBLE;
  for (let row = 0; row < rows; row++) {
    const value = values[row] as number;
    if ((valid && valid[row] === 0) || Number.isNaN(value)) column.floats[row] = Number.NaN;
    else if (!isDouble || !(Math.abs(value) < 1e11)) fillText(column, leaf, row, judge);
    else {
      const scaled = Math.sign(value) * Math.round(Math.abs(value) * 1e4);
      column.floats[row] = scaled;
      if (scaled / 1e4 !== value) judge(row, FIELD.inexact);
    }
  }
}

function fillBytes(column: Column, { data, rows, valid }: Leaf, judge: Judge): void {
  const bytes = data.values as Uint8Array;
  const offsets = data.valueOffsets as Int32Array | BigInt64Array;
  const { words } = column;
  for (let row = 0; row < rows; row++) {
    if (valid && valid[row] === 0) {
      setNull(column, row, judge);
      continue;
    }
    const start = Number(offsets[row]);
    const end = Number(offsets[row + 1]);
    if (words) {
      const code = words.find(hashBytes(bytes, start, end), bytes, start, end);
      column.types[row] = code;
      if (code !== UNKNOWN_TYPE) continue;
    }
    const state = readField(column, row, bytes, start, end);
    if (state !== FIELD.ok) judge(row, state);
  }
}

/** Each text of a dictionary is read once, into a row of its own, and copied from there. */
function fillDictionary(column: Column, leaf: Leaf, judge: Judge): void {
  const codes = leaf.data.values as Int32Array;
  const dictionary = leaf.data.dictionary as Vector | undefined;
  const memo = new Map<number, string | null>();
  for (let row = 0; row < leaf.rows; row++) {
    if (leaf.valid && leaf.valid[row] === 0) {
      setNull(column, row, judge);
      continue;
    }
    const code = Number(codes[row]);
    let text = memo.get(code);
    if (text === undefined) {
      text = dictionary ? vectorText(dictionary, code) : null;
      memo.set(code, text);
    }
    putText(column, row, text, judge);
  }
}

function vectorText(vector: Vector, index: number): string | null {
  let at = index;
  for (const data of vector.data as readonly Data[]) {
    if (at < data.length) {
      const leaf = { type: data.type as DataType, data, rows: data.length, valid: null };
      return textAt(leaf, at);
    }
    at -= data.length;
  }
  return null;
}

function fillTexts(column: Column, leaf: Leaf, judge: Judge): void {
  for (let row = 0; row < leaf.rows; row++) fillText(column, leaf, row, judge);
}

function fillText(column: Column, leaf: Leaf, row: number, judge: Judge): void {
  putText(column, row, textAt(leaf, row), judge);
}

function putText(column: Column, row: number, text: string | null, judge: Judge): void {
  if (text === null) {
    setNull(column, row, judge);
    return;
  }
  const bytes = encoder.encode(text);
  const state = readField(column, row, bytes, 0, bytes.length);
  if (state !== FIELD.ok) judge(row, state);
}
