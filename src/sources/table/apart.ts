import * as Comlink from 'comlink';
import type { TableFace } from '../../../workers/table.ts';
import tableUrl from '../../../workers/table.ts?worker&url';
import { connectWorker, orDeath } from '../../engine/index.ts';
import type { TableFile } from './table.ts';
import type { TableSchema } from './types.ts';

/** `tableSchema` and `tableBatches`, done elsewhere. */
export interface TableReader {
  schema(files: readonly TableFile[]): Promise<TableSchema>;
  /** Hands over Arrow IPC streams one after the other, each when `take` has resolved for the last. */
  batches(
    files: readonly TableFile[],
    schema: TableSchema,
    take: (ipc: Uint8Array) => Promise<void>,
  ): Promise<void>;
}

/**
 * Reads plain tables in a worker of its own, which lives as long as `work`: a page that looked at every value itself
 * would not answer meanwhile. For the page only, as `makeSample`. Throws what reading throws, `cancelled`,
 * `engine-lost`.
 */
export async function readApart<T>(
  work: (reader: TableReader) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const connected = await connectWorker<TableFace>(tableUrl);
  const cancel = () => void connected.remote.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (signal?.aborted) cancel();
    return await work({
      schema: (files) => orDeath(connected, connected.remote.schema(files.map(sent))),
      batches: (files, schema, take) =>
        orDeath(connected, connected.remote.batches(files.map(sent), schema, Comlink.proxy(take))),
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
    connected.terminate();
  }
}

/** Only what can cross over. */
const sent = ({ file, shape }: TableFile): TableFile => ({ file, shape });
