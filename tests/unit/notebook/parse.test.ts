import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notebookText, parseNotebook } from '../../../src/notebook/index.ts';

const pieces = fc.constantFrom(
  '---\n',
  'title: x\n',
  '# Head\n',
  'text ',
  '\n',
  '\r\n',
  '```',
  '````',
  '~~~',
  'sql a\n',
  '```metric b\nkind: overview\n```\n',
  '```\n',
  'from: [\n',
  '{{a.b | percent}}',
  '   ```js\n',
  '\t',
  ' ',
  '日本',
);

describe('the notebook file', () => {
  it('is its own text again, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(notebookText(parseNotebook(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the cells of the overview, in both languages', () => {
    const kinds = (file: string) => {
      const document = parseNotebook(readFileSync(`public/notebooks/${file}`, 'utf8'));
      expect(document.cells.every((cell) => cell.error === null)).toBe(true);
      return document.cells.map((cell) => `${cell.kind} ${cell.name}`);
    };
    expect(kinds('overview.md')).toContain('metric funnel');
    expect(kinds('overview.zh-CN.md')).toEqual(kinds('overview.md'));
  });

  it('keeps an unknown fence as such', () => {
    const [cell] = parseNotebook('```python\nprint(1)\n```\n').cells;
    expect(cell).toMatchObject({ kind: 'unknown', fence: 'python', body: 'print(1)\n' });
  });

  it('points at the line of broken YAML', () => {
    const cell = parseNotebook('# t\n\n```metric a\nkind: x\nwhere: [1\n```\n').cells[1];
    expect(cell?.error?.line).toBeGreaterThanOrEqual(5);
  });

  it('calls a second definition of a name an error that names the first', () => {
    const { cells } = parseNotebook('```sql a\nselect 1\n```\n```sql a\nselect 2\n```\n');
    expect(cells[0]?.error).toBeNull();
    expect(cells[1]?.error).toEqual({
      code: 'twice',
      parameters: { name: 'a', first: 1 },
      line: 4,
    });
  });
});
