import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../../src/app/notebooks/keys.ts';
import { moment } from '../../../../src/app/notebooks/moment.ts';
import { fileNameOf, isNotebookFile } from '../../../../src/app/notebooks/notebook-files.ts';
import { stepText } from '../../../../src/app/notebooks/step-text.ts';

class Element {
  constructor(
    readonly localName: string,
    readonly type = '',
    readonly isContentEditable = false,
    readonly readOnly = false,
  ) {}
}
class Input extends Element {}
Object.assign(globalThis, { HTMLElement: Element, HTMLInputElement: Input });

const pressed = (keys: string, ...path: Element[]) => {
  const parts = keys.split('+');
  return commandOf({
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('ctrl'),
    metaKey: parts.includes('meta'),
    shiftKey: parts.includes('shift'),
    altKey: parts.includes('alt'),
    composedPath: () => path as never,
  });
};

describe('the keys of documents', () => {
  it('save, open, undo and redo on both kinds of keyboard', () => {
    expect(['ctrl+s', 'meta+S', 'ctrl+o', 'meta+z'].map((one) => pressed(one))).toEqual([
      'save',
      'save',
      'open',
      'undo',
    ]);
    expect(['meta+shift+Z', 'ctrl+y', 'ctrl+shift+s'].map((one) => pressed(one))).toEqual([
      'redo',
      'redo',
      'save-as',
    ]);
    expect(['z', 'ctrl+alt+z', 'ctrl+q', 's'].map((one) => pressed(one))).toEqual(
      Array(4).fill(null),
    );
  });

  it('leave undo to a text that is being written, and to no other control', () => {
    const texts = [
      new Element('textarea'),
      new Element('div', '', true),
      new Input('input', 'text'),
      new Input('input', 'search'),
    ];
    expect(texts.map((one) => pressed('ctrl+z', one))).toEqual(Array(4).fill(null));
    expect(texts.map((one) => pressed('ctrl+s', one))).toEqual(Array(4).fill('save'));
    const others = [new Input('input', 'checkbox'), new Input('input', 'range'), new Element('a')];
    expect(others.map((one) => pressed('ctrl+z', one))).toEqual(Array(3).fill('undo'));
  });
});

describe('a notebook as a file', () => {
  it('is known by its name, and named by its title without what no system allows', () => {
    expect(['a.md', 'B.MARKDOWN', 'c.csv', 'md'].map((name) => isNotebookFile({ name }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(fileNameOf('Which brands? a/b: "c"\n')).toBe('Which brands a b c.md');
    expect(fileNameOf('店铺现状')).toBe('店铺现状.md');
    expect(fileNameOf(' ?? ')).toBe('notebook.md');
    expect(fileNameOf('x'.repeat(500))).toHaveLength(83);
  });
});

describe('words', () => {
  it('say which step it was', () => {
    expect(stepText({ kind: 'delete', name: 'sales', cell: 'sql' })).toBe('delete “sales”');
    expect(stepText({ kind: 'body', name: '', cell: 'text' })).toBe('edit text');
    expect(stepText({ kind: 'move', name: '', cell: 'chart' })).toBe('move a chart cell');
    expect(stepText({ kind: 'value', name: 'period', cell: 'input' })).toBe('set “period”');
  });

  it('say the time alone for a moment of today', () => {
    const now = new Date(2026, 10, 21, 15, 4, 5).getTime();
    expect(moment(now, now, 'en')).toMatch(/^3:04:05\s?PM$/);
    expect(moment(now - 86_400_000, now, 'en')).toMatch(/^Nov 20, 2026/);
  });
});
