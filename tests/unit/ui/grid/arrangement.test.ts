import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tableState, withTableState } from '../../../../src/cells/table-state.ts';
import { cellText, shortText } from '../../../../src/ui/grid/cell-text.ts';
import { tsvOf } from '../../../../src/ui/grid/copying.ts';
import { bounds, moveBy, type Selection } from '../../../../src/ui/grid/cursor.ts';
import { AS_IT_IS, moved, placedColumns, sortedBy } from '../../../../src/ui/grid/layout.ts';
import { armsOf } from '../../../../src/ui/grid/rows/arms.ts';
import { conditionSql } from '../../../../src/ui/grid/rows/condition.ts';
import { inlined } from '../../../../src/ui/grid/rows/relation.ts';
import { Viewport } from '../../../../src/ui/grid/viewport.ts';

const COLUMNS = [
  { name: 'id', type: 'BIGINT' },
  { name: '-odd', type: 'DOUBLE' },
  { name: 'city', type: 'VARCHAR' },
  { name: 'at', type: 'TIMESTAMP' },
];

describe('how a table cell is arranged', () => {
  it('is read from its text and written into it, with comments and other keys as they were', () => {
    const body = '# seen by city\nfrom: sales # all of them\nsort: -id\n';
    const state = tableState(parse(body), COLUMNS);
    expect(state.sort).toEqual([{ column: 'id', descending: true }]);
    const next = {
      ...state,
      sort: [...state.sort, { column: '-odd', descending: false }],
      filters: [
        { column: 'city', kind: 'in', values: ['Paris', null] },
        { column: 'id', kind: 'range', from: '2053013555631882655', to: null },
        { column: 'at', kind: 'null', is: false },
        { column: '-odd', kind: 'contains', text: '7' },
      ],
      pinned: ['id'],
      hidden: ['at'],
      widths: { city: 240 },
      order: ['city', 'id'],
    } as const;
    const text = withTableState(body, next);
    expect(text).toContain('# seen by city\nfrom: sales # all of them\n');
    expect(tableState(parse(text), COLUMNS)).toEqual(next);
    expect(withTableState(text, tableState(parse(text), COLUMNS))).toBe(text);
    expect(parse(withTableState(text, AS_IT_IS))).toEqual({ from: 'sales' });
  });

  it('leaves a text alone that cannot be read, and passes over what cannot be meant', () => {
    expect(withTableState('a: [', { ...AS_IT_IS, pinned: ['id'] })).toBe('a: [');
    expect(
      tableState({ sort: [3, null], filter: 'x', widths: { a: 'wide' }, pinned: 7 }, COLUMNS),
    ).toEqual(AS_IT_IS);
    expect(tableState({ columns: ['city', 'id'] }, COLUMNS)).toMatchObject({
      order: ['city', 'id'],
      hidden: ['-odd', 'at'],
    });
  });

  it('writes only what changed, and says what `columns` meant when one more is shown', () => {
    const body = 'from: sales\nsort: -id\ncolumns: [city, id]\n';
    const was = tableState(parse(body), COLUMNS);
    expect(withTableState(body, { ...was, pinned: ['id'] }, was)).toBe(
      'from: sales\nsort: -id\ncolumns: [ city, id ]\npinned: [ id ]\n',
    );
    const shown = withTableState(body, { ...was, hidden: ['-odd'] }, was);
    expect(parse(shown)).toEqual({
      from: 'sales',
      sort: '-id',
      order: ['city', 'id'],
      hidden: ['-odd'],
    });
  });

  it('puts pinned columns first, moves a column past another and sorts by a click', () => {
    const state = moved(
      COLUMNS,
      { ...AS_IT_IS, pinned: ['at'], widths: { id: 9000 } },
      'city',
      'id',
      false,
    );
    expect(placedColumns(COLUMNS, state).map(({ name, left }) => `${name} ${left}`)).toEqual([
      'at 0',
      'city 0',
      'id 170',
      '-odd 1070',
    ]);
    const once = sortedBy(AS_IT_IS, 'id', false);
    const twice = sortedBy(sortedBy(once, 'city', true), 'id', true);
    expect(twice.sort).toEqual([
      { column: 'id', descending: true },
      { column: 'city', descending: false },
    ]);
    expect(sortedBy(twice, 'id', true).sort).toEqual([{ column: 'city', descending: false }]);
  });
});

describe('a scrollbar over more rows than a page can be tall', () => {
  it('reaches every row by small steps and both ends by dragging', () => {
    const view = new Viewport();
    view.rows = 100_000_000;
    view.height = 340;
    expect(view.size).toBe(6_000_000);
    view.scroll(3_000_000);
    const [middle] = view.range;
    expect(middle).toBeGreaterThan(49_000_000);
    expect(middle).toBeLessThan(51_000_000);
    view.scroll(3_000_034);
    expect(view.range[0]).toBe(middle + 1);
    view.scroll(6_000_000 - 340);
    expect(view.range[1]).toBe(100_000_000);
    view.scroll(view.settle() - 34 * 3);
    expect(view.range[1]).toBe(100_000_000 - 3);
    view.scroll(0);
    expect(view.range[0]).toBe(0);
  });

  it('brings any row into sight where it stands after the scrollbar has settled', () => {
    const view = new Viewport();
    view.rows = 100_000_000;
    view.height = 340;
    for (const row of [0, 5, 7_000, 6_000_000, 54_321_098, 99_999_000, 99_999_999]) {
      const scrollTop = view.reveal(row);
      expect(scrollTop).toBeGreaterThanOrEqual(0);
      expect(scrollTop).toBeLessThanOrEqual(view.size - view.height);
      view.scroll(scrollTop);
      const [from, to] = view.range;
      expect(row >= from && row < to).toBe(true);
      const offset = view.offset(row);
      expect(offset - scrollTop).toBeGreaterThanOrEqual(-0.5);
      expect(offset - scrollTop).toBeLessThanOrEqual(340 - 34 + 0.5);
    }
  });
});

