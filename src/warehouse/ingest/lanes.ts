import { DECIMAL_COLUMNS, type EventChunk, ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';

/** No destination: the row was rejected, or is not in the sample. */
export const NOWHERE = -1;

/** One stored column, or a part of one. */
export type Lane =
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/**
 * Columns of rows on their way into the warehouse, by name:
 * `time` whole seconds since 1970 (Uint32) or microseconds (Float64); `type` index into `EVENT_TYPES`; integer
 * identifiers `user_id` (low half), `user_id.high` (Int32, absent where all is low), `user_id.valid` (absent where
 * all rows have one); textual identifiers and texts as dictionary keys, 0 is NULL; decimals × 10,000 (Int32 with
 * `NO_DECIMAL` for NULL, or Float64 with NaN); `rating`; `rest`, `rest.high`; `flags`; `ordinal`.
 */
export type Lanes = Record<string, Lane>;

/** NULL among decimals that fit 32 bits. */
export const NO_DECIMAL = -0x80000000;

/** Rows of one bucket, as they travel between workers. */
export interface Page {
  /** Number of the slice that the rows come from: pages of a bucket are put in this order. */
  readonly order: number;
  /** Whose dictionary the keys belong to. */
  readonly reader: number;
  readonly rows: number;
  readonly lanes: Lanes;
}

const KEYS: ReadonlySet<string> = new Set([...ID_COLUMNS, ...TEXT_COLUMNS]);
const DECIMALS: ReadonlySet<string> = new Set(DECIMAL_COLUMNS);
const IDS: ReadonlySet<string> = new Set(ID_COLUMNS);

export const isDecimalLane = (name: string) => DECIMALS.has(name);
export const isIdLane = (name: string) => IDS.has(name);
/** True where the lane may hold dictionary keys. */
export const isKeyLane = (name: string) => KEYS.has(name);

const own = <T extends Lane>(lane: T | Lane): T => lane as T;

/** The columns of a chunk as lanes; they share the chunk's memory. */
export function lanesOf(chunk: EventChunk): Lanes {
  const lanes: Lanes = { time: own(chunk.time as Lane), type: own(chunk.type as Lane) };
  for (const name of ID_COLUMNS) {
    const ids = chunk.ids[name];
    if (!ids) continue;
    if (ids.kind === 'text') lanes[name] = own(ids.keys as Lane);
    else {
      lanes[name] = own(ids.low as Lane);
      if (ids.high) lanes[`${name}.high`] = own(ids.high as Lane);
      if (ids.valid) lanes[`${name}.valid`] = own(ids.valid as Lane);
    }
  }
  for (const name of TEXT_COLUMNS) {
    const keys = chunk.text[name];
    if (keys) lanes[name] = own(keys as Lane);
  }
  for (const name of DECIMAL_COLUMNS) {
    const values = chunk.decimals[name];
    if (values) lanes[name] = own(values as Lane);
  }
  if (chunk.rating) lanes.rating = own(chunk.rating as Lane);
  if (chunk.rest) {
    const [low, high] = halves(chunk.rest, chunk.rows);
    lanes.rest = low;
    lanes['rest.high'] = high;
  }
  return lanes;
}

function halves(pairs: Uint32Array, rows: number) {
  const low = new Uint32Array(rows);
  const high = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    low[row] = pairs[row * 2] as number;
    high[row] = pairs[row * 2 + 1] as number;
  }
  return [low, high] as const;
}

/** An empty lane like `like`; in rows that nothing is written to it means what its absence means. */
export function emptyLane(name: string, like: Lane, rows: number): Lane {
  const made = emptyLike(like, rows);
  const blank = absent(name, made);
  return blank === 0 ? made : (made.fill(blank) as Lane);
}

function emptyLike(like: Lane, rows: number): Lane {
  if (like instanceof Uint8Array) return new Uint8Array(rows);
  if (like instanceof Uint32Array) return new Uint32Array(rows);
  return like instanceof Int32Array ? new Int32Array(rows) : new Float64Array(rows);
}

/** What a row without this lane, but with the column's other lanes, has in it. */
export function absent(name: string, lane: Lane): number {
  if (name.endsWith('.valid')) return 1;
  if (isDecimalLane(name)) return lane instanceof Int32Array ? NO_DECIMAL : Number.NaN;
  return name === 'rating' ? Number.NaN : 0;
}

/** Narrows what can be narrowed without loss: whole seconds, decimals of 32 bits. */
export function packed(lanes: Lanes, rows: number): Lanes {
  const out: Lanes = {};
  for (const [name, lane] of Object.entries(lanes)) {
    if (!(lane instanceof Float64Array)) out[name] = lane;
    else if (name === 'time') out[name] = wholeSeconds(lane, rows) ?? lane;
    else out[name] = isDecimalLane(name) ? (smallDecimals(lane, rows) ?? lane) : lane;
  }
  return out;
}

function wholeSeconds(micros: Float64Array, rows: number): Uint32Array<ArrayBuffer> | null {
  const seconds = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = (micros[row] as number) / 1e6;
    const whole = value >>> 0;
    if (whole !== value) return null;
    seconds[row] = whole;
  }
  return seconds;
}

function smallDecimals(scaled: Float64Array, rows: number): Int32Array<ArrayBuffer> | null {
  const small = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = scaled[row] as number;
    const int = value | 0;
    if (int === value) {
      if (int === NO_DECIMAL) return null;
      small[row] = int;
    } else if (Number.isNaN(value)) small[row] = NO_DECIMAL;
    else return null;
  }
  return small;
}
