import type { CanonicalColumn, DecodePlan, IdVector, TimeFormat } from '../types.ts';
import { type ZoneTable, zoneTable } from '../zones.ts';
import type { Dictionary } from './dictionary.ts';
import type { WordTable } from './words.ts';

/** How the bytes of a field become a value. Numbers, because the inner loops switch on them. */
export const KIND = {
  /** No column holds the field: it goes into `rest`. */
  rest: 0,
  integer: 1,
  text: 2,
  word: 3,
  epoch: 4,
  time: 5,
  decimal: 6,
  rating: 7,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

const NO_UINT32 = new Uint32Array(0);
const NO_INT32 = new Int32Array(0);
const NO_FLOATS = new Float64Array(0);
const NO_BYTES = new Uint8Array(0);

/** Microseconds in one unit of an epoch. */
const UNIT_MICROS = { s: 1e6, ms: 1e3, us: 1, ns: 1e-3 } as const;

/**
 * One canonical column of the chunk being filled. All kinds share one class, so that the inner loops
 * see one shape of object.
 */
export class Column {
  readonly name: CanonicalColumn;
  readonly kind: Kind;
  readonly dictionary: Dictionary;
  readonly words: WordTable | null;
  /** Microseconds per unit of an epoch. */
  readonly micros: number;
  readonly timeFormat: TimeFormat;
  readonly zone: ZoneTable;
  /** Dictionary keys, or the low halves of integers. */
  keys = NO_UINT32;
  high = NO_INT32;
  valid = NO_BYTES;
  floats = NO_FLOATS;
  types = NO_BYTES;
  /** The time that was read last in other than the usual writing: neighbours often have the same. */
  lastTime = { text: '', micros: Number.NaN };
  private capacity = 0;

  constructor(
    name: CanonicalColumn,
    kind: Kind,
    plan: DecodePlan,
    dictionary: Dictionary,
    words: WordTable | null,
  ) {
    this.name = name;
    this.kind = kind;
    this.dictionary = dictionary;
    this.words = words;
    this.timeFormat = plan.mapping.time ?? { kind: 'text', order: 'ymd', zoned: false };
    this.micros = this.timeFormat.kind === 'epoch' ? UNIT_MICROS[this.timeFormat.unit] : 1;
    this.zone = zoneTable(plan.timezone);
  }

  /** Begins a chunk of at most `capacity` rows. */
  begin(capacity: number): void {
    this.capacity = capacity;
    this.high = NO_INT32;
    this.valid = NO_BYTES;
    switch (this.kind) {
      case KIND.integer:
      case KIND.text:
        this.keys = new Uint32Array(capacity);
        break;
      case KIND.word:
        this.types = new Uint8Array(capacity);
        break;
      case KIND.epoch:
      case KIND.time:
      case KIND.decimal:
      case KIND.rating:
        this.floats = new Float64Array(capacity);
        break;
    }
  }

  /** Sets a 64-bit integer by its halves. */
  setInteger(row: number, low: number, high: number): void {
    this.keys[row] = low;
    if (high !== 0) {
      if (this.high.length === 0) this.high = new Int32Array(this.capacity);
      this.high[row] = high;
    }
  }

  setNull(row: number): void {
    switch (this.kind) {
      case KIND.integer:
        if (this.valid.length === 0) this.valid = new Uint8Array(this.capacity).fill(1);
        this.valid[row] = 0;
        break;
      case KIND.text:
        this.keys[row] = 0;
        break;
      default:
        this.floats[row] = Number.NaN;
    }
  }

  /** Forgets what a record that came to nothing left in its row. */
  clear(row: number): void {
    if (this.high.length > 0) this.high[row] = 0;
    if (this.valid.length > 0) this.valid[row] = 1;
    if (this.keys.length > 0) this.keys[row] = 0;
  }

  /** Moves a row up, over one that came to nothing. */
  copyRow(from: number, to: number): void {
    for (const array of [this.keys, this.high, this.valid, this.floats, this.types]) {
      if (array.length > 0) array[to] = array[from] ?? 0;
    }
  }

  /** The chunk's identifiers. */
  idVector(rows: number): IdVector {
    const keys = this.keys.subarray(0, rows);
    if (this.kind === KIND.text) return { kind: 'text', keys };
    return {
      kind: 'integer',
      low: keys,
      high: this.high.length === 0 ? null : this.high.subarray(0, rows),
      valid: this.valid.length === 0 ? null : this.valid.subarray(0, rows),
    };
  }
}
