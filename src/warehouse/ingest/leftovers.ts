/** A worker that has just ended may still hold its files for a moment. */
const TRIES = 60;
const WAIT = 50;

const log = (file: string) => `${file}.wal`;

/** Removes database files from OPFS, with the log beside each; those that are not there are no matter. */
export async function removeFiles(names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const root = await navigator.storage.getDirectory();
  for (const name of names.flatMap((file) => [file, log(file)])) await remove(root, name);
}

/**
 * Removes the logs of closed database files. In OPFS the engine cannot remove a log that it has written into its
 * file, and would replay it over the same changes at the next opening.
 */
export async function removeLogs(names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const root = await navigator.storage.getDirectory();
  for (const name of names) await remove(root, log(name));
}

async function remove(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await root.removeEntry(name);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
  }
}
