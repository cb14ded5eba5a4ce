import type { EventType } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { filterConditions, scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { Slice, Stage } from '../types.ts';
import type { RecommendParameters } from './parameters.ts';

/** Tables of one plan. */
export interface Names {
  readonly relation: string;
  /** `user_key, item_key, weight, bought`. */
  readonly pairs: string;
  /** `user_key, u, items, compared`. */
  readonly users: string;
  /** `item_key, i, users, norm`, the one with the most users first. */
  readonly items: string;
  /** `user_key, item_key`: held back, one a user. */
  readonly tests: string;
  /** `item, rank, neighbour, similarity, users`. */
  readonly near: string;
}

export const namesOf = (relation: string): Names => ({
  relation,
  pairs: `${relation}_pairs`,
  users: `${relation}_users`,
  items: `${relation}_items`,
  tests: `${relation}_tests`,
  near: `${relation}_near`,
});

/** Event types that weigh something. */
export const weights = (
  parameters: RecommendParameters,
): readonly (readonly [EventType, number])[] =>
  (
    [
      ['view', parameters.weight_view],
      ['fav', parameters.weight_fav],
      ['cart', parameters.weight_cart],
      ['purchase', parameters.weight_purchase],
      ['rate', parameters.weight_rate],
    ] as const
  ).filter(([type, weight]) => weight > 0 || type === 'purchase');

/** What an event weighs: a rating by its points. */
export const weightOf = (parameters: RecommendParameters): string =>
  `CASE event_type ${weights(parameters)
    .map(
      ([type, weight]) =>
        `WHEN '${type}' THEN ${weight}${type === 'rate' ? ' * coalesce(rating, 0)' : ''}`,
    )
    .join(' ')} END`;

/** What the events other than ratings weigh, one by one. */
export const weightOfOthers = (parameters: RecommendParameters): string =>
  weightOf({ ...parameters, weight_rate: 0 });

/**
 * What the events of one user with one item weigh: a rating that is given again is not one more, so several count as
 * their mean.
 */
const weightOfPair = (parameters: RecommendParameters): string =>
  rated(parameters)
    ? `coalesce(sum(${weightOfOthers(parameters)}), 0) + ${parameters.weight_rate} * coalesce(avg(rating) FILTER (event_type = 'rate'), 0)`
    : `sum(${weightOf(parameters)})`;

/** True where ratings weigh: no layer but DWD has their points. */
export const rated = ({ weight_rate }: RecommendParameters): boolean => weight_rate > 0;

/** True for an event after which a user has the item: what is not recommended again. */
export const obtains = (parameters: RecommendParameters): string =>
  isEvent(rated(parameters) ? ['purchase', 'rate'] : ['purchase']);

/** What the counts of a row of DWS weigh; without ratings. */
export const weightOfCounts = (parameters: RecommendParameters): string =>
  weights(parameters)
    .map(([type, weight]) => `${type}s * ${weight}`)
    .join(' + ');

/** Events of somebody with something that weigh. */
export const weighed = (
  parameters: RecommendParameters,
  context: DatasetContext,
  ...more: readonly Sql[]
): Sql =>
  scopedEvents(
    parameters,
    context,
    sql`user_key IS NOT NULL AND item_key IS NOT NULL AND ${isEvent(weights(parameters).map(([type]) => type))}`,
    ...more,
  );

/** Weights of each user for each item. */
export function pairsStage(
  { pairs }: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Stage {
  const whole =
    !rated(parameters) && weights(parameters).every(([, weight]) => Number.isInteger(weight));
  const query = (...more: readonly Sql[]) => sql`SELECT user_key, item_key,
      CAST(${weightOfPair(parameters)} AS ${whole ? 'FLOAT' : 'DOUBLE'}) AS weight,
      bool_or(${obtains(parameters)}) AS bought
    FROM ${weighed(parameters, context, ...more)} GROUP BY user_key, item_key`;
  return {
    table: pairs,
    query: query(),
    slice: { column: 'user_key', query: (range) => query(range) },
  };
}

/** The pairs that are compared, of a range of users or of all: all pairs, or all but those held back. */
export function trained(
  { pairs, tests }: Names,
  { method }: RecommendParameters,
  range?: Sql,
): Sql {
  // A condition outside of the ANTI JOIN would be looked at after all pairs went through it.
  const own = range === undefined ? sql`${pairs}` : sql`(SELECT * FROM ${pairs} WHERE ${range})`;
  return method === 'evaluation'
    ? sql`(SELECT p.* FROM ${own} p ANTI JOIN ${tests} t ON p.user_key = t.user_key AND p.item_key = t.item_key)`
    : own;
}

/** Numbers for users and items; users with more items than are compared stand aside. */
export function numbering(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): readonly Stage[] {
  const from = trained(names, parameters);
  const own = parameters.user === null ? sql`` : sql`OR ${isUser(parameters.user, context)}`;
  return [
    {
      table: names.users,
      query: sql`SELECT user_key, CAST(row_number() OVER (ORDER BY user_key) - 1 AS INTEGER) AS u, items,
          (items <= ${parameters.max_items} ${own}) AS compared
        FROM (SELECT user_key, CAST(count(*) AS INTEGER) AS items FROM ${from} WHERE weight > 0 GROUP BY user_key)`,
    },
    {
      table: names.items,
      query: sql`SELECT item_key, CAST(row_number() OVER (ORDER BY users DESC, item_key) - 1 AS INTEGER) AS i, users, norm
        FROM (SELECT item_key, CAST(count(*) AS INTEGER) AS users,
            sqrt(sum(CAST(weight AS DOUBLE) * weight)) AS norm
          FROM ${from} JOIN ${names.users} USING (user_key) WHERE compared AND weight > 0 GROUP BY item_key)`,
    },
  ];
}

/** `pair, weight` as the model reads them; of some users only where `among` says so, or of a range of them. */
export const interactions = (
  names: Names,
  parameters: RecommendParameters,
  among?: Sql,
  range?: Sql,
): Sql =>
  sql`SELECT (CAST(u.u AS BIGINT) << 32) | CAST(i.i AS BIGINT) AS pair, CAST(p.weight AS DOUBLE) AS weight
    FROM ${trained(names, parameters, range)} p JOIN ${names.users} u USING (user_key) JOIN ${names.items} i USING (item_key)
    WHERE u.compared AND p.weight > 0 ${among === undefined ? '' : sql`AND p.user_key IN (${among})`}`;

/**
 * All interactions by ranges of users: the planner thinks that few are left of the pairs, and would hold all of them to
 * look up the items in.
 */
export const slicedInteractions = (names: Names, parameters: RecommendParameters): Slice => ({
  column: 'user_key',
  query: (range) => interactions(names, parameters, undefined, range),
});

export const isUser = (user: string, context: DatasetContext): Sql =>
  filterConditions({ user_id: [user] }, context)[0] ?? sql`false`;

export const isItem = (item: string, context: DatasetContext): Sql =>
  filterConditions({ item_id: [item] }, context)[0] ?? sql`false`;

/** Names of items beside `item_key`: `item_id`, and `category` and `brand` where the data have them. */
export function itemColumns(context: DatasetContext, key = 'item_key', name = 'item_id'): Sql {
  const textual = context.textual.includes('item_id');
  return sql`${textual ? `(SELECT d.item_id FROM dim_item_id d WHERE d.item_key = ${key})` : key} AS ${name}`;
}

/** LEFT JOIN of what is known of the item and the columns it gives. */
export function known(context: DatasetContext): {
  readonly join: string;
  readonly select: string;
  readonly names: readonly string[];
} {
  const names = [
    ...(context.columns.includes('category_path') ? ['category_path'] : []),
    ...(context.columns.includes('brand') ? ['brand'] : []),
  ];
  return {
    names,
    select: names.map((name) => `, k.${name} AS ${name}`).join(''),
    join: names.length === 0 ? '' : 'LEFT JOIN dim_item k ON k.item_key = s.item_key',
  };
}
