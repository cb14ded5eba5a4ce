import type { FileShape } from '../../types.ts';
import { checkIdentity } from '../bytes.ts';
import { RecordBuffer } from '../record-buffer.ts';
import type { RecordBatch, Slice } from '../types.ts';
import { parquetBatches } from './batches.ts';
import { leafFields, leafOf } from './leaves.ts';
import { textAt } from './text.ts';

/** Rows of a Parquet file as text. */
export async function* parquetRecords(
  file: File,
  shape: FileShape,
  slice: Slice | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordBatch> {
  checkIdentity(file, shape);
  const buffer = new RecordBuffer(shape.columns.length);
  const perRow = shape.size / Math.max(1, shape.estimatedRows);
  for await (const batch of parquetBatches(file, { rowGroups: slice?.rowGroups, signal })) {
    const leaves = leafFields(batch.schema).map(({ path }) => leafOf(batch, path));
    for (let row = 0; row < batch.numRows; row++) {
      buffer.add(leaves.map((leaf) => textAt(leaf, row)));
      buffer.lines++;
      buffer.bytes += perRow;
      if (buffer.full) yield buffer.take();
    }
  }
  if (!buffer.empty) yield buffer.take();
}
