import { save } from '../../charts/export.ts';

/** Where a file is written to, piece by piece. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The file is whole. */
  close(): Promise<void>;
  /** Nothing of it stays. */
  abort(): Promise<void>;
}

type Picker = (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
type FolderPicker = (options: { readonly mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
interface Pickers {
  readonly showSaveFilePicker?: Picker;
  readonly showDirectoryPicker?: FolderPicker;
}

const pickers = () => globalThis as unknown as Pickers;

/**
 * A file of the reader's choice where the browser can write into it; else a download, which is held until it is
 * whole. Rejects with an `AbortError` where the reader chooses none.
 */
export async function fileSink(name: string, type: string): Promise<Sink> {
  const { showSaveFilePicker } = pickers();
  if (showSaveFilePicker) return handleSink(await showSaveFilePicker({ suggestedName: name }));
  const parts: Blob[] = [];
  return {
    write: async (bytes) => {
      parts.push(new Blob([bytes]));
    },
    close: async () => save(new Blob(parts, { type }), name),
    abort: async () => {
      parts.length = 0;
    },
  };
}

async function handleSink(handle: FileSystemFileHandle): Promise<Sink> {
  const stream = await handle.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    close: () => stream.close(),
    abort: () => stream.abort(),
  };
}

/** Several files that belong together. */
export interface Folder {
  file(name: string): Promise<Sink>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** A folder of the reader's choice where the browser can write into it; else a `.zip` that is downloaded. */
export async function folderSink(name: string): Promise<Folder> {
  const { showDirectoryPicker } = pickers();
  if (!showDirectoryPicker) return zipFolder(name);
  const outer = await showDirectoryPicker({ mode: 'readwrite' });
  const folder = await outer.getDirectoryHandle(name, { create: true });
  return {
    file: async (file) => handleSink(await folder.getFileHandle(file, { create: true })),
    close: async () => undefined,
    abort: () => outer.removeEntry(name, { recursive: true }),
  };
}

async function zipFolder(name: string): Promise<Folder> {
  const { BlobWriter, ZipWriter, configure } = await import('@zip.js/zip.js');
  // What is written is compressed already, and its own workers would not obey the page's policy.
  configure({ useWebWorkers: false });
  const blob = new BlobWriter('application/zip');
  const zip = new ZipWriter(blob, { level: 0 });
  return {
    async file(file) {
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
      const added = zip.add(`${name}/${file}`, readable);
      const writer = writable.getWriter();
      return {
        write: (bytes) => writer.write(bytes),
        async close() {
          await writer.close();
          await added;
        },
        async abort() {
          added.catch(() => undefined);
          await writer.abort();
        },
      };
    },
    async close() {
      await zip.close();
      save(await blob.getData(), `${name}.zip`);
    },
    abort: async () => undefined,
  };
}
