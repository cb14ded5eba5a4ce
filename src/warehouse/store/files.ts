import { TabhouseError } from '../../engine/errors.ts';
import { storedFiles } from '../../engine/storage.ts';
import { removeFiles } from '../ingest/leftovers.ts';
import type { Storage } from '../types.ts';

const LOCK = 'tabhouse-load-';

/** Deletes files of OPFS by name. Throws `storage-busy` where one is open in another tab. */
export async function deleteFiles(names: readonly string[]): Promise<void> {
  try {
    await removeFiles(names);
  } catch (cause) {
    throw new TabhouseError('storage-busy', { cause });
  }
}

/** Files of a data set by its id, whatever they hold. */
export async function filesOf(id: string): Promise<readonly string[]> {
  const files = await storedFiles();
  return files.map(({ name }) => name).filter((name) => name.startsWith(`tabhouse-${id}-`));
}

/** Runs a load while other tabs can see that its files are being written. */
export function whileLoading<T>(id: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK + id, work) : work();
}

/**
 * Deletes what loads left behind that never ended, of this tab or another: files of no data set in `kept` that no
 * living tab is writing.
 */
export async function sweep(kept: ReadonlySet<string>): Promise<void> {
  const files = await storedFiles();
  const held = (await navigator.locks?.query())?.held ?? [];
  const writing = new Set(held.map(({ name }) => name?.slice(LOCK.length)));
  const orphans = files
    .map(({ name }) => name)
    .filter((name) => {
      const id = /^tabhouse-([^-]+)-/.exec(name)?.[1];
      return id !== undefined && !kept.has(id) && !writing.has(id);
    });
  // Another tab may still have one open; it is swept the next time.
  await deleteFiles(orphans).catch(() => undefined);
}

/** Where data sets are kept unless the reader says otherwise: in OPFS where the browser has it. */
export async function usualStorage(): Promise<Storage> {
  try {
    await navigator.storage.getDirectory();
    return 'opfs';
  } catch {
    return 'memory';
  }
}

/** Bytes that may still be written; infinite where the browser does not say. */
export async function freeBytes(): Promise<number> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
}

/** Throws `storage-full` with what is needed and what is free, before any work. */
export async function needSpace(bytes: number): Promise<void> {
  const free = await freeBytes();
  if (free < bytes)
    throw new TabhouseError('storage-full', {
      parameters: { needed: Math.ceil(bytes / 1e6), free: Math.floor(free / 1e6) },
    });
}
