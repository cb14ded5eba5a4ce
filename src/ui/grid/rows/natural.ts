import { ROW } from './arms.ts';
import { type Ask, rowRange, type Scan } from './scan.ts';

/** Rows of one arm that stand together in the relation's own order. */
export interface Run {
  readonly arm: number;
  /** Numbers of rows in the arm's table: the first, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Rows of these that the view shows. */
  readonly count: number;
  /** True where that is all of them. */
  readonly dense: boolean;
}

/** A part of a run: rows `skip` up to `skip + take` of those that it shows. */
export interface Slice {
  readonly run: Run;
  readonly skip: number;
  readonly take: number;
}

/** Rows of a table that the engine reads or leaves out as one. */
const GROUP = 122_880;
/** Rows that a run of filtered rows shows, at least: a page then needs few of them. */
const ENOUGH = 4_096;

/** Where rows stand without an order: per arm, in groups. Takes as much room as there are groups. */
export async function runsOf(
  scan: Scan,
  more: readonly string[] = [],
  ask: Ask = {},
): Promise<readonly Run[]> {
  if (scan.conditions.length === 0 && more.length === 0) {
    const dense = await denseRuns(scan, ask);
    if (dense) return dense;
  }
  const rows = await scan.rows(
    `SELECT "th arm" AS arm, ${ROW} AS part, n FROM (${scan.relation.arms
      .map(
        (_, arm) =>
          `SELECT ${arm} AS "th arm", r.${ROW} // ${GROUP} AS ${ROW}, count(*) AS n ${scan.arm(arm, more)} GROUP BY ALL`,
      )
      .join(' UNION ALL ')}) ORDER BY ALL`,
    ask,
  );
  return joined(
    rows.map(({ arm, part, n }) => ({
      arm: Number(arm),
      from: Number(part) * GROUP,
      to: (Number(part) + 1) * GROUP,
      count: Number(n),
      dense: false,
    })),
  );
}

/** Null where some rows of a table are left out, so that numbers do not say positions. */
async function denseRuns(scan: Scan, ask: Ask): Promise<readonly Run[] | null> {
  const counted = await scan.rows(
    scan.union((arm) => `${arm} AS arm, count(*) AS n`),
    ask,
  );
  const counts = new Map(counted.map(({ arm, n }) => [Number(arm), Number(n)]));
  const arms = [...counts].filter(([, n]) => n > 0);
  if (arms.length === 0) return [];
  // The last row of a table without gaps has the number before its count, and none comes after it.
  const ends = await scan.rows(
    arms
      .map(
        ([arm, n]) =>
          `SELECT ${arm} AS arm, count(*) AS n, min(r.${ROW}) AS first ${scan.arm(arm, [`r.${ROW} >= ${n - 1}`])}`,
      )
      .join(' UNION ALL '),
    ask,
  );
  const whole = ends.every(
    ({ arm, n, first }) => Number(n) === 1 && Number(first) === (counts.get(Number(arm)) ?? 0) - 1,
  );
  if (!whole) return null;
  return arms
    .map(([arm, n]) => ({ arm, from: 0, to: n, count: n, dense: true }))
    .sort((a, b) => a.arm - b.arm);
}

/** Neighbours that show few rows become one. */
export function joined(runs: readonly Run[]): readonly Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && last.arm === run.arm && last.count + run.count <= ENOUGH)
      all[all.length - 1] = { ...last, to: run.to, count: last.count + run.count };
    else all.push(run);
  }
  return all;
}

/** The parts of runs that hold positions `from` up to `to`. */
export function slicesOf(runs: readonly Run[], from: number, to: number): readonly Slice[] {
  const slices: Slice[] = [];
  let before = 0;
  for (const run of runs) {
    const [start, end] = [Math.max(from - before, 0), Math.min(to - before, run.count)];
    if (start < end) slices.push({ run, skip: start, take: end - start });
    before += run.count;
    if (before >= to) break;
  }
  return slices;
}

/** SELECT of a slice's rows. */
export function sliceSql(
  scan: Scan,
  { run, skip, take }: Slice,
  list: string,
  more: readonly string[] = [],
  columns: readonly string[] = [],
): string {
  if (run.dense) {
    const first = run.from + skip;
    return `SELECT ${list} ${scan.arm(run.arm, [...more, rowRange(first, first + take)], columns)}`;
  }
  const tail = skip > 0 ? ` OFFSET ${skip}` : '';
  return `SELECT ${list} ${scan.arm(run.arm, [...more, rowRange(run.from, run.to)], columns)} LIMIT ${take}${tail}`;
}
