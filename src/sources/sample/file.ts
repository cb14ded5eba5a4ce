import { TabhouseError } from '../../engine/errors.ts';
import { generateSample } from './generate.ts';
import type { SampleOptions } from './types.ts';

/** Up to this many lines the file is kept by the browser as a Blob; beyond, it is written to OPFS. */
const IN_BLOB = 1_000_000;

/** What a file of OPFS can do in a worker; TypeScript's DOM does not know it. */
interface WritableInPlace extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array, options: { at: number }): number;
    flush(): void;
    close(): void;
  }>;
}

/** Name of a sample's file; in OPFS too, where all that begins with `tabhouse-sample-` may be deleted. */
export function sampleName({ shape, events, seed }: SampleOptions): string {
  return `tabhouse-sample-${shape}-${events}-${seed}.csv`;
}

/**
 * A sample as a file that can be picked like any other; its bytes are never in memory as a whole. Large ones need a
 * worker, because only there can OPFS be written in place. Throws `cancelled`, `storage-full`.
 */
export async function sampleFile(
  options: SampleOptions,
  storage: Pick<StorageManager, 'getDirectory'> | undefined = globalThis.navigator?.storage,
): Promise<File> {
  const large = options.events > IN_BLOB && storage?.getDirectory !== undefined;
  return large ? stored(options, await storage.getDirectory()) : assembled(options);
}

async function assembled(options: SampleOptions): Promise<File> {
  const parts: Blob[] = [];
  for await (const piece of generateSample(options)) parts.push(new Blob([piece]));
  return new File(parts, sampleName(options), { type: 'text/csv', lastModified: 0 });
}

async function stored(options: SampleOptions, root: FileSystemDirectoryHandle): Promise<File> {
  const name = sampleName(options);
  const handle = await root.getFileHandle(name, { create: true });
  try {
    const access = await (handle as WritableInPlace).createSyncAccessHandle();
    try {
      access.truncate(0);
      let at = 0;
      for await (const piece of generateSample(options)) at += access.write(piece, { at });
      access.flush();
    } finally {
      access.close();
    }
  } catch (cause) {
    await root.removeEntry(name).catch(() => undefined);
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError')
      throw new TabhouseError('storage-full', { cause });
    throw cause;
  }
  return handle.getFile();
}
