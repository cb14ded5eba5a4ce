import { RecordBatchFileWriter } from 'apache-arrow';
import type { Batches } from './batches.ts';
import type { OnRows, TakeBytes } from './types.ts';

/** Writes an Arrow IPC file (Feather version 2); resolves with the number of rows. */
export async function writeArrow(
  { schema, batches }: Batches,
  take: TakeBytes,
  onRows: OnRows,
): Promise<number> {
  const writer = new RecordBatchFileWriter();
  const written = handOver(writer, take);
  writer.reset(undefined, schema);
  let rows = 0;
  for await (const batch of batches) {
    writer.write(batch);
    rows += batch.numRows;
    onRows(rows);
  }
  writer.finish();
  writer.close();
  await written;
  return rows;
}

async function handOver(writer: RecordBatchFileWriter, take: TakeBytes): Promise<void> {
  for await (const bytes of writer) await take(bytes.slice());
}
