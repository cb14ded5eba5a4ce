import { TabhouseError } from '../../engine/errors.ts';
import type { DecodePlan, FileShape } from '../types.ts';
import type { EventReader, ReadOptions, RecordBatch, Slice } from './types.ts';

export { Dictionary, type DictionaryData } from './dictionary.ts';
export { Reread } from './reread.ts';
export type * from './types.ts';

/**
 * Cuts a file into at most `count` slices that can be read side by side.
 * `quoted` finds the record ends by counting quotes; take it after a `Reread` asked for it.
 */
export function planSlices(
  _file: File,
  _shape: FileShape,
  _count: number,
  _options: { readonly quoted?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Slice[]> {
  return Promise.reject(new TabhouseError('internal'));
}

/** Reads the events of one slice as canonical chunks. */
export function readEvents(
  _file: File,
  _plan: DecodePlan,
  _slice: Slice,
  _options: ReadOptions = {},
): EventReader {
  throw new TabhouseError('internal');
}

/** Reads the records of a plain table as text; the whole file without a slice. */
export function readRecords(
  _file: File,
  _shape: FileShape,
  _slice?: Slice,
  _options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<RecordBatch> {
  throw new TabhouseError('internal');
}
