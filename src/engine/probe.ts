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
  createSyncAccessHandle(options?: { readonly mode: 'read-only' }): Promise<SyncAccess>;
}

const hasSyncAccess = (file: FileSystemFileHandle): file is SyncFile =>
  'createSyncAccessHandle' in file;

/** True where several can read a file of OPFS at a time; elsewhere whoever has it open has it alone. */
export async function canShareFiles(): Promise<boolean> {
  return withProbe(async (file) => {
    const first = await file.createSyncAccessHandle({ mode: 'read-only' });
    try {
      (await file.createSyncAccessHandle({ mode: 'read-only' })).close();
      return true;
    } catch {
      return false;
    } finally {
      first.close();
    }
  });
}

/** True where a worker can write a file of OPFS in place and read it back, which is all that a database needs. */
export async function canKeepFiles(): Promise<boolean> {
  return withProbe(async (file) => {
    const handle = await file.createSyncAccessHandle();
    try {
      handle.write(new Uint8Array([1, 2, 3]), { at: 4096 });
      handle.flush();
      const read = new Uint8Array(3);
      return handle.getSize() === 4099 && handle.read(read, { at: 4096 }) === 3 && read[2] === 3;
    } finally {
      handle.close();
    }
  });
}

/** What `work` says of a new file; false where there can be none. */
async function withProbe(work: (file: SyncFile) => Promise<boolean>): Promise<boolean> {
  const root = await opfsRoot();
  if (!root) return false;
  const name = `${FILE_PREFIX}probe-${Math.random().toString(36).slice(2)}`;
  try {
    const file = await root.getFileHandle(name, { create: true });
    return hasSyncAccess(file) && (await work(file));
  } finally {
    await root.removeEntry(name).catch(() => {});
  }
}
