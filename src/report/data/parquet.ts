import {
  Table as ArrowTable,
  type RecordBatch,
  RecordBatchStreamWriter,
  tableToIPC,
} from 'apache-arrow';
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
  const properties = () =>
    new WriterPropertiesBuilder()
      .setCompression(Compression.ZSTD)
      .setMaxRowGroupSize(ROW_GROUP)
      .build();
  let next = await source.next();
  while (!next.done && next.value.numRows === 0) next = await source.next();
  if (next.done) {
    // A stream takes its schema from its first batch with rows.
    const empty = Table.fromIPCStream(tableToIPC(new ArrowTable(schema), 'stream'));
    await take(new Uint8Array(library.writeParquet(empty, properties())));
    return 0;
  }
  const stream = new ReadableStream({
    async pull(controller) {
      if (next.done) {
        controller.close();
        return;
      }
      const { value } = next;
      for (const one of Table.fromIPCStream(ipcOf(value)).recordBatches()) controller.enqueue(one);
      rows += value.numRows;
      onRows(rows);
      next = await source.next();
    },
  });
  const written = await library.transformParquetStream(stream, properties());
  const reader = (written as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return rows;
    await take(new Uint8Array(value));
  }
}

const ipcOf = (batch: RecordBatch) => RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
