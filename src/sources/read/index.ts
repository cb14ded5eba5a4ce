import type { DecodePlan, FileShape } from '../types.ts';
import { checkIdentity } from './bytes.ts';
import { DelimitedReader } from './delimited.ts';
import { excelRecords } from './excel/records.ts';
import { jsonRecords } from './json/records.ts';
import { delimitedRecords } from './lines.ts';
import { planParquet } from './parquet/batches.ts';
import { ParquetReader } from './parquet/reader.ts';
import { parquetRecords } from './parquet/records.ts';
import { RawReader, type RawRecord, rawTable } from './raw.ts';
import { planLines, type SliceOptions } from './slices.ts';
import type {
  ByteOptions,
  ByteRange,
  EventReader,
  ReadOptions,
  RecordBatch,
  Slice,
} from './types.ts';

export { openByteStream } from './bytes.ts';
export { Dictionary, type DictionaryData, hashBytes } from './dictionary.ts';
export { loadParquet } from './parquet/library.ts';
export { mappedOnly } from './parquet/mapped.ts';
export { Reread } from './reread.ts';
export type { SliceOptions } from './slices.ts';
export type * from './types.ts';

/**
 * Cuts a file into about `count` slices that can be read side by side; packed files, JSON and Excel are one.
 * `quoted` finds the record ends by counting quotes; take it after a `Reread` asked for it.
 * Throws `file-changed`, `file-missing`, `file-broken`.
 */
export async function planSlices(
  file: File,
  shape: FileShape,
  count: number,
  options: SliceOptions = {},
): Promise<Slice[]> {
  checkIdentity(file, shape);
  const { format, compression, encoding } = shape;
  if (format === 'parquet') return planParquet(file, shape, count);
  const hasLines = format === 'delimited' || format === 'ndjson';
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const most = hasLines && compression === 'none' && !isWide ? count : 1;
  return planLines(file, shape, most, options);
}

/** Reads the events of one slice as canonical chunks. */
export function readEvents(
  file: File,
  plan: DecodePlan,
  slice: Slice,
  options: ReadOptions = {},
): EventReader {
  const { shape } = plan;
  if (shape.format === 'delimited') return new DelimitedReader(file, plan, slice, options);
  if (shape.format === 'parquet') return new ParquetReader(file, plan, slice, options);
  return new RawReader(plan, options, rawSource(file, shape, slice, options.signal));
}

/** Reads the records of a plain table as text; the whole file without a slice. */
export function readRecords(
  file: File,
  shape: FileShape,
  slice?: Slice,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<RecordBatch> {
  if (shape.format === 'delimited') return delimitedRecords(file, shape, slice, signal);
  if (shape.format === 'parquet') return parquetRecords(file, shape, slice, signal);
  return rawTable(shape.columns.length, rawSource(file, shape, slice, signal));
}

function rawSource(
  file: File,
  shape: FileShape,
  range: ByteRange | undefined,
  signal: AbortSignal | undefined,
): (onBytes: (bytes: number) => void) => AsyncIterable<RawRecord> {
  return (onBytes) => {
    const options: ByteOptions = { signal, onBytes };
    if (shape.format === 'excel') return excelRecords(file, shape, options);
    return jsonRecords(file, shape, range, options);
  };
}
