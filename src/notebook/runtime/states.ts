import type { CellState } from '../types.ts';

/** True where a reader would see no difference. */
export function sameState(one: CellState, other: CellState): boolean {
  const [a, b] = [Object.entries(one), Object.entries(other)];
  return (
    a.length === b.length &&
    a.every(([key, value]) => {
      const second = (other as Record<string, unknown>)[key];
      return Array.isArray(value) && Array.isArray(second)
        ? value.join('\0') === second.join('\0')
        : Object.is(value, second);
    })
  );
}
