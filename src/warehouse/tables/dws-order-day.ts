import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, has, occurs, seen, storedTime } from './columns.ts';
import { COUNTS_SEEN, countColumns, countsOfEvents } from './counts.ts';
import { localDay } from './local-time.ts';
import { reconciled } from './reconcile.ts';

const BLOCK = ['purchases', 'refunds', 'quantity', 'gmv', 'refunded'] as const;

const stored = (context: DatasetContext) =>
  countColumns(context).filter(({ name }) => BLOCK.some((wanted) => wanted === name));

/** SQL of the key by which a DWD row belongs to an order; null where each purchase row is its own. */
export function orderKey(context: DatasetContext): string | null {
  if (context.orders === 'order_id') return 'order_key';
  return context.orders === 'session' ? 'session_key' : null;
}

/**
 * SQL of how many orders rows of `dws_order_day` make, each with a purchase. Where orders are a user's sessions, a
 * purchase outside of any session is an order of its own.
 */
export function countOrders(context: DatasetContext, keys = 'DISTINCT order_key'): string {
  const alone = 'coalesce(sum(purchases) FILTER (order_key IS NULL), 0)';
  return context.orders === 'session' ? `count(${keys}) + ${alone}` : `count(${keys})`;
}

/** One row per order, user and day. Purchases and refunds that name no order are kept under a NULL key. */
export const dwsOrderDay: TableDefinition = {
  name: 'dws_order_day',
  layer: 'dws',
  grain: ['order_key', 'user_key', 'day'],
  relation: [
    seen('order_key', 'BIGINT'),
    seen('user_key', 'BIGINT'),
    seen('day', 'DATE'),
    seen('first_time', 'TIMESTAMP'),
    ...COUNTS_SEEN.filter(({ name }) => BLOCK.some((wanted) => wanted === name)),
  ],
  columns: (context) => [
    column('order_key', 'BIGINT', true),
    ...(has(context, 'user_id') ? [column('user_key', 'BIGINT', true)] : []),
    column('day', 'DATE'),
    column('first_time', storedTime(context)),
    ...stored(context),
  ],
  dependencies: ['dwd'],
  applies: (context) => occurs(context, 'purchase') || occurs(context, 'refund'),
  sql: (context, schema) => {
    const key = orderKey(context);
    const user = has(context, 'user_id') ? 'user_key, ' : '';
    const names = stored(context)
      .map(({ name }) => name)
      .join(', ');
    const rows = `SELECT *, ${key ?? 'row_number() OVER ()'} AS the_order FROM ${schema}.dwd
      WHERE event_type IN ('purchase', 'refund')`;
    return `SELECT order_key, ${user}day, first_time, ${names} FROM (
      SELECT the_order AS order_key, ${user}${localDay(context)} AS day, min(event_time) AS first_time,
        ${countsOfEvents(context)}
      FROM (${rows}) GROUP BY ALL) ORDER BY order_key, ${user}day`;
  },
  combine: 'union',
  checks: (context) => reconciled('dws_order_day', 'order', context),
};
