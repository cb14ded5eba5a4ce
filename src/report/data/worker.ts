import * as Comlink from 'comlink';
import type { WriteFace } from '../../../workers/write.ts';
import writeUrl from '../../../workers/write.ts?worker&url';
import { connectWorker, orDeath } from '../../engine/index.ts';
import type { DataWriter } from './types.ts';

/** Starts a worker that writes tables. Rejects with `engine-start`. */
export async function startWriter(): Promise<DataWriter> {
  const connected = await connectWorker<WriteFace>(writeUrl);
  return {
    terminate: connected.terminate,
    write: (format, next, take, onRows) =>
      orDeath(
        connected,
        connected.remote.write(
          format,
          Comlink.proxy(async () => {
            const piece = await next();
            return piece && Comlink.transfer(piece, [piece.buffer]);
          }),
          Comlink.proxy(take),
          Comlink.proxy(onRows),
        ),
      ),
  };
}
