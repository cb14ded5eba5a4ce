import { DECIMAL_COLUMNS, ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';
import type { RelationColumn, TableDefinition } from '../table.ts';
import {
  amount,
  column,
  DECIMAL,
  EVENT_ENUM,
  has,
  keyOf,
  seen,
  storedTime,
  zero,
} from './columns.ts';
import { localHour, localTime } from './local-time.ts';

/** Days and hours are the report zone's. */
const RELATION: readonly RelationColumn[] = [
  seen('event_time', 'TIMESTAMP'),
  seen('event_type', EVENT_ENUM),
  ...ID_COLUMNS.map((id) => seen(keyOf(id), 'BIGINT')),
  ...TEXT_COLUMNS.map((name) => seen(name, 'VARCHAR')),
  seen('price', DECIMAL),
  seen('quantity', DECIMAL),
  seen('amount', DECIMAL, amount),
  seen('rating', 'DOUBLE'),
  seen('flags', 'UTINYINT', zero),
  seen('local_time', 'TIMESTAMP', (context) => localTime(context)),
  seen('day', 'DATE', (context) => localTime(context)),
  seen('hour', 'TINYINT', (context) => localHour(context)),
];

/** Events, typed and judged by the rules, sorted by user and time. Ingest writes it. */
export const dwd: TableDefinition = {
  name: 'dwd',
  layer: 'dwd',
  grain: [],
  relation: RELATION,
  columns: (context) => [
    column('event_time', storedTime(context)),
    column('event_type', EVENT_ENUM),
    ...ID_COLUMNS.filter((id) => id === 'session_id' || has(context, id)).map((id) =>
      column(keyOf(id), 'BIGINT', true),
    ),
    ...TEXT_COLUMNS.filter((name) => has(context, name)).map((name) =>
      column(name, 'VARCHAR', true),
    ),
    ...DECIMAL_COLUMNS.filter((name) => has(context, name)).map((name) =>
      column(name, DECIMAL, true),
    ),
    ...(has(context, 'rating') ? [column('rating', 'DOUBLE', true)] : []),
    column('flags', 'UTINYINT'),
    ...(context.firsts ? [column('firsts', 'UTINYINT')] : []),
  ],
  dependencies: [],
  applies: () => true,
  sql: null,
  combine: 'union',
  checks: () => [],
};
