import type { Entry, FileEntry } from '@zip.js/zip.js';
import { TabhouseError } from '../../engine/errors.ts';
import type { ByteOptions } from './types.ts';

/** The files in a `.zip`, folders and the system's litter left out. Throws `file-broken`. */
export async function zipEntries(file: File): Promise<FileEntry[]> {
  // Few visitors open an archive: the library comes with the first one.
  const { BlobReader, configure, ZipReader } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  try {
    const entries = await new ZipReader(new BlobReader(file)).getEntries();
    return entries.filter(isData);
  } catch (cause) {
    throw new TabhouseError('file-broken', { parameters: { file: file.name }, cause });
  }
}

function isData(entry: Entry): entry is FileEntry {
  if (entry.directory || entry.uncompressedSize === 0) return false;
  const name = entry.filename.split('/').pop() ?? '';
  return !entry.filename.startsWith('__MACOSX/') && !name.startsWith('.');
}

/** The unpacked bytes of one entry. Throws `file-encrypted`, `file-unsupported`, `file-broken`, `file-changed`. */
export async function* unzip(
  file: File,
  member: string | undefined,
  { signal, onBytes }: ByteOptions = {},
): AsyncGenerator<Uint8Array> {
  const entries = await zipEntries(file);
  const entry = entries.find(({ filename }) => filename === member) ?? entries[0];
  const parameters = { file: member ?? file.name };
  if (!entry) throw new TabhouseError('file-empty', { parameters });
  if (entry.encrypted) throw new TabhouseError('file-encrypted', { parameters });
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  let before = 0;
  const work = entry.getData(pipe.writable, {
    checkSignature: true,
    ...(signal && { signal }),
    onprogress: async (done: number) => {
      onBytes?.(done - before);
      before = done;
    },
  });
  const failed = work.then(
    () => undefined,
    (cause: unknown) => problem(cause, parameters),
  );
  const reader = pipe.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } catch (cause) {
    throw (await failed) ?? problem(cause, parameters);
  } finally {
    reader.cancel().catch(() => undefined);
  }
  const error = await failed;
  if (error) throw error;
}

function problem(cause: unknown, parameters: { file: string }): TabhouseError {
  const message = cause instanceof Error ? cause.message : '';
  if (cause instanceof Error && cause.name === 'AbortError') {
    return new TabhouseError('cancelled', { cause });
  }
  if (/compression method|not supported/i.test(message)) {
    return new TabhouseError('file-unsupported', {
      parameters: { ...parameters, feature: 'zip' },
      cause,
    });
  }
  return new TabhouseError('file-broken', { parameters, cause });
}
