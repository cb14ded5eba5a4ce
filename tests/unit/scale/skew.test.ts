import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  grouped,
  merged,
  type Partials,
  routed,
  shareOf,
  totalOf,
} from '../../../src/scale/speed/skew.ts';

const SOURCE = { rows: 20_000, seed: 3, keys: 500, hot: 0.3 };

/** Groups of all workers as a map of key to `[rows, sum]`. */
function asMap(parts: readonly Partials[]): Map<number, readonly [number, number]> {
  const found = new Map<number, readonly [number, number]>();
  for (const { keys, counts, sums } of parts)
    for (const [at, key] of keys.entries()) {
      if (found.has(key)) throw new Error(`key ${key} has two groups`);
      found.set(key, [counts[at] ?? 0, sums[at] ?? 0]);
    }
  return found;
}

function aggregated(source: typeof SOURCE, workers: number, salts: number): Partials[] {
  const indices = Array.from({ length: workers }, (_, index) => index);
  const first = indices.map((index) => grouped(shareOf(source, { workers, salts }, index)));
  if (salts === 1) return first;
  const sent = first.map((groups) => routed(groups, salts, workers));
  return indices.map((index) =>
    merged(
      sent.map((parts) => parts[index] as Partials),
      salts,
    ),
  );
}

test('salted and plain aggregation give the same groups, whatever the keys, workers and salts', () => {
  fc.assert(
    fc.property(
      fc.record({
        rows: fc.integer({ min: 0, max: 1500 }),
        seed: fc.nat(),
        keys: fc.integer({ min: 1, max: 2000 }),
        hot: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 2, max: 40 }),
      (source, workers, salts) => {
        const plain = asMap(aggregated(source, workers, 1));
        expect(asMap(aggregated(source, workers, salts))).toEqual(plain);
        const rows = [...plain.values()].reduce((sum, [count]) => sum + count, 0);
        expect(rows).toBe(source.rows);
      },
    ),
    { numRuns: 30 },
  );
});

test('the hot key burdens one worker, and salts spread it', () => {
  const load = (salts: number) =>
    [0, 1, 2, 3].map((index) => shareOf(SOURCE, { workers: 4, salts }, index).keys.length);
  const plain = load(1);
  const salted = load(16);
  expect(plain.reduce((sum, rows) => sum + rows)).toBe(SOURCE.rows);
  expect(salted.reduce((sum, rows) => sum + rows)).toBe(SOURCE.rows);
  expect(Math.max(...plain)).toBeGreaterThan(SOURCE.rows * 0.42);
  expect(Math.max(...salted)).toBeLessThan(SOURCE.rows * 0.36);
});

test('a total counts groups, rows and values', () => {
  const keys = Uint32Array.of(4, 4, 9, 4);
  const groups = grouped({ keys, values: Uint8Array.of(1, 2, 3, 4) });
  expect(totalOf([groups])).toEqual({ groups: 2, rows: 4, sum: 10 });
});
