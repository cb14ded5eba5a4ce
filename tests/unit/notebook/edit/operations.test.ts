import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../../src/engine/errors.ts';
import { newBlock } from '../../../../src/notebook/edit/block.ts';
import { edited } from '../../../../src/notebook/edit/operations.ts';
import { nameProblem } from '../../../../src/notebook/edit/rename.ts';
import {
  buildGraph,
  type NotebookDocument,
  notebookText,
  parseNotebook,
} from '../../../../src/notebook/index.ts';
import { renamedInSql, sqlNames } from '../../../../src/notebook/sql-names.ts';
import { anyText, type Wish, wish } from './texts.ts';

const NOTEBOOK = [
  '---\ntitle: T # kept\n---\n',
  '# T\n\n{{a.x}} of {{ab.y | percent}}\n\n',
  '```input a\ntype: number\n```\n\n',
  '```sql ab\nselect $a, a from t -- $a\n```\n\n',
  '```metric m\n# who\nwhere: { day: $a, brand: ["$a_start"] }\nkind: overview\n```\n\n',
  '```chart\nfrom: ab   # the rows\nx: a\n```\n',
].join('');
const document = () => parseNotebook(NOTEBOOK);
const idOf = (on: NotebookDocument, name: string) =>
  on.cells.find((cell) => cell.name === name)?.id ?? '';

/** Makes an edit; one whose name cannot be leaves the document as it is. */
function made(on: NotebookDocument, one: Wish): NotebookDocument {
  try {
    return edited(on, one(on), renamedInSql);
  } catch (error) {
    expect(error).toBeInstanceOf(TabhouseError);
    return on;
  }
}

const withoutIds = ({ head, cells }: NotebookDocument) => ({
  head,
  cells: cells.map(({ id: _, ...cell }) => cell),
});

