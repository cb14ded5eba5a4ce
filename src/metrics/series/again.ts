import { type Sql, sql } from '../sql/fragment.ts';

/**
 * SELECT of `series, n, value`: what was observed in the `n`th period of each series, from 1, put on equal steps in SQL.
 * `rows` gives `series, time, value`; the table `summary` the step of each series; several values of one period are
 * gathered. Periods without a value have no row.
 */
export function placedAgain(rows: Sql, summary: string, gather: 'mean' | 'sum'): Sql {
  const months = (time: string) =>
    `date_diff('month', TIMESTAMP '1970-01-01', make_timestamp(CAST(${time} * 1000000 AS BIGINT)))`;
  const steps = `CASE WHEN step_unit = 'month' THEN ${months('time')} - ${months('begun')} ELSE time - begun END`;
  return sql`SELECT series, n, ${gather === 'mean' ? 'avg' : 'sum'}(value) AS value
    FROM (SELECT series, value, 1 + CAST(floor((${steps}) / step_size + CAST(0.5 AS DOUBLE)) AS BIGINT) AS n
      FROM (SELECT *, min(time) OVER (PARTITION BY series) AS begun FROM (${rows})) JOIN ${summary} USING (series))
    WHERE value IS NOT NULL AND isfinite(value) GROUP BY series, n`;
}
