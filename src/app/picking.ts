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

/** Files of a drop; of folders, everything in them. */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return plain.filter(visible);
  const files: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, files);
  return files.filter(visible);
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
