import { EVENT_TYPES, type EventType } from '../../sources/types.ts';
import type { ColumnDefinition, RelationColumn } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { amount, column, DECIMAL, has, hasAmount, occurs, seen, zero } from './columns.ts';

/** Event type → its column in the counts block. */
export const COUNT_COLUMNS: Readonly<Record<EventType, string>> = {
  view: 'views',
  fav: 'favs',
  cart: 'carts',
  remove: 'removes',
  purchase: 'purchases',
  refund: 'refunds',
  click: 'clicks',
  rate: 'rates',
};

const MONEY = ['quantity', 'gmv', 'refunded'] as const;

const typesOf = (context: DatasetContext) => EVENT_TYPES.filter((type) => occurs(context, type));

const moneyOf = (context: DatasetContext) =>
  MONEY.filter((name) =>
    name === 'quantity'
      ? has(context, 'quantity') && occurs(context, 'purchase')
      : hasAmount(context) && occurs(context, name === 'gmv' ? 'purchase' : 'refund'),
  );

/** The counts block as stored: no column for what cannot occur in this data set; `events` is the sum of all types. */
export function countColumns(context: DatasetContext): readonly ColumnDefinition[] {
  return [
    ...typesOf(context).map((type) => column(COUNT_COLUMNS[type], 'INTEGER')),
    ...moneyOf(context).map((name) => column(name, DECIMAL)),
  ];
}

/**
 * The counts block as it is seen. What cannot occur is 0; without prices `gmv` and `refunded` are NULL; without a
 * quantity each purchase counts as one piece.
 */
export const COUNTS_SEEN: readonly RelationColumn[] = [
  seen(
    'events',
    'INTEGER',
    (context) =>
      typesOf(context)
        .map((type) => COUNT_COLUMNS[type])
        .join(' + ') || '0',
  ),
  ...EVENT_TYPES.map((type) => seen(COUNT_COLUMNS[type], 'INTEGER', zero)),
  seen('quantity', DECIMAL, (context) => (occurs(context, 'purchase') ? 'purchases' : '0')),
  seen('gmv', DECIMAL, (context) => (hasAmount(context) ? '0' : 'NULL')),
  seen('refunded', DECIMAL, (context) => (hasAmount(context) ? '0' : 'NULL')),
];

/** Aggregates of the block over rows of DWD. */
export function countsOfEvents(context: DatasetContext): string {
  const value: Record<(typeof MONEY)[number], string> = {
    quantity: "sum(coalesce(quantity, 1)) FILTER (event_type = 'purchase')",
    gmv: `sum(${amount(context)}) FILTER (event_type = 'purchase')`,
    refunded: `sum(${amount(context)}) FILTER (event_type = 'refund')`,
  };
  return [
    ...typesOf(context).map(
      (type) =>
        `CAST(count(*) FILTER (event_type = '${type}') AS INTEGER) AS ${COUNT_COLUMNS[type]}`,
    ),
    ...moneyOf(context).map((name) => `CAST(coalesce(${value[name]}, 0) AS ${DECIMAL}) AS ${name}`),
  ].join(', ');
}

/** Aggregates of the block over rows that carry it already. */
export function countsOfCounts(context: DatasetContext): string {
  return countColumns(context)
    .map(({ name, type }) => `CAST(sum(${name}) AS ${type}) AS ${name}`)
    .join(', ');
}

/** The block's stored names, for a select list. */
export const countNames = (context: DatasetContext) =>
  countColumns(context)
    .map(({ name }) => name)
    .join(', ');
