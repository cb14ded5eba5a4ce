import type { Database, QueryOptions } from '../engine/types.ts';
import { readRows } from './read.ts';
import { Sql } from './sql/fragment.ts';
import type { SliceColumn, Stage } from './types.ts';

/**
 * Where each column's values are once each, and how much more a range may hold: a source's own sessions are not stored
 * in their order, so that every range reads all blocks.
 */
const HOME: Readonly<Record<SliceColumn, { readonly table: string; readonly scale: number }>> = {
  user_key: { table: 'dws_user', scale: 1 },
  session_key: { table: 'dws_session', scale: 5 },
};

/**
 * Conditions that cut a stage's work into ranges of about `rowsPerSlice` events each, so that what one range needs fits
 * into memory; none where the data are small enough. Parts are stored in the order of users: a range reads only its
 * own blocks.
 */
export async function slicesOf(
  database: Database,
  { slice }: Stage,
  rowsPerSlice: number,
  options: QueryOptions,
): Promise<readonly Sql[]> {
  if (!slice) return [];
  const counted = await database.query(
    'SELECT CAST(coalesce(sum(events), 0) AS DOUBLE) AS n FROM dws_hour',
    [],
    options,
  );
  const home = HOME[slice.column];
  const events = Number(readRows(counted)[0]?.n ?? 0);
  const count = Math.ceil(events / (rowsPerSlice * home.scale));
  if (count < 2) return [];
  const shares = Array.from({ length: count - 1 }, (_, index) => (index + 1) / count);
  const cuts = await database.query(
    `SELECT DISTINCT CAST(cut AS VARCHAR) AS cut, cut AS place
      FROM (SELECT unnest(approx_quantile(${slice.column}, [${shares.join(', ')}])) AS cut FROM ${home.table})
      WHERE cut IS NOT NULL ORDER BY place`,
    [],
    options,
  );
  const ends = readRows(cuts).map((row) => `CAST('${String(row.cut)}' AS BIGINT)`);
  return [...ends, null].map((end, index) => {
    const start = ends[index - 1];
    const bounds = [
      ...(start === undefined ? [] : [`${slice.column} >= ${start}`]),
      ...(end === null ? [] : [`${slice.column} < ${end}`]),
    ];
    return new Sql(bounds.length > 0 ? bounds.join(' AND ') : 'true');
  });
}
