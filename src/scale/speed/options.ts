import type { SpeedOptions } from './types.ts';

/** Below this nothing is measured but the clock; above, a browser's storage is hardly enough. */
const LEAST_ROWS = 10_000;
const MOST_ROWS = 100_000_000;

/** A `speed` block's body with its defaults; what cannot be meant is brought to the nearest that can. */
export function speedOptions(
  spec: Readonly<Record<string, unknown>>,
  cores = globalThis.navigator?.hardwareConcurrency ?? 2,
): SpeedOptions {
  const whole = (value: unknown, usual: number, least: number, most: number) =>
    Math.round(within(value, usual, least, most));
  return {
    rows: whole(spec.rows, 1_000_000, LEAST_ROWS, MOST_ROWS),
    seed: whole(spec.seed, 649, 0, 2 ** 31 - 1),
    runs: whole(spec.runs, 5, 1, 50),
    hot: within(spec.hot, 0.3, 0, 1),
    salts: whole(spec.salts, 16, 2, 256),
    workers: whole(spec.workers, Math.min(4, Math.max(2, cores)), 2, 16),
  };
}

/** The sizes that a reader can choose from, smallest first; `rows` is one of them. */
export function sizesOf(spec: Readonly<Record<string, unknown>>, rows: number): number[] {
  const given = Array.isArray(spec.sizes) ? spec.sizes : [1_000_000, 10_000_000];
  const sizes = given.map((one) => speedOptions({ rows: one }).rows);
  return [...new Set([...sizes, rows])].sort((a, b) => a - b);
}

function within(value: unknown, usual: number, least: number, most: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? value : usual;
  return Math.min(most, Math.max(least, number));
}
