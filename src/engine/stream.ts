import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { TabhouseError } from './errors.ts';
import { constant } from './parameters.ts';
import { fetched, joined } from './run.ts';
import type { Value } from './types.ts';

/** Bytes of a piece, at least: each costs a few messages between the workers. */
const PIECE = 4_000_000;

/** A result in pieces that together are one Arrow IPC stream, of which only one is held at a time. */
export interface OpenStream {
  /** The next piece, the first one with the schema; null after the last. */
  next(): Promise<Uint8Array<ArrayBuffer> | null>;
  close(): Promise<void>;
}

/**
 * Begins a statement on a connection of its own, in a read-only transaction, so that queries can run between its
 * pieces. Rejects with DuckDB's own error.
 */
export async function openStream(
  duckdb: AsyncDuckDB,
  sql: string,
  parameters: readonly Value[],
  closed: () => boolean,
): Promise<OpenStream> {
  const connection = await duckdb.connectInternal();
  let ended = false;
  const close = async () => {
    if (ended) return;
    ended = true;
    await duckdb.cancelPendingQuery(connection).catch(() => false);
    await duckdb.disconnect(connection);
  };
  try {
    await duckdb.runQuery(connection, 'BEGIN TRANSACTION READ ONLY');
    const bound = parameters.length > 0;
    if (bound) await duckdb.runQuery(connection, `PREPARE bound AS ${sql}`);
    const statement = bound ? `EXECUTE bound(${parameters.map(constant).join(', ')})` : sql;
    let header = await duckdb.startPendingQuery(connection, statement, true);
    while (header === null) {
      if (closed()) throw new TabhouseError('cancelled');
      header = await duckdb.pollPendingQuery(connection);
    }
    let chunks: Uint8Array[] = [header];
    let over = false;
    return {
      close,
      async next() {
        if (over) return null;
        let length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        while (length < PIECE && !over) {
          if (closed()) throw new TabhouseError('cancelled');
          const chunk = await fetched(duckdb, connection);
          over = chunk === null;
          if (chunk) chunks.push(chunk);
          length += chunk?.length ?? 0;
        }
        const piece = joined(chunks, length);
        chunks = [];
        return piece;
      },
    };
  } catch (cause) {
    await close().catch(() => undefined);
    throw cause;
  }
}
