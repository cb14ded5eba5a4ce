import { bind, type Sql, sql } from '../sql/fragment.ts';
import type { RfmParameters } from './parameters.ts';

/** Every scored buyer with its `segment`; `scores` is an expression for FROM. */
export function segmented(parameters: RfmParameters, scores: Sql, money: boolean): Sql {
  switch (parameters.model) {
    case 'segments8':
      return sql`SELECT s.*, ${SEGMENTS8} AS segment
        FROM ${scores} s, (SELECT floor(quantile_cont(fm, 0.5)) + 1 AS hi FROM ${scores})`;
    case 'classes5':
      return sql`SELECT *, ${classes5(money ? 'r + f + m' : '1.5 * (r + f)')} AS segment FROM ${scores}`;
    case 'threshold':
      return sql`SELECT s.*, ${THRESHOLD} AS segment
        FROM ${scores} s, (${thresholds(parameters, scores)})`;
  }
}

/** One row: `r_cut, f_cut`, where recent ends and frequent begins. */
export function thresholds({ r_threshold, f_threshold }: RfmParameters, scores: Sql): Sql {
  const cut = (figure: 'recency' | 'frequency', chosen: number | 'mean' | 'median') =>
    typeof chosen === 'number'
      ? sql`max(CAST(${bind(chosen)} AS DOUBLE))`
      : sql`${chosen === 'mean' ? `avg(${figure})` : `quantile_cont(${figure}, 0.5)`}`;
  return sql`SELECT ${cut('recency', r_threshold)} AS r_cut, ${cut('frequency', f_threshold)} AS f_cut
    FROM ${scores}`;
}

const SEGMENTS8 = `CASE
    WHEN r >= 4 THEN CASE WHEN fm >= hi + 1 THEN 'champions' WHEN fm = hi THEN 'potential_loyalist' ELSE 'promising' END
    WHEN r = 3 THEN CASE WHEN fm >= hi THEN 'loyal' WHEN f <= 1 THEN 'new_customers' ELSE 'need_attention' END
    WHEN fm >= hi THEN 'at_risk' ELSE 'hibernating' END`;

const THRESHOLD = `CASE
    WHEN recency <= r_cut AND frequency >= f_cut THEN 'core_vip'
    WHEN recency <= r_cut THEN 'promising_new'
    WHEN frequency >= f_cut THEN 'win_back' ELSE 'lapsed' END`;

const classes5 = (sum: string) => `CASE
    WHEN ${sum} >= 13 THEN 'top' WHEN ${sum} >= 11 THEN 'high' WHEN ${sum} >= 8 THEN 'middle'
    WHEN ${sum} >= 6 THEN 'low' ELSE 'lapsing' END`;
