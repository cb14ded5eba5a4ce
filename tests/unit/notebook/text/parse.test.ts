import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locale } from '../../../../src/i18n/index.ts';
import {
  newBlock,
  notebookText,
  parseNotebook,
  problemText,
} from '../../../../src/notebook/index.ts';
import { anyText } from '../edit/texts.ts';

describe('the notebook file', () => {
  it('is its own text again, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = parseNotebook(text);
        expect(notebookText(document)).toBe(text);
        const lines = [document.head, ...document.cells.map(({ source }) => source)];
        let line = lines[0] === '' ? 1 : (lines[0] ?? '').split('\n').length;
        for (const cell of document.cells) {
          expect(cell.line).toBe(line);
          expect(cell.source).not.toBe('');
          line += cell.source.split('\n').length - 1;
        }
      }),
      { numRuns: 2000 },
    );
  }, 30_000);

  it('reads as the same cells again, each of which reads alike by itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { head, cells } = parseNotebook(text);
        const again = parseNotebook(notebookText({ head, cells, frontMatter: {}, title: '' }));
        expect(again.cells).toEqual(cells);
        for (const cell of cells) {
          if (cell.kind === 'text' || cell.error?.code === 'unclosed') continue;
          const [alone] = parseNotebook(`\n${cell.source}`).cells.slice(-1);
          expect([alone?.kind, alone?.name, alone?.body]).toEqual([
            cell.kind,
            cell.name,
            cell.body,
          ]);
        }
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  it('holds what a new block was made of', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', ' ', '`', '~', ':', '日', '#'),
      maxLength: 12,
    });
    const body = fc
      .array(line, { maxLength: 5 })
      .map((lines) => lines.map((one) => `${one}\n`).join(''));
    const kind = fc.constantFrom('sql', 'metric', 'chart', 'input', 'tile', 'table', 'lineage');
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind, body, name: fc.constantFrom(null, 'a', 'b_2', '_c') }), {
          maxLength: 5,
        }),
        (blocks) => {
          const text = blocks.map((one) => newBlock(one.kind as 'sql', one)).join('');
          const cells = parseNotebook(text).cells.map(({ kind, name, body }) => ({
            kind,
            body,
            name,
          }));
          expect(cells).toEqual(blocks.map(({ kind, name, body }) => ({ kind, body, name })));
        },
      ),
      { numRuns: 500 },
    );
  }, 30_000);

  const published = readdirSync('public/notebooks').filter((file) => /^[^.]+\.md$/.test(file));

  it.each(published)('knows the cells of %s, the same in both languages', (file) => {
    const kinds = (path: string) => {
      const document = parseNotebook(readFileSync(`public/notebooks/${path}`, 'utf8'));
      expect(document.cells.filter(({ error, kind }) => error || kind === 'unknown')).toEqual([]);
      expect(document.frontMatterError).toBeNull();
      return document.cells.map((cell) => `${cell.kind} ${cell.name} ${cell.spec.kind ?? ''}`);
    };
    expect(kinds(file).length).toBeGreaterThan(2);
    expect(kinds(file.replace('.md', '.zh-CN.md'))).toEqual(kinds(file));
  });

  it('keeps an unknown fence as such, with the name that is no name of ours', () => {
    const [cell] = parseNotebook('```python a\nprint(1)\n```\n').cells;
    expect(cell).toMatchObject({
      kind: 'unknown',
      fence: 'python',
      name: null,
      body: 'print(1)\n',
    });
  });
});

describe('what cannot be read', () => {
  const problem = (text: string) => {
    const { cells, frontMatterError } = parseNotebook(text);
    const error = frontMatterError ?? cells.find((cell) => cell.error)?.error;
    return error ? [error.code, error.line, problemText(error)] : null;
  };

  it('points at its line, in words', () => {
    expect(problem('# t\n\n```metric a\nkind: x\nwhere: [1\n```\n')).toEqual([
      'yaml',
      6,
      expect.stringMatching(/^line 6 is not valid YAML \(.+\)$/),
    ]);
    expect(problem('---\na: b: c\n---\n')?.slice(0, 2)).toEqual(['yaml', 2]);
    expect(problem('---\n- a\n---\n')?.[0]).toBe('not-a-mapping');
    expect(problem('a\n\n```chart\n- 1\n```\n')).toEqual([
      'not-a-mapping',
      4,
      'it must hold “name: value” lines',
    ]);
    expect(problem('```sql a\nselect 1\n')).toEqual([
      'unclosed',
      1,
      'the fence that begins on line 1 is not closed',
    ]);
    expect(problem('```sql 1a\nselect 1\n```\n')?.slice(0, 2)).toEqual(['name', 1]);
    expect(problem('```sql a\n1\n```\n```sql A\n1\n```\n')).toEqual([
      'twice',
      4,
      'the name “A” is defined twice, on line 1 and on line 4',
    ]);
  });

  it('is said in the reader’s language', () => {
    locale.value = 'zh-CN';
    const text = problem('```sql a\n1\n```\n```sql a\n1\n```\n')?.[2];
    locale.value = 'en';
    expect(text).toBe('名称“a”重复定义：第 1 行和第 4 行');
  });

  it('never grows beyond bounds by aliases', () => {
    const bomb = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`);
    bomb[0] = 'a0: &a0 [x]';
    expect(problem(`\`\`\`chart\n${bomb.join('\n')}\n\`\`\`\n`)?.[0]).toBe('yaml');
  });
});

describe('a text that was edited elsewhere', () => {
  const TEXT = 'One\n\n```sql a\nselect 1\n```\n\n```sql b\nselect 2\n```\n\n```chart\nx: y\n```\n';
  const ids = (now: string) =>
    parseNotebook(now, parseNotebook(TEXT)).cells.map(
      ({ id, name, kind }) => `${id} ${name ?? kind}`,
    );

  it('keeps the ids of its cells by name, text or place', () => {
    expect(ids(TEXT)).toEqual(['cell-1 text', 'cell-2 a', 'cell-3 b', 'cell-4 chart']);
    expect(ids(TEXT.replace('select 1', 'select 10').replace('x: y', 'x: z'))).toEqual([
      'cell-1 text',
      'cell-2 a',
      'cell-3 b',
      'cell-4 chart',
    ]);
    expect(ids(TEXT.replace('sql a', 'sql renamed'))[1]).toBe('cell-2 renamed');
    expect(ids(`\`\`\`sql b\nselect 2\n\`\`\`\n${TEXT.slice(0, 28)}`)).toEqual([
      'cell-3 b',
      'cell-1 text',
      'cell-2 a',
    ]);
    expect(ids(`\`\`\`sql new\nselect 0\n\`\`\`\n\n${TEXT}`)[0]).toBe('cell-5 new');
  });

  it('keeps unchanged cells as the same objects', () => {
    const before = parseNotebook(TEXT);
    const now = parseNotebook(TEXT.replace('select 2', 'select 3'), before);
    expect(now.cells.map((cell, at) => cell === before.cells[at])).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('never gives one id to two cells', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { cells } = parseNotebook(after, parseNotebook(before));
        expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
        expect(notebookText(parseNotebook(after, parseNotebook(before)))).toBe(after);
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
