import type { DecodePlan, FileShape } from '../types.ts';
import { DelimitedReader } from './delimited.ts';
import { delimitedRecords } from './lines.ts';
import { planDelimited, type SliceOptions } from './slices.ts';
import type { EventReader, ReadOptions, RecordBatch, Slice } from './types.ts';

export { openByteStream } from './bytes.ts';
export { Dictionary, type DictionaryData } from './dictionary.ts';
export { Reread } from './reread.ts';
export type * from './types.ts';

/**
 * Cuts a file into at most `count` slices that can be read side by side.
 * `quoted` finds the record ends by counting quotes; take it after a `Reread` asked for it.
 */
export function planSlices(
  file: File,
  shape: FileShape,
  count: number,
  options: SliceOptions = {},
): Promise<Slice[]> {
  return planDelimited(file, shape, count, options);
}

/** Reads the events of one slice as canonical chunks. */
export function readEvents(
  file: File,
  plan: DecodePlan,
  slice: Slice,
  options: ReadOptions = {},
): EventReader {
  return new DelimitedReader(file, plan, slice, options);
}

/** Reads the records of a plain table as text; the whole file without a slice. */
export function readRecords(
  file: File,
  shape: FileShape,
  slice?: Slice,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<RecordBatch> {
  return delimitedRecords(file, shape, slice, signal);
}
