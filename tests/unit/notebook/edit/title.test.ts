import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retitled } from '../../../../src/notebook/edit/title.ts';
import { notebookText, parseNotebook } from '../../../../src/notebook/index.ts';
import { headOf } from '../../../../src/notebook/text/parse.ts';
import { anyText } from './texts.ts';

describe('another title', () => {
  it('stands in the front matter, and in the first heading where that said the old one', () => {
    expect(retitled('# Old\n\nText.\n', 'New')).toBe('---\ntitle: New\n---\n# New\n\nText.\n');
    const own = '---\n# kept\ntitle: Old\nneeds: { events: [user_id] }\n---\n# Another\n';
    expect(retitled(own, 'New')).toBe(own.replace('Old', 'New'));
    const windows = own.replaceAll('\n', '\r\n');
    expect(retitled(windows, 'New')).toBe(windows.replace('Old', 'New'));
    const both = '---\ntitle: Old\n---\n\n```sql a\nselect 1\n```\n\n# Old #\n';
    expect(parseNotebook(retitled(both, 'a: $& `b`')).title).toBe('a: $& `b`');
    expect(retitled(both, 'New')).toContain('# New\n');
  });

  it('is read again as it was given, and leaves every other cell as it was', () => {
    fc.assert(
      fc.property(anyText, fc.stringMatching(/^[a-z][a-z :'#]{0,20}[a-z]$/), (text, title) => {
        const before = parseNotebook(text);
        fc.pre(!before.frontMatterError);
        const now = parseNotebook(retitled(text, title));
        expect(now.title).toBe(title);
        const fenced = (all: typeof before) =>
          all.cells.filter(({ kind }) => kind !== 'text').map(({ body }) => body);
        expect(fenced(now)).toEqual(fenced(before));
        if (before.cells.every(({ body }) => !/^#\s/m.test(body))) {
          const rest = (all: string) => all.slice(headOf(all).length).trim();
          expect(rest(notebookText(now))).toBe(rest(text));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is refused where the front matter cannot be read, since writing it would lose something', () => {
    expect(() => retitled('---\ntitle: [\n---\n# T\n', 'New')).toThrowError(
      expect.objectContaining({ code: 'notebook-syntax' }),
    );
  });
});
