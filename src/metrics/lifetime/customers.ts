import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney } from '../capabilities.ts';
import { columnSql, tableSql } from '../parameters/source.ts';
import { upTo } from '../rfm/buyers.ts';
import { bind, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import type { LifetimeParameters } from './parameters.ts';

/** True where rows tell what purchases were worth. */
export const valued = ({ table, value }: LifetimeParameters, context: DatasetContext): boolean =>
  table === null ? hasMoney(context) : value !== null;

/** `customer_key, day, gmv`: days with a purchase, from the smallest layer that knows. */
export function purchaseDays(parameters: LifetimeParameters, context: DatasetContext): Sql {
  if (filtered(parameters)) return purchaseDaysOfEvents(parameters, context);
  return sql`SELECT user_key AS customer_key, day, CAST(gmv AS DOUBLE) AS gmv
    FROM dws_user_day ${where([...period(upTo(parameters)), sql`user_key IS NOT NULL`, sql`purchases > 0`])}`;
}

/** The same from DWD. */
export function purchaseDaysOfEvents(parameters: LifetimeParameters, context: DatasetContext): Sql {
  const events = scopedEvents(
    upTo(parameters),
    context,
    sql`event_type = 'purchase'`,
    sql`user_key IS NOT NULL`,
  );
  return sql`SELECT user_key AS customer_key, day, CAST(coalesce(sum(amount), 0) AS DOUBLE) AS gmv
    FROM ${events} GROUP BY user_key, day`;
}

/** `customer_key, x, t_x, age, value` in weeks, of days with a purchase; the first day is no repeat. */
export const customersOfDays = (days: Sql, { reference }: LifetimeParameters): Sql =>
  sql`SELECT customer_key, CAST(count(*) - 1 AS DOUBLE) AS x, (max(day) - min(day)) / 7 AS t_x,
      (CAST(${bind(reference)} AS DATE) - min(day)) / 7 AS age,
      (sum(gmv) - arg_min(gmv, day)) / nullif(count(*) - 1, 0) AS value, min(day) AS first_day
    FROM ${days} GROUP BY customer_key`;

/** The same of a table's rows, with `customer` as it is named there; rows that cannot be a history have `sound` false. */
export function customersOfTable(parameters: LifetimeParameters): Sql {
  const { table, x, t_x, T, value, customer } = parameters;
  const number = (name: string) => sql`TRY_CAST(${columnSql(name)} AS DOUBLE)`;
  const rows = sql`SELECT CAST(row_number() OVER () AS BIGINT) AS customer_key,
      ${customer === null ? sql`CAST(row_number() OVER () AS VARCHAR)` : sql`CAST(${columnSql(customer)} AS VARCHAR)`} AS customer,
      ${number(x)} AS x, ${number(t_x)} AS t_x, ${number(T)} AS age,
      ${value === null ? sql`CAST(NULL AS DOUBLE)` : number(value)} AS value
    FROM ${tableSql(table ?? '')}`;
  return sql`SELECT * REPLACE (CASE WHEN x = 0 THEN 0 ELSE t_x END AS t_x),
      coalesce(x >= 0 AND x = floor(x) AND age >= 0 AND (x = 0 OR (t_x >= 0 AND t_x <= age)), false) AS sound
    FROM (${rows})`;
}
