import {
  Dictionary as ArrowDictionary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int8,
  Int32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  TimestampSecond,
  Uint8,
  Uint32,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Dictionary, DictionaryData } from '../../sources/read/index.ts';
import { type Lane, NO_DECIMAL } from './lanes.ts';

/** One named column of a batch. */
export interface ArrowColumn {
  readonly name: string;
  readonly data: Data;
}

/** An Arrow IPC stream of one batch. */
export function ipcOf(columns: readonly ArrowColumn[], rows: number): Uint8Array<ArrayBuffer> {
  const schema = new Schema(
    columns.map(({ name, data }) => new Field(name, data.type as DataType, true)),
  );
  const data = makeData({
    type: new Struct(schema.fields),
    length: rows,
    nullCount: 0,
    children: columns.map((column) => column.data),
  });
  const bytes = RecordBatchStreamWriter.writeAll([new RecordBatch(schema, data)]).toUint8Array(
    true,
  );
  return bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer)
    : bytes.slice();
}

/** Whole seconds (Uint32) or microseconds (Float64) since 1970 UTC. */
export function timestamps(time: Lane): Data {
  const rows = time.length;
  const words = new Int32Array(rows * 2);
  if (time instanceof Uint32Array) {
    for (let row = 0; row < rows; row++) words[row * 2] = time[row] as number;
    return makeData({
      type: new TimestampSecond(),
      length: rows,
      nullCount: 0,
      data: int64(words),
    });
  }
  for (let row = 0; row < rows; row++) setInt64(words, row, time[row] as number);
  return makeData({
    type: new TimestampMicrosecond(),
    length: rows,
    nullCount: 0,
    data: int64(words),
  });
}

const int64 = (words: Int32Array<ArrayBuffer>) =>
  new BigInt64Array(words.buffer, words.byteOffset, words.length / 2);

/** A whole number of at most 2^53 as two words. */
function setInt64(words: Int32Array, row: number, value: number): void {
  const high = Math.floor(value / 4294967296);
  words[row * 2] = value - high * 4294967296;
  words[row * 2 + 1] = high;
}

/** Integer keys by their halves; `valid` null where all rows have one. */
export function integers(
  low: Uint32Array<ArrayBuffer>,
  high: Lane | null,
  valid: Lane | null,
): Data {
  const rows = low.length;
  const nulls = valid && bitmap(valid);
  if (!high) return makeData({ type: new Uint32(), length: rows, ...nulls, data: low });
  const words = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    words[row * 2] = low[row] as number;
    words[row * 2 + 1] = high[row] as number;
  }
  return makeData({ type: new Int64(), length: rows, ...nulls, data: int64(words) });
}

/** Keys that count from 1, of which 0 is NULL, each put through `key`; answers BIGINTs. */
export function numbered(keys: Lane, key: (key: number) => number): Data {
  const rows = keys.length;
  const words = new Int32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    const value = keys[row] as number;
    if (value !== 0) setInt64(words, row, key(value));
  }
  return makeData({ type: new Int64(), length: rows, ...bitmap(keys), data: int64(words) });
}

/** Codes as words of a fixed list. */
export function words(codes: Uint8Array<ArrayBuffer>, list: readonly string[]): Data {
  return makeData({
    type: new ArrowDictionary(new Utf8(), new Int8(), 0),
    length: codes.length,
    nullCount: 0,
    data: new Int8Array(codes.buffer, codes.byteOffset, codes.length),
    dictionary: utf8Vector(list.map((word) => new TextEncoder().encode(word))),
  });
}

/** Positions in a list of texts. */
export function labels(positions: Int32Array<ArrayBuffer>, list: readonly string[]): Data {
  const encoder = new TextEncoder();
  return makeData({
    type: new ArrowDictionary(new Utf8(), new Int32(), labelled++),
    length: positions.length,
    nullCount: 0,
    data: positions,
    dictionary: utf8Vector(list.map((text) => encoder.encode(text))),
  });
}

/** Dictionaries of one stream must differ in their number. */
let labelled = 1000;

/** What is asked of a dictionary here. */
export type Texts = Pick<Dictionary, 'size' | 'bytesOf'>;

/** Keys of a dictionary, 0 is NULL, as its texts; only the texts in use are sent. */
export function texts(keys: Lane, dictionary: Texts, id: number): Data {
  const rows = keys.length;
  const places = new Int32Array(dictionary.size + 1);
  const used: Uint8Array[] = [];
  const indices = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const key = keys[row] as number;
    if (key === 0) continue;
    let place = places[key] as number;
    if (place === 0) {
      place = used.push(dictionary.bytesOf(key));
      places[key] = place;
    }
    indices[row] = place - 1;
  }
  return makeData({
    type: new ArrowDictionary(new Utf8(), new Int32(), id),
    length: rows,
    ...bitmap(keys),
    data: indices,
    dictionary: utf8Vector(used),
  });
}

