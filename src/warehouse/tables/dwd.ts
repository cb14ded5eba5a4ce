import { DECIMAL_COLUMNS, ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';
import type { RelationColumn, TableDefinition } from '../table.ts';
import { column, DECIMAL, EVENT_ENUM, has, keyOf, seen } from './columns.ts';

const RELATION: readonly RelationColumn[] = [
  seen('event_time', 'TIMESTAMP'),
  seen('event_type', EVENT_ENUM),
  ...ID_COLUMNS.map((id) => seen(keyOf(id), 'BIGINT')),
  ...TEXT_COLUMNS.map((name) => seen(name, 'VARCHAR')),
  ...DECIMAL_COLUMNS.map((name) => seen(name, DECIMAL)),
  seen('rating', 'DOUBLE'),
  seen('flags', 'UTINYINT', 'CAST(0 AS UTINYINT)'),
];

/** Events, typed and judged by the rules, sorted by user and time. Ingest writes it. */
export const dwd: TableDefinition = {
  name: 'dwd',
  layer: 'dwd',
  grain: [],
  relation: RELATION,
  columns: (context) => [
    column('event_time', 'TIMESTAMP'),
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
  checks: () => [],
};
