import { type Column, KIND } from './column.ts';
import { HASH_SEED } from './dictionary.ts';
import {
  plainDecimal,
  plainEpoch,
  plainInteger,
  plainText,
  plainTime,
  plainWord,
} from './plain-fields.ts';

const LF = 10;
const CR = 13;
const PRIME = 0x01000193;

/** Where a reader stands in its buffer, and the chunk that it fills. */
export interface Cursor {
  p: number;
  row: number;
  /** Line ends passed since the slice's start. */
  lines: number;
  records: number;
  /** Where in the buffer the record of each row begins. */
  starts: Uint32Array;
  rest: Uint32Array;
}

/**
 * Reads the records that are written the usual way: fields without quotes, blanks or surprises.
 * Stops in front of the first that is not (`cursor.p` < `to`), at `to`, or when `capacity` rows are full.
 * `quote` is −1 where nothing is quoted. `bytes[to − 1]` must be a line end. Each byte is looked at once; all state lies in locals.
 */
export function readPlain(
  bytes: Uint8Array,
  to: number,
  capacity: number,
  delimiter: number,
  quote: number,
  hasRest: boolean,
  kinds: Uint8Array,
  columns: readonly Column[],
  last: Uint8Array,
  cursor: Cursor,
): void {
  const { starts, rest } = cursor;
  const steps = kinds.length;
  /** Bytes above are no end of a field. */
  const bound = Math.max(delimiter, CR);
  const byWords = delimiter < 0x2d;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let { p, row, lines } = cursor;
  const firstRow = row;
  reading: while (p < to && row < capacity) {
    const start = p;
    let restA = HASH_SEED;
    let restB = 0;
    for (let s = 0; s < steps; s++) {
      const fieldStart = p;
      const column = columns[s] as Column;
      switch (kinds[s]) {
        case KIND.integer: {
          p = plainInteger(bytes, p, delimiter, column, row);
          break;
        }
        case KIND.epoch: {
          p = plainEpoch(bytes, p, column, row);
          break;
        }
        case KIND.word: {
          p = plainWord(view, bytes, p, delimiter, bound, byWords, column, row);
          break;
        }
        case KIND.text: {
          p = plainText(view, bytes, p, delimiter, quote, bound, byWords, column, row);
          break;
        }
        case KIND.time: {
          p = plainTime(bytes, p, column, row);
          break;
        }
        case KIND.decimal: {
          p = plainDecimal(bytes, p, delimiter, column, row);
          break;
        }
        case KIND.rest: {
          let c = bytes[p] as number;
          if (c === quote) {
            p = -1;
            break;
          }
          let a = restA;
          let b = restB;
          while (c > bound || (c !== delimiter && c !== LF && c !== CR)) {
            a = Math.imul(a ^ c, PRIME);
            b = Math.imul(b + c, 0x9e3779b1) ^ (b >>> 15);
            c = bytes[++p] as number;
          }
          restA = Math.imul(a ^ 256, PRIME);
          restB = Math.imul(b + 257, 0x9e3779b1) ^ (b >>> 15);
          break;
        }
        default:
          p = -1;
      }
      if (p < 0) {
        p = start;
        break reading;
      }
      if (last[s] === 0) {
        p = fieldStart;
        continue;
      }
      const c = bytes[p] as number;
      if (s === steps - 1) {
        if (c === LF) p++;
        else if (c === CR) {
          p++;
          if (p < to && bytes[p] === LF) p++;
        } else {
          p = start;
          break reading;
        }
      } else if (c === delimiter) p++;
      else {
        p = start;
        break reading;
      }
    }
    starts[row] = start;
    if (hasRest) {
      rest[row * 2] = restA;
      rest[row * 2 + 1] = restB;
    }
    row++;
    lines++;
  }
  cursor.p = p;
  cursor.lines = lines;
  cursor.records += row - firstRow;
  cursor.row = row;
}
