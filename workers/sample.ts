import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import { sampleFile } from '../src/sources/sample/index.ts';
import type { SampleOptions, SampleProgress } from '../src/sources/sample/types.ts';

transferErrors();

let control = new AbortController();

const face = {
  /** A seeded shop as a file. */
  make(
    options: Omit<SampleOptions, 'signal' | 'onProgress'>,
    onProgress: (progress: SampleProgress) => void,
  ): Promise<File> {
    control = new AbortController();
    return sampleFile({ ...options, signal: control.signal, onProgress });
  },
  /** Ends the work at hand; what was written of the file is removed. */
  cancel(): void {
    control.abort();
  },
};

export type SampleFace = typeof face;

Comlink.expose(face);
