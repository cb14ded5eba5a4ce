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
import { localDay, localHour, localTime } from './local-time.ts';

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
  ],
  dependencies: [],
  applies: () => true,
  sql: null,
  combine: 'union',
  checks: (context) => [
    {
      name: 'accepted',
      sql: `SELECT count(*) FROM dwd WHERE event_type NOT IN (${context.eventTypes.map((type) => `'${type}'`).join(', ')})`,
    },
    {
      name: 'days',
      sql: `SELECT count(*) FROM (SELECT min(event_time) AS low, max(event_time) AS high FROM dwd)
        WHERE ${localDay(context, 'low')} < DATE '${context.from ?? '0001-01-01'}'
          OR ${localDay(context, 'high')} > DATE '${context.to ?? '9999-12-31'}'`,
    },
  ],
};
