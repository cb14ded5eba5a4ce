import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { TabhouseError } from './errors.ts';

/** A result longer than this would take the page down. */
const LONGEST = 2 ** 29;

/**
 * Runs one statement (or several, of which the last gives the result) in slices, so that it can be cancelled between
 * them; the result as an Arrow IPC stream. Rejects with DuckDB's own error, `cancelled` or `result-too-large`.
 */
export async function run(
  duckdb: AsyncDuckDB,
  connection: number,
  sql: string,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (signal?.aborted) throw new TabhouseError('cancelled');
  let header = await duckdb.startPendingQuery(connection, sql, true);
  while (header === null) {
    if (signal?.aborted) await cancel(duckdb, connection);
    header = await duckdb.pollPendingQuery(connection);
  }
  const chunks = [header];
  let length = header.length;
  for (;;) {
    if (signal?.aborted) await cancel(duckdb, connection);
    const chunk = await fetched(duckdb, connection);
    if (chunk === null) return joined(chunks, length);
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST) {
      await duckdb.cancelPendingQuery(connection);
      throw new TabhouseError('result-too-large', { parameters: { bytes: LONGEST } });
    }
  }
}

async function cancel(duckdb: AsyncDuckDB, connection: number): Promise<never> {
  await duckdb.cancelPendingQuery(connection);
  throw new TabhouseError('cancelled');
}

/** The next chunk of a result; null after the last. */
export async function fetched(duckdb: AsyncDuckDB, connection: number): Promise<Uint8Array | null> {
  for (;;) {
    const chunk = await duckdb.fetchQueryResults(connection);
    if (chunk !== null) return chunk.length === 0 ? null : chunk;
  }
}

export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
