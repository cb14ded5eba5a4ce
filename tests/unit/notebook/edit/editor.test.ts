import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMovedOn } from '../../../../src/notebook/edit/copies.ts';
import { NotebookEditor } from '../../../../src/notebook/edit/editor.ts';
import { History } from '../../../../src/notebook/edit/history.ts';
import { notebookText } from '../../../../src/notebook/index.ts';
import { renamedInSql } from '../../../../src/notebook/sql-names.ts';
import { anyText, wish } from './texts.ts';

const TEXT = '# T\n\n```input a\ntype: number\n```\n\n```sql b\nselect $a\n```\n';

function editing(text = TEXT, mine: { text: string; base: string } | null = null) {
  let clock = 0;
  const editor = new NotebookEditor(text, mine, { inSql: renamedInSql, now: () => clock });
  return {
    editor,
    later: (milliseconds: number) => {
      clock += milliseconds;
    },
    text: () => notebookText(editor.state.value.document),
  };
}

describe('undo and redo', () => {
  it('go through every edit and every input, back to the first text and forth to the last', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.tuple(wish, fc.boolean()), { maxLength: 8 }),
        (start, all) => {
          const { editor, later, text } = editing(start);
          const seen = [editor.state.value];
          for (const [one, input] of all) {
            later(5000);
            try {
              if (input) editor.setValue('a', seen.length);
              else editor.apply(one(editor.state.value.document));
            } catch {
              continue;
            }
            if (editor.state.value !== seen.at(-1)) seen.push(editor.state.value);
          }
          const last = text();
          for (const state of seen.slice(0, -1).reverse()) {
            editor.undo();
            expect(editor.state.value).toBe(state);
          }
          expect(editor.undoes.value).toBeNull();
          expect(text()).toBe(start);
          while (editor.redoes.value) editor.redo();
          expect(text()).toBe(last);
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);

  it('take typing back as one step until it pauses, the cell changes, or it is sealed', () => {
    const { editor, later, text } = editing();
    const [, a, b] = editor.state.value.document.cells.map(({ id }) => id);
    const type = (id = '', body = '') => editor.apply({ kind: 'body', id, body });
    for (const body of ['select 1', 'select 12', 'select 123']) {
      later(300);
      type(b, body);
    }
    later(2000);
    type(b, 'select 1234');
    later(10);
    type(a, 'type: text');
    later(10);
    editor.seal();
    type(a, 'type: slider');
    const steps: string[] = [];
    while (editor.undoes.value) {
      editor.undo();
      steps.push(text());
    }
    expect(steps).toHaveLength(4);
    expect(steps[2]).toContain('select 123\n');
    expect(steps[3]).toBe(TEXT);
  });

  it('forget what was taken back once something else is done', () => {
    const { editor } = editing();
    editor.setValue('a', 1);
    editor.undo();
    editor.setValue('a', 2);
    expect(editor.redoes.value).toBeNull();
    editor.undo();
    expect(editor.state.value.values.size).toBe(0);
  });

  it('are one where somebody types, and one for each thing chosen or brushed, however fast', () => {
    const { editor, later } = editing();
    const values = () => editor.state.value.values.get('a');
    for (const typed of ['p', 'ph', 'pho']) editor.setValue('a', typed);
    later(5000);
    for (const price of [1, 12, 123]) editor.setValue('a', price);
    const brushed = [{ column: 'day', from: '2017-11-28', to: '2017-11-30' }];
    for (const chosen of [brushed, [], ['acme'], ['acme', 'bolt'], true])
      editor.setValue('a', chosen);
    const seen = [values()];
    while (editor.undo()) seen.push(values());
    expect(seen).toEqual([true, ['acme', 'bolt'], ['acme'], [], brushed, 123, 'pho', undefined]);
  });

  it('keep the values of inputs under their new names', () => {
    const { editor } = editing();
    editor.setValue('a', 7);
    const id = editor.state.value.document.cells[1]?.id ?? '';
    editor.apply({ kind: 'rename', id, name: 'period' });
    expect([...editor.state.value.values]).toEqual([['period', 7]]);
    editor.undo();
    expect([...editor.state.value.values]).toEqual([['a', 7]]);
  });

  it('hold a bounded number of steps', () => {
    const history = new History<number, string>(0, () => 0);
    for (let i = 1; i <= 2000; i++) history.push(i, `to ${i}`);
    let steps = 0;
    for (; history.undoes; steps++) history.undo();
    expect(steps).toBe(500);
    expect(history.present).toBe(1500);
  });
});

