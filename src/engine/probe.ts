import { FILE_PREFIX, opfsRoot } from './files.ts';

/** TypeScript knows it in workers' libraries only. */
interface SyncAccess {
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(from: Uint8Array, options: { readonly at: number }): number;
  getSize(): number;
  flush(): void;
  close(): void;
}
interface SyncFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccess>;
}

const hasSyncAccess = (file: FileSystemFileHandle): file is SyncFile =>
  'createSyncAccessHandle' in file;

/** True where a worker can write a file of OPFS in place and read it back, which is all that a database needs. */
export async function canKeepFiles(): Promise<boolean> {
  const root = await opfsRoot();
  if (!root) return false;
  const name = `${FILE_PREFIX}probe-${Math.random().toString(36).slice(2)}`;
  try {
    const file = await root.getFileHandle(name, { create: true });
    if (!hasSyncAccess(file)) return false;
    const handle = await file.createSyncAccessHandle();
    try {
      handle.write(new Uint8Array([1, 2, 3]), { at: 4096 });
      handle.flush();
      const read = new Uint8Array(3);
      return handle.getSize() === 4099 && handle.read(read, { at: 4096 }) === 3 && read[2] === 3;
    } finally {
      handle.close();
    }
  } finally {
    await root.removeEntry(name).catch(() => {});
  }
}
