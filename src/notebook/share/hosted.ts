import { TabhouseError } from '../../engine/errors.ts';
import { format } from '../../i18n/index.ts';
import { MOST_IN_NOTEBOOK } from './link.ts';

export interface HostedOptions {
  /** The page's address. */
  readonly base?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

/**
 * The text of the notebook behind `?notebook=<path>`. Only a path of the page's own origin is followed, and a redirect
 * to another is refused. Rejects with `notebook-elsewhere`, `notebook-missing` or `notebook-too-large`.
 */
export async function hostedNotebook(
  path: string,
  { base = document.baseURI, fetch = globalThis.fetch, signal }: HostedOptions = {},
): Promise<string> {
  const url = addressOf(path, base);
  const missing = (cause?: unknown) =>
    new TabhouseError('notebook-missing', { parameters: { path: url.pathname }, cause });
  const response = await fetch(url, {
    mode: 'same-origin',
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw signal?.aborted ? new TabhouseError('cancelled', { cause }) : missing(cause);
  });
  // A server that answers everything with its page has no notebook there.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage) throw missing();
  const text = await response.text();
  if (text.length <= MOST_IN_NOTEBOOK) return text;
  const [size, limit] = [text.length, MOST_IN_NOTEBOOK].map((one) => format.bytes(one));
  throw new TabhouseError('notebook-too-large', {
    parameters: { size: size ?? '', limit: limit ?? '' },
  });
}

function addressOf(path: string, base: string): URL {
  const own = new URL(base);
  const elsewhere = (cause?: unknown) =>
    new TabhouseError('notebook-elsewhere', { parameters: { path }, cause });
  let url: URL;
  try {
    url = new URL(path, own);
  } catch (cause) {
    throw elsewhere(cause);
  }
  // `blob:` and `filesystem:` addresses claim the page's origin too.
  if (url.origin !== own.origin || url.protocol !== own.protocol) throw elsewhere();
  return url;
}