describe('steps', () => {
  it('say what they did before they are taken back and when they are', () => {
    const { editor, later } = editing();
    const id = editor.state.value.document.cells[2]?.id ?? '';
    editor.apply({ kind: 'body', id, body: 'select 2' });
    expect(editor.undoes.value).toEqual({ kind: 'body', name: 'b', cell: 'sql' });
    later(5000);
    editor.setValue('a', 3);
    later(5000);
    editor.apply({ kind: 'delete', id });
    expect(editor.undo()).toEqual({ kind: 'delete', name: 'b', cell: 'sql' });
    expect(editor.redoes.value?.kind).toBe('delete');
    expect(editor.undo()).toEqual({ kind: 'value', name: 'a', cell: 'input' });
    editor.revert();
    expect(editor.undo()?.kind).toBe('revert');
    expect([editor.undo()?.kind, editor.undo()]).toEqual(['body', null]);
    expect(editor.redo()?.kind).toBe('body');
  });

  it('outlive a change of data, except those of inputs, which belonged to the former', () => {
    const { editor, later, text } = editing();
    const id = editor.state.value.document.cells[2]?.id ?? '';
    editor.setValue('a', 1);
    editor.apply({ kind: 'body', id, body: 'select 2' });
    later(5000);
    editor.setValue('a', 2);
    editor.replaceValues(new Map([['a', 9]]));
    expect([...editor.state.value.values]).toEqual([['a', 9]]);
    expect(text()).toContain('select 2');
    expect(editor.undo()?.kind).toBe('body');
    expect([text(), editor.undo()]).toEqual([TEXT, null]);
    expect([...editor.state.value.values]).toEqual([['a', 9]]);
  });
});

describe('the published copy and one’s own edits', () => {
  const edit = (editor: NotebookEditor, body: string) =>
    editor.apply({ kind: 'body', id: editor.state.value.document.cells[2]?.id ?? '', body });

  it('are two things, and the page can say which one is on screen', () => {
    const { editor, text } = editing();
    expect(editor.standing).toBe('published');
    edit(editor, 'select 2');
    expect(editor.standing).toBe('mine');
    editor.showPublished();
    expect([editor.standing, text()]).toEqual(['published-beside-mine', TEXT]);
    editor.showMine();
    expect(text()).toContain('select 2');
    expect(editor.standing).toBe('mine');
  });

  it('keep their place on screen while inputs are set', () => {
    const { editor, text } = editing();
    edit(editor, 'select 2');
    editor.showPublished();
    editor.setValue('a', 4);
    expect([editor.standing, text()]).toEqual(['published-beside-mine', TEXT]);
    expect([...editor.state.value.values]).toEqual([['a', 4]]);
    editor.undo();
    expect([editor.standing, editor.state.value.values.size]).toEqual(['published-beside-mine', 0]);
  });

  it('are one again after reverting, which can be taken back, and after publishing', () => {
    const { editor, text } = editing();
    edit(editor, 'select 2');
    editor.revert();
    expect([editor.standing, text()]).toEqual(['published', TEXT]);
    editor.undo();
    expect([editor.standing, text().includes('select 2')]).toEqual(['mine', true]);
    editor.publish();
    expect([editor.standing, editor.copies.value.published]).toEqual(['published', text()]);
    editor.undo();
    expect(editor.standing).toBe('mine');
  });

  it('come back on the next visit, and say where the published copy has moved on', () => {
    const mine = TEXT.replace('# T', '# Mine');
    const published = TEXT.replace('# T', '# Newer');
    const { editor, text } = editing(published, { text: mine, base: TEXT });
    expect([editor.standing, text()]).toEqual(['mine', mine]);
    expect(hasMovedOn(editor.copies.value)).toBe(true);
    const same = editing(TEXT, { text: mine, base: TEXT });
    expect(hasMovedOn(same.editor.copies.value)).toBe(false);
  });

  it('follow a published copy that changes where there are no edits, and keep those that there are', () => {
    const newer = TEXT.replace('# T', '# Newer');
    const plain = editing();
    plain.editor.setPublished(newer);
    expect([plain.editor.standing, plain.text()]).toEqual(['published', newer]);
    const { editor, text } = editing();
    edit(editor, 'select 2');
    editor.setPublished(newer);
    expect([editor.standing, text().includes('# T')]).toEqual(['mine', true]);
    expect(hasMovedOn(editor.copies.value)).toBe(true);
    editor.showPublished();
    expect(text()).toBe(newer);
  });
});

it('another notebook has no cell of the one before, though their texts are the same', () => {
  const first = new NotebookEditor('# One\n\n```sql a\nselect 1\n```\n');
  const { document } = first.state.value;
  const second = new NotebookEditor('# One\n\n```sql a\nselect 1\n```\n', null, {
    unlike: document,
  });
  const ids = (editor: NotebookEditor) => editor.state.value.document.cells.map(({ id }) => id);
  expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
  second.apply({ kind: 'body', id: ids(first).at(-1) ?? '', body: 'select 2' });
  expect(second.standing).toBe('published');
});
