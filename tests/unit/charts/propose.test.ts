import { describe, expect, test } from 'vitest';
import {
  type ColumnFacts,
  chartOfRows,
  planChart,
  proposals,
  readChart,
} from '../../../src/charts/declared/index.ts';

const column = (
  name: string,
  type: ColumnFacts['type'],
  distinct = 20,
  nulls = 0,
): ColumnFacts => ({ name, type, distinct, nulls });
const day = column('day', 'day', 30);
const gmv = column('gmv', 'number', 900);
const uv = column('uv', 'number', 900);
const brand = column('brand', 'text', 25);
const device = column('device', 'text', 3);

const kinds = (columns: readonly ColumnFacts[], total: number) =>
  proposals(columns, total).map(({ kind }) => kind);

describe('a first chart', () => {
  test.each([
    ['line', [day, gmv], 30],
    ['bars', [brand, gmv], 25],
    ['dots', [gmv, uv], 900],
    ['hexagons', [gmv, uv], 90_000],
    ['histogram', [gmv], 900],
    ['heat', [brand, device], 900],
    ['timeline', [day], 900],
    ['counts', [brand], 900],
    ['map', [column('lat', 'number'), column('lng', 'number')], 900],
    ['sankey', [column('source', 'text'), column('target', 'text'), gmv], 30],
    ['outlines', [column('geometry', 'text'), gmv], 30],
  ] as const)('is a %s', (kind, columns, total) => {
    expect(kinds(columns, total)[0]).toBe(kind);
  });

  test('comes with others to choose from', () => {
    const found = kinds([day, device, gmv, uv], 90);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(new Set(found).size).toBe(found.length);
  });

  test('passes over columns that are empty, constant, or different in every row', () => {
    expect(proposals([column('a', 'text', 0, 90), brand, gmv], 90)[0]?.spec).toMatchObject({
      y: 'brand',
    });
    expect(proposals([column('kind', 'text', 1), brand, gmv], 90)[0]?.spec).toMatchObject({
      y: 'brand',
    });
    expect(proposals([column('order_id', 'text', 90), brand, gmv], 90)[0]?.spec).toMatchObject({
      y: 'brand',
    });
  });

  test('sums what adds up and averages what does not', () => {
    expect(proposals([brand, gmv], 500)[0]?.spec).toMatchObject({ x: { sum: 'gmv' } });
    expect(proposals([brand, column('rate', 'number')], 500)[0]?.spec).toMatchObject({
      x: { mean: 'rate' },
    });
  });

  test('can be read and drawn, each of them', () => {
    const sets = [
      [day, device, gmv, uv],
      [brand, device, gmv],
      [gmv, uv],
      [brand],
      [day],
      [column('source', 'text'), column('target', 'text'), gmv],
    ];
    for (const columns of sets)
      for (const total of [1, 30, 90_000])
        for (const { spec } of proposals(columns, total)) {
          const { chart, problems } = readChart({ from: 'a', ...spec });
          expect(problems, JSON.stringify(spec)).toEqual([]);
          expect(planChart(chart, columns).problems, JSON.stringify(spec)).toEqual([]);
        }
  });

  test('of no column is none', () => {
    expect(proposals([], 0)).toEqual([]);
    expect(chartOfRows({ from: 'a' }, []).detail.layers).toEqual([]);
  });
});
