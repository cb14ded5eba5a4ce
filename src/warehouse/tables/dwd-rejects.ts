import type { TableDefinition } from '../table.ts';
import { column, seen } from './columns.ts';

/** Records that never became events: the first 10,000 of each reason. Ingest writes it. */
export const dwdRejects: TableDefinition = {
  name: 'dwd_rejects',
  layer: 'dwd',
  grain: [],
  relation: [
    seen('file', 'VARCHAR'),
    seen('line', 'BIGINT'),
    seen('reason', 'VARCHAR'),
    seen('text', 'VARCHAR'),
  ],
  columns: () => [
    column('file', 'VARCHAR'),
    column('line', 'BIGINT'),
    column('reason', 'VARCHAR'),
    column('text', 'VARCHAR', true),
  ],
  dependencies: [],
  applies: () => true,
  sql: null,
  combine: 'union',
  checks: () => [],
};
