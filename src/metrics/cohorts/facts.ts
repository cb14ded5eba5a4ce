import type { DatasetContext } from '../../warehouse/types.ts';
import { periodEnd } from '../retention/calendar.ts';
import { lastDay, newest, total } from '../retention/facts.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, PlanColumn } from '../types.ts';
import type { CohortParameters } from './parameters.ts';

const count = (name: string): PlanColumn => ({ name, type: 'count' });
const number = (name: string): PlanColumn => ({ name, type: 'number' });
const flag = (name: string): PlanColumn => ({ name, type: 'flag' });

/** True where the cells of the period `n` after `cohort` are those of one day, week or month. */
export const hasCalendar = ({ mode, day }: CohortParameters): boolean =>
  mode === 'exact' && day === 'calendar';

/** Figures beside the cells: the curve over all cohorts, what the calendar does to it, and what members pay. */
export function cohortFacts(
  parameters: CohortParameters,
  context: DatasetContext,
  relation: string,
  columns: readonly PlanColumn[],
): readonly FactQuery[] {
  const valued = columns.some(({ name }) => name === 'value');
  const cells = dated(parameters, context, relation);
  return [
    curve(parameters, cells, valued),
    ...(hasCalendar(parameters) ? calendar(parameters, cells) : []),
    newest(relation, columns),
    total(relation),
  ];
}

/** The cells with the first day of their period, and whether that is a last day that the data cut off. */
function dated(parameters: CohortParameters, context: DatasetContext, relation: string): Sql {
  const { unit } = parameters;
  if (!hasCalendar(parameters))
    return sql`(SELECT *, CAST(NULL AS DATE) AS day, false AS cut FROM ${relation})`;
  const day =
    unit === 'month'
      ? 'CAST(cohort + to_months(period) AS DATE)'
      : `cohort + period * ${unit === 'week' ? 7 : 1}`;
  const [last] = lastDay(context);
  const dates = sql`SELECT *, ${day} AS day FROM ${relation}`;
  if (!last || unit !== 'day') return sql`(SELECT *, false AS cut FROM (${dates}))`;
  return sql`(SELECT *, coalesce(last_day_cut, false) AND day = DATE '${context.to ?? ''}' AS cut
    FROM (${dates}), (${last.query.sql}))`;
}

/**
 * `curve`: per period, over the cohorts that were observed to its end, weighted by their size. `cut_share`: how much
 * of it stands on the cut last day.
 */
function curve({ mode }: CohortParameters, cells: Sql, valued: boolean): FactQuery {
  const money = valued ? ['value', 'value_share', 'value_per_user'] : [];
  return {
    name: 'curve',
    columns: [
      count('period'),
      ...(mode === 'bracket' ? [count('until')] : []),
      count('users'),
      count('size'),
      number('rate'),
      count('cohorts'),
      number('cut_share'),
      ...money.map(number),
    ],
    query: sql`SELECT period, ${mode === 'bracket' ? 'until,' : ''} sum(users) AS users, sum(size) AS size,
        sum(users) / sum(size) AS rate, count(*) AS cohorts, coalesce(sum(size) FILTER (cut), 0) / sum(size) AS cut_share
        ${valued ? ', sum(value) AS value, sum(value) / nullif(sum(value_first), 0) AS value_share, sum(value_total) / sum(size) AS value_per_user' : ''}
      FROM ${cells} WHERE complete GROUP BY ${mode === 'bracket' ? 'period, until' : 'period'} ORDER BY ALL`,
  };
}

/**
 * `calendar`: who of all earlier cohorts came back on each day (in each week, month), beside `expected`: what the ages of
 * those cohorts say, each told by the others of the same age. `lift`: how far the one is above the other.
 */
function calendar({ unit, promotions }: CohortParameters, cells: Sql): readonly FactQuery[] {
  const promoted = join(
    promotions.map(
      (one) => sql`CAST(${bind(one)} AS DATE) BETWEEN day AND ${periodEnd('day', '0', unit)}`,
    ),
    ' OR ',
    'false',
  );
  const ages = `sum(users) FILTER (NOT cut) OVER age - CASE WHEN cut THEN 0 ELSE users END`;
  const sizes = `sum(size) FILTER (NOT cut) OVER age - CASE WHEN cut THEN 0 ELSE size END`;
  const days = sql`SELECT day, sum(users) AS users, sum(size) AS size, sum(users) / sum(size) AS rate,
      sum(size * typical) AS expected, sum(users) FILTER (typical IS NOT NULL) AS compared, bool_or(cut) AS cut,
      ${unit === 'day' ? 'isodow(day) >= 6' : 'false'} AS weekend, (${promoted}) AS promotion
    FROM (SELECT *, (${ages}) / nullif(${sizes}, 0) AS typical
      FROM ${cells} WHERE complete AND period > 0 WINDOW age AS (PARTITION BY period))
    GROUP BY day`;
  const over = (condition: string) =>
    `sum(compared) FILTER (${condition}) / nullif(sum(expected) FILTER (${condition}), 0) - 1`;
  return [
    {
      name: 'calendar',
      columns: [
        { name: 'day', type: 'day' },
        ...['users', 'size'].map(count),
        ...['rate', 'expected', 'lift'].map(number),
        ...['weekend', 'promotion', 'cut'].map(flag),
      ],
      query: sql`SELECT *, compared / nullif(expected, 0) - 1 AS lift FROM (${days}) ORDER BY day`,
    },
    {
      columns: [
        ...['weekend_lift', 'weekday_lift', 'promotion_lift'].map(number),
        ...['weekend_expected', 'promotion_expected'].map(number),
      ],
      query: sql`SELECT ${over('weekend AND NOT promotion AND NOT cut')} AS weekend_lift,
          ${over('NOT weekend AND NOT promotion AND NOT cut')} AS weekday_lift,
          ${over('promotion AND NOT cut')} AS promotion_lift,
          sum(expected) FILTER (weekend AND NOT promotion AND NOT cut) AS weekend_expected,
          sum(expected) FILTER (promotion AND NOT cut) AS promotion_expected FROM (${days})`,
    },
  ];
}
