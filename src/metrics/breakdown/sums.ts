import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filterConditions, period, type Scope, scopedEvents } from '../sql/scope.ts';
import { categoryBy, type Dimension, type Grouping, segmented } from './dimension.ts';

/** The layer that knows a dimension, and the filters that it can answer besides days. */
const LAYERS: Readonly<
  Partial<Record<Dimension, { readonly table: string; readonly own: string }>>
> = {
  brand: { table: 'dws_brand_day', own: 'brand' },
  category: { table: 'dws_category_day', own: 'category_id' },
  hour: { table: 'dws_hour', own: 'hour' },
  weekday: { table: 'dws_hour', own: 'hour' },
};

/** The figures of a segment that add up over any rows. */
export const SUMS = ['views', 'favs', 'carts', 'purchases', 'gmv'] as const;

/** True where a small layer holds the sums of the segments. */
export function inLayer({ by }: Grouping, { filters }: Scope, context: DatasetContext): boolean {
  const layer = LAYERS[by];
  if (!layer || (by === 'category' && categoryBy(context) === 'path')) return false;
  return Object.keys(filters).every((column) => column === layer.own || column === 'day');
}

/**
 * SELECT of `segment, deeper, views, favs, carts, purchases, gmv` (DECIMAL, NULL without money), one row a segment, events
 * without one under NULL: from DWS where it can tell, else from the events.
 */
export function sums(grouping: Grouping, scope: Scope, context: DatasetContext): Sql {
  if (!inLayer(grouping, scope, context)) return sumsOfEvents(grouping, scope, context);
  const { table = '' } = LAYERS[grouping.by] ?? {};
  const conditions = [...period(scope), ...filterConditions(scope.filters, context)];
  const from = sql`${table} ${where([...conditions, sql`events > 0`])}`;
  const totals = SUMS.map((name) => `sum(${name}) AS ${name}`);
  return sql`SELECT segment, bool_or(deeper) AS deeper, ${totals.join(', ')}
    FROM (${segmented(grouping, from, context)}) GROUP BY segment`;
}

const WORDS: Readonly<Record<string, string>> = {
  views: 'view',
  favs: 'fav',
  carts: 'cart',
  purchases: 'purchase',
};

/** The same from single events. */
export function sumsOfEvents(grouping: Grouping, scope: Scope, context: DatasetContext): Sql {
  const counts = Object.entries(WORDS).map(
    ([name, word]) => `count(*) FILTER (event_type = '${word}') AS ${name}`,
  );
  return sql`SELECT segment, bool_or(deeper) AS deeper, ${counts.join(', ')},
      sum(amount) FILTER (event_type = 'purchase') AS gmv
    FROM (${segmented(grouping, scopedEvents(scope, context), context)}) GROUP BY segment`;
}

/** The same by another road: event types told apart first, then put side by side. */
export function sumsApart(grouping: Grouping, scope: Scope, context: DatasetContext): Sql {
  const figures = Object.entries(WORDS).map(
    ([name, word]) => `coalesce(sum(n) FILTER (event_type = '${word}'), 0) AS ${name}`,
  );
  return sql`SELECT segment, bool_or(deeper) AS deeper, ${figures.join(', ')},
      sum(money) FILTER (event_type = 'purchase') AS gmv
    FROM (SELECT segment, bool_or(deeper) AS deeper, CAST(event_type AS VARCHAR) AS event_type, day,
        count(*) AS n, sum(amount) AS money
      FROM (${segmented(grouping, scopedEvents(scope, context), context)}) GROUP BY segment, event_type, day)
    GROUP BY segment`;
}
