import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { TabhouseError } from './errors.ts';

/**
 * Runs one statement (or several, of which the last gives the result) in slices, so that it can be cancelled between
 * them; the result as an Arrow IPC stream. Rejects with DuckDB's own error, or `cancelled`.
 */
export async function run(
  duckdb: AsyncDuckDB,
  connection: number,
  sql: string,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (signal?.aborted) throw new TabhouseError('cancelled');
  let header = await duckdb.startPendingQuery(connection, sql, false);
  while (header === null) {
    if (signal?.aborted) await cancel(duckdb, connection);
    header = await duckdb.pollPendingQuery(connection);
  }
  const chunks = [header];
  for (;;) {
    if (signal?.aborted) await cancel(duckdb, connection);
    const chunk = await duckdb.fetchQueryResults(connection);
    if (chunk === null) continue;
    if (chunk.length === 0) return joined(chunks);
    chunks.push(chunk);
  }
}

async function cancel(duckdb: AsyncDuckDB, connection: number): Promise<never> {
  await duckdb.cancelPendingQuery(connection);
  throw new TabhouseError('cancelled');
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
