import type { IdColumn } from '../types.ts';
import type { ChunkBuilder } from './chunks.ts';
import { KIND } from './column.ts';
import { HASH_SEED } from './dictionary.ts';
import { FIELD, readField } from './fields.ts';
import type { Layout } from './layout.ts';
import { Reread } from './reread.ts';

const PRIME = 0x01000193;
const GOLDEN = 0x9e3779b1;

/** The fields of one record: field `i` is `bytesOf(i)[starts[i], ends[i])`. */
export interface Fields {
  readonly fields: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  bytesOf(i: number, scanned: Uint8Array): Uint8Array;
}

/**
 * Puts a record of any writing into a row of the chunk.
 * Answers null, or the reason why it is none: `cut`, `parse`, or the column that cannot be read.
 * Throws `Reread` where all can be read but for identifiers that are no integers.
 */
export function readRecord(
  layout: Layout,
  builder: ChunkBuilder,
  row: number,
  record: Fields,
  scanned: Uint8Array,
): string | null {
  if (record.fields < layout.width) return 'cut';
  if (record.fields > layout.width) return 'parse';
  for (const column of layout.columns) column.clear(row);
  let a = HASH_SEED;
  let b = 0;
  let needsRest = layout.hasRest;
  const textual: IdColumn[] = [];
  let bad: string | null = null;
  for (const { kind, column, position } of layout.steps) {
    const bytes = record.bytesOf(position, scanned);
    const start = record.starts[position] as number;
    const end = record.ends[position] as number;
    const state = kind === KIND.rest ? FIELD.inexact : readField(column, row, bytes, start, end);
    if (state === FIELD.inexact) {
      if (kind !== KIND.rest) needsRest = true;
      for (let p = start; p < end; p++) {
        const c = bytes[p] as number;
        a = Math.imul(a ^ c, PRIME);
        b = Math.imul(b + c, GOLDEN) ^ (b >>> 15);
      }
      a = Math.imul(a ^ 256, PRIME);
      b = Math.imul(b + 257, GOLDEN) ^ (b >>> 15);
    } else if (state === FIELD.bad) bad ??= column.name;
    else if (state === FIELD.textual) textual.push(column.name as IdColumn);
  }
  if (bad === null && textual.length > 0) throw new Reread({ textual });
  if (bad === null && needsRest) builder.setRest(row, a, b);
  return bad;
}
