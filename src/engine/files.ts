import { TabhouseError } from './errors.ts';

/** Every file that we keep in OPFS begins with this. */
export const FILE_PREFIX = 'tabhouse-';

/** A database's log lies beside it until it is closed. */
export const logOf = (file: string) => `${file}.wal`;

/** The root of OPFS; null where the browser has none or refuses it. */
export async function opfsRoot(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await navigator.storage?.getDirectory?.()) ?? null;
  } catch {
    return null;
  }
}

/** The file's handle; the file is made where it is missing. Rejects with `storage-unavailable`. */
export async function fileHandle(name: string): Promise<FileSystemFileHandle> {
  const root = await opfsRoot();
  if (!root) throw new TabhouseError('storage-unavailable');
  return root.getFileHandle(name, { create: true });
}

/** Rejects with `dataset-missing` where there is no such file. */
export async function present(file: string): Promise<void> {
  const root = await opfsRoot();
  await root?.getFileHandle(file).catch((cause) => {
    throw new TabhouseError('dataset-missing', { cause, parameters: { file } });
  });
}

const BUSY_TRIES = 80;
const BUSY_WAIT = 50;

/**
 * Another worker's handle on a file is freed some time after that worker ends, two seconds if it was busy: tries
 * again for as long as `work` rejects with `storage-busy`.
 */
export async function patient<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof TabhouseError && error.code === 'storage-busy';
      if (!busy || tries >= BUSY_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_WAIT));
    }
  }
}

/** Deletes a file; none is no error. Rejects with `storage-busy` where it stays open. */
export async function removeFile(name: string): Promise<void> {
  const root = await opfsRoot();
  await patient(async () => {
    try {
      await root?.removeEntry(name);
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'NotFoundError') return;
      throw new TabhouseError('storage-busy', { cause });
    }
  });
}
