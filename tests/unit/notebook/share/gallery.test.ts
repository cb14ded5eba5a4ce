import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { galleryOf } from '../../../../scripts/vite/notebooks.ts';
import { galleryEntries, galleryText } from '../../../../src/notebook/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-gallery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

describe('the list of notebooks', () => {
  it('says of every file what it is and needs, each language under its own name', () => {
    write('shop.md', '---\ntitle: A shop\ndescription: One line.\nneeds: [user_id]\n---\n# No\n');
    write('shop.zh-CN.md', '---\ntitle: 店铺\nneeds: [user_id]\n---\n# 店\n\n一句话。\n');
    write('notes.txt', 'not a notebook');
    expect(galleryOf(folder)).toEqual([
      {
        name: 'shop',
        languages: {
          en: {
            path: 'notebooks/shop.md',
            title: 'A shop',
            description: 'One line.',
            needs: ['user_id'],
          },
          'zh-CN': {
            path: 'notebooks/shop.zh-CN.md',
            title: '店铺',
            description: '一句话。',
            needs: ['user_id'],
          },
        },
      },
    ]);
  });

  it('takes heading and first plain paragraph where a file has no front matter, and its data where it names some', () => {
    write(
      'a b.md',
      '---\ndata: data/a.parquet\n---\n# Losses\n\n{{overview.uv}} visitors.\n\nWhere they\nleave.\n',
    );
    expect(galleryOf(folder)[0]?.languages.en).toEqual({
      path: 'notebooks/a%20b.md',
      title: 'Losses',
      description: 'Where they leave.',
      needs: null,
      data: 'data/a.parquet',
    });
  });

  it('keeps a broken file listed under its name, and is empty without a folder', () => {
    write('broken.md', '---\ntitle: [\n---\n');
    expect(galleryOf(folder)[0]?.languages.en?.title).toBe('broken');
    expect(galleryOf(join(folder, 'none'))).toEqual([]);
  });

  it('gives a reader another language rather than nothing', () => {
    write('shop.zh-CN.md', '# 店\n');
    const [entry] = galleryOf(folder);
    expect(entry && galleryText(entry, 'en')?.title).toBe('店');
  });

  it('is empty where the page has none, or something else stands there', async () => {
    const answers = (answer: Response | Error) =>
      galleryEntries('https://shop.example/', () =>
        answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
      );
    expect(await answers(new Error('offline'))).toEqual([]);
    expect(await answers(new Response('', { status: 404 }))).toEqual([]);
    expect(await answers(new Response('<html>'))).toEqual([]);
    expect(await answers(new Response('[{"name":1},{"name":"a","languages":{}}]'))).toEqual([
      { name: 'a', languages: {} },
    ]);
  });
});
