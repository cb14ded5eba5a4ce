import { deleteFiles, storageAvailable, storedFiles } from '../../engine/storage.ts';
import type { Storage } from '../types.ts';

const LOCK = 'tabhouse-load-';

/** Files of a data set by its id, whatever they hold. */
export async function filesOf(id: string): Promise<readonly string[]> {
  const files = await storedFiles();
  return files.map(({ name }) => name).filter((name) => name.startsWith(`tabhouse-${id}-`));
}

/** Runs a load while other tabs can see that its files are being written. */
export function whileLoading<T>(id: string, work: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks ? navigator.locks.request(LOCK + id, work) : work();
}

/**
 * Deletes what loads left behind that never ended, of this tab or another: files that no data set in `kept` names and
 * no living tab is writing.
 */
export async function sweep(kept: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const files = await storedFiles();
  const held = (await globalThis.navigator?.locks?.query())?.held ?? [];
  const writing = new Set(held.map(({ name }) => name?.slice(LOCK.length)));
  const orphans = files
    .map(({ name }) => name)
    .filter((name) => {
      const id = /^tabhouse-([^-]+)-/.exec(name)?.[1];
      if (id === undefined || writing.has(id)) return false;
      return !(kept.get(id) ?? []).some((file) => name.startsWith(file));
    });
  // Another tab may still have one open; it is swept the next time.
  await Promise.all(orphans.map((name) => deleteFiles([name]).catch(() => undefined)));
}

/** Where data sets are kept unless the reader says otherwise: in OPFS where the browser has it. */
export const usualStorage = async (): Promise<Storage> =>
  (await storageAvailable()) ? 'opfs' : 'memory';

export { deleteFiles };
