import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { bind, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { PlanColumn } from '../types.ts';
import {
  isUser,
  itemColumns,
  known,
  type Names,
  pairsStage,
  rated,
  weightOf,
  weightOfCounts,
  weights,
} from './pairs.ts';
import { placeColumn, type RecommendParameters } from './parameters.ts';
import { described, type Way } from './similar.ts';

/** What is liked most: of all, or within each category, hour or place. */
export function popular(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Way {
  const group = groupOf(parameters, context);
  const totals = sums(parameters, context, false);
  const { join, select } = known(context);
  const at = group === null ? '' : 's.place,';
  const shown =
    group === null
      ? sql``
      : group === 'category_key'
        ? sql`${categoryName(context)} AS category_id,`
        : sql`s.place AS ${group},`;
  const more = known(context).names.filter((name) => name !== group);
  return {
    stages: parameters.user === null ? [] : [pairsStage(names, parameters, context)],
    query: sql`SELECT ${shown} s.rank, ${itemColumns(context, 's.item_key')}${group === null ? select : more.map((name) => `, k.${name} AS ${name}`).join('')},
        s.score, s.views, s.purchases
      FROM (SELECT *, row_number() OVER (${group === null ? '' : 'PARTITION BY place'} ORDER BY round(score, 9) DESC, item_key) AS rank
        FROM (${totals}) WHERE score > 0 ${group === null ? '' : 'AND place IS NOT NULL'} ${unbought(names, parameters, context)}) s ${join}
      WHERE s.rank <= ${parameters.k} ORDER BY ${at} s.rank`,
    columns: [
      ...(group === null
        ? []
        : [
            {
              name: group === 'category_key' ? 'category_id' : group,
              type: group === 'hour' ? 'count' : group === 'category_key' ? 'id' : 'text',
            } as PlanColumn,
          ]),
      { name: 'rank', type: 'count' },
      { name: 'item_id', type: 'id' },
      ...described(context).filter(({ name }) => name !== group),
      { name: 'score', type: 'number' },
      { name: 'views', type: 'count' },
      { name: 'purchases', type: 'count' },
    ],
  };
}

/** A category's own text. */
const categoryName = (context: DatasetContext): string =>
  context.textual.includes('category_id')
    ? '(SELECT d.category_id FROM dim_category_id d WHERE d.category_key = s.place)'
    : 's.place';

/** The column of events whose values are looked at apart; null: all together. */
export function groupOf({ by }: RecommendParameters, context: DatasetContext): string | null {
  if (by === null) return null;
  if (by === 'hour') return 'hour';
  if (by === 'place') return placeColumn(context) ?? 'country';
  return has(context, 'category_path') ? 'category_path' : 'category_key';
}

const unbought = ({ pairs }: Names, { user }: RecommendParameters, context: DatasetContext): Sql =>
  user === null
    ? sql``
    : sql`AND item_key NOT IN (SELECT item_key FROM ${pairs} WHERE bought AND ${isUser(user, context)})`;

const events = (parameters: RecommendParameters, context: DatasetContext): Sql =>
  scopedEvents(
    parameters,
    context,
    sql`item_key IS NOT NULL`,
    sql`${isEvent(weights(parameters).map(([type]) => type))}`,
  );

/** `item_key, score, views, purchases`, and `place` where they are grouped. `twice`: from the events, day by day. */
export function sums(
  parameters: RecommendParameters,
  context: DatasetContext,
  twice: boolean,
): Sql {
  const group = groupOf(parameters, context);
  const place = group === null ? '' : `, ${group} AS place`;
  const counted = (
    more: string,
  ) => sql`SELECT item_key${place}${more}, sum(${weightOf(parameters)}) AS score,
      count(*) FILTER (event_type = 'view') AS views, count(*) FILTER (event_type = 'purchase') AS purchases
    FROM ${events(parameters, context)} GROUP BY ALL`;
  if (twice)
    return sql`SELECT item_key${group === null ? '' : ', place'}, sum(score) AS score, sum(views) AS views, sum(purchases) AS purchases
      FROM (${counted(', day')}) GROUP BY ALL`;
  if (group !== null || filtered(parameters) || rated(parameters)) return counted('');
  return sql`SELECT item_key, sum(${weightOfCounts(parameters)}) AS score, sum(views) AS views, sum(purchases) AS purchases
    FROM dws_item_day ${where([...period(parameters), sql`item_key IS NOT NULL`])} GROUP BY item_key`;
}

/** The last day that counts. */
const lastDay = ({ to }: RecommendParameters, context: DatasetContext): Sql =>
  sql`CAST(${bind(to ?? context.to)} AS DATE)`;

/** What a day's events still weigh: half after each half-life. */
export const decay = (parameters: RecommendParameters, context: DatasetContext): Sql =>
  sql`pow(0.5, date_diff('day', day, ${lastDay(parameters, context)}) / ${parameters.half_life_days})`;

/** `item_key, score, plain, views, purchases`. `twice`: event by event. */
export function decayed(
  parameters: RecommendParameters,
  context: DatasetContext,
  twice: boolean,
): Sql {
  const faded = decay(parameters, context);
  if (twice || filtered(parameters) || rated(parameters))
    return sql`SELECT item_key, sum(${weightOf(parameters)} * ${faded}) AS score, sum(${weightOf(parameters)}) AS plain,
        count(*) FILTER (event_type = 'view') AS views, count(*) FILTER (event_type = 'purchase') AS purchases
      FROM ${events(parameters, context)} GROUP BY item_key`;
  return sql`SELECT item_key, sum((${weightOfCounts(parameters)}) * ${faded}) AS score, sum(${weightOfCounts(parameters)}) AS plain,
      sum(views) AS views, sum(purchases) AS purchases
    FROM dws_item_day ${where([...period(parameters), sql`item_key IS NOT NULL`])} GROUP BY item_key`;
}

/** What is liked lately: old events weigh less. */
export function trending(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Way {
  const { join, select } = known(context);
  return {
    stages: parameters.user === null ? [] : [pairsStage(names, parameters, context)],
    query: sql`SELECT s.rank, ${itemColumns(context, 's.item_key')}${select}, s.score, s.popular_rank, s.views, s.purchases
      FROM (SELECT *, row_number() OVER (ORDER BY round(score, 12) DESC, item_key) AS rank,
          row_number() OVER (ORDER BY plain DESC, item_key) AS popular_rank
        FROM (${decayed(parameters, context, false)}) WHERE score > 0 ${unbought(names, parameters, context)}) s ${join}
      WHERE s.rank <= ${parameters.k} ORDER BY s.rank`,
    columns: [
      { name: 'rank', type: 'count' },
      { name: 'item_id', type: 'id' },
      ...described(context),
      { name: 'score', type: 'number' },
      { name: 'popular_rank', type: 'count' },
      { name: 'views', type: 'count' },
      { name: 'purchases', type: 'count' },
    ],
  };
}
