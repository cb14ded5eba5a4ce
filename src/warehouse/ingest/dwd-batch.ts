import type { Dictionary } from '../../sources/read/index.ts';
import { EVENT_TYPES, ID_COLUMNS, type IdColumn, type TextColumn } from '../../sources/types.ts';
import type { ColumnDefinition } from '../table.ts';
import { keyOf } from '../tables/index.ts';
import type { Arranged } from './arrange.ts';
import {
  type ArrowColumn,
  bytes,
  decimals,
  doubles,
  integers,
  ipcOf,
  numbered,
  texts,
  timestamps,
  words,
} from './arrow.ts';
import { isDecimalLane, type Lane } from './lanes.ts';

export interface BatchOptions {
  /** Columns of the `dwd` table, in their order. */
  readonly columns: readonly ColumnDefinition[];
  readonly textual: ReadonlySet<IdColumn>;
  readonly texts: Partial<Record<TextColumn, Dictionary>>;
  /** Key in the data set of session number n (from 1) of this part. */
  readonly sessionKey: (number: number) => number;
}

/** A bucket as the Arrow stream that `dwd` takes. */
export function dwdBatch(bucket: Arranged, options: BatchOptions): Uint8Array<ArrayBuffer> {
  const columns = options.columns.map(
    ({ name }, index): ArrowColumn => ({
      name,
      data: columnData(name, index, bucket, options),
    }),
  );
  return ipcOf(columns, bucket.rows.rows);
}

const ID_OF = new Map<string, IdColumn>(ID_COLUMNS.map((id) => [keyOf(id), id]));

function columnData(name: string, index: number, bucket: Arranged, options: BatchOptions) {
  const { lanes, rows } = bucket.rows;
  if (name === 'event_time') return timestamps(lanes.time as Lane);
  if (name === 'event_type') return words(lanes.type as Uint8Array<ArrayBuffer>, EVENT_TYPES);
  if (name === 'flags') return bytes(bucket.flags);
  const id = ID_OF.get(name);
  if (id === 'session_id' && bucket.sessions) return numbered(bucket.sessions, options.sessionKey);
  const lane = lanes[id ?? name];
  const low = lane instanceof Uint32Array ? lane : new Uint32Array(rows);
  if (id) {
    if (options.textual.has(id)) return integers(low, null, low);
    const valid = lane ? (lanes[`${id}.valid`] ?? null) : new Uint8Array(rows);
    return integers(low, lanes[`${id}.high`] ?? null, valid);
  }
  if (isDecimalLane(name)) return decimals(lane ?? new Float64Array(rows).fill(Number.NaN));
  if (name === 'rating')
    return doubles(lane instanceof Float64Array ? lane : new Float64Array(rows).fill(Number.NaN));
  const dictionary = options.texts[name as TextColumn];
  return texts(low, dictionary ?? EMPTY, index);
}

const EMPTY = { size: 0, bytesOf: () => new Uint8Array(0) };
