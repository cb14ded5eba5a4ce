import { type RecordBatch, type Schema, type Table, tableFromIPC } from 'apache-arrow';
import { TabhouseError } from '../../../engine/errors.ts';
import type { FileShape } from '../../types.ts';
import { checkSignal } from '../blocks.ts';
import { checkIdentity } from '../bytes.ts';
import type { Slice } from '../types.ts';
import { loadParquet, PanicGuard } from './library.ts';

/** Rows that are decoded at a time. */
const BATCH_ROWS = 1 << 16;

/** Rows of a slice. */
const SLICE_ROWS = 1 << 20;

/** What the foot of a Parquet file says. */
export interface ParquetFoot {
  readonly schema: Schema;
  readonly rows: number;
  /** Rows and packed bytes of each row group. */
  readonly groups: readonly { readonly rows: number; readonly bytes: number }[];
}

/** Throws `file-unsupported` for types that Arrow in JavaScript does not know. */
function arrowTable(stream: Uint8Array, file: File): Table {
  try {
    return tableFromIPC(stream);
  } catch (cause) {
    const feature = cause instanceof Error ? cause.message : 'Arrow';
    throw new TabhouseError('file-unsupported', {
      parameters: { file: file.name, feature },
      cause,
    });
  }
}

/** Reads the foot. Throws `file-broken`, `file-encrypted`, `file-unsupported`. */
export async function readFoot(file: File): Promise<ParquetFoot> {
  const { ParquetFile } = await loadParquet();
  const guard = new PanicGuard(file);
  try {
    const source = await guard.settled(ParquetFile.fromFile(file));
    const { schema } = arrowTable(source.schema().intoIPCStream(), file);
    const metadata = source.metadata();
    const groups = metadata.rowGroups().map((group) => {
      return { rows: group.numRows(), bytes: group.compressedSize() };
    });
    const rows = metadata.fileMetadata().numRows();
    // The library gives no more rows than the file says that it has, whatever its row groups hold.
    if (groups.reduce((sum, group) => sum + group.rows, 0) !== rows)
      throw new TabhouseError('file-broken', { parameters: { file: file.name } });
    return { schema, rows, groups };
  } finally {
    guard.release();
  }
}

/**
 * Cuts a file into runs of row groups of about the same size: `count` of them, or as many more as keep a run below a
 * million rows. Packed bytes say little about the work that their rows are, and few long runs end far apart.
 */
export async function planParquet(file: File, shape: FileShape, least: number): Promise<Slice[]> {
  checkIdentity(file, shape);
  const { groups, rows } = await readFoot(file);
  const count = Math.max(least, Math.ceil(rows / SLICE_ROWS));
  const total = groups.reduce((sum, { bytes }) => sum + bytes, 0);
  const slices: Slice[] = [];
  let rowGroups: number[] = [];
  let start = 0;
  let end = 0;
  groups.forEach(({ bytes }, i) => {
    rowGroups.push(i);
    end += bytes;
    const share = (total * (slices.length + 1)) / count;
    if (i < groups.length - 1 && end < share) return;
    slices.push({ index: slices.length, start, end, quoted: false, rowGroups });
    rowGroups = [];
    start = end;
  });
  if (slices.length === 0) slices.push({ index: 0, start: 0, end: 0, quoted: false, rowGroups });
  return slices;
}

export interface BatchOptions {
  readonly rowGroups?: readonly number[] | undefined;
  /** Names of the columns to read; all where they are not named. */
  readonly columns?: readonly string[] | undefined;
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The rows of some row groups (of all, where none are named), as Arrow batches. */
export async function* parquetBatches(
  file: File,
  { rowGroups, columns, limit, signal }: BatchOptions,
): AsyncGenerator<RecordBatch> {
  if (rowGroups?.length === 0) return;
  const { ParquetFile } = await loadParquet();
  const guard = new PanicGuard(file);
  let reader: ReadableStreamDefaultReader | undefined;
  const options = {
    batchSize: limit ?? BATCH_ROWS,
    ...(rowGroups && { rowGroups: [...rowGroups] }),
    ...(columns && { columns: [...columns] }),
    ...(limit !== undefined && { limit }),
  };
  try {
    const source = await guard.settled(ParquetFile.fromFile(file));
    reader = (await guard.settled(source.stream(options))).getReader();
    for (;;) {
      checkSignal(signal);
      const { done, value } = await guard.settled(reader.read());
      if (done) return;
      yield* arrowTable(value.intoIPCStream(), file).batches;
    }
  } finally {
    if (reader) await guard.settled(reader.cancel()).catch(() => undefined);
    guard.release();
  }
}
