import probeUrl from '../../workers/probe.ts?worker&url';
import { TabhouseError } from './errors.ts';
import { FILE_PREFIX, logOf, opfsRoot, removeFile } from './files.ts';
import { connectWorker, orDeath } from './worker.ts';

/** A file of ours in the root of OPFS. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}

export interface StorageSpace {
  /** Bytes that this page uses, of any kind. */
  readonly used: number;
  /** Bytes that the browser would let it use; a guess of the browser's. */
  readonly quota: number;
  /** False where the browser may clear it when space runs short. */
  readonly persistent: boolean;
}

/** The face of workers/probe.ts. */
export interface ProbeFace {
  keeps(): Promise<boolean>;
  shares(): Promise<boolean>;
}

let available: Promise<boolean> | null = null;
let shared: Promise<boolean> | null = null;

/** Tries, once per page, whether workers can keep files here: some browsers and private windows refuse. */
export function storageAvailable(): Promise<boolean> {
  available ??= probe('keeps');
  return available;
}

/** Tries, once per page, whether several workers can read one file of ours at a time. */
export function filesShared(): Promise<boolean> {
  shared ??= probe('shares');
  return shared;
}

/** Asks the browser not to clear what is kept; true where it agrees or already has. */
export async function persistStorage(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** Null where the browser does not say. */
export async function storageSpace(): Promise<StorageSpace | null> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return { used: usage, quota, persistent: await navigator.storage.persisted() };
  } catch {
    return null;
  }
}

/** Our files with their sizes; none where the browser has no OPFS. */
export async function storedFiles(): Promise<StoredFile[]> {
  const root = await opfsRoot();
  if (!root) return [];
  const files: StoredFile[] = [];
  for await (const handle of root.values()) {
    if (!(handle instanceof FileSystemFileHandle) || !handle.name.startsWith(FILE_PREFIX)) continue;
    const file = await handle.getFile().catch(() => null);
    if (file) files.push({ name: handle.name, bytes: file.size });
  }
  return files;
}

/** Bytes of all our files. */
export async function storedBytes(): Promise<number> {
  return (await storedFiles()).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Deletes database files of ours with their logs; those that are not there are no error. Waits a little for workers
 * that just ended; rejects with `storage-busy` where a file stays open, such as in another tab.
 */
export async function deleteFiles(names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!name.startsWith(FILE_PREFIX)) throw new TabhouseError('internal', { cause: name });
    await removeFile(name);
    await removeFile(logOf(name));
  }
}

async function probe(question: keyof ProbeFace): Promise<boolean> {
  if (!(await opfsRoot())) return false;
  const worker = await connectWorker<ProbeFace>(probeUrl).catch(() => null);
  if (!worker) return false;
  try {
    return await orDeath(worker, worker.remote[question]());
  } catch {
    return false;
  } finally {
    worker.terminate();
  }
}
