import { describe, expect, it } from 'vitest';
import { filterColumn, metricParameters, resolved } from '../../../src/app/parameters.ts';
import { type CellResult, parseNotebook } from '../../../src/notebook/index.ts';
import type { DatasetContext } from '../../../src/warehouse/index.ts';

const value = (of: unknown): CellResult => ({
  kind: 'value',
  rows: [],
  total: 0,
  relation: null,
  value: of,
});

const context = (columns: readonly string[]) => ({ columns }) as unknown as DatasetContext;

function parameters(
  yaml: string,
  inputs: Record<string, unknown>,
  columns: readonly string[] = [],
) {
  const cell = parseNotebook(`\`\`\`metric m\n${yaml}\n\`\`\`\n`).cells[0];
  if (!cell) throw new Error('no cell');
  const results = new Map(Object.entries(inputs).map(([name, of]) => [name, value(of)]));
  return metricParameters(cell, results, context(columns));
}

describe("a metric cell's parameters", () => {
  it('take the period from a date range and leave it out where nobody set one', () => {
    const yaml = 'kind: overview\nwhere: { day: $period }';
    expect(parameters(yaml, { period: { from: '2019-10-01', to: '2019-10-02' } })).toEqual({
      from: '2019-10-01',
      to: '2019-10-02',
    });
    expect(parameters(yaml, { period: null })).toEqual({});
  });

  it('make no filter of an empty choice', () => {
    const yaml = 'kind: overview\nby: day\nwhere: { brand: $brand, device: $device }';
    expect(parameters(yaml, { brand: [], device: ['mobile'] })).toEqual({
      by: 'day',
      filters: { device: ['mobile'] },
    });
  });

  it('mean the readable category where the data has one', () => {
    expect(filterColumn('category', context(['category_path', 'category_id']))).toBe(
      'category_path',
    );
    expect(filterColumn('category', context(['category_id']))).toBe('category_id');
  });

  it('know the ends of a date range as parameters of their own', () => {
    const results = new Map([['period', value({ from: 'a', to: 'b' })]]);
    expect(resolved({ x: ['$period_start', '$period_end', 'plain'] }, results)).toEqual({
      x: ['a', 'b', 'plain'],
    });
  });
});
