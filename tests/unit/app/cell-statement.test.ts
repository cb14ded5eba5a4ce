import { describe, expect, it } from 'vitest';
import { cellStatement } from '../../../src/app/cell-statement.ts';
import { TabhouseError } from '../../../src/engine/index.ts';
import { type Cell, type CellResult, parseNotebook } from '../../../src/notebook/index.ts';

const result = (more: Partial<CellResult>): CellResult => ({
  kind: 'rows',
  rows: [],
  total: 0,
  relation: null,
  ...more,
});

const BEHIND = new Map<string, CellResult>([
  ['period', result({ kind: 'value', value: { from: '2024-01-01', to: '2024-01-31' } })],
  ['least', result({ kind: 'value', value: 3 })],
  ['brands', result({ kind: 'value', value: ['a', "b'"] })],
  ['none', result({ kind: 'value', value: [] })],
  [
    'chosen',
    result({
      detail: { sql: 'select * from t where b in (?, ?)', names: ['brands.0', 'brands.1'] },
    }),
  ],
  ['days', result({ detail: { sql: 'select * from d where day >= ?', names: ['period_start'] } })],
  [
    'Funnel',
    result({ relation: 'ads_1', detail: { definition: {}, sql: 'WITH s AS (select 1) select 2' } }),
  ],
  ['report', result({ relation: 'dwd_rejects', detail: {} })],
]);

function statement(body: string) {
  const cell = parseNotebook(`\`\`\`sql q\n${body}\n\`\`\`\n`).cells[0] as Cell;
  return cellStatement(cell, { results: BEHIND, behind: BEHIND });
}

describe('the statement of an SQL cell', () => {
  it('holds the statements of the cells that it reads, their parameters in order', () => {
    const { sql, values } = statement(
      'select * from days join t using (x) where n > $least and day <= $period_end;',
    );
    expect(sql).toBe(
      'select * from (select * from d where day >= ?\n) AS days join t using (x) where n > ? and day <= ?',
    );
    expect(values).toEqual(['2024-01-01', 3, '2024-01-31']);
  });

  it('reads a metric by its statement, whose table can be gone, and a report by its table', () => {
    expect(statement('from FUNNEL').sql).toBe('from (WITH s AS (select 1) select 2\n) AS FUNNEL');
    expect(statement('summarize report').sql).toBe('summarize dwd_rejects');
  });

  it('binds a list of values as a list, and as itself in IN', () => {
    expect(
      statement('select * from t where b in ($brands) and list_contains($brands, c)'),
    ).toMatchObject({
      sql: 'select * from t where b in (?, ?) and list_contains([?, ?], c)',
      values: ['a', "b'", 'a', "b'"],
    });
    expect(statement('select len($none) from t where b in ($none)')).toMatchObject({
      sql: 'select len(CAST([] AS VARCHAR[])) from t where b in (NULL)',
      values: [],
    });
    expect(statement('from chosen where n > $least').values).toEqual(['a', "b'", 3]);
  });

  it('leads an error of its explanation back too', () => {
    const { sql, located } = statement('select wrong from days');
    const position = 'EXPLAIN '.length + sql.indexOf('wrong');
    expect(located(new TabhouseError('sql', { position }), 'EXPLAIN '.length)).toMatchObject({
      position: 'select '.length,
    });
  });

  it('leads an error back to its place in the cell', () => {
    const body = '\n  select wrong from days where nope';
    const { sql, located } = statement(body);
    const error = located(new TabhouseError('sql', { position: sql.indexOf('nope') }));
    expect((error as TabhouseError).position).toBe(`${body}`.indexOf('nope'));
    const inside = located(new TabhouseError('sql', { position: sql.indexOf('d where') }));
    expect((inside as TabhouseError).position).toBeUndefined();
    const other = new Error('other');
    expect(located(other)).toBe(other);
  });
});
