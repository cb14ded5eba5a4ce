import { describe, expect, it } from 'vitest';
import { keyGroups } from '../../../../src/app/commands/key-groups.ts';
import { chordOf, KeyReader } from '../../../../src/app/commands/keys.ts';
import { NOTEBOOK_COMMANDS } from '../../../../src/app/commands/notebook-commands.ts';
import { keysText } from '../../../../src/ui/keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('keys', () => {
  it('have one name each, with Ctrl and Cmd the same', () => {
    expect(press('Enter', { metaKey: true })).toBe('Mod+Enter');
    expect(press('Enter', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Enter');
    expect(press('A', { shiftKey: true })).toBe('Shift+a');
    expect(press('?', { shiftKey: true })).toBe('?');
  });

  it('soon after one another can be one command', () => {
    let now = 0;
    const reader = new KeyReader(() => now);
    expect(reader.read('d')).toEqual(['d']);
    now = 300;
    expect(reader.read('d')).toEqual(['d d', 'd']);
    now = 5000;
    expect(reader.read('d')).toEqual(['d']);
    reader.forget();
    expect(reader.read('d')).toEqual(['d']);
  });

  it('are written as people know them', () => {
    expect(keysText('Mod+Enter', false)).toBe('Ctrl ↵');
    expect(keysText('Alt+ArrowUp', true)).toBe('⌥ ↑');
    expect(keysText('d d', false)).toBe('D D');
  });
});

describe('the commands of the notebook', () => {
  it('have an id each', () => {
    const ids = NOTEBOOK_COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('share a key only where their modes or conditions tell them apart', () => {
    const seen = new Map<string, string[]>();
    for (const { id, keys, modes } of NOTEBOOK_COMMANDS) {
      for (const key of keys)
        for (const mode of modes) {
          const place = `${mode} ${key}`;
          seen.set(place, [...(seen.get(place) ?? []), id]);
        }
    }
    const shared = [...seen.values()].filter((ids) => ids.length > 1);
    expect(shared).toEqual([]);
  });

  it('take no plain character while a reader types', () => {
    const typed = NOTEBOOK_COMMANDS.filter(({ modes }) => modes.includes('editor'))
      .flatMap(({ keys }) => keys)
      .filter((key) => key.length === 1);
    expect(typed).toEqual([]);
  });

  it('are each told once, where their keys work', () => {
    const told = keyGroups().flatMap(({ where, commands }) =>
      commands.map(({ id }) => ({ id, where })),
    );
    expect(told.map(({ id }) => id).sort()).toEqual(NOTEBOOK_COMMANDS.map(({ id }) => id).sort());
    expect(told).toContainEqual({ id: 'notebook.run-stale', where: 'page' });
    expect(told).toContainEqual({ id: 'cell.run', where: 'both' });
    expect(told).toContainEqual({ id: 'cell.leave', where: 'editor' });
    expect(told).toContainEqual({ id: 'cell.delete', where: 'cell' });
  });
});
