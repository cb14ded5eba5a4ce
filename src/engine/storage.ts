/** Every file that we keep in OPFS begins with this. */
export const FILE_PREFIX = 'tabhouse-';

/** A file of ours in the root of OPFS. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}

/** Our files with their sizes; none where the browser has no OPFS. */
export async function storedFiles(): Promise<StoredFile[]> {
  const root = await opfsRoot();
  if (!root) return [];
  const files: StoredFile[] = [];
  for await (const handle of root.values()) {
    if (handle.kind !== 'file' || !handle.name.startsWith(FILE_PREFIX)) continue;
    const file = await (handle as FileSystemFileHandle).getFile().catch(() => null);
    if (file) files.push({ name: handle.name, bytes: file.size });
  }
  return files;
}

/** Bytes of all our files. */
export async function storedBytes(): Promise<number> {
  return (await storedFiles()).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function opfsRoot(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await navigator.storage?.getDirectory?.()) ?? null;
  } catch {
    return null;
  }
}
