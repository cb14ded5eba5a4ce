import type { DatasetContext } from '../../warehouse/types.ts';
import { ordersOfEvents } from '../overview/events.ts';
import { figuresFromSummaries } from '../overview/summaries.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, scopedEvents } from '../sql/scope.ts';
import type { By, Measure, SeriesParameters } from './parameters.ts';

const keys = (by: By) => (by === 'day' ? 'day' : 'day, hour');

/** SQL of the measure over rows of DWD. */
export function measureOf(measure: Measure, context: DatasetContext): string {
  switch (measure) {
    case 'views':
      return `count(*) FILTER (event_type = 'view')`;
    case 'gmv':
      return `coalesce(sum(amount) FILTER (event_type = 'purchase'), 0)`;
    case 'users':
      return 'count(DISTINCT user_key)';
    case 'orders':
      return ordersOfEvents(context);
  }
}

/** Conditions on the events that a measure counts: others add nothing to it. */
export function countedBy(measure: Measure): readonly Sql[] {
  if (measure === 'users') return [sql`user_key IS NOT NULL`];
  return [sql`event_type = '${measure === 'views' ? 'view' : 'purchase'}'`];
}

/** SELECT of `day` (and `hour`) with the measure as `value`, where there is any event of the scope. */
function values(parameters: SeriesParameters, context: DatasetContext): Sql {
  const { measure, by } = parameters;
  if (filtered(parameters) || (by === 'hour' && measure === 'orders'))
    return sql`SELECT ${keys(by)}, CAST(${measureOf(measure, context)} AS DOUBLE) AS value
      FROM ${scopedEvents(parameters, context, ...countedBy(measure))} GROUP BY ${keys(by)}`;
  if (by === 'hour')
    return sql`SELECT day, hour, CAST(${measure} AS DOUBLE) AS value FROM dws_hour ${where(period(parameters))}`;
  const figure = measure === 'users' ? 'uv' : measure;
  return sql`SELECT day, CAST(${figure} AS DOUBLE) AS value
    FROM (${figuresFromSummaries({ ...parameters, by: 'day', uv: 'any' }, context)})`;
}

/** SELECT of the columns `at` with the measure as `value` from single events, each user and order as a member of a set. */
export function countedApart(
  measure: Measure,
  context: DatasetContext,
  at: string,
  of: (...more: readonly Sql[]) => Sql,
): Sql {
  const bought = sql`event_type = 'purchase'`;
  const counted = (rows: Sql) =>
    sql`SELECT ${at}, CAST(sum(n) AS DOUBLE) AS value FROM (${rows}) GROUP BY ${at}`;
  switch (measure) {
    case 'views':
      return sql`SELECT ${at}, CAST(count(*) AS DOUBLE) AS value FROM ${of(sql`event_type = 'view'`)} GROUP BY ${at}`;
    case 'gmv':
      return sql`SELECT ${at}, CAST(sum(amount) AS DOUBLE) AS value FROM ${of(bought)} GROUP BY ${at}`;
    case 'users':
      return counted(
        sql`SELECT DISTINCT ${at}, user_key, 1 AS n FROM ${of(sql`user_key IS NOT NULL`)}`,
      );
    case 'orders': {
      if (context.orders === 'row') return counted(sql`SELECT ${at}, 1 AS n FROM ${of(bought)}`);
      if (context.orders === 'order_id')
        return counted(
          sql`SELECT DISTINCT ${at}, order_key, 1 AS n FROM ${of(bought, sql`order_key IS NOT NULL`)}`,
        );
      return counted(sql`SELECT ${at}, n FROM (SELECT DISTINCT ${at}, session_key, user_key, 1 AS n
          FROM ${of(bought, sql`session_key IS NOT NULL`)})
        UNION ALL SELECT ${at}, 1 AS n FROM ${of(bought, sql`session_key IS NULL`)}`);
    }
  }
}

/**
 * SELECT of `time` (seconds since 1970 by the wall clock) and `value` of every period in which anything happened in the
 * data: where nothing did, it is missing; where something did that the scope leaves out, it is 0.
 */
export function ofEvents(
  parameters: SeriesParameters,
  context: DatasetContext,
  way: 'first' | 'again',
): Sql {
  const { by, measure } = parameters;
  const of = (...more: readonly Sql[]) => scopedEvents(parameters, context, ...more);
  const own =
    way === 'first' ? values(parameters, context) : countedApart(measure, context, keys(by), of);
  const hour = by === 'hour' ? '+ hour * 3600' : '';
  return sql`SELECT CAST(epoch(CAST(day AS TIMESTAMP)) ${hour} AS DOUBLE) AS time, coalesce(value, 0) AS value
    FROM (SELECT DISTINCT ${keys(by)} FROM dws_hour ${where([...period(parameters), sql`events > 0`])}) p
    LEFT JOIN (${own}) v USING (${keys(by)})`;
}
