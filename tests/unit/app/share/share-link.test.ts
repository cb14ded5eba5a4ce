import { describe, expect, it } from 'vitest';
import { reachOf, shareLink } from '../../../../src/app/share/share-link.ts';
import { sharedIn } from '../../../../src/notebook/index.ts';

const PAGE =
  'https://shop.example/some/path/?data=data/a%20b.parquet&notebook=x#notebook=old&cell=y';
const NONE: ReadonlyMap<string, unknown> = new Map();

describe('the link to a notebook', () => {
  it('holds it with its inputs behind the #, keeps the data, and drops what else the address had', async () => {
    const values = new Map<string, unknown>([
      ['brand', ['甲', 'b']],
      ['big', 9007199254740993n],
    ]);
    const link = await shareLink({ text: '# T\n', values, cell: null, hosted: null }, PAGE);
    const url = new URL(link);
    expect(url.origin + url.pathname).toBe('https://shop.example/some/path/');
    expect(url.search).toBe('?data=data/a%20b.parquet');
    expect(await sharedIn(url.hash)).toEqual({ text: '# T\n', values });
  });

  it('leads to a cell', async () => {
    const link = await shareLink(
      { text: '# T\n', values: NONE, cell: 'top sales', hosted: null },
      PAGE,
    );
    const { hash } = new URL(link);
    expect(hash).toMatch(/^#notebook=1\.[^&]+&cell=top%20sales$/);
    expect((await sharedIn(hash))?.text).toBe('# T\n');
  });

  it('names a hosted notebook where that is enough', async () => {
    const wanted = { text: '# T\n', values: NONE, cell: null, hosted: 'notebooks/a.md' };
    expect(await shareLink(wanted, 'https://shop.example/')).toBe(
      'https://shop.example/?notebook=notebooks/a.md',
    );
    const set = { ...wanted, values: new Map([['a', 1]]) };
    expect(await shareLink(set, 'https://shop.example/')).toContain('/#notebook=1.');
  });

  it('that no tool would carry is refused, and one that few carry is told', async () => {
    let text = '';
    for (let line = 0; line < 20_000; line++) text += `${Math.sin(line)}\n`;
    const wanted = { text, values: NONE, cell: null, hosted: null };
    await expect(shareLink(wanted, 'https://shop.example/')).rejects.toMatchObject({
      code: 'notebook-too-large',
    });
    expect([reachOf(2000), reachOf(2001), reachOf(8000), reachOf(8001)]).toEqual([
      'everywhere',
      'most',
      'most',
      'few',
    ]);
  });
});
