import { tableFromArrays } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { inputResult } from '../../../src/app/input-value.ts';
import type { InputDetail } from '../../../src/cells/types.ts';
import type { Engine } from '../../../src/engine/index.ts';
import { type Cell, type CellResult, parseNotebook } from '../../../src/notebook/index.ts';
import type { DatasetContext } from '../../../src/warehouse/index.ts';

const context = {
  columns: ['brand', 'price'],
  from: '2019-10-01',
  to: '2019-10-31',
} as unknown as DatasetContext;

/** An engine whose data has the brands `acme` and, beyond the first 200, `rare`. */
const engineWith = (choices: readonly string[]) =>
  ({
    query: async (sql: string, values: readonly unknown[] = []) =>
      sql.includes('try_cast')
        ? tableFromArrays({ low: [1.5], high: [99] })
        : sql.includes('distinct')
          ? tableFromArrays({ value: values.filter((one) => one === 'rare').map(String) })
          : tableFromArrays({ value: [...choices], n: choices.map(() => 1) }),
  }) as unknown as Engine;

const rows = (list: readonly Record<string, unknown>[], total = list.length): CellResult => ({
  kind: 'rows',
  rows: list,
  total,
  relation: null,
});

async function input(yaml: string, set?: unknown, source?: CellResult, choices = ['acme']) {
  const cell = parseNotebook(`\`\`\`input it\n${yaml}\n\`\`\`\n`).cells[0] as Cell;
  const results = new Map(source ? [['cells', source]] : []);
  const on = { engine: engineWith(choices), context: { ...context } };
  const options = { signal: new AbortController().signal, priority: 'screen' } as const;
  const { value, detail } = await inputResult(cell, set, results, on, options);
  return { value, ...(detail as InputDetail) };
}

describe('an input’s value', () => {
  test('has the type of the input, and its default from the block', async () => {
    expect((await input('type: number\nvalue: 5')).value).toBe(5);
    expect((await input('type: number\nvalue: 5', '7')).value).toBe(7);
    expect((await input('type: number', 'x')).value).toBeNull();
    expect((await input('type: toggle')).value).toBe(false);
    expect((await input('type: toggle\nvalue: true')).value).toBe(true);
    expect((await input('type: text')).value).toBe('');
    expect((await input('type: search\nvalue: a', 'b')).value).toBe('b');
    expect((await input('type: multi-select\noptions: [a, b]\nvalue: a')).value).toEqual(['a']);
    expect((await input('type: date-range')).value).toBeNull();
    expect(await input('type: date-range')).toMatchObject({ min: '2019-10-01', max: '2019-10-31' });
  });

  test('of a list keeps the type that it was written in', async () => {
    expect((await input('type: select\noptions: [1, 7, 30]', '7')).value).toBe(7);
    const labelled =
      'type: segmented\noptions: [{ value: 1, label: day }, { value: 7, label: week }]';
    expect((await input(labelled)).value).toBe(1);
    expect((await input(labelled, '7')).value).toBe(7);
    expect((await input('type: select\nrequired: true\noptions: [x, y]')).value).toBe('x');
    expect((await input('type: select\noptions: [x, y]')).value).toBeNull();
  });

  test('of another cell’s rows is that of a column, the first where none is named', async () => {
    const source = rows([
      { brand: 'acme', id: 9007199254740993n },
      { brand: 'rivo', id: 2n },
    ]);
    const table = await input('type: table\nfrom: cells', ['rivo'], source);
    expect(table.value).toEqual(['rivo']);
    expect(table.options).toEqual([{ value: 'acme' }, { value: 'rivo' }]);
    const ids = await input('type: table\nfrom: cells\ncolumn: id', ['9007199254740993'], source);
    expect(ids.value).toEqual([9007199254740993n]);
    const one = 'type: chart\nfrom: cells\ncolumn: id\nmultiple: false';
    expect((await input(one, '2', source)).value).toBe(2n);
    expect(
      (await input('type: table\nfrom: cells\ncolumn: nope', null, source)).unavailable,
    ).toContain('nope');
  });

  test('of a slider lies between the ends of the block, else of the column', async () => {
    expect(await input('type: slider\ncolumn: price')).toMatchObject({
      value: 1.5,
      min: 1.5,
      max: 99,
    });
    expect((await input('type: slider\nmin: 3\nmax: 9')).value).toBe(3);
    const source = rows([{ n: 4 }, { n: 40 }]);
    expect(await input('type: slider\nfrom: cells\ncolumn: n', 12, source)).toMatchObject({
      value: 12,
      min: 4,
      max: 40,
    });
  });

  test('that the data no longer has is kept and named', async () => {
    const chosen = await input('type: multi-select\ncolumn: brand', ['acme', 'lost']);
    expect(chosen).toMatchObject({ value: ['acme', 'lost'], gone: ['lost'] });
    expect((await input('type: select\noptions: [a]', 'b')).gone).toEqual(['b']);
    const source = rows([{ brand: 'acme' }]);
    expect((await input('type: table\nfrom: cells', ['x'], source)).gone).toEqual(['x']);
    expect((await input('type: search\ncolumn: brand', 'anything')).gone).toBeUndefined();
  });

  test('beyond the choices that are listed is looked for before it is called gone', async () => {
    const many = Array.from({ length: 200 }, (_, at) => `b${at}`);
    const chosen = await input(
      'type: multi-select\ncolumn: brand',
      ['rare', 'lost'],
      undefined,
      many,
    );
    expect(chosen.gone).toEqual(['lost']);
    const part = rows([{ brand: 'acme' }], 50_000);
    expect((await input('type: table\nfrom: cells', ['x'], part)).gone).toBeUndefined();
  });

  test('over a column that the data lacks says so', async () => {
    expect((await input('type: select\ncolumn: device')).unavailable).toBeTruthy();
  });
});
