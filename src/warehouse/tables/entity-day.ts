import type { ColumnDefinition, TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, has, occurs, seen, zero } from './columns.ts';
import { COUNTS_SEEN, countColumns, countNames, countsOfCounts, countsOfEvents } from './counts.ts';
import { orderKey } from './dws-order-day.ts';
import { dayOfDays, localDay, localDays } from './local-time.ts';
import { reconciled } from './reconcile.ts';

export interface Entity {
  readonly table: string;
  /** Column of DWD. */
  readonly key: 'item_key' | 'category_key' | 'category_path' | 'brand';
  readonly type: 'BIGINT' | 'VARCHAR';
  /** False where it has no users and buyers (default: where there are users). */
  readonly people?: boolean;
  readonly orders: boolean;
  readonly applies: (context: DatasetContext) => boolean;
}

/**
 * What happened to each item, category or brand on each local day, with the users of that day. The events
 * without one are kept under a NULL key. Users live in one part, so that parts' users and buyers add up.
 */
export function entityDay(entity: Entity): TableDefinition {
  const { key } = entity;
  const people = (context: DatasetContext): readonly ColumnDefinition[] => [
    ...(hasPeople(entity, context) ? [column('users', 'INTEGER')] : []),
    ...(hasPeople(entity, context) && occurs(context, 'purchase')
      ? [column('buyers', 'INTEGER')]
      : []),
    ...(entity.orders && occurs(context, 'purchase') ? [column('orders', 'INTEGER')] : []),
  ];
  return {
    name: entity.table,
    layer: 'dws',
    grain: [key, 'day'],
    relation: [
      seen(key, entity.type),
      seen('day', 'DATE'),
      ...COUNTS_SEEN,
      ...(entity.people === false
        ? []
        : [seen('users', 'INTEGER', zero), seen('buyers', 'INTEGER', zero)]),
      ...(entity.orders ? [seen('orders', 'INTEGER', zero)] : []),
    ],
    columns: (context) => [
      column(key, entity.type, true),
      column('day', 'DATE'),
      ...countColumns(context),
      ...people(context),
    ],
    dependencies: ['dwd'],
    applies: entity.applies,
    sql: (context, schema) => withOrders(entity, context, schema, rows(entity, context, schema)),
    combine: (context, union) => {
      const sums = people(context).map(({ name }) => `, CAST(sum(${name}) AS INTEGER) AS ${name}`);
      return `SELECT ${key}, day, ${countsOfCounts(context)}${sums.join('')}
        FROM ${union(entity.table)} GROUP BY ${key}, day ORDER BY ${key}, day`;
    },
    checks: (context) => reconciled(entity.table, 'all', context),
  };
}

const hasPeople = ({ people = true }: Entity, context: DatasetContext) =>
  people && has(context, 'user_id');

function rows(entity: Entity, context: DatasetContext, schema: string): string {
  const { key } = entity;
  const buyers = occurs(context, 'purchase');
  const users = hasPeople(entity, context);
  const names = `${countNames(context)}${users ? ', users' : ''}${users && buyers ? ', buyers' : ''}`;
  const days = `SELECT ${key}, ${dayOfDays('day_number')} AS day, ${names}`;
  const people = (user: string, buyer: string) =>
    users
      ? `, CAST(${user} AS INTEGER) AS users${buyers ? `, CAST(${buyer} AS INTEGER) AS buyers` : ''}`
      : '';
  if (!users)
    return `${days} FROM (SELECT ${key}, ${localDays(context)} AS day_number, ${countsOfEvents(context)}
      FROM ${schema}.dwd GROUP BY ALL)`;
  const each = `SELECT user_key, ${key}, ${localDays(context)} AS day_number, ${countsOfEvents(context)}
    FROM ${schema}.dwd GROUP BY ALL`;
  const counted = people('count(user_key)', 'count(user_key) FILTER (purchases > 0)');
  return `${days} FROM (SELECT ${key}, day_number, ${countsOfCounts(context)}${counted}
    FROM (${each}) GROUP BY ALL)`;
}

/**
 * SELECT of the table's rows from `counts`, which has all its columns but the orders. Few rows are purchases: their
 * distinct orders are counted apart and joined.
 */
export function withOrders(
  entity: Pick<Entity, 'key' | 'orders'>,
  context: DatasetContext,
  schema: string,
  counts: string,
): string {
  const { key } = entity;
  if (!entity.orders || !occurs(context, 'purchase')) return `${counts} ORDER BY ${key}, day`;
  return `SELECT c.*, CAST(coalesce(o.orders, 0) AS INTEGER) AS orders
    FROM (${counts}) c LEFT JOIN (
      SELECT ${key}, ${localDay(context)} AS day, ${ordersOfPurchases(context)} AS orders FROM ${schema}.dwd
      WHERE event_type = 'purchase' GROUP BY ALL) o
    ON c.${key} IS NOT DISTINCT FROM o.${key} AND c.day = o.day
    ORDER BY c.${key}, c.day`;
}

/** Of a source's session that several users share, each has an order of its own. */
function ordersOfPurchases(context: DatasetContext): string {
  const key = orderKey(context);
  if (key === null) return 'count(*)';
  if (context.orders !== 'session') return `count(DISTINCT ${key})`;
  const shared = context.sessions === 'source' && has(context, 'user_id');
  const order = shared ? `{'s': ${key}, 'u': user_key}` : key;
  return `count(DISTINCT ${order}) FILTER (${key} IS NOT NULL) + count(*) FILTER (${key} IS NULL)`;
}
