import type { CellResult } from '../notebook/types.ts';

/** Results that follow a hand, or one that has just let go: their drawings do not grow. */
export const passing = new WeakSet<CellResult>();
