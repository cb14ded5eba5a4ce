import type { Database, QueryOptions } from '../engine/types.ts';
import { readRows } from './read.ts';
import { Sql } from './sql/fragment.ts';
import type { SliceColumn, Stage } from './types.ts';

/** Where each column's values are once each. */
const HOME: Readonly<Record<SliceColumn, string>> = {
  user_key: 'dws_user',
  session_key: 'dws_session',
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
  const count = Math.ceil(Number(readRows(counted)[0]?.n ?? 0) / rowsPerSlice);
  if (count < 2) return [];
  const shares = Array.from({ length: count - 1 }, (_, index) => (index + 1) / count);
  const cuts = await database.query(
    `SELECT DISTINCT CAST(cut AS VARCHAR) AS cut, cut AS place
      FROM (SELECT unnest(approx_quantile(${slice.column}, [${shares.join(', ')}])) AS cut FROM ${HOME[slice.column]})
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
