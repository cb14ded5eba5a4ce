import { type CanonicalColumn, EVENT_TYPES, type IdColumn } from '../../sources/types.ts';
import type { ColumnDefinition, RelationColumn } from '../table.ts';
import type { DatasetContext } from '../types.ts';

export const EVENT_ENUM = `ENUM(${EVENT_TYPES.map((type) => `'${type}'`).join(', ')})`;
export const DECIMAL = 'DECIMAL(18,4)';

/** Type in which instants are stored: whole seconds take a third of the space of microseconds. */
export const storedTime = (context: DatasetContext) =>
  context.grain === 'subsecond' ? 'TIMESTAMP' : 'TIMESTAMP_S';

/** `user_id` → `user_key`: the BIGINT by which layers know an identifier. */
export const keyOf = (id: IdColumn) => id.replace(/_id$/, '_key');

export const has = (context: DatasetContext, column: CanonicalColumn) =>
  context.columns.includes(column);

export const occurs = (context: DatasetContext, type: string) => context.eventTypes.includes(type);

/** True where rows carry money: the source's amount, or a price to work it out from. */
export const hasAmount = (context: DatasetContext) =>
  has(context, 'amount') || has(context, 'price');

/** SQL of a stored DWD row's amount: the source's where the row has one, else price × quantity. */
export function amount(context: DatasetContext): string {
  if (!has(context, 'price')) return has(context, 'amount') ? 'amount' : `CAST(NULL AS ${DECIMAL})`;
  const product = has(context, 'quantity')
    ? `CAST(price * coalesce(quantity, 1) AS ${DECIMAL})`
    : 'price';
  return has(context, 'amount') ? `coalesce(amount, ${product})` : product;
}

/** True where sessions can be told: the source's own, or a user's gaps. */
export const hasSessions = (context: DatasetContext) =>
  has(context, 'session_id') || (context.sessions !== 'source' && has(context, 'user_id'));

/** True where sums by category path are stored. */
export const hasPathDays = (context: DatasetContext) =>
  context.pathDays === true && has(context, 'category_path');

export const column = (name: string, type: string, nullable = false): ColumnDefinition => ({
  name,
  type,
  nullable,
});

/** A column that reads NULL, or `missing` of its type, where it is not stored. */
export const seen = (
  name: string,
  type: string,
  missing: (context: DatasetContext) => string = () => 'NULL',
): RelationColumn => ({
  name,
  type,
  missing: (context) => `CAST(${missing(context)} AS ${type})`,
});

export const zero = () => '0';
