import { identifier } from '../../engine/identifier.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import type { RowConditions, RowValue } from './types.ts';

/** Conditions on rows by columns that they have; what is compared with text is compared as text. */
export const rowConditions = (where: RowConditions): readonly Sql[] =>
  Object.entries(where).map(([column, values]) => {
    const parts = values.map((value) => one(sql`${identifier(column)}`, value));
    return sql`(${join(parts, ' OR ', 'false')})`;
  });

function one(column: Sql, value: RowValue): Sql {
  if (value === null) return sql`${column} IS NULL`;
  if (typeof value === 'object') return between(column, value);
  // A day, an enum or an identifier of 19 digits needs no type of ours.
  return typeof value === 'number'
    ? sql`${column} = CAST(${bind(String(value))} AS DOUBLE)`
    : sql`CAST(${column} AS VARCHAR) = ${bind(String(value))}`;
}

function between(column: Sql, { from, to }: { from: string | number; to: string | number }): Sql {
  if (typeof from === 'number' && typeof to === 'number') {
    const [low, high] = [from, to].map((end) => sql`CAST(${bind(String(end))} AS DOUBLE)`) as [
      Sql,
      Sql,
    ];
    return sql`${column} BETWEEN ${low} AND ${high}`;
  }
  return sql`CAST(${column} AS VARCHAR) BETWEEN ${bind(String(from))} AND ${bind(String(to))}`;
}
