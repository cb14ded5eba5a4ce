import { describe, expect, test } from 'vitest';
import type { KnownCell, KnownFunction, KnownTable } from '../../../../src/cells/assist.ts';
import { sqlCompletions } from '../../../../src/cells/sql-editor/complete.ts';
import { sqlHint } from '../../../../src/cells/sql-editor/hint.ts';
import type { Cell } from '../../../../src/cells/types.ts';

const events: KnownTable = {
  name: 'dwd_events',
  about: 'One row per event',
  columns: [
    { name: 'brand', type: 'VARCHAR' },
    { name: 'user_id', type: 'BIGINT' },
    { name: 'order', type: 'VARCHAR' },
  ],
};
const users: KnownTable = {
  name: 'dws_user',
  about: '',
  columns: [
    { name: 'user_id', type: 'BIGINT' },
    { name: 'orders', type: 'INTEGER' },
  ],
};
const keyed: KnownTable = {
  name: 'dwd',
  about: '',
  columns: [{ name: 'user_key', type: 'BIGINT' }],
  unlisted: true,
};
const round: KnownFunction = {
  name: 'round',
  kind: 'scalar',
  signatures: ['round(x DOUBLE, precision INTEGER) → DOUBLE'],
  about: 'Rounds x.',
  examples: ['round(42.4332, 2)'],
};
const cell = (kind: Cell['kind'], name: string, spec = {}): Cell => ({
  id: name,
  kind,
  fence: kind,
  name,
  body: '',
  spec,
  source: '',
  line: 1,
  error: null,
});
const known = (one: Cell, value: unknown, columns: KnownCell['columns'] = []): KnownCell => ({
  cell: one,
  name: one.name ?? '',
  columns,
  value,
  values: () => [],
});
const knowledge = {
  tables: [keyed, events, users],
  functions: [round],
  cells: [
    known(cell('sql', 'slow'), null, [{ name: 'loss', type: 'DOUBLE' }]),
    known(cell('input', 'period', { type: 'date-range' }), {
      from: '2019-10-01',
      to: '2019-10-07',
    }),
    known(cell('input', 'brand', { type: 'multi-select' }), ['acme']),
  ],
};

/** Completions at `|`, the best first. */
function offered(marked: string): readonly string[] {
  const position = marked.indexOf('|');
  const found = sqlCompletions(marked.replace('|', ''), position, knowledge);
  return [...(found?.options ?? [])].sort((a, b) => b.boost - a.boost).map(({ label }) => label);
}
const hint = (marked: string) => sqlHint(marked.replace('|', ''), marked.indexOf('|'), knowledge);

describe('completion of SQL', () => {
  test('offers cells and tables after FROM and JOIN, and no columns', () => {
    expect(offered('select * from d|').slice(0, 3)).toEqual(['slow', 'dwd_events', 'dws_user']);
    expect(offered('from dwd_events join |')).not.toContain('brand');
  });

  test('does not offer a table that another is offered for, but knows its columns', () => {
    expect(offered('select * from |')).not.toContain('dwd');
    expect(offered('select | from dwd')[0]).toBe('user_key');
  });

  test('offers columns of what the statement reads, wherever that stands', () => {
    const columns = offered('select | from dwd_events');
    expect(columns.slice(0, 3)).toEqual(['brand', 'user_id', 'order']);
    expect(columns).not.toContain('orders');
    expect(offered('from slow select |')[0]).toBe('loss');
  });

  test('offers a column’s type, and says which relations have it', () => {
    const sql = 'select  from dwd_events e join dws_user u using (user_id)';
    const user = sqlCompletions(sql, 7, knowledge)?.options.filter(
      ({ label }) => label === 'user_id',
    );
    expect(user).toMatchObject([{ detail: 'BIGINT', info: 'e, u' }]);
  });

  test('after a dot offers the columns of that alias alone', () => {
    expect(offered('select e.| from dwd_events e, dws_user u')).toEqual([
      'brand',
      'user_id',
      'order',
    ]);
    expect(offered('select u.or| from dwd_events as e join dws_user as u on true')).toEqual([
      'user_id',
      'orders',
    ]);
    expect(offered('select nobody.| from dwd_events')).toEqual([]);
  });

  test('writes names that must be quoted in quotes', () => {
    const found = sqlCompletions('select  from dwd_events', 7, knowledge)?.options;
    expect(found?.find(({ label }) => label === 'order')?.text).toBe('"order"');
  });

  test('after a dollar sign offers the inputs’ parameters, a range’s two ends', () => {
    expect(offered('select * from dwd_events where brand in ($|')).toEqual([
      '$period_start',
      '$period_end',
      '$brand',
    ]);
  });

  test('offers nothing inside strings, comments and numbers', () => {
    expect(offered("select 'br|")).toEqual([]);
    expect(offered('select 1 -- br|')).toEqual([]);
    expect(offered('select 12|')).toEqual([]);
    expect(offered("select '--', br| from dwd_events")).toContain('brand');
  });
});

describe('what a name in SQL is', () => {
  test('a column has its type, and a relation its columns and meaning', () => {
    expect(hint('select bra|nd from dwd_events')).toMatchObject({
      title: 'brand VARCHAR',
      from: 7,
    });
    expect(hint('select * from dwd|_events')).toMatchObject({
      title: 'dwd_events',
      about: 'One row per event',
      lines: ['brand VARCHAR', 'user_id BIGINT', 'order VARCHAR'],
    });
    expect(hint('select u.user|_id from dwd_events e, dws_user u')?.lines).toEqual([
      'dws_user.user_id BIGINT',
    ]);
  });

  test('a function has its signature and meaning, a parameter its value', () => {
    expect(hint('select rou|nd(1.5)')).toMatchObject({
      title: 'round(x DOUBLE, precision INTEGER) → DOUBLE',
      about: 'Rounds x.',
    });
    expect(hint('select $period_|start')?.title).toBe('$period_start = 2019-10-01');
    expect(hint("select 'bra|nd' from dwd_events")).toBeNull();
  });
});
