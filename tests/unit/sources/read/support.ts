import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import {
  type EventReader,
  planSlices,
  type Reread,
  readEvents,
} from '../../../../src/sources/read/index.ts';
import type { DecodePlan, FileShape, IdVector, Mapping } from '../../../../src/sources/types.ts';

/** Real files that are not part of the project; tests of them are skipped where they are absent. */
export const DATA = join(import.meta.dirname, '../../../../../shared/data');
export const hasData = existsSync(DATA);

export function dataFile(path: string): File {
  return new File([readFileSync(join(DATA, path))], basename(path), { lastModified: 1 });
}

export function textFile(text: string | Uint8Array<ArrayBuffer>, name = 'test.csv'): File {
  return new File([text], name, { lastModified: 1 });
}

export const TAOBAO: Mapping = {
  columns: {
    user_id: { position: 0 },
    item_id: { position: 1 },
    category_id: { position: 2 },
    event_type: { position: 3 },
    event_time: { position: 4 },
  },
  time: { kind: 'epoch', unit: 's' },
  words: { pv: 'view', buy: 'purchase', cart: 'cart', fav: 'fav' },
};

export const REES46: Mapping = {
  columns: {
    event_time: { column: 'event_time' },
    event_type: { column: 'event_type' },
    item_id: { column: 'product_id' },
    category_id: { column: 'category_id' },
    category_path: { column: 'category_code' },
    brand: { column: 'brand' },
    price: { column: 'price' },
    user_id: { column: 'user_id' },
    session_id: { column: 'user_session' },
  },
  time: { kind: 'text', order: 'ymd', zoned: true },
};

/** A small file of events: time, type, user, item, brand, price and whatever else its header names. */
export const SMALL: Mapping = {
  columns: {
    event_time: { column: 'time' },
    event_type: { column: 'type' },
    user_id: { column: 'user' },
    item_id: { column: 'item' },
    brand: { column: 'brand' },
    price: { column: 'price' },
  },
  time: { kind: 'text', order: 'ymd', zoned: false },
};

export function planOf(shape: FileShape, mapping: Mapping, more: Partial<DecodePlan> = {}) {
  return { shape, mapping, source: 'custom', timezone: 'UTC', textual: [], ...more } as const;
}

export interface Row {
  readonly time: number;
  readonly type: number;
  readonly [column: string]: string | number | bigint | null;
}

export interface Read {
  readonly rows: Row[];
  readonly lines: number[];
  readonly texts: string[];
  readonly rest: (string | null)[];
  readonly reader: EventReader;
}

export function idAt(vector: IdVector, row: number): bigint | number | null {
  if (vector.kind === 'text') return vector.keys[row] ?? 0;
  if (vector.valid && vector.valid[row] === 0) return null;
  const high = vector.high?.[row] ?? 0;
  return BigInt(high) * 4294967296n + BigInt(vector.low[row] ?? 0);
}

/** All rows of one slice as objects. */
export async function collect(reader: EventReader): Promise<Read> {
  const rows: Row[] = [];
  const lines: number[] = [];
  const texts: string[] = [];
  const rest: (string | null)[] = [];
  for await (const { chunk, locate } of reader) {
    for (let i = 0; i < chunk.rows; i++) {
      const row: Record<string, string | number | bigint | null> = {};
      for (const [name, vector] of Object.entries(chunk.ids)) {
        const value = idAt(vector, i);
        const dictionary = reader.dictionaries[name as 'user_id'];
        if (vector.kind === 'integer') row[name] = value;
        else row[name] = value === 0 ? null : (dictionary?.text(Number(value)) ?? null);
      }
      for (const [name, keys] of Object.entries(chunk.text)) {
        const key = keys[i] ?? 0;
        row[name] = key === 0 ? null : (reader.dictionaries[name as 'brand']?.text(key) ?? null);
      }
      for (const [name, values] of Object.entries(chunk.decimals)) {
        const value = values[i] ?? Number.NaN;
        row[name] = Number.isNaN(value) ? null : value;
      }
      if (chunk.rating) row.rating = chunk.rating[i] ?? null;
      rows.push({ ...row, time: chunk.time[i] ?? 0, type: chunk.type[i] ?? 255 });
      rest.push(chunk.rest ? `${chunk.rest[i * 2]}-${chunk.rest[i * 2 + 1]}` : null);
      const place = locate(i);
      lines.push(place.line);
      texts.push(place.text);
    }
  }
  return { rows, lines, texts, rest, reader };
}

/** Inspects and reads a file in one slice. */
export async function readAll(
  file: File,
  mapping: Mapping,
  more: Partial<DecodePlan> = {},
): Promise<Read> {
  const shape = await onlyShape(file);
  const [slice] = await planSlices(file, shape, 1);
  if (!slice) throw new Error('no slice');
  return collect(readEvents(file, planOf(shape, mapping, more), slice));
}

export async function onlyShape(file: File): Promise<FileShape> {
  const [shape] = await inspectFile(file);
  if (!shape) throw new Error('no shape');
  return shape;
}

export async function rereadOf(work: Promise<unknown>): Promise<Reread> {
  return work.then(
    () => {
      throw new Error('should have asked to read again');
    },
    (error: Reread) => error,
  );
}