describe('edits of any text', () => {
  it('give what the new text reads as, with an id for each cell', () => {
    fc.assert(
      fc.property(anyText, fc.array(wish, { maxLength: 8 }), (text, wishes) => {
        let now = parseNotebook(text);
        for (const one of wishes) {
          now = made(now, one);
          expect(withoutIds(now)).toEqual(withoutIds(parseNotebook(notebookText(now))));
          expect(new Set(now.cells.map(({ id }) => id)).size).toBe(now.cells.length);
        }
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('leave every other cell its id and its words', () => {
    fc.assert(
      fc.property(anyText, fc.nat(6), fc.nat(6), (text, from, to) => {
        const before = parseNotebook(text);
        const cell = before.cells[from % Math.max(1, before.cells.length)];
        fc.pre(cell !== undefined);
        const now = edited(before, { kind: 'move', id: cell?.id ?? '', to });
        const fenced = (on: NotebookDocument) =>
          on.cells
            .filter(({ kind, source }) => kind !== 'text' && source.trim() !== '')
            .map(({ id, kind, name, body }) => ({ id, kind, name, body: body.trimEnd() }))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(fenced(now)).toEqual(fenced(before));
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('edits', () => {
  it('insert, move, duplicate and delete', () => {
    const names = (on: NotebookDocument) => on.cells.map(({ name, kind }) => name ?? kind);
    let now = edited(document(), { kind: 'insert', at: 2, text: newBlock('sql', { name: 'q' }) });
    expect(names(now)).toEqual(['text', 'a', 'q', 'ab', 'm', 'chart']);
    now = edited(now, { kind: 'move', id: idOf(now, 'm'), to: 1 });
    expect(names(now)).toEqual(['text', 'm', 'a', 'q', 'ab', 'chart']);
    now = edited(now, { kind: 'duplicate', id: idOf(now, 'ab') });
    expect(names(now)).toEqual(['text', 'm', 'a', 'q', 'ab', 'ab_2', 'chart']);
    now = edited(now, { kind: 'delete', id: idOf(now, 'a') });
    expect(names(now)).toEqual(['text', 'm', 'q', 'ab', 'ab_2', 'chart']);
  });

  it('change a body without touching its fence, and choose a longer one where the body needs it', () => {
    const before = parseNotebook('~~~~sql  a   extra\nselect 1\n~~~~\n\n\nEnd\n');
    const id = before.cells[0]?.id ?? '';
    const now = edited(before, { kind: 'body', id, body: 'select 2' });
    expect(notebookText(now)).toBe('~~~~sql  a   extra\nselect 2\n~~~~\n\n\nEnd\n');
    const longer = edited(before, { kind: 'body', id, body: 'select 2\n~~~~~\n' });
    expect(longer.cells).toHaveLength(2);
    expect(longer.cells[0]?.body).toBe('select 2\n~~~~~\n');
  });

  it('keep the line ends of the file', () => {
    const before = parseNotebook('```sql a\r\nselect 1\r\n```\r\n\r\nEnd\r\n');
    const now = edited(before, { kind: 'body', id: 'cell-1', body: 'select 2\nfrom b\n' });
    expect(notebookText(now)).toBe('```sql a\r\nselect 2\r\nfrom b\r\n```\r\n\r\nEnd\r\n');
  });

  it('close an open fence before something follows it', () => {
    const before = parseNotebook('Start\n\n```sql a\nselect 1');
    const now = edited(before, { kind: 'insert', at: 2, text: 'End\n' });
    expect(notebookText(now)).toBe('Start\n\n```sql a\nselect 1\n```\nEnd\n');
    expect(now.cells[1]?.error).toBeNull();
  });

  it('make a cell of a fence typed into text, which keeps its own id', () => {
    const before = document();
    const id = before.cells[0]?.id ?? '';
    const now = edited(before, { kind: 'body', id, body: 'Words\n\n```sql z\nselect 1\n```\n' });
    expect(now.cells[0]?.id).toBe(id);
    expect(now.cells[1]).toMatchObject({ kind: 'sql', name: 'z' });
    expect(now.cells[2]?.id).toBe(before.cells[1]?.id);
  });

  it('never take inserted text for front matter', () => {
    const now = edited(parseNotebook('Words\n'), {
      kind: 'insert',
      at: 0,
      text: '---\na: b\n---\n',
    });
    expect(now.head).toBe('');
    expect(notebookText(now)).toContain('---\na: b\n---\n');
  });

  it('are nothing where nothing changes', () => {
    const before = document();
    expect(edited(before, { kind: 'delete', id: 'nobody' })).toBe(before);
    const body = before.cells[2]?.body ?? '';
    expect(edited(before, { kind: 'body', id: 'cell-3', body })).toBe(before);
  });
});

describe('renaming', () => {
  it('follows in SQL, text and specs, and leaves columns, comments and layout', () => {
    const before = document();
    let now = edited(
      before,
      { kind: 'rename', id: idOf(before, 'a'), name: 'period' },
      renamedInSql,
    );
    now = edited(now, { kind: 'rename', id: idOf(now, 'ab'), name: 'days' }, renamedInSql);
    expect(notebookText(now)).toBe(
      [
        '---\ntitle: T # kept\n---\n',
        '# T\n\n{{period.x}} of {{days.y | percent}}\n\n',
        '```input period\ntype: number\n```\n\n',
        '```sql days\nselect $period, a from t -- $a\n```\n\n',
        '```metric m\n# who\nwhere: { day: $period, brand: ["$period_start"] }\nkind: overview\n```\n\n',
        '```chart\nfrom: days   # the rows\nx: a\n```\n',
      ].join(''),
    );
    expect(now.cells.map(({ id }) => id)).toEqual(before.cells.map(({ id }) => id));
  });

  it.each([
    ['a', 'z'],
    ['a', 'order'],
    ['ab', 'A1'],
    ['m', 'z'],
  ])('of %s to %s leaves the graph as it was', (old, to) => {
    const before = document();
    const id = idOf(before, old);
    const now = edited(before, { kind: 'rename', id, name: to }, renamedInSql);
    const reads = (on: NotebookDocument) => [...buildGraph(on.cells, sqlNames).reads];
    expect(reads(now)).toEqual(reads(before));
    const back = edited(now, { kind: 'rename', id, name: old }, renamedInSql);
    expect(reads(back)).toEqual(reads(before));
  });

  it('to a name that cannot be, or that another has, is refused with a sentence', () => {
    const before = document();
    const id = idOf(before, 'a');
    expect(nameProblem(before, id, '1x')?.code).toBe('name');
    expect(nameProblem(before, id, 'AB')).toMatchObject({
      code: 'twice',
      parameters: { first: 12 },
    });
    expect(nameProblem(before, id, 'A')).toBeNull();
    expect(() => edited(before, { kind: 'rename', id, name: 'm' })).toThrow('notebook-syntax');
  });

  it('gives an unnamed cell a name, and takes one away', () => {
    const before = document();
    const last = before.cells.at(-1)?.id ?? '';
    const now = edited(before, { kind: 'rename', id: last, name: 'curve' });
    expect(now.cells.at(-1)?.source).toMatch(/^```chart curve\n/);
    expect(notebookText(edited(now, { kind: 'rename', id: last, name: null }))).toBe(NOTEBOOK);
  });
});

describe('front matter', () => {
  it('changes in place, with its comments', () => {
    const now = edited(document(), { kind: 'front-matter', values: { timezone: 'Asia/Shanghai' } });
    expect(now.head).toBe('---\ntitle: T # kept\ntimezone: Asia/Shanghai\n---\n');
    expect(now.cells.map(({ line }) => line)).toEqual(document().cells.map(({ line }) => line + 1));
  });

  it('is made where there is none, and goes with its last value', () => {
    const now = edited(parseNotebook('# T\n'), { kind: 'front-matter', values: { title: 'New' } });
    expect(notebookText(now)).toBe('---\ntitle: New\n---\n# T\n');
    expect(now.title).toBe('New');
    const none = edited(now, { kind: 'front-matter', values: { title: undefined } });
    expect(notebookText(none)).toBe('# T\n');
  });
});
