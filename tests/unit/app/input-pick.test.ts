import { signal } from '@preact/signals-core';
import { describe, expect, test } from 'vitest';
import { markChosen, pickForInput, selectForInput } from '../../../src/app/input-pick.ts';
import type { Workspace } from '../../../src/app/workspace.ts';
import { chosenRows, isChosen } from '../../../src/cells/chosen.ts';
import { parseNotebook } from '../../../src/notebook/index.ts';

const ROWS = [
  { brand: 'acme', n: 3 },
  { brand: 'lost', n: 2 },
  { brand: null, n: 2 },
  { brand: 'acme', n: 1 },
];

/** A notebook with a table as an input, and what the input was set to last. */
function notebook(more = '') {
  const document = parseNotebook(
    `\`\`\`sql brands\nselect 1\n\`\`\`\n\n\`\`\`input picked\ntype: table\nfrom: brands\n${more}\`\`\`\n`,
  );
  const [table, input] = document.cells;
  const value = signal<unknown>([]);
  const workspace = {
    runtime: {
      document: signal(document),
      result: (id: string) => ({
        get value() {
          return id === input?.id ? { value: value.value } : null;
        },
      }),
    },
    document: {
      setValue: (_name: string, next: unknown) => {
        value.value = next;
      },
    },
  } as unknown as Workspace;
  return { id: table?.id ?? '', name: 'brands', workspace, value };
}

describe('a table as an input', () => {
  test('has the values of a range of rows, each once, in place of what it had', () => {
    const { workspace, value, ...of } = notebook();
    value.value = ['other'];
    expect(selectForInput({ ...of, rows: ROWS, range: true }, workspace)?.name).toBe('picked');
    expect(value.value).toEqual(['acme', 'lost']);
    selectForInput({ ...of, rows: ROWS.slice(0, 1), range: true }, workspace);
    expect(value.value).toEqual(['acme']);
  });

  test('takes the column that it names', () => {
    const { workspace, value, ...of } = notebook('column: n\n');
    selectForInput({ ...of, rows: ROWS, range: true }, workspace);
    expect(value.value).toEqual(['3', '2', '1']);
  });

  test('keeps what it has until the hand lets go, and tells meanwhile what it would have', () => {
    const { workspace, value, ...of } = notebook();
    value.value = ['other'];
    const moving = { ...of, rows: ROWS, range: true, moving: true } as const;
    expect(selectForInput(moving, workspace)).toEqual({ name: 'picked', value: ['acme', 'lost'] });
    expect(value.value).toEqual(['other']);
  });

  test('leaves what it has where a cell was clicked, or where it takes one at a time', () => {
    const one = notebook();
    one.value.value = ['lost'];
    const { workspace, value, ...of } = one;
    expect(selectForInput({ ...of, rows: ROWS, range: false }, workspace)).toBeNull();
    expect(value.value).toEqual(['lost']);
    const single = notebook('multiple: false\n');
    expect(
      selectForInput({ id: single.id, name: null, rows: ROWS, range: true }, single.workspace),
    ).toBeNull();
  });

  test('toggles a row that is picked, and tells its table which rows are chosen', () => {
    const { workspace, id, value } = notebook();
    const stop = markChosen(workspace);
    const [acme = {}, lost = {}] = ROWS;
    const chosen = () => {
      const of = chosenRows.value.get(id);
      return of ? ROWS.map(isChosen(of)) : null;
    };
    pickForInput({ id, column: 'n', value: 3, row: acme }, workspace);
    pickForInput({ id, column: 'n', value: 2, row: lost }, workspace);
    expect(value.value).toEqual(['acme', 'lost']);
    expect(chosen()).toEqual([true, true, false, true]);
    pickForInput({ id, column: 'n', value: 3, row: acme }, workspace);
    expect(chosen()).toEqual([false, true, false, false]);
    stop();
  });
});
