import * as Comlink from 'comlink';
import type { SampleFace } from '../../../workers/sample.ts';
import sampleUrl from '../../../workers/sample.ts?worker&url';
import { connectWorker, orDeath } from '../../engine/index.ts';
import type { SampleOptions } from './types.ts';

/**
 * `sampleFile` in a worker of its own, started for this one file. For the page only: a worker that imported this
 * would carry another inside it. Throws `cancelled`, `storage-full`.
 */
export async function makeSample({ signal, onProgress, ...options }: SampleOptions): Promise<File> {
  const connected = await connectWorker<SampleFace>(sampleUrl);
  const cancel = () => void connected.remote.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const made = connected.remote.make(
      options,
      Comlink.proxy((progress) => onProgress?.(progress)),
    );
    if (signal?.aborted) cancel();
    return await orDeath(connected, made);
  } finally {
    signal?.removeEventListener('abort', cancel);
    connected.terminate();
  }
}
