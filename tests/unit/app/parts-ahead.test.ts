import { describe, expect, it } from 'vitest';
import { fetchPartsAgain, noteParts } from '../../../src/app/parts-ahead.ts';

interface Link {
  href: string;
  rel?: string;
  crossOrigin?: string | null;
}

/** A page with the links that its HTML has. */
function page(...own: readonly string[]) {
  const links: Link[] = own.map((href) => ({ href }));
  const place = {
    head: { append: (link: Link) => links.push(link) },
    createElement: (): Link => ({ href: '' }),
    querySelectorAll: () => links,
  } as unknown as Document;
  const add = (...more: readonly string[]) => links.push(...more.map((href) => ({ href })));
  return { place, add, hrefs: () => links.map(({ href }) => href), links };
}

function store() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
  return { storage: () => storage, kept };
}

describe('the scripts of the last visit', () => {
  it('are fetched at once where data were open, each once', () => {
    const { storage } = store();
    const before = page('main.js');
    before.add('charts.js', 'view.js');
    noteParts(true, before.place, storage, 'build 1');
    const now = page('main.js');
    expect(fetchPartsAgain(now.place, storage, 'build 1')).toBe(true);
    expect(now.hrefs()).toEqual(['main.js', 'charts.js', 'view.js']);
    expect(now.links[1]).toMatchObject({ rel: 'modulepreload', crossOrigin: '' });
  });

  it('are left alone where no data were open then', () => {
    const { storage, kept } = store();
    noteParts(true, page('main.js').place, storage, 'build 1');
    noteParts(false, page('main.js').place, storage, 'build 1');
    const now = page('main.js');
    expect(fetchPartsAgain(now.place, storage, 'build 1')).toBe(false);
    expect(now.hrefs()).toEqual(['main.js']);
    expect(kept.size).toBe(0);
  });

  it('are left alone where the page is of another build', () => {
    const { storage } = store();
    noteParts(true, page('charts.js').place, storage, 'build 1');
    const now = page();
    expect(fetchPartsAgain(now.place, storage, 'build 2')).toBe(false);
    expect(now.hrefs()).toEqual([]);
  });

  it('are left alone where what was noted cannot be read', () => {
    const { storage, kept } = store();
    noteParts(true, page('charts.js').place, storage, 'build 1');
    for (const key of kept.keys()) kept.set(key, '{');
    expect(fetchPartsAgain(page().place, storage, 'build 1')).toBe(false);
    const none = (): Storage => {
      throw new DOMException('not here', 'SecurityError');
    };
    expect(fetchPartsAgain(page().place, none, 'build 1')).toBe(false);
    expect(() => noteParts(true, page().place, none, 'build 1')).not.toThrow();
  });
});