describe('the cursor', () => {
  const extent = { rows: 1000, columns: 5, screen: 10 };
  const at = (row: number, column: number): Selection => ({
    cursor: { row, column },
    anchor: { row, column },
  });
  const press = (selection: Selection, key: string, more = {}) =>
    moveBy(selection, { key, ctrlKey: false, metaKey: false, shiftKey: false, ...more }, extent);
  it('goes as in any grid', () => {
    expect(press(at(3, 2), 'ArrowDown')?.cursor).toEqual({ row: 4, column: 2 });
    expect(press(at(0, 2), 'ArrowUp')?.cursor).toEqual({ row: -1, column: 2 });
    expect(press(at(3, 2), 'End')?.cursor).toEqual({ row: 3, column: 4 });
    expect(press(at(3, 2), 'End', { ctrlKey: true })?.cursor).toEqual({ row: 999, column: 4 });
    expect(press(at(995, 2), 'PageDown')?.cursor).toEqual({ row: 999, column: 2 });
    expect(press(at(3, 2), 'x')).toBeNull();
  });
  it('selects with Shift, and whole rows by their number', () => {
    const two = press(at(3, 2), 'ArrowDown', { shiftKey: true });
    expect(two && bounds(two, 5)).toEqual({ top: 3, bottom: 4, left: 2, right: 2 });
    const row = press(at(3, 2), ' ', { shiftKey: true });
    expect(row && bounds(row, 5)).toEqual({ top: 3, bottom: 3, left: 0, right: 4 });
  });
});

describe('values', () => {
  it('are written with every digit', () => {
    expect(cellText(2053013555631882655n, 'BIGINT')).toBe('2053013555631882655');
    expect(cellText('12.3400', 'DECIMAL(18,4)')).toBe('12.3400');
    expect(cellText(new Date(1500000000123), 'TIMESTAMP')).toBe('2017-07-14 02:40:00.123');
    expect(cellText(new Date(1500000000000), 'TIMESTAMP')).toBe('2017-07-14 02:40:00');
    expect(cellText('2017-07-14T02:40:00.123456Z', 'TIMESTAMP')).toBe('2017-07-14 02:40:00.123456');
    expect(cellText([1n, null, { a: 'x' }], 'STRUCT(a VARCHAR)[]')).toBe('["1",null,{"a":"x"}]');
    expect(cellText(null, 'INTEGER')).toBeNull();
    expect(shortText('a\n b', 'VARCHAR')).toBe('a ↵ b');
    expect(shortText('129288.5400', 'DECIMAL(18,4)')).toBe('129288.54');
    expect(shortText('0.1000', 'DECIMAL(18,4)')).toBe('0.10');
    expect(
      tsvOf(
        [
          { id: 1n, city: 'a\tb\nc' },
          { id: null, city: '' },
        ],
        [COLUMNS[0], COLUMNS[2]] as never,
      ),
    ).toBe('1\ta b c\n\t');
  });
});

describe('SQL', () => {
  it('never takes a value for more than a value', () => {
    expect(conditionSql('r."a"', 'VARCHAR', { kind: 'in', values: ["x') OR true --"] })).toBe(
      `(r."a" IN ('x'') OR true --'))`,
    );
    expect(
      conditionSql('t', 'TIMESTAMP', { kind: 'range', from: null, to: '2024-01-31' }),
    ).toContain('+ INTERVAL 1 DAY');
    expect(inlined(`SELECT '?', "a?", ? -- ?\n, ?`, ["it's", 2n ** 60n])).toBe(
      `SELECT '?', "a?", 'it''s' -- ?\n, CAST('1152921504606846976' AS BIGINT)`,
    );
  });

  it('is taken apart only where each row is one of a table', () => {
    const views = new Map([
      [
        'v',
        'CREATE VIEW v AS (SELECT a, b AS c FROM p0.t) UNION ALL (SELECT a, b AS c FROM p1.t);',
      ],
    ]);
    expect(armsOf('SELECT * FROM v WHERE (a = 1)', views, false)?.arms).toHaveLength(2);
    for (const query of [
      'SELECT count(*) FROM v',
      'SELECT a FROM v GROUP BY a',
      'SELECT * FROM v LIMIT 3',
      'SELECT * FROM v, v AS w',
      'SELECT DISTINCT a FROM v',
      'SELECT * FROM v UNION SELECT * FROM v',
      'SELECT upper(a) FROM v',
    ]) {
      expect(armsOf(query, views, false), query).toBeNull();
    }
  });
});
