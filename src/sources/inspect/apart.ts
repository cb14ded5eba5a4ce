import * as Comlink from 'comlink';
import type { InspectFace } from '../../../workers/inspect.ts';
import inspectUrl from '../../../workers/inspect.ts?worker&url';
import { connectWorker, orDeath, TabhouseError } from '../../engine/index.ts';
import type { Slice, SliceOptions } from '../read/index.ts';
import type { FileShape, LookProgress, PickedFile, SourceId } from '../types.ts';
import type { InspectOverrides } from './types.ts';

/** What is found out about files before any of their events is read. */
export interface Inspector {
  /** `inspectFile`. */
  inspect(file: File, overrides?: InspectOverrides): Promise<FileShape[]>;
  /** `joinTables`. */
  join(source: SourceId, files: readonly PickedFile[]): Promise<PickedFile | null>;
  /** `planSlices`. */
  slices(
    file: File,
    shape: FileShape,
    count: number,
    options?: Pick<SliceOptions, 'quoted'>,
  ): Promise<Slice[]>;
}

export interface InspectorOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LookProgress) => void) | undefined;
}

/**
 * Looks at files in a worker of its own, which lives as long as `work`: a workbook is unpacked as a whole and tables
 * are joined row by row, and the page answers meanwhile. Where there are no workers, it is done here. Throws what
 * inspection, joining and slicing throw, `cancelled` as soon as the signal says so, `engine-lost`.
 */
export async function inspectApart<T>(
  work: (inspector: Inspector) => Promise<T>,
  { signal, onProgress }: InspectorOptions = {},
): Promise<T> {
  if (signal?.aborted) throw new TabhouseError('cancelled');
  if (typeof Worker === 'undefined') {
    const { inspectorHere } = await import('./here.ts');
    return work(inspectorHere(onProgress));
  }
  const connected = await connectWorker<InspectFace>(inspectUrl);
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new TabhouseError('cancelled'));
  });
  stopped.catch(() => {});
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  const until = <R>(answer: Promise<R>): Promise<R> =>
    Promise.race([orDeath(connected, answer), stopped]);
  const { remote } = connected;
  const told = Comlink.proxy(onProgress ?? (() => {}));
  try {
    return await until(
      work({
        inspect: (file, overrides) => until(remote.inspect(file, overrides ?? {}, told)),
        join: (source, files) => until(remote.join(source, files.map(sent), told)),
        slices: (file, shape, count, options) =>
          until(remote.slices(file, shape, count, options ?? {})),
      }),
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    connected.terminate();
  }
}

/** Only what can cross over. */
const sent = ({ file, shape }: PickedFile): PickedFile => ({ file, shape });
