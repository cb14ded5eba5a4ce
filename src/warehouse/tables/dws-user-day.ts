import type { TableDefinition } from '../table.ts';
import { column, has, occurs, seen, zero } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfEvents } from './counts.ts';
import { countOrders } from './dws-order-day.ts';
import { dayOfDays, localHours } from './local-time.ts';
import { reconciled } from './reconcile.ts';

/** What each user did on each local day; the events of nobody are under a NULL key. */
export const dwsUserDay: TableDefinition = {
  name: 'dws_user_day',
  layer: 'dws',
  grain: ['user_key', 'day'],
  relation: [
    seen('user_key', 'BIGINT'),
    seen('day', 'DATE'),
    ...COUNTS_SEEN,
    seen('orders', 'INTEGER', zero),
    seen('hours', 'INTEGER'),
    seen('view_hours', 'INTEGER', zero),
    seen('buy_hours', 'INTEGER', zero),
  ],
  columns: (context) => [
    ...(has(context, 'user_id') ? [column('user_key', 'BIGINT', true)] : []),
    column('day', 'DATE'),
    ...countColumns(context),
    ...(occurs(context, 'purchase') ? [column('orders', 'INTEGER')] : []),
    column('hours', 'INTEGER'),
    ...(occurs(context, 'view') ? [column('view_hours', 'INTEGER')] : []),
    ...(occurs(context, 'purchase') ? [column('buy_hours', 'INTEGER')] : []),
  ],
  dependencies: ['dwd', 'dws_order_day'],
  applies: () => true,
  sql: (context, schema) => {
    const key = has(context, 'user_id') ? 'user_key, ' : '';
    const bit = '(1 << CAST(hour_number % 24 AS INTEGER))';
    const mask = (type: string) => `coalesce(bit_or(${bit}) FILTER (event_type = '${type}'), 0)`;
    const masks = [
      `, bit_or(${bit}) AS hours`,
      occurs(context, 'view') ? `, ${mask('view')} AS view_hours` : '',
      occurs(context, 'purchase') ? `, ${mask('purchase')} AS buy_hours` : '',
    ];
    const names = `hours${occurs(context, 'view') ? ', view_hours' : ''}${occurs(context, 'purchase') ? ', buy_hours' : ''}`;
    const days = `SELECT ${key}${dayOfDays('day_number')} AS day, ${countNames(context)}, ${names} FROM (
      SELECT ${key}hour_number // 24 AS day_number, ${countsOfEvents(context)}${masks.join('')}
      FROM (SELECT *, ${localHours(context)} AS hour_number FROM ${schema}.dwd) GROUP BY ALL)`;
    if (!occurs(context, 'purchase')) return `${days} ORDER BY ALL`;
    const sameUser = key ? 'd.user_key IS NOT DISTINCT FROM o.user_key AND ' : '';
    const orders = `SELECT ${key}day, ${countOrders(context, 'order_key')} AS orders FROM ${schema}.dws_order_day
      WHERE purchases > 0 GROUP BY ALL`;
    return `SELECT ${key ? 'd.user_key, ' : ''}d.day, ${countNames(context)},
        CAST(coalesce(o.orders, 0) AS INTEGER) AS orders, ${names}
      FROM (${days}) d LEFT JOIN (${orders}) o ON ${sameUser}d.day = o.day
      ORDER BY ALL`;
  },
  combine: 'union',
  checks: (context) => reconciled('dws_user_day', 'all', context),
};
