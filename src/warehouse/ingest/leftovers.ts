/** A worker that has just ended may still hold its files for a moment. */
const TRIES = 60;
const WAIT = 50;

/** Removes files from OPFS, with the engine's log beside each; those that are not there are no matter. */
export async function removeFiles(names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const root = await navigator.storage.getDirectory();
  for (const name of names.flatMap((file) => [file, `${file}.wal`])) await remove(root, name);
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
