import type { ResultRow } from '../../../engine/index.ts';
import { ROW } from './arms.ts';
import { type Run, sliceSql, slicesOf } from './natural.ts';
import type { Ask, Scan } from './scan.ts';
import type { Place } from './sorted.ts';

/**
 * Rows by number that one join seeks: up to its `dynamic_or_filter_threshold` of 50 the engine reads only the vectors
 * that hold them, beyond that all rows between the least and the greatest (at 100 M rows 0.5 against 9 to 27 s).
 */
const SOUGHT = 50;

/** Rows at positions `from` up to `to` of a view without an order. */
export async function naturalRows(
  scan: Scan,
  runs: readonly Run[],
  from: number,
  to: number,
  ask: Ask,
) {
  const rows: ResultRow[] = [];
  for (const slice of slicesOf(runs, from, to))
    rows.push(...(await scan.rows(sliceSql(scan, slice, scan.shown), ask)));
  return rows;
}

/** Rows at places, in their order. */
export async function placedRows(
  scan: Scan,
  places: readonly Place[],
  ask: Ask,
): Promise<ResultRow[]> {
  if (places.length === 0) return [];
  const sought: { readonly arm: number; readonly rows: number[] }[] = [];
  const last = new Map<number, number[]>();
  for (const { arm, row } of places) {
    let rows = last.get(arm);
    if (!rows || rows.length === SOUGHT) {
      rows = [];
      last.set(arm, rows);
      sought.push({ arm, rows });
    }
    rows.push(row);
  }
  const parts = sought.map(
    ({ arm, rows }) =>
      `SELECT ${scan.shown}, ${arm} AS "th arm", r.${ROW} AS ${ROW} FROM (${scan.relation.arms[arm]}) AS r JOIN (SELECT unnest([${rows.join(', ')}]::BIGINT[]) AS "th place") AS p ON r.${ROW} = p."th place"`,
  );
  const found = await scan.rows(parts.join(' UNION ALL '), ask);
  const byPlace = new Map(found.map((row) => [`${row['th arm']}:${row['th row']}`, row]));
  return places.flatMap(({ arm, row }) => {
    const one = byPlace.get(`${arm}:${row}`);
    if (!one) return [];
    const { 'th arm': _arm, 'th row': _row, ...rest } = one;
    return [rest];
  });
}

/** Where the row at a position of a view without an order stands; null past its end. */
export async function placeAt(
  scan: Scan,
  runs: readonly Run[],
  at: number,
  ask: Ask,
): Promise<Place | null> {
  const [slice] = slicesOf(runs, at, at + 1);
  if (!slice) return null;
  if (slice.run.dense) return { arm: slice.run.arm, row: slice.run.from + slice.skip };
  const [row] = await scan.rows(sliceSql(scan, slice, `r.${ROW} AS row`), ask);
  return row ? { arm: slice.run.arm, row: Number(row.row) } : null;
}
