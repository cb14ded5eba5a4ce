import { writeArrow } from './arrow.ts';
import { batchesOf } from './batches.ts';
import { writeParquet } from './parquet.ts';
import { FORMS, writeText } from './text.ts';
import type { DataFormat, NextPiece, OnRows, TakeBytes } from './types.ts';

/** Writes an Arrow IPC stream as a file of `format`, piece by piece; resolves with the number of rows. */
export async function writeData(
  format: DataFormat,
  next: NextPiece,
  take: TakeBytes,
  onRows: OnRows = () => undefined,
): Promise<number> {
  const batches = await batchesOf(next);
  switch (format) {
    case 'arrow':
      return writeArrow(batches, take, onRows);
    case 'parquet':
      return writeParquet(batches, take, onRows);
    default:
      return writeText(FORMS[format], batches, take, onRows);
  }
}
