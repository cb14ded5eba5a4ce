import { identifier } from '../../engine/identifier.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Scope } from '../sql/scope.ts';
import { isDay, relation } from './kinds.ts';
import { scopeFields, scopeOf } from './scope.ts';

/**
 * `scopeFields` of a metric that also works on a plain table: `from` is the first day of the events that are counted,
 * or, where it is no day, the name of the table that is read in their place.
 */
export const sourceFields = { ...scopeFields, from: relation('metrics.parameter.table') };

/** Which events a metric looks at, or which table: `table` is null where the events are meant. */
export interface Source extends Scope {
  readonly table: string | null;
}

/** The source of checked parameters; see `scopeOf`. Of a table no day and no filter is asked. */
export function sourceOf(parameters: Scope, context: DatasetContext): Source {
  const { from } = parameters;
  if (from !== null && !isDay(from)) return { from: null, to: null, filters: {}, table: from };
  return { ...scopeOf(parameters, context), table: null };
}

/** The table for FROM. */
export const tableSql = (table: string): Sql => sql`${identifier(table)}`;

/** A column of it for an expression. */
export const columnSql = (column: string): Sql => sql`${identifier(column)}`;
