import type { Run } from './natural.ts';
import { rowRange, type Scan } from './scan.ts';

/** Stretches that a sample is made of. */
const STRETCHES = 48;

export interface Sampled {
  readonly sql: string;
  /** True where it is not all rows. */
  readonly part: boolean;
}

/**
 * SELECT of about `rows` rows of a view: all of them where there are no more, else stretches of neighbours at equal
 * distances, of which the engine reads nothing but these. `runs` say where the view's rows are.
 */
export function sampled(
  scan: Scan,
  runs: readonly Run[],
  list: string,
  rows: number,
  columns: readonly string[] = [],
): Sampled {
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  if (total <= rows) return { sql: scan.union(() => list, [], columns), part: false };
  const width = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  // As many rows of the tables as hold that many rows of the view.
  const stretch = Math.ceil((rows / STRETCHES) * (width / total));
  const step = width / STRETCHES;
  const parts: string[] = [];
  let before = 0;
  let next = 0;
  for (const { arm, from, to } of runs) {
    while (next < STRETCHES && next * step < before + to - from) {
      const start = from + Math.max(0, Math.floor(next * step - before));
      const end = Math.min(to, start + stretch);
      parts.push(`SELECT * FROM (${scan.relation.arms[arm]}) AS r WHERE ${rowRange(start, end)}`);
      next += 1;
    }
    before += to - from;
  }
  return { sql: scan.over(parts, list, [], columns), part: true };
}
