import { RecordBatch, RecordBatchStreamWriter } from 'apache-arrow';
import { loadParquet } from '../../sources/read/index.ts';
import type { Batches } from './batches.ts';
import type { OnRows, TakeBytes } from './types.ts';

const ROW_GROUP = 122_880;

/** Writes Parquet, compressed with zstd, a row group at a time; resolves with the number of rows. */
export async function writeParquet(
  { schema, batches }: Batches,
  take: TakeBytes,
  onRows: OnRows,
): Promise<number> {
  const library = await loadParquet();
  const { Compression, Table, WriterPropertiesBuilder } = library;
  const source = batches[Symbol.asyncIterator]();
  let rows = 0;
  let begun = false;
  const stream = new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      // The writer takes the schema from the first batch.
      const batch = value ?? (begun ? null : new RecordBatch(schema));
      if (batch) {
        const ipc = RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
        for (const one of Table.fromIPCStream(ipc).recordBatches()) controller.enqueue(one);
        rows += batch.numRows;
        begun = true;
        onRows(rows);
      }
      if (done) controller.close();
    },
  });
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(ROW_GROUP)
    .build();
  const written = await library.transformParquetStream(stream, properties);
  const reader = (written as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return rows;
    await take(value.slice());
  }
}
