import type { IdColumn } from '../../sources/types.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import type { RfmParameters } from './parameters.ts';

export const FIGURES = { r: 'recency', f: 'frequency', m: 'monetary' } as const;
export type Figure = keyof typeof FIGURES;
export const figuresOf = (money: boolean): readonly Figure[] =>
  money ? ['r', 'f', 'm'] : ['r', 'f'];

const USER: IdColumn = 'user_id';

/**
 * One row with five times the 20/40/60/80 % quantiles of each figure, by linear interpolation between the order
 * statistics at (n − 1)·k/5: five times, so that whole numbers and cents stay exact and equality with a cut is
 * never lost to rounding. Columns `r1 … r4, f1 … f4, m1 … m4`.
 */
export function cuts(buyers: string, money: boolean): Sql {
  const each = figuresOf(money).map((figure) => {
    const columns = [1, 2, 3, 4].map((k) => {
      const below = `min(x) FILTER (upto > ((n - 1) * ${k}) // 5)`;
      const above = `min(x) FILTER (upto > ((n - 1) * ${k}) // 5 + 1)`;
      return `5 * ${below} + coalesce((${above} - ${below}) * any_value(((n - 1) * ${k}) % 5), 0) AS ${figure}${k}`;
    });
    return sql`(SELECT ${columns.join(', ')}
      FROM (SELECT x, CAST(sum(c) OVER (ORDER BY x) AS BIGINT) AS upto, CAST(sum(c) OVER () AS BIGINT) AS n
        FROM (SELECT ${FIGURES[figure]} AS x, count(*) AS c FROM ${buyers} GROUP BY x)))`;
  });
  return sql`SELECT * FROM ${join(each, ', ')}`;
}

/** Rows that have `user_key`, with `user_id` as the source wrote it; for FROM. */
export const withUserId = (rows: Sql, context: DatasetContext): Sql =>
  context.textual.includes(USER)
    ? sql`(SELECT b.*, d.user_id FROM ${rows} b LEFT JOIN ${DICTIONARY[USER]} d USING (user_key))`
    : sql`(SELECT *, user_key AS user_id FROM ${rows})`;

/** Every buyer with its id (`user_id`) and scores `r, f, m` and `fm`, the sum of the last two (2 × f without money). */
export function scored(
  { scoring }: RfmParameters,
  context: DatasetContext,
  buyers: Sql,
  cutTable: Sql,
  money: boolean,
): Sql {
  const named = withUserId(buyers, context);
  const score = (figure: Figure) => {
    const up =
      scoring === 'ntile'
        ? `ntile(5) OVER (ORDER BY ${FIGURES[figure]}, user_id)`
        : quantileScore(figure);
    return `CAST(${figure === 'r' ? `6 - ${up}` : up} AS INTEGER) AS ${figure}`;
  };
  const scores = figuresOf(money).map(score).join(', ');
  return sql`SELECT *, ${money ? 'f + m' : '2 * f'} AS fm
    FROM (SELECT b.*, ${scores} FROM ${named} b${scoring === 'quantile' ? sql`, ${cutTable}` : ''})`;
}

/** 1 + the number of distinct cuts at or below the value; cuts ascend. */
function quantileScore(figure: Figure): string {
  const value = `5 * ${FIGURES[figure]}`;
  const passed = [1, 2, 3, 4].map((k) => {
    const fresh = k === 1 ? '' : `${figure}${k} <> ${figure}${k - 1} AND `;
    return `CASE WHEN ${fresh}${figure}${k} <= ${value} THEN 1 ELSE 0 END`;
  });
  return `(1 + ${passed.join(' + ')})`;
}
