import { TabhouseError } from '../../engine/errors.ts';
import type { PickedFile } from '../../sources/types.ts';
import { sampleHash } from './hash.ts';
import type { RecordedFile } from './records.ts';

/** What is remembered of picked files: one entry per file, however many tables it holds. */
export async function recorded(files: readonly PickedFile[]): Promise<RecordedFile[]> {
  const unique = [...new Map(files.map((picked) => [picked.file, picked])).values()];
  return Promise.all(
    unique.map(async ({ file, handle }) => ({
      name: file.name,
      size: file.size,
      lastModified: file.lastModified,
      hash: await hashOf(file),
      ...(handle ? { handle } : {}),
    })),
  );
}

async function hashOf(file: File): Promise<string> {
  try {
    return await sampleHash(file);
  } catch (cause) {
    throw new TabhouseError('file-missing', { parameters: { file: file.name }, cause });
  }
}

interface Readable extends FileSystemFileHandle {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * The files of a data set again: those still at hand in this page, else by their handles. Throws `file-missing` that
 * names the one to pick again, `file-changed` where it is not what was loaded.
 */
export async function filesAgain(
  wanted: readonly RecordedFile[],
  atHand: readonly File[],
): Promise<File[]> {
  return Promise.all(
    wanted.map(async (record) => {
      const same = atHand.find(({ name, size }) => name === record.name && size === record.size);
      const file = same ?? (await byHandle(record));
      if ((await hashOf(file)) !== record.hash)
        throw new TabhouseError('file-changed', { parameters: { file: record.name } });
      return file;
    }),
  );
}

async function byHandle({ name, handle }: RecordedFile): Promise<File> {
  const missing = (cause?: unknown) =>
    new TabhouseError('file-missing', { parameters: { file: name }, cause });
  if (!handle) throw missing();
  const readable: Readable = handle;
  try {
    let state = (await readable.queryPermission?.({ mode: 'read' })) ?? 'granted';
    if (state === 'prompt')
      state = (await readable.requestPermission?.({ mode: 'read' })) ?? 'denied';
    if (state !== 'granted') throw missing();
    return await handle.getFile();
  } catch (cause) {
    throw cause instanceof TabhouseError ? cause : missing(cause);
  }
}
