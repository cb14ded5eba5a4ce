import type { TableDefinition } from '../table.ts';
import { column, has, occurs, seen, storedTime, zero } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts } from './counts.ts';
import { countOrders } from './dws-order-day.ts';
import { reconciled } from './reconcile.ts';

/** What each user did over the whole data. Nobody is not a user. */
export const dwsUser: TableDefinition = {
  name: 'dws_user',
  layer: 'dws',
  grain: ['user_key'],
  relation: [
    seen('user_key', 'BIGINT'),
    seen('first_time', 'TIMESTAMP'),
    seen('last_time', 'TIMESTAMP'),
    seen('first_day', 'DATE'),
    seen('last_day', 'DATE'),
    seen('active_days', 'INTEGER'),
    seen('first_purchase_day', 'DATE'),
    seen('last_purchase_day', 'DATE'),
    seen('purchase_days', 'INTEGER', zero),
    ...COUNTS_SEEN,
    seen('orders', 'INTEGER', zero),
  ],
  columns: (context) => [
    column('user_key', 'BIGINT'),
    column('first_time', storedTime(context)),
    column('last_time', storedTime(context)),
    column('first_day', 'DATE'),
    column('last_day', 'DATE'),
    column('active_days', 'INTEGER'),
    ...(occurs(context, 'purchase')
      ? [
          column('first_purchase_day', 'DATE', true),
          column('last_purchase_day', 'DATE', true),
          column('purchase_days', 'INTEGER'),
        ]
      : []),
    ...countColumns(context),
    ...(occurs(context, 'purchase') ? [column('orders', 'INTEGER')] : []),
  ],
  dependencies: ['dwd', 'dws_user_day', 'dws_order_day'],
  applies: (context) => has(context, 'user_id'),
  sql: (context, schema) => {
    const buys = occurs(context, 'purchase');
    const purchase = buys
      ? `min(day) FILTER (purchases > 0) AS first_purchase_day, max(day) FILTER (purchases > 0) AS last_purchase_day,
        CAST(count(*) FILTER (purchases > 0) AS INTEGER) AS purchase_days, `
      : '';
    const orders = `LEFT JOIN (SELECT user_key, ${countOrders(context)} AS orders FROM ${schema}.dws_order_day
      WHERE purchases > 0 GROUP BY user_key) o USING (user_key)`;
    return `SELECT user_key, first_time, last_time, first_day, last_day, active_days,
        ${buys ? 'first_purchase_day, last_purchase_day, purchase_days, ' : ''}${countNames(context)}${
          buys ? ', CAST(coalesce(o.orders, 0) AS INTEGER) AS orders' : ''
        }
      FROM (SELECT user_key, min(event_time) AS first_time, max(event_time) AS last_time
        FROM ${schema}.dwd WHERE user_key IS NOT NULL GROUP BY user_key)
      JOIN (SELECT user_key, min(day) AS first_day, max(day) AS last_day, CAST(count(*) AS INTEGER) AS active_days,
        ${purchase}${countsOfCounts(context)}
        FROM ${schema}.dws_user_day WHERE user_key IS NOT NULL GROUP BY user_key) USING (user_key)
      ${buys ? orders : ''}
      ORDER BY user_key`;
  },
  combine: 'union',
  checks: (context) => [
    ...reconciled('dws_user', 'user', context),
    {
      name: 'users',
      sql: `SELECT abs((SELECT count(*) FROM dws_user)
        - (SELECT count(DISTINCT user_key) FROM dws_user_day))`,
    },
  ],
};
