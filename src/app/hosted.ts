import { TabhouseError } from '../engine/index.ts';

/** The file behind `?data=<path>`; only a path of this page's own origin is followed. */
export async function hostedFile(path: string, base: string = document.baseURI): Promise<File> {
  const url = new URL(path, base);
  const file = url.pathname;
  if (url.origin !== new URL(base).origin) {
    throw new TabhouseError('file-elsewhere', { parameters: { file: path } });
  }
  const response = await fetch(url);
  if (!response.ok) throw new TabhouseError('file-missing', { parameters: { file } });
  return new File([await response.blob()], nameOf(file), { lastModified: modified(response) });
}

function modified(response: Response): number {
  const at = Date.parse(response.headers.get('last-modified') ?? '');
  return Number.isNaN(at) ? 0 : at;
}

/** The last part of a path as people read it; as it stands where it is not encoded well. */
function nameOf(path: string): string {
  const last = path.split('/').at(-1) || 'data';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
