import type { DatasetContext } from '../../warehouse/types.ts';
import { peopleIn } from '../breakdown/people.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import type { PlanColumn } from '../types.ts';
import { type BrandsParameters, toldBy } from './parameters.ts';

/** Where the figures of each entity stand. */
export interface Sources {
  /** `segment, deeper, views, favs, carts, purchases, gmv`. */
  readonly sums: Sql;
  /** Tables of `people`; null where they are not counted. */
  readonly users: string | null;
  readonly sessions: string | null;
  /** `segment, orders`; null where they are not counted. */
  readonly orders: Sql | null;
}

/** Columns of the rows, as far as the data can fill them. */
export function brandsColumns(
  { entity }: Pick<BrandsParameters, 'entity'>,
  context: DatasetContext,
): readonly PlanColumn[] {
  const told = toldBy(context);
  const count = (name: string): PlanColumn => ({ name, type: 'count' });
  const number = (name: string): PlanColumn => ({ name, type: 'number' });
  return [
    count('rank'),
    { name: entity, type: 'text' },
    { name: 'chosen', type: 'flag' },
    ...(entity === 'category' ? [{ name: 'deeper', type: 'flag' } as const] : []),
    ...(told.views ? [count('views')] : []),
    ...(told.favs ? [count('favs')] : []),
    ...(told.interest ? [count('carts')] : []),
    count('purchases'),
    ...(told.users ? [count('users'), count('buyers')] : []),
    count('orders'),
    ...(told.money ? [number('gmv'), number('aov')] : []),
    number('share'),
    ...(told.views ? [count('viewed')] : []),
    ...(told.interest ? [count('interested')] : []),
    count('bought'),
    ...(told.views
      ? [
          number('conversion'),
          ...(told.interest ? [number('loss_interest'), number('gain_interest')] : []),
          number('loss_purchase'),
          number('gain_purchase'),
          number('loss'),
        ]
      : []),
  ];
}

/** SELECT of every entity with its figures, `rank`, `chosen` and `listed`: whether it has what the minimum asks for. */
export function brandsRows(
  parameters: BrandsParameters,
  context: DatasetContext,
  sources: Sources,
): Sql {
  const told = toldBy(context);
  const { entity, measure, minimum, chosen } = parameters;
  const steps = stepsOf(parameters);
  const volume = told.views ? 'views' : 'purchases';
  const earlier = told.interest ? 'interested' : 'viewed';
  const one = (from: string, to: string) => ({
    loss: `CASE WHEN ${to} <= ${from} THEN 1 - CAST(${to} AS DOUBLE) / nullif(${from}, 0) END`,
    gain: `CASE WHEN ${to} > ${from} THEN CAST(${to} AS DOUBLE) / nullif(${from}, 0) - 1 END`,
  });
  const [toInterest, toPurchase, toEnd] = [
    one('viewed', 'interested'),
    one(earlier, 'bought'),
    one('viewed', 'bought'),
  ];
  const picked =
    chosen.length > 0
      ? sql`${entity} IN (${join(
          chosen.map((value) => sql`CAST(${bind(value)} AS VARCHAR)`),
          ', ',
        )})`
      : sql`false`;
  const joined = [
    ...(sources.users
      ? [sql`LEFT JOIN (${renamed(peopleIn(sources.users), 'u')}) USING (segment)`]
      : []),
    ...(sources.sessions
      ? [sql`LEFT JOIN (${renamed(peopleIn(sources.sessions), 's')}) USING (segment)`]
      : []),
    ...(sources.orders ? [sql`LEFT JOIN (${sources.orders}) USING (segment)`] : []),
  ];
  const additive = measure !== 'conversion' && measure !== 'loss';
  return sql`SELECT *, ${volume} >= CAST(${bind(minimum)} AS DOUBLE) AS listed, ${picked} AS chosen,
      ${additive ? `CAST(${measure} AS DOUBLE) / nullif(sum(CAST(${measure} AS DOUBLE)) OVER (), 0)` : 'CAST(NULL AS DOUBLE)'} AS share,
      row_number() OVER (PARTITION BY ${volume} >= CAST(${bind(minimum)} AS DOUBLE) ORDER BY ${measure} DESC NULLS LAST, ${entity}) AS rank
    FROM (SELECT *, ${toInterest.loss} AS loss_interest, ${toInterest.gain} AS gain_interest,
        ${toPurchase.loss} AS loss_purchase, ${toPurchase.gain} AS gain_purchase, ${toEnd.loss} AS loss,
        CAST(${steps.converted} AS DOUBLE) / nullif(${steps.base}, 0) AS conversion,
        gmv / nullif(orders, 0) AS aov
      FROM (SELECT segment AS ${entity}, deeper, views, favs, carts, purchases, CAST(coalesce(gmv, 0) AS DOUBLE) AS gmv,
          ${sources.users ? 'coalesce(u_present, 0) AS users, coalesce(u_bought, 0) AS buyers' : 'CAST(NULL AS BIGINT) AS users, CAST(NULL AS BIGINT) AS buyers'},
          ${sources.orders ? 'coalesce(orders, 0) AS orders' : 'CAST(NULL AS BIGINT) AS orders'},
          ${steps.viewed} AS viewed, ${steps.interested} AS interested, ${steps.bought} AS bought
        FROM (${sources.sums}) ${join(joined, ' ')} WHERE segment IS NOT NULL))`;
}

const renamed = (figures: Sql, prefix: string): Sql =>
  sql`SELECT segment, ${['present', 'viewed', 'interested', 'bought']
    .map((name) => `${name} AS ${prefix}_${name}`)
    .join(', ')} FROM (${figures})`;

/** The figures behind conversion and loss for each basis. */
function stepsOf({ basis }: BrandsParameters) {
  if (basis === 'event')
    return {
      viewed: 'views',
      interested: 'favs + carts',
      bought: 'purchases',
      base: 'viewed',
      converted: 'bought',
    };
  const prefix = basis === 'user' ? 'u' : 's';
  const figure = (name: string) => `coalesce(${prefix}_${name}, 0)`;
  return {
    viewed: figure('viewed'),
    interested: figure('interested'),
    bought: figure('bought'),
    base: basis === 'user' ? 'users' : 'viewed',
    converted: 'bought',
  };
}

/** The rows that are handed on: the first `top` and the chosen. */
export const brandsShown = (
  columns: readonly PlanColumn[],
  { top }: BrandsParameters,
  from: Sql,
): Sql =>
  sql`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${from}
    WHERE (listed AND rank <= ${top}) OR chosen ORDER BY listed DESC, rank`;
