import { directoryOpen, fileOpen } from 'browser-fs-access';

/** Asks for files, or for a folder with all that is in it; empty where the reader thought better of it. */
export async function pickFiles(folder: boolean): Promise<File[]> {
  try {
    if (folder) {
      const found = await directoryOpen({ recursive: true });
      return found.filter((one): one is File => one instanceof File).filter(visible);
    }
    return await fileOpen({ multiple: true });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}

interface Droppable extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/**
 * Files of a drop; of folders, everything in them. A file carries its handle as `handle` where the browser gives one,
 * so that it can be read again on a later visit.
 */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  // A drop's items can be asked only while it is handled: all of them before the first wait.
  const dropped = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item: Droppable) => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry?.() ?? null,
      handle: item.getAsFileSystemHandle?.().catch(() => null) ?? null,
    }));
  const files: File[] = [];
  for (const { file, entry, handle } of dropped) {
    if (entry && isFolder(entry)) await collect(entry, files);
    else if (file) files.push(withHandle(file, await handle));
  }
  return files.filter(visible);
}

/** As the browser's own picker hands files over. */
function withHandle(file: File, handle: FileSystemHandle | null): File {
  return handle?.kind === 'file' ? Object.assign(file, { handle }) : file;
}

/** Files, or a table as text, from the clipboard; null where the paste belongs to a field. */
export function pastedFile(clipboard: DataTransfer, path: readonly EventTarget[]): File[] | null {
  const inField = path.some(
    (one) =>
      one instanceof HTMLElement &&
      (one.isContentEditable || /^(INPUT|TEXTAREA)$/.test(one.tagName)),
  );
  if (inField) return null;
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData('text/plain');
  if (!/[\n\r]/.test(text.trim())) return null;
  return [new File([text], 'pasted.csv', { type: 'text/csv' })];
}

async function collect(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (isFile(entry)) {
    into.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (batch.length === 0) break;
      for (const one of batch) await collect(one, into);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const visible = (file: File) => !file.name.startsWith('.');
