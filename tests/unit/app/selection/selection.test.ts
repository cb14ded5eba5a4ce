import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { cellStatement } from '../../../../src/app/cell-statement.ts';
import { metricParameters } from '../../../../src/app/parameters.ts';
import {
  type Clause,
  type Selection,
  selectionOf,
  toggled,
  withClause,
  without,
} from '../../../../src/app/selection/clauses.ts';
import { conditionOf } from '../../../../src/app/selection/conditions.ts';
import { filteredCell } from '../../../../src/app/selection/filter.ts';
import { narrowedParameters } from '../../../../src/app/selection/scope.ts';
import { type CellResult, parseNotebook } from '../../../../src/notebook/index.ts';
import { REES46 } from '../../warehouse/native.ts';

const result = (value: unknown, detail: unknown = {}): CellResult => ({
  kind: 'value',
  rows: [],
  total: 0,
  relation: null,
  value,
  detail,
});
const selected = (value: Selection) => result(value, { selection: true });
const same = (column: string) => column;
const CONTEXT = { ...REES46, from: '2019-10-01', to: '2019-10-14' };

describe('a selection', () => {
  it('keeps what can be meant of a link, and drops the rest', () => {
    const good: Clause[] = [
      { by: 'a', column: 'brand', in: ['x', null] },
      { by: 'b', column: 'hour', from: 9, to: 12 },
      { by: 'c', column: 'day', from: '2019-10-01', to: '2019-10-02' },
    ];
    const bad = [
      null,
      'x',
      { column: 'brand', in: ['x'] },
      { by: 'a', column: 'brand', in: [] },
      { by: 'a', column: 'brand', in: [{}] },
      { by: 'a', column: 'hour', from: 1, to: '2' },
      { by: 'a', column: 'hour', from: Number.NaN, to: 2 },
    ];
    expect(selectionOf([...bad, ...good])).toEqual(good);
    for (const value of [undefined, null, {}, 'x']) expect(selectionOf(value)).toEqual([]);
  });

  it('takes a value in and out again, and one cell at a time', () => {
    const one = toggled([], 'bars', 'brand', ['x']);
    const two = toggled(one, 'bars', 'brand', [null]);
    expect(two).toEqual([{ by: 'bars', column: 'brand', in: ['x', null] }]);
    expect(toggled(two, 'bars', 'brand', ['x'])).toEqual([
      { by: 'bars', column: 'brand', in: [null] },
    ]);
    expect(toggled(one, 'bars', 'brand', ['x'])).toEqual([]);
    const both = withClause(two, {
      by: 'trend',
      column: 'day',
      from: '2019-10-01',
      to: '2019-10-02',
    });
    expect(without(both, 'bars', 'brand')).toHaveLength(1);
  });
});

