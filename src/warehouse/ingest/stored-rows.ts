import { type Data, DataType, type Table } from 'apache-arrow';
import type { Dictionary } from '../../sources/read/index.ts';
import { DECIMAL_COLUMNS, ID_COLUMNS, type IdColumn } from '../../sources/types.ts';
import { has, hasPathDays, hasSessions } from '../tables/columns.ts';
import { keyOf } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import type { Rows } from './bucket.ts';
import { type Lane, type Lanes, packed } from './lanes.ts';

/** The lane of a gap's or day's session as it is stored. */
export const STORED_SESSION = '#session';

/** SELECT of stored rows of DWD as lanes can take them; textual identifiers as their keys in the data set. */
export function storedSql(context: DatasetContext, from: string): string {
  const ids = ID_COLUMNS.filter((id) => has(context, id));
  const columns = [
    'CAST(epoch_us(CAST(event_time AS TIMESTAMP)) AS DOUBLE) AS time',
    'CAST(enum_code(event_type) AS UTINYINT) AS type',
    'flags',
    ...ids.map((id) => `${keyOf(id)} AS ${id}`),
    ...(tellsSessions(context) ? [`session_key AS "${STORED_SESSION}"`] : []),
    ...textsOf(context).map((name) => `CAST(${name} AS VARCHAR) AS ${name}`),
    ...DECIMAL_COLUMNS.filter((name) => has(context, name)),
  ];
  return `SELECT ${columns.join(', ')} FROM ${from}`;
}

/** The texts that layers are grouped by. */
const textsOf = (context: DatasetContext): readonly StoredText[] => [
  ...(has(context, 'brand') ? (['brand'] as const) : []),
  ...(hasPathDays(context) ? (['category_path'] as const) : []),
];

export type StoredText = 'brand' | 'category_path';

const isText = (name: string): name is StoredText => name === 'brand' || name === 'category_path';

const tellsSessions = (context: DatasetContext) =>
  hasSessions(context) && context.sessions !== 'source';

/** An answer of `storedSql`; texts get their keys from their dictionary. */
export function storedRows(
  table: Table,
  textual: ReadonlySet<IdColumn>,
  dictionaries: Readonly<Record<StoredText, Dictionary>>,
): Rows & { readonly flags: Uint8Array<ArrayBuffer> } {
  const rows = table.numRows;
  const lanes: Lanes = {};
  for (const { name } of table.schema.fields) {
    const pieces = table.getChild(name)?.data ?? [];
    if (name === 'time') lanes[name] = whole(pieces, new Float64Array(rows));
    else if (name === 'type' || name === 'flags')
      lanes[name] = whole(pieces, new Uint8Array(rows)) as Lane;
    else if (isText(name)) lanes[name] = texts(pieces, rows, dictionaries[name]);
    else if (DataType.isDecimal(pieces[0]?.type)) lanes[name] = decimals(pieces, rows);
    else if (name === STORED_SESSION || textual.has(name as IdColumn))
      lanes[name] = keys(pieces, rows);
    else Object.assign(lanes, integers(name, pieces, rows));
  }
  const { flags = new Uint8Array(rows), ...rest } = lanes;
  return { rows, lanes: packed(rest, rows), flags: flags as Uint8Array<ArrayBuffer> };
}

export function whole<T extends Uint8Array | Uint32Array | Float64Array>(
  pieces: readonly Data[],
  to: T,
): T {
  let at = 0;
  for (const { values, length } of pieces) {
    to.set((values as T).subarray(0, length) as never, at);
    at += length;
  }
  return to;
}

const isNull = ({ nullCount, nullBitmap, offset }: Data, row: number): boolean => {
  if (nullCount === 0 || nullBitmap.length === 0) return false;
  const bit = offset + row;
  return ((nullBitmap[bit >> 3] as number) & (1 << (bit & 7))) === 0;
};

/** Words of 64-bit values: low, high, low, … */
const wordsOf = ({ values, length }: Data, perRow: number): Uint32Array => {
  const { buffer, byteOffset } = values as Uint32Array;
  return new Uint32Array(buffer, byteOffset, length * perRow);
};

/** Keys that fit 32 bits; 0 is NULL. */
function keys(pieces: readonly Data[], rows: number): Lane {
  const made = new Uint32Array(rows);
  let at = 0;
  for (const piece of pieces) {
    const words = wordsOf(piece, 2);
    for (let row = 0; row < piece.length; row++, at++)
      made[at] = isNull(piece, row) ? 0 : (words[row * 2] as number);
  }
  return made;
}

/** The lanes of an integer identifier. */
export function integers(name: string, pieces: readonly Data[], rows: number): Lanes {
  const low = new Uint32Array(rows);
  const high = new Int32Array(rows);
  const valid = new Uint8Array(rows).fill(1);
  let at = 0;
  let wide = 0;
  let missing = 0;
  for (const piece of pieces) {
    const words = wordsOf(piece, 2);
    for (let row = 0; row < piece.length; row++, at++) {
      if (isNull(piece, row)) {
        valid[at] = 0;
        missing++;
        continue;
      }
      low[at] = words[row * 2] as number;
      high[at] = words[row * 2 + 1] as number;
      wide |= high[at] as number;
    }
  }
  return {
    [name]: low,
    ...(wide !== 0 && { [`${name}.high`]: high }),
    ...(missing > 0 && { [`${name}.valid`]: valid }),
  };
}

/** DECIMAL(18,4) × 10,000; NaN is NULL. */
export function decimals(pieces: readonly Data[], rows: number): Lane {
  const made = new Float64Array(rows);
  let at = 0;
  for (const piece of pieces) {
    const words = wordsOf(piece, 4);
    for (let row = 0; row < piece.length; row++, at++)
      made[at] = isNull(piece, row)
        ? Number.NaN
        : ((words[row * 4 + 1] as number) | 0) * 4294967296 + (words[row * 4] as number);
  }
  return made;
}

/** Keys in a dictionary; 0 is NULL. */
export function texts(pieces: readonly Data[], rows: number, dictionary: Dictionary): Lane {
  const made = new Uint32Array(rows);
  let at = 0;
  for (const piece of pieces) {
    const bytes = piece.values as Uint8Array;
    const ends = piece.valueOffsets;
    for (let row = 0; row < piece.length; row++, at++)
      if (!isNull(piece, row))
        made[at] = dictionary.intern(bytes, ends[row] as number, ends[row + 1] as number);
  }
  return made;
}

/** NaN is NULL. */
export function doubles(pieces: readonly Data[], rows: number): Lane {
  const made = new Float64Array(rows);
  let at = 0;
  for (const piece of pieces) {
    const values = piece.values as Float64Array;
    for (let row = 0; row < piece.length; row++, at++)
      made[at] = isNull(piece, row) ? Number.NaN : (values[row] as number);
  }
  return made;
}
