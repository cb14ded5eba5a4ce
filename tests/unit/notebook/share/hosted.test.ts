import { describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../../src/engine/errors.ts';
import { hostedNotebook } from '../../../../src/notebook/share/hosted.ts';

const BASE = 'https://shop.example/app/index.html';

function server(response: () => Response | Promise<Response>) {
  const asked: { readonly url: string; readonly mode: string | undefined }[] = [];
  const fetch = (async (url: URL, init?: RequestInit) => {
    asked.push({ url: String(url), mode: init?.mode });
    return response();
  }) as typeof globalThis.fetch;
  return { asked, options: { base: BASE, fetch } };
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof TabhouseError ? error.code : String(error)),
  );

describe('?notebook=<path>', () => {
  it('is read from the page’s own origin, which no redirect can leave', async () => {
    const { asked, options } = server(() => new Response('# T\n'));
    expect(await hostedNotebook('notebooks/a b.md', options)).toBe('# T\n');
    expect(await hostedNotebook('/other/b.md', options)).toBe('# T\n');
    expect(asked).toEqual([
      { url: 'https://shop.example/app/notebooks/a%20b.md', mode: 'same-origin' },
      { url: 'https://shop.example/other/b.md', mode: 'same-origin' },
    ]);
  });

  it.each([
    'https://evil.example/a.md',
    '//evil.example/a.md',
    '\\\\evil.example\\a.md',
    'http://shop.example/a.md',
    'https://shop.example:444/a.md',
    'https://shop.example@evil.example/a.md',
    'data:text/plain,# T',
    'blob:https://shop.example/0-0',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
  ])('is not followed elsewhere: %s', async (path) => {
    const { asked, options } = server(() => new Response('# T\n'));
    expect(await codeOf(hostedNotebook(path, options))).toBe('notebook-elsewhere');
    expect(asked).toEqual([]);
  });

  it('says that there is none, also where the server answers with its page or not at all', async () => {
    const html = { headers: { 'content-type': 'text/html; charset=utf-8' } };
    for (const response of [
      () => new Response('', { status: 404 }),
      () => new Response('<!doctype html>', html),
      () => Promise.reject(new TypeError('Failed to fetch')),
    ]) {
      expect(await codeOf(hostedNotebook('a.md', server(response).options))).toBe(
        'notebook-missing',
      );
    }
  });

  it('can be cancelled, and is refused where it is larger than any notebook', async () => {
    const { options } = server(() => Promise.reject(new DOMException('aborted', 'AbortError')));
    const signal = AbortSignal.abort();
    expect(await codeOf(hostedNotebook('a.md', { ...options, signal }))).toBe('cancelled');
    const large = server(() => new Response('a'.repeat(2_000_000)));
    expect(await codeOf(hostedNotebook('a.md', large.options))).toBe('notebook-too-large');
  });
});