describe('what a selection asks of a metric', () => {
  const narrowed = (parameters: object, selection: Selection) =>
    narrowedParameters(parameters as never, selection, CONTEXT, same);

  it('bounds the period by days, and meets the period that was set', () => {
    const clause = { by: 'trend', column: 'day', from: '2019-10-03', to: '2019-10-09' };
    expect(narrowed({ kind: 1 }, [clause])).toEqual({
      kind: 1,
      from: '2019-10-03',
      to: '2019-10-09',
    });
    expect(narrowed({ from: '2019-10-05', to: '2019-10-20' }, [clause])).toEqual({
      from: '2019-10-05',
      to: '2019-10-09',
    });
    expect(narrowed({ from: '2019-10-10' }, [clause])).toEqual({
      from: '2019-10-10',
      to: '2019-10-10',
      filters: { day: [{ from: 1, to: 0 }] },
    });
  });

  it('lists whole hours, and days on weekdays', () => {
    expect(narrowed({}, [{ by: 'h', column: 'hour', from: 8.6, to: 11.2 }])).toEqual({
      filters: { hour: [9, 10, 11] },
    });
    expect(narrowed({}, [{ by: 'w', column: 'weekday', in: [7] }])).toEqual({
      filters: { day: ['2019-10-06', '2019-10-13'] },
    });
  });

  it('meets every clause where several ask of one column', () => {
    const filters = { brand: ['a', 'b'] };
    const ask = (column: string, from: number, to: number, by: string) => ({
      by,
      column,
      from,
      to,
    });
    expect(narrowed({ filters }, [{ by: 'x', column: 'brand', in: ['b', 'c'] }])).toEqual({
      filters: { brand: ['b'] },
    });
    expect(narrowed({ filters }, [{ by: 'x', column: 'brand', in: ['c'] }])).toEqual({
      filters: { brand: [{ from: 1, to: 0 }] },
    });
    expect(narrowed({}, [ask('price', 1, 9, 'x'), ask('price', 5, 20, 'y')])).toEqual({
      filters: { price: [{ from: 5, to: 9 }] },
    });
  });

  it('leaves out what was picked in the cell itself', () => {
    const { cells } = parseNotebook(
      '```input sel\ntype: selection\n```\n```metric bars\nkind: pareto\nselect: sel\nfilter: $sel\n```\n```tile\nfilter: [$sel]\n```\n',
    );
    const results = new Map([['sel', selected([{ by: 'bars', column: 'brand', in: ['x'] }])]]);
    const [, bars, tile] = cells;
    if (!bars || !tile) throw new Error('no cells');
    expect(metricParameters(bars, results, CONTEXT)).toEqual({});
    expect(metricParameters(tile, results, CONTEXT)).toEqual({ filters: { brand: ['x'] } });
  });
});

describe('a selection in SQL', () => {
  const SELECTION: Selection = [
    { by: 'bars', column: 'brand', in: ["l'oreal", null] },
    { by: 'hist', column: 'price', from: 5, to: 20 },
    { by: 'trend', column: 'day', from: '2019-10-02', to: '2019-10-03' },
    { by: 'me', column: 'brand', in: ['nothing'] },
  ];
  const ROWS = `(VALUES ('l''oreal', 7, DATE '2019-10-02'), (NULL, 20, DATE '2019-10-03'), ('x', 7, DATE '2019-10-02'),
    ('l''oreal', 21, DATE '2019-10-02'), ('l''oreal', 7, DATE '2019-10-04')) t(brand, price, day)`;

  it('is a condition with its values bound, without what the cell itself asks', async () => {
    const { cells } = parseNotebook(
      `\`\`\`input sel\ntype: selection\n\`\`\`\n\`\`\`sql me\nSELECT price FROM ${ROWS.replaceAll('\n', ' ')} WHERE $sel AND price > $least -- $sel\n\`\`\`\n`,
    );
    const cell = cells[1];
    if (!cell) throw new Error('no cell');
    const behind = new Map([
      ['sel', selected(SELECTION)],
      ['least', result(6)],
    ]);
    const { sql, values } = cellStatement(cell, { results: new Map(), behind });
    expect(sql).not.toContain('oreal" IN');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const bound = values.map((value) => (typeof value === 'string' ? value : Number(value)));
    const rows = await connection.runAndReadAll(sql, bound);
    expect(rows.getRows()).toEqual([[7], [20]]);
    connection.closeSync();
    instance.closeSync();
  });

  it('is true where nothing is selected', () => {
    expect(conditionOf([])).toEqual({ sql: 'true', values: [] });
  });

  it('gives a chart the rows of the cell that it reads', () => {
    const { cells } = parseNotebook(
      '```input sel\ntype: selection\n```\n```sql base\nselect 1 as brand\n```\n```chart bars\nfrom: base\nfilter: $sel\n```\n',
    );
    const chart = cells[2];
    if (!chart) throw new Error('no chart');
    const behind = new Map([['sel', selected([{ by: 'other', column: 'brand', in: ['1'] }])]]);
    const results = new Map([['base', result(null, { sql: 'select 1 as brand', names: [] })]]);
    const { sql, values } = cellStatement(filteredCell(chart), { results, behind });
    expect(sql.replaceAll(/\s+/g, ' ')).toBe(
      'SELECT * FROM (select 1 as brand ) AS base WHERE ((CAST("brand" AS VARCHAR) IN (?)))',
    );
    expect(values).toEqual(['1']);
  });
});