function utf8Vector(list: readonly Uint8Array[]): Vector<Utf8> {
  const bytes = new Uint8Array(list.reduce((sum, text) => sum + text.length, 0));
  const offsets = new Int32Array(list.length + 1);
  let at = 0;
  for (const [index, text] of list.entries()) {
    bytes.set(text, at);
    at += text.length;
    offsets[index + 1] = at;
  }
  return makeVector(utf8(bytes, offsets));
}

const utf8 = (bytes: Uint8Array, offsets: Int32Array) =>
  makeData({
    type: new Utf8(),
    length: offsets.length - 1,
    nullCount: 0,
    valueOffsets: offsets,
    data: bytes,
  });

/** Texts of a dictionary as they lie there. */
export function textColumn({ bytes, offsets }: Pick<DictionaryData, 'bytes' | 'offsets'>): Data {
  return utf8(bytes, new Int32Array(offsets.buffer, offsets.byteOffset, offsets.length));
}

/** Texts of which some may be missing. */
export function strings(list: readonly string[]): Data {
  const encoder = new TextEncoder();
  return utf8Vector(list.map((text) => encoder.encode(text))).data[0] as Data;
}

/** Numbers × 10,000 as DECIMAL(18,4). */
export function decimals(lane: Lane): Data {
  const rows = lane.length;
  const quads = new Uint32Array(rows * 4);
  const valid = new Uint8Array(rows);
  const none = lane instanceof Int32Array ? NO_DECIMAL : Number.NaN;
  for (let row = 0; row < rows; row++) {
    const value = lane[row] as number;
    if (value === none || Number.isNaN(value)) continue;
    valid[row] = 1;
    const high = Math.floor(value / 4294967296);
    const at = row * 4;
    quads[at] = value - high * 4294967296;
    quads[at + 1] = high;
    if (high < 0) {
      quads[at + 2] = 0xffffffff;
      quads[at + 3] = 0xffffffff;
    }
  }
  return makeData({ type: new Decimal(4, 18, 128), length: rows, ...bitmap(valid), data: quads });
}

/** Doubles, NaN is NULL. */
export function doubles(lane: Float64Array<ArrayBuffer>): Data {
  const valid = Uint8Array.from(lane, (value) => (Number.isNaN(value) ? 0 : 1));
  return makeData({ type: new Float64(), length: lane.length, ...bitmap(valid), data: lane });
}

/** Whole numbers below 2^31, never NULL. */
export const counts = (values: Int32Array<ArrayBuffer>): Data =>
  makeData({ type: new Int32(), length: values.length, nullCount: 0, data: values });

/** Days since 1970-01-01. */
export const dates = (days: Int32Array<ArrayBuffer>): Data =>
  makeData({ type: new DateDay(), length: days.length, nullCount: 0, data: days });

/** Days since 1970-01-01, some of which may be missing. */
export function optionalDates(days: readonly (number | null)[]): Data {
  const valid = Uint8Array.from(days, (day) => (day === null ? 0 : 1));
  const data = Int32Array.from(days, (day) => day ?? 0);
  return makeData({ type: new DateDay(), length: days.length, ...bitmap(valid), data });
}

/** Truth values. */
export function bits(values: readonly boolean[]): Data {
  const data = new Uint8Array(((values.length + 63) >> 6) << 3);
  for (const [row, value] of values.entries())
    if (value) data[row >> 3] = (data[row >> 3] as number) | (1 << (row & 7));
  return makeData({ type: new Bool(), length: values.length, nullCount: 0, data });
}

export const bytes = (lane: Uint8Array): Data =>
  makeData({ type: new Uint8(), length: lane.length, nullCount: 0, data: lane });

/** Rows of which the lane is not 0, as Arrow marks them. */
function bitmap(lane: Lane): { nullCount: number; nullBitmap?: Uint8Array } {
  const rows = lane.length;
  const bits = new Uint8Array(((rows + 63) >> 6) << 3);
  let nulls = 0;
  for (let row = 0; row < rows; row++) {
    if (lane[row] === 0) nulls++;
    else bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  return nulls === 0 ? { nullCount: 0 } : { nullCount: nulls, nullBitmap: bits };
}
