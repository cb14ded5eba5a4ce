import type { DatasetContext } from '../../warehouse/types.ts';
import { bind, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import { lastDay, type RepurchaseParameters } from './parameters.ts';

const USER = sql`user_key IS NOT NULL`;

/** `user_key, day, orders`: how many orders of a user began on a day, from the smallest layer that knows. */
export function orderDays(parameters: RepurchaseParameters, context: DatasetContext): Sql {
  if (filtered(parameters))
    return sql`SELECT user_key, day, count(*) AS orders FROM (${singleOrders(parameters, context)})
      GROUP BY user_key, day`;
  const conditions = where([...period(parameters), USER, sql`purchases > 0`]);
  if (parameters.basis === 'rows')
    return sql`SELECT user_key, day, CAST(purchases AS BIGINT) AS orders FROM dws_user_day ${conditions}`;
  const named = sql`SELECT user_key, min(day) AS day, 1 AS orders FROM dws_order_day ${conditions}
      AND order_key IS NOT NULL GROUP BY user_key, order_key`;
  const alone =
    context.orders === 'session'
      ? sql`UNION ALL SELECT user_key, day, purchases FROM dws_order_day ${conditions} AND order_key IS NULL`
      : sql``;
  return sql`SELECT user_key, day, CAST(sum(orders) AS BIGINT) AS orders FROM (${named} ${alone}) GROUP BY user_key, day`;
}

/** `user_key, day`: a row for each order, from DWD. An order belongs to the day on which it begins. */
export function singleOrders(parameters: RepurchaseParameters, context: DatasetContext): Sql {
  const events = scopedEvents(parameters, context, sql`event_type = 'purchase'`, USER);
  const rows = sql`SELECT user_key, day FROM ${events}`;
  if (parameters.basis === 'rows' || context.orders === 'row') return rows;
  const key = context.orders === 'order_id' ? 'order_key' : 'session_key';
  const named = sql`SELECT user_key, min(day) AS day FROM (SELECT * FROM ${events})
      WHERE ${key} IS NOT NULL GROUP BY user_key, ${key}`;
  return context.orders === 'session'
    ? sql`${named} UNION ALL SELECT user_key, day FROM (SELECT * FROM ${events}) WHERE ${key} IS NULL`
    : named;
}

/**
 * `user_key, day, before, orders, next`: a user's days with orders, how many orders came before, and the next such day.
 */
export const runs = (days: string): Sql =>
  sql`SELECT user_key, day, orders,
      CAST(coalesce(sum(orders) OVER earlier, 0) AS BIGINT) AS before,
      lead(day) OVER (PARTITION BY user_key ORDER BY day) AS next
    FROM ${days}
    WINDOW earlier AS (PARTITION BY user_key ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;

/**
 * `n, days, again, buyers`: after how many days the buyers of an n-th order ordered again (`again`), or until when they
 * were watched without one.
 */
export function waits(
  runTable: string,
  parameters: RepurchaseParameters,
  context: DatasetContext,
): Sql {
  const last = sql`CAST(${bind(lastDay(parameters, context))} AS DATE)`;
  return sql`SELECT n, days, again, count(*) AS buyers FROM (
      SELECT n, 0 AS days, true AS again
      FROM ${runTable}, (SELECT CAST(range AS BIGINT) AS n FROM range(1, ${parameters.orders + 1}))
      WHERE n > before AND n < before + orders
      UNION ALL
      SELECT before + orders AS n, coalesce(next, ${last}) - day AS days, next IS NOT NULL AS again
      FROM ${runTable} WHERE before + orders <= ${parameters.orders})
    GROUP BY n, days, again`;
}

/**
 * `n, days, at_risk, ordered, waiting, survival`: by the product-limit estimate of Kaplan and Meier (1958), the share
 * that has not ordered again within so many days. Who has not by the last day leaves the count on it.
 */
export const survival = (waitTable: string): Sql =>
  sql`SELECT n, days, at_risk, ordered, waiting,
      product(1 - CAST(ordered AS DOUBLE) / at_risk) OVER (PARTITION BY n ORDER BY days) AS survival
    FROM (SELECT n, days, ordered, waiting,
        CAST(sum(ordered + waiting) OVER (PARTITION BY n ORDER BY days DESC) AS BIGINT) AS at_risk
      FROM (SELECT n, days, CAST(coalesce(sum(buyers) FILTER (again), 0) AS BIGINT) AS ordered,
          CAST(coalesce(sum(buyers) FILTER (NOT again), 0) AS BIGINT) AS waiting
        FROM ${waitTable} GROUP BY n, days))`;

/** One half, with room for what rounding adds to a product of shares: 3/4 × 2/3 is a half in whatever order it is worked out. */
const HALF = 0.5 + 1e-12;

/** Rows of the metric: one for each order. */
export const orderRows = (curve: Sql, days: number): Sql =>
  sql`SELECT CAST(n AS INTEGER) AS n, buyers, buyers / first_value(buyers) OVER (ORDER BY n) AS share,
      ordered_again, ordered_again / buyers AS next_rate, waiting, watched_days, return_rate, return_rate_within, median_days
    FROM (SELECT n, max(at_risk) AS buyers, CAST(sum(ordered) AS BIGINT) AS ordered_again,
        CAST(sum(waiting) AS BIGINT) AS waiting, max(days) AS watched_days, 1 - min(survival) AS return_rate,
        CASE WHEN max(days) >= ${days} THEN 1 - coalesce(min(survival) FILTER (days <= ${days}), 1) END AS return_rate_within,
        min(days) FILTER (survival <= ${HALF}) AS median_days
      FROM ${curve} GROUP BY n) ORDER BY n`;
