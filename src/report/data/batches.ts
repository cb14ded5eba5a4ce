import { type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow';
import type { NextPiece } from './types.ts';

export interface Batches {
  readonly schema: Schema;
  readonly batches: AsyncIterable<RecordBatch>;
}

/** An Arrow IPC stream that comes in pieces, batch by batch. */
export async function batchesOf(next: NextPiece): Promise<Batches> {
  const reader = await RecordBatchReader.from(pieces(next));
  const opened = await reader.open();
  return { schema: opened.schema, batches: opened as AsyncIterable<RecordBatch> };
}

async function* pieces(next: NextPiece): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = await next();
    if (piece === null) return;
    yield piece;
  }
}
