import type { DatasetContext } from '../../warehouse/types.ts';
import { inlined, type Sql, sql, where } from '../sql/fragment.ts';
import { narrowed } from '../sql/narrowed.ts';
import { filtered, period, type Scope, scopedEvents } from '../sql/scope.ts';
import type { Query, TableStage } from '../types.ts';

/** What makes a table of keys. */
export type Work = Pick<TableStage, 'query' | 'slice'>;

/** Keys of whoever has an event in scope that meets the conditions; cut by users where they are asked for. */
export function ofEvents(
  key: string,
  scope: Scope,
  context: DatasetContext,
  ...more: readonly Sql[]
): Work {
  const work = (...ranges: readonly Sql[]) =>
    sql`SELECT DISTINCT ${key} FROM ${scopedEvents(scope, context, sql`${key} IS NOT NULL`, ...more, ...ranges)}`;
  const users = key === 'user_key';
  if (users && more.length === 0 && !filtered(scope))
    return {
      query: sql`SELECT DISTINCT user_key FROM dws_user_day ${where([...period(scope), sql`user_key IS NOT NULL`])}`,
    };
  return past(scope, context, {
    query: work(),
    ...(users && { slice: { column: 'user_key', query: (range: Sql) => work(range) } }),
  });
}

/** Reads the events themselves: the narrowed ones may not stand. */
export function past(scope: Scope, context: DatasetContext, { query, slice }: Work): Work {
  if (!filtered(scope)) return { query, ...(slice && { slice }) };
  const { view, direct } = narrowed(scope.filters, context);
  const from = `(${inlined(direct)})`;
  const straight = (one: Query): Query => ({
    sql: one.sql.replaceAll(view, () => from),
    parameters: one.parameters,
  });
  return {
    query: straight(query),
    ...(slice && { slice: { ...slice, query: (range: Sql) => straight(slice.query(range)) } }),
  };
}
