import { chiSquareTail } from '../../metrics/distributions/index.ts';

export interface RatioCheck {
  /** Shares that were planned, of 1. */
  readonly planned: readonly number[];
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/** Sample-ratio check: Pearson's chi-square of the units against the planned split; without one, equal shares. */
export function ratioCheck(units: readonly number[], split: readonly number[] | null): RatioCheck {
  const parts = split ?? units.map(() => 1);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const planned = parts.map((part) => part / whole);
  const total = units.reduce((sum, n) => sum + n, 0);
  const chiSquare = units.reduce((sum, n, index) => {
    const expected = total * (planned[index] ?? 0);
    return sum + (n - expected) ** 2 / expected;
  }, 0);
  const degrees = units.length - 1;
  return {
    planned,
    chiSquare,
    degrees,
    p: degrees > 0 ? chiSquareTail(chiSquare, degrees) : Number.NaN,
  };
}
