import { TabhouseError } from '../../engine/index.ts';
import { format } from '../../i18n/index.ts';
import { MOST_IN_NOTEBOOK } from '../../notebook/share/link.ts';
import type { AttachedFile } from './record.ts';

/** A file as the browser hands it over: with its handle where it can be written again. */
export type NotebookFile = File & { readonly handle?: FileSystemFileHandle };

/** Asking for a permission, which the standard library's types lack. */
interface Permitting {
  queryPermission?(options: { readonly mode: 'read' | 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'read' | 'readwrite' }): Promise<PermissionState>;
}

const EXTENSIONS = ['.md', '.markdown'] as const;

/** True for a file that is a notebook by its name. */
export const isNotebookFile = ({ name }: Pick<File, 'name'>): boolean =>
  EXTENSIONS.some((extension) => name.toLowerCase().endsWith(extension));

/** The file's text, in UTF-8 or else GB18030. Rejects with `notebook-too-large` or `file-binary`. */
export async function readNotebookFile(file: File): Promise<string> {
  if (file.size > MOST_IN_NOTEBOOK * 4) {
    const [size, limit] = [format.bytes(file.size), format.bytes(MOST_IN_NOTEBOOK * 4)];
    throw new TabhouseError('notebook-too-large', { parameters: { size, limit } });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.includes(0))
    throw new TabhouseError('file-binary', { parameters: { file: file.name } });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Asks for a notebook file; null where the reader thought better of it. */
export async function pickNotebook(): Promise<NotebookFile | null> {
  const { fileOpen } = await import('browser-fs-access');
  try {
    const extensions = [...EXTENSIONS];
    return await fileOpen({ extensions, mimeTypes: ['text/markdown'], id: 'tabhouse' });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/**
 * Writes a notebook into the file that it came from or was saved to last, else into one that the reader picks; a
 * download where the browser cannot write files (`handle` is then null). Null where the reader thought better of it.
 */
export async function saveNotebook(
  text: string,
  name: string,
  handle: FileSystemFileHandle | null,
  now: () => number = Date.now,
): Promise<AttachedFile | null> {
  const { fileSave } = await import('browser-fs-access');
  const blob = new Blob([text], { type: 'text/markdown' });
  try {
    if (handle) await (handle as Permitting).requestPermission?.({ mode: 'readwrite' });
    const options = { fileName: name, extensions: ['.md'], id: 'tabhouse' };
    const saved = await fileSave(blob, options, handle);
    return { name: saved?.name ?? name, handle: saved, text, at: now() };
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** What the file holds now; null where that cannot be known without asking the reader. */
export async function textInFile(
  handle: FileSystemFileHandle | null,
  ask = false,
): Promise<string | null> {
  if (!handle) return null;
  try {
    // Asked once for both: it is read to be written.
    const mode = { mode: ask ? 'readwrite' : 'read' } as const;
    const permitting = handle as Permitting;
    const asked = ask ? permitting.requestPermission?.(mode) : permitting.queryPermission?.(mode);
    if ((await asked) !== 'granted') return null;
    return await readNotebookFile(await handle.getFile());
  } catch {
    return null;
  }
}

/** Two handles of one file. */
export async function isSameFile(
  one: FileSystemFileHandle | null,
  other: FileSystemFileHandle | null,
): Promise<boolean> {
  if (!one || !other) return false;
  return one.isSameEntry(other).catch(() => false);
}

/** A title as the name of a file. */
export function fileNameOf(title: string): string {
  const name = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${name || 'notebook'}.md`;
}

const isCancelled = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
