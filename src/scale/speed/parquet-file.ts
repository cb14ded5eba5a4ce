import {
  Field,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from 'apache-arrow';
import { loadParquet } from '../../sources/read/index.ts';
import type { EventReader } from '../../sources/read/types.ts';
import type { EventChunk, IdVector } from '../../sources/types.ts';

/** Taobao's five columns under their usual names. */
export const PARQUET_COLUMNS = [
  'user_id',
  'item_id',
  'category_id',
  'behavior',
  'timestamp',
] as const;

/** Taobao's words by index into `EVENT_TYPES`. */
const WORDS = ['pv', 'fav', 'cart', '', 'buy'].map((word) => new TextEncoder().encode(word));
const ROW_GROUP = 122_880;

/** Writes the events of a reader as Parquet (zstd), batch by batch; `onRows` is told how many are written. */
export async function toParquet(
  events: EventReader,
  name: string,
  onRows: (rows: number) => void = () => undefined,
): Promise<File> {
  const library = await loadParquet();
  const { Compression, Table, WriterPropertiesBuilder } = library;
  const source = events[Symbol.asyncIterator]();
  let rows = 0;
  const batches = new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) {
        controller.close();
        return;
      }
      for (const batch of Table.fromIPCStream(ipcOf(value.chunk)).recordBatches())
        controller.enqueue(batch);
      rows += value.chunk.rows;
      onRows(rows);
    },
  });
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(ROW_GROUP)
    .build();
  const written: ReadableStream<Uint8Array<ArrayBuffer>> = await library.transformParquetStream(
    batches,
    properties,
  );
  const parts: Blob[] = [];
  const reader = written.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(new Blob([value]));
  }
  return new File(parts, name, { lastModified: 0 });
}

function ipcOf({ rows, ids, type, time }: EventChunk): Uint8Array {
  const children = [
    longs(ids.user_id, rows),
    longs(ids.item_id, rows),
    longs(ids.category_id, rows),
    words(type, rows),
    makeData({ type: new Int64(), length: rows, nullCount: 0, data: seconds(time, rows) }),
  ];
  const fields = PARQUET_COLUMNS.map((name, index) => {
    return new Field(name, children[index]?.type ?? new Utf8(), false);
  });
  const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
  const batch = new RecordBatch(new Schema(fields), data);
  return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
}

/** Identifiers as 64-bit integers, whose halves the reader gives. */
function longs(vector: IdVector | undefined, rows: number) {
  if (vector?.kind !== 'integer') throw new RangeError('not an integer column');
  const data = new BigInt64Array(rows);
  const halves = new Int32Array(data.buffer);
  for (let row = 0; row < rows; row++) {
    halves[row * 2] = vector.low[row] as number;
    halves[row * 2 + 1] = vector.high?.[row] ?? 0;
  }
  return makeData({ type: new Int64(), length: rows, nullCount: 0, data });
}

function seconds(time: Float64Array, rows: number): BigInt64Array<ArrayBuffer> {
  const data = new BigInt64Array(rows);
  const halves = new Int32Array(data.buffer);
  // Seconds of this century fit 32 bits.
  for (let row = 0; row < rows; row++) halves[row * 2] = (time[row] as number) / 1e6;
  return data;
}

function words(type: Uint8Array, rows: number) {
  const valueOffsets = new Int32Array(rows + 1);
  const bytes = new Uint8Array(rows * 4);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const word = WORDS[type[row] as number] ?? new Uint8Array(0);
    bytes.set(word, at);
    at += word.length;
    valueOffsets[row + 1] = at;
  }
  return makeData({
    type: new Utf8(),
    length: rows,
    nullCount: 0,
    valueOffsets,
    data: bytes.subarray(0, at),
  });
}
