import type { DatasetContext } from '../../warehouse/types.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan } from '../types.ts';
import { orderRows, singleOrders } from './orders.ts';
import { lastDay, type RepurchaseParameters } from './parameters.ts';

/** The second way: every order of every user in a row, numbered; who is watched counted anew for each day. */
export function repurchaseAudit(
  parameters: RepurchaseParameters,
  context: DatasetContext,
  relation: string,
  compare: readonly string[],
): AuditPlan {
  const [single, again] = [`${relation}_single`, `${relation}_again`];
  return {
    stages: [
      { table: single, query: numberedOrders(parameters, context) },
      { table: again, query: watched(single) },
    ],
    query: orderRows(sql`${again}`, parameters.days),
    key: ['n'],
    compare,
    way: 'repurchase.audit',
  };
}

/** `n, days, again`: a row for each order. */
function numberedOrders(parameters: RepurchaseParameters, context: DatasetContext): Sql {
  const last = sql`CAST(${bind(lastDay(parameters, context))} AS DATE)`;
  return sql`SELECT n, coalesce(next, ${last}) - day AS days, next IS NOT NULL AS again
    FROM (SELECT row_number() OVER own AS n, day, lead(day) OVER own AS next
      FROM (${singleOrders(parameters, context)}) WINDOW own AS (PARTITION BY user_key ORDER BY day))
    WHERE n <= ${parameters.orders}`;
}

/** The curve of `survival`, by counting who is still watched on each day and adding logarithms. */
const watched = (single: string): Sql =>
  sql`SELECT n, days, at_risk, ordered, at_risk - ordered - later AS waiting,
      CASE WHEN max(CASE WHEN ordered = at_risk THEN 1 ELSE 0 END) OVER upto = 1 THEN 0
        ELSE exp(sum(CASE WHEN ordered < at_risk THEN ln(1 - CAST(ordered AS DOUBLE) / at_risk) ELSE 0 END) OVER upto) END AS survival
    FROM (SELECT d.n, d.days, count(*) AS at_risk,
        count(*) FILTER (o.days = d.days AND o.again) AS ordered, count(*) FILTER (o.days > d.days) AS later
      FROM (SELECT DISTINCT n, days FROM ${single}) d JOIN ${single} o ON o.n = d.n AND o.days >= d.days
      GROUP BY d.n, d.days)
    WINDOW upto AS (PARTITION BY n ORDER BY days)`;
