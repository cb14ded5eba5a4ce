import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import {
  type TableFile,
  type TableSchema,
  tableBatches,
  tableSchema,
} from '../src/sources/table/index.ts';

transferErrors();

const control = new AbortController();
const { signal } = control;

const face = {
  schema: (files: readonly TableFile[]): Promise<TableSchema> => tableSchema(files, { signal }),
  /** Hands over one batch after the other; the next is made when the last was taken. */
  async batches(
    files: readonly TableFile[],
    schema: TableSchema,
    take: (ipc: Uint8Array) => Promise<void>,
  ): Promise<void> {
    for await (const ipc of tableBatches(files, schema, { signal }))
      await take(Comlink.transfer(ipc, [ipc.buffer]));
  },
  /** Ends the work at hand; the worker is of no use afterwards. */
  cancel(): void {
    control.abort();
  },
};

export type TableFace = typeof face;

Comlink.expose(face);
