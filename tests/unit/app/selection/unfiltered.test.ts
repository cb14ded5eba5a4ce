import { expect, it } from 'vitest';
import { unfilteredText } from '../../../../src/app/selection/unfiltered.ts';
import { buildGraph, parseNotebook } from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';

const { cells } = parseNotebook(
  [
    '```input brand\ntype: multi-select\ncolumn: brand\nlabel: Brand\n```',
    '```input focus\ntype: selection\n```',
    '```sql loose\nselect brand, count(*) as n from dwd_events group by 1\n```',
    '```sql bound\nselect * from dwd_events where brand in ($brand)\n```',
    '```chart drawn\nfrom: loose\nselect: focus\n```',
    '```chart within\nfrom: bound\n```',
    '```sql figures\nselect 1 as n\n```',
    '```input rows\ntype: table\nfrom: loose\n```',
  ].join('\n'),
);
const graph = buildGraph(cells, sqlNames, { sources: [{ name: 'dwd_events', kind: 'table' }] });
const told = (name: string, values: Readonly<Record<string, unknown>>) => {
  const cell = cells.find((one) => one.name === name);
  return cell ? unfilteredText(cell, cells, graph, (input) => values[input]) : 'no such cell';
};

it('says of a statement and of what stands on it which filters they know nothing of', () => {
  const set = { brand: ['lenovo'] };
  expect(told('loose', set)).toBe('Not filtered by Brand: the statement does not name $brand');
  expect(told('drawn', set)).toBe('Not filtered by Brand');
  expect(told('bound', set)).toBe('');
  expect(told('within', set)).toBe('');
  expect(told('figures', set)).toBe('');
});

it('says nothing where no filter is set, and none of what was picked in the cell itself', () => {
  expect(told('loose', {})).toBe('');
  expect(told('loose', { rows: ['a'] })).toBe('');
  const focus = [{ by: 'drawn', column: 'brand', in: ['a'] }];
  expect(told('drawn', { focus })).toBe('');
  expect(told('within', { focus })).toBe('Not filtered by Brand');
});
