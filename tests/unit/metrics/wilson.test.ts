import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { wilson, wilsonRoots } from '../../../src/metrics/attribution/wilson.ts';
import { normalQuantile } from '../../../src/metrics/distributions/index.ts';
import { wilson as ofModel } from '../../../src/models/experiment/proportions.ts';

it.each([0.05, 0.2])(
  'Wilson’s interval is the same in SQL, by its roots, and in the model at %d',
  async (alpha) => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const z = normalQuantile(alpha / 2);
    const [direct, roots] = [wilson(z), wilsonRoots(z)];
    const reader = await connection.runAndReadAll(
      `SELECT base, converted, ${direct.low} AS low, ${direct.high} AS high, ${roots.low} AS root_low, ${roots.high} AS root_high
      FROM (SELECT unnest([0, 1, 2, 7, 44700, 1000000000]) AS base), (SELECT unnest([0, 1, 2, 5, 7, 8, 19000, 1000000000]) AS converted)`,
    );
    const rows = reader.getRowObjectsJson() as Record<string, number | null>[];
    let told = 0;
    for (const row of rows) {
      const [units, conversions] = [Number(row.base), Number(row.converted)];
      const ends = [row.low, row.high, row.root_low, row.root_high];
      if (units === 0 || conversions > units) {
        expect(ends, JSON.stringify(row)).toEqual([null, null, null, null]);
        continue;
      }
      told += 1;
      const { low, high } = ofModel({ units, conversions } as Parameters<typeof ofModel>[0], alpha);
      for (const [index, end] of [low, high, low, high].entries())
        expect(ends[index], JSON.stringify(row)).toBeCloseTo(end, 12);
    }
    expect(told).toBe(2 + 3 + 5 + 7 + 8);
    connection.closeSync();
    instance.closeSync();
  },
);

it('is that of Newcombe’s examples', () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const ends = ([units, conversions]: readonly [number, number]) => {
    const { low, high } = ofModel({ units, conversions } as Parameters<typeof ofModel>[0], 0.05);
    return [low.toFixed(4), high.toFixed(4)];
  };
  expect(
    (
      [
        [263, 81],
        [148, 15],
        [20, 0],
        [29, 1],
      ] as const
    ).map(ends),
  ).toEqual([
    ['0.2553', '0.3662'],
    ['0.0624', '0.1605'],
    ['0.0000', '0.1611'],
    ['0.0061', '0.1718'],
  ]);
});
