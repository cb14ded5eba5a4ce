import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { type Scope, scopedEvents } from '../sql/scope.ts';
import type { SliceColumn, TableStage } from '../types.ts';
import { type Grouping, segmented } from './dimension.ts';

/** Who is counted: users, or sessions. */
export type Counted = 'user' | 'session';

const KEYS: Readonly<Record<Counted, SliceColumn>> = {
  user: 'user_key',
  session: 'session_key',
};

const TYPES: Readonly<Record<string, string>> = {
  viewed: "event_type = 'view'",
  interested: "event_type IN ('fav', 'cart')",
  bought: "event_type = 'purchase'",
};

/**
 * A stage of `segment, present, viewed, interested, bought`: distinct users (sessions) of each segment with any event, a
 * view, a fav or cart, a purchase. Its rows add up: large data are worked through range by range of keys. Without a
 * grouping, one segment for all.
 */
export function people(
  table: string,
  counted: Counted,
  grouping: Grouping | null,
  scope: Scope,
  context: DatasetContext,
  second = false,
): TableStage {
  const key = KEYS[counted];
  const query = (...more: readonly Sql[]) => {
    const events = scopedEvents(scope, context, sql`${key} IS NOT NULL`, ...more);
    const rows = grouping
      ? segmented(grouping, events, context)
      : sql`SELECT *, CAST(NULL AS VARCHAR) AS segment FROM ${events}`;
    return second ? setsOf(rows, key) : flagsOf(rows, key);
  };
  return {
    table,
    query: query(),
    slice: { column: key, query: (range) => query(range) },
  };
}

/** Each key once with what it did. */
function flagsOf(rows: Sql, key: string): Sql {
  const flags = Object.entries(TYPES).map(([name, test]) => `bool_or(${test}) AS ${name}`);
  const counts = Object.keys(TYPES).map((name) => `count(*) FILTER (${name}) AS ${name}`);
  return sql`SELECT segment, count(*) AS present, ${counts.join(', ')}
    FROM (SELECT segment, ${key}, ${flags.join(', ')} FROM (${rows}) GROUP BY segment, ${key}) GROUP BY segment`;
}

/** Each figure as the size of a set of its own. */
function setsOf(rows: Sql, key: string): Sql {
  const set = (name: string, test: string) =>
    sql`SELECT segment, '${name}' AS what, count(*) AS n
      FROM (SELECT DISTINCT segment, ${key} FROM (${rows}) WHERE ${test}) GROUP BY segment`;
  const sets = Object.entries(TYPES).reduce(
    (all, [name, test]) => sql`${all} UNION ALL ${set(name, test)}`,
    set('present', 'true'),
  );
  const figures = ['present', ...Object.keys(TYPES)].map(
    (name) => `coalesce(sum(n) FILTER (what = '${name}'), 0) AS ${name}`,
  );
  return sql`SELECT segment, ${figures.join(', ')} FROM (${sets}) GROUP BY segment`;
}

/** SELECT of a stage's figures, one row a segment. */
export const peopleIn = (table: string): Sql => {
  const totals = ['present', ...Object.keys(TYPES)].map(
    (name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`,
  );
  return sql`SELECT segment, ${totals.join(', ')} FROM ${table} GROUP BY segment`;
};

/**
 * SELECT of `segment, orders`: distinct orders with a purchase in the segment, as the data tell orders apart. `second`:
 * as sets instead of an aggregate.
 */
export function orders(
  grouping: Grouping,
  scope: Scope,
  context: DatasetContext,
  second = false,
): Sql {
  const rows = segmented(
    grouping,
    scopedEvents(scope, context, sql`event_type = 'purchase'`),
    context,
  );
  if (context.orders === 'row')
    return sql`SELECT segment, count(*) AS orders FROM (${rows}) GROUP BY segment`;
  const key = context.orders === 'order_id' ? 'order_key' : 'session_key';
  const who = context.orders === 'session' ? `${key}, user_key` : key;
  const alone = context.orders === 'session' ? `count(*) FILTER (${key} IS NULL)` : '0';
  if (second)
    return sql`SELECT segment, CAST(sum(n) AS BIGINT) AS orders FROM (
        SELECT segment, count(*) AS n FROM (SELECT DISTINCT segment, ${who} FROM (${rows}) WHERE ${key} IS NOT NULL) GROUP BY segment
        UNION ALL SELECT segment, ${alone} AS n FROM (${rows}) GROUP BY segment) GROUP BY segment`;
  const distinct = context.orders === 'session' ? `(${key}, coalesce(user_key, -1))` : key;
  return sql`SELECT segment, count(DISTINCT ${distinct}) FILTER (${key} IS NOT NULL) + ${alone} AS orders
    FROM (${rows}) GROUP BY segment`;
}
