import type { Database, QueryOptions } from '../engine/types.ts';
import { readRows } from './read.ts';
import { Sql } from './sql/fragment.ts';
import type { SliceColumn } from './types.ts';

/**
 * Where each column's values are once each, and how much more a range may hold: a source's own sessions are not stored
 * in their order, so that every range reads all blocks.
 */
const HOME: Readonly<Record<SliceColumn, { readonly table: string; readonly scale: number }>> = {
  user_key: { table: 'dws_user', scale: 1 },
  session_key: { table: 'dws_session', scale: 5 },
};

async function allEvents(database: Database, options: QueryOptions): Promise<number> {
  const counted = await database.query(
    'SELECT CAST(coalesce(sum(events), 0) AS DOUBLE) AS n FROM dws_hour',
    [],
    options,
  );
  return Number(readRows(counted)[0]?.n ?? 0);
}

/**
 * Conditions that cut work into ranges of about `rowsPerSlice` events each, so that what one range needs fits
 * into memory (`known`: the events that there are to cut, where not all of them); none where they are few enough. Parts are stored
 * in the order of users: a range reads only its own blocks.
 */
export async function slicesOf(
  database: Database,
  column: SliceColumn,
  rowsPerSlice: number,
  options: QueryOptions,
  known?: number,
): Promise<readonly Sql[]> {
  const home = HOME[column];
  const events = known ?? (await allEvents(database, options));
  const count = Math.ceil(events / (rowsPerSlice * home.scale));
  if (count < 2) return [];
  const shares = Array.from({ length: count - 1 }, (_, index) => (index + 1) / count);
  const cuts = await database.query(
    `SELECT DISTINCT CAST(cut AS VARCHAR) AS cut, cut AS place
      FROM (SELECT unnest(approx_quantile(${column}, [${shares.join(', ')}])) AS cut FROM ${home.table})
      WHERE cut IS NOT NULL ORDER BY place`,
    [],
    options,
  );
  const ends = readRows(cuts).map((row) => `CAST('${String(row.cut)}' AS BIGINT)`);
  return [...ends, null].map((end, index) => {
    const start = ends[index - 1];
    const bounds = [
      ...(start === undefined ? [] : [`${column} >= ${start}`]),
      ...(end === null ? [] : [`${column} < ${end}`]),
    ];
    return new Sql(bounds.length > 0 ? bounds.join(' AND ') : 'true');
  });
}
