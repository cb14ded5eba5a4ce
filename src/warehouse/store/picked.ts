import { TabhouseError } from '../../engine/errors.ts';
import type { PickedFile } from '../../sources/types.ts';
import { isHashedWhole, sampleHash } from './hash.ts';
import type { RecordedFile } from './records.ts';

/** What is remembered of picked files: one entry per file, however many tables it holds. */
export async function recorded(files: readonly PickedFile[]): Promise<RecordedFile[]> {
  const taken = membersOf(files);
  const unique = [...new Map(files.map((picked) => [picked.file, picked])).values()];
  return Promise.all(
    unique.map(async ({ file, handle }) => {
      const members = taken.get(file);
      return {
        name: file.name,
        size: file.size,
        lastModified: file.lastModified,
        hash: await hashOf(file),
        ...(members ? { members } : {}),
        ...(handle ? { handle } : {}),
      };
    }),
  );
}

/** The files that a reader picked: what is joined of several comes of those. */
export const originsOf = (picked: PickedFile): readonly PickedFile[] => picked.origins ?? [picked];

/** Members of archives and workbooks that are taken, by file; all of a file that is not here. */
export type Taken = ReadonlyMap<File, readonly string[]>;

/** The same of files that are picked now. */
export function membersOf(picked: readonly PickedFile[]): Taken {
  const members = new Map<File, string[]>();
  for (const { file, shape } of picked)
    if (shape.member !== undefined) members.set(file, [...(members.get(file) ?? []), shape.member]);
  return members;
}

/** What was taken of files before, which lie in the same order. */
export const takenOf = (wanted: readonly RecordedFile[], files: readonly File[]): Taken =>
  new Map(
    wanted.flatMap(({ members }, at): [File, readonly string[]][] => {
      const file = files[at];
      return file && members ? [[file, members]] : [];
    }),
  );

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
      // What was picked again may be a copy; what lies where it lay must not have been written since.
      const written =
        !same && !isHashedWhole(file.size) && file.lastModified !== record.lastModified;
      if (written || (await hashOf(file)) !== record.hash)
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
