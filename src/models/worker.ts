import * as Comlink from 'comlink';
import type { NumericFace } from '../../workers/numeric.ts';
import numericUrl from '../../workers/numeric.ts?worker&url';
import { connectWorker, orDeath, TabhouseError } from '../engine/index.ts';
import { turns } from '../engine/turns.ts';
import type { RunModel } from '../metrics/types.ts';

/** Two at a time, as on most machines the engine works beside them. */
const LANES = [turns(), turns()];
let next = 0;

/**
 * Runs a model in a worker of its own, which is ended after it: memory is given back, and a cancel is heard at once.
 * The inputs are the worker's afterwards. Rejects with `cancelled`, `engine-start`, `engine-lost` (where the worker
 * died) or what the model throws.
 */
export const runInWorker: RunModel = (stage, inputs, { signal, tell }) => {
  const lane = LANES[next++ % LANES.length] as ReturnType<typeof turns>;
  return lane(async () => {
    if (signal?.aborted) throw new TabhouseError('cancelled');
    const worker = await connectWorker<NumericFace>(numericUrl);
    let cancel = () => {};
    const cancelled = new Promise<never>((_, reject) => {
      cancel = () => reject(new TabhouseError('cancelled'));
    });
    signal?.addEventListener('abort', cancel);
    try {
      if (signal?.aborted) throw new TabhouseError('cancelled');
      const buffers = Object.values(inputs).flatMap((columns) =>
        Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer),
      );
      const { model, options, outputs } = stage;
      const work = worker.remote.run(
        { model, options, outputs },
        Comlink.transfer(inputs, buffers),
        Comlink.proxy((done, total) => tell?.(done, total)),
      );
      return await Promise.race([orDeath(worker, work), cancelled]);
    } finally {
      signal?.removeEventListener('abort', cancel);
      worker.terminate();
    }
  });
};
