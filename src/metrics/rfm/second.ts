import { type Sql, sql } from '../sql/fragment.ts';
import { FIGURES, figuresOf } from './scores.ts';

/**
 * The cuts once more, for the audit: from all values as one sorted list, instead of from counts per value. Same
 * columns as `cuts`.
 */
export function cutsApart(buyers: Sql, money: boolean): Sql {
  const lists = figuresOf(money).map(
    (figure) => `list(${FIGURES[figure]} ORDER BY ${FIGURES[figure]}) AS ${figure}s`,
  );
  const columns = figuresOf(money).flatMap((figure) =>
    [1, 2, 3, 4].map((k) => {
      const at = `CAST(((n - 1) * ${k}) // 5 AS BIGINT)`;
      const low = `${figure}s[${at} + 1]`;
      const high = `coalesce(${figure}s[${at} + 2], ${low})`;
      const weight = `CAST(((n - 1) * ${k}) % 5 AS INTEGER)`;
      return `${low} * (5 - ${weight}) + ${high} * ${weight} AS ${figure}${k}`;
    }),
  );
  return sql`SELECT ${columns.join(', ')} FROM (SELECT count(*) AS n, ${lists.join(', ')} FROM ${buyers})`;
}
