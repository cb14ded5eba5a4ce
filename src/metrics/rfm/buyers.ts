import { countOrders } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { bind, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import type { RfmParameters } from './parameters.ts';

/** Which buyers are meant, and how often they bought. */
export type BuyerParameters = Pick<
  RfmParameters,
  'from' | 'to' | 'filters' | 'reference' | 'frequency'
>;

/** Purchases up to the reference day; later ones are not known yet on that day. */
export const upTo = ({
  from,
  to,
  filters,
  reference,
}: Pick<BuyerParameters, 'from' | 'to' | 'filters' | 'reference'>) => ({
  from,
  to: to !== null && to < reference ? to : reference,
  filters,
});

const shaped = (buyers: Sql, { reference, frequency }: BuyerParameters): Sql =>
  sql`SELECT user_key, CAST(CAST(${bind(reference)} AS DATE) - last_day AS INTEGER) AS recency,
      CAST(${frequency === 'orders' ? 'orders' : 'purchases'} AS BIGINT) AS frequency,
      CAST(orders AS BIGINT) AS orders, CAST(gmv AS DECIMAL(28,4)) AS monetary
    FROM (${buyers})`;

/** `user_key, recency, frequency, orders, monetary` of every buyer, from the smallest layer that knows. */
export function buyersFromSummaries(parameters: BuyerParameters, context: DatasetContext): Sql {
  if (filtered(parameters)) return buyersFromEvents(parameters, context);
  const scope = upTo(parameters);
  const whole = scope.from === null && context.to !== null && scope.to >= context.to;
  if (whole)
    return shaped(
      sql`SELECT user_key, last_purchase_day AS last_day, orders, purchases, gmv FROM dws_user WHERE purchases > 0`,
      parameters,
    );
  const days = sql`SELECT user_key, max(day) AS last_day, sum(purchases) AS purchases, sum(gmv) AS gmv
    FROM dws_user_day ${where([...period(scope), sql`user_key IS NOT NULL`, sql`purchases > 0`])} GROUP BY user_key`;
  const orders = sql`SELECT user_key, ${countOrders(context)} AS orders
    FROM dws_order_day ${where([...period(scope), sql`user_key IS NOT NULL`, sql`purchases > 0`])} GROUP BY user_key`;
  return shaped(
    sql`SELECT user_key, last_day, coalesce(orders, 0) AS orders, purchases, gmv
      FROM (${days}) LEFT JOIN (${orders}) USING (user_key)`,
    parameters,
  );
}

/** The same from DWD. */
export function buyersFromEvents(parameters: BuyerParameters, context: DatasetContext): Sql {
  const orders = {
    order_id: 'count(DISTINCT order_key)',
    session: 'count(DISTINCT session_key) + count(*) FILTER (session_key IS NULL)',
    row: 'count(*)',
  }[context.orders];
  const events = scopedEvents(
    upTo(parameters),
    context,
    sql`event_type = 'purchase'`,
    sql`user_key IS NOT NULL`,
  );
  return shaped(
    sql`SELECT user_key, max(day) AS last_day, ${orders} AS orders, count(*) AS purchases,
        coalesce(sum(amount), 0) AS gmv
      FROM ${events} GROUP BY user_key`,
    parameters,
  );
}
