import type { Correction } from './types.ts';

/**
 * P values of several comparisons with one control, so that the chance of any false finding stays below the level:
 * Bonferroni, or Holm (1979), which finds at least as much. NaN is no comparison and stays NaN.
 */
export function corrected(
  values: readonly number[],
  method: Correction,
  looks: number,
): readonly number[] {
  const once = values.map((p) => Math.min(1, p * looks));
  if (method === 'none') return once;
  const known = values.flatMap((p, index) => (Number.isNaN(p) ? [] : [{ p, index }]));
  const result = values.map(() => Number.NaN);
  const count = known.length;
  let least = 0;
  for (const [rank, { p, index }] of known.sort((a, b) => a.p - b.p).entries()) {
    const times = method === 'holm' ? count - rank : count;
    least = Math.max(least, Math.min(1, p * looks * times));
    result[index] = least;
  }
  return result;
}
