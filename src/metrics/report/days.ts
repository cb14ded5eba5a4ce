import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours, hasUsers } from '../capabilities.ts';
import { lastDayCut } from '../last-day.ts';
import { onlySells } from '../overview/figures.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import type { ReportParameters } from './parameters.ts';

const PERIODS = [1, 3, 7, 14, 30];

/**
 * Rates after some days as `retention` has them, and what weekends and promotion days do to coming back: users that
 * came on such days over those that the mean rate of each period lets expect, against the same of all other days
 * (indirect standardisation, so that early periods, which are higher, do not pass for an effect of their days).
 */
export function retentionEvidence(
  retention: string,
  parameters: ReportParameters,
  context: DatasetContext,
  hours: Sql,
): Sql {
  const rates = PERIODS.map(
    (n) =>
      `sum(users) FILTER (period = ${n} AND complete) / nullif(sum(size) FILTER (period = ${n} AND complete), 0) AS d${n}`,
  );
  const lift = (name: string, inside: string, outside: string) =>
    `sum(users) FILTER (${inside}) / nullif(sum(size * rate) FILTER (${inside}), 0)
      / nullif(sum(users) FILTER (${outside}) / nullif(sum(size * rate) FILTER (${outside}), 0), 0) - 1 AS ${name}`;
  const promoted = listedDays(parameters.promotions);
  const cut = cutDay(parameters, context, hours);
  return sql`SELECT * FROM (SELECT count(DISTINCT cohort) AS cohorts, ${String(onlySells(context.eventTypes))} AS sells_only, ${rates.join(', ')} FROM ${retention}),
      (SELECT ${lift('weekend_lift', 'weekend AND NOT promoted', 'NOT weekend AND NOT promoted')},
          count(DISTINCT day) FILTER (weekend AND NOT promoted) AS weekend_days,
          ${lift('promotion_return_lift', 'promoted', 'NOT promoted')}
        FROM (SELECT *, isodow(day) > 5 AS weekend, day IN (SELECT day FROM ${promoted}) AS promoted,
            sum(users) OVER (PARTITION BY period) / nullif(sum(size) OVER (PARTITION BY period), 0) AS rate
          FROM (SELECT users, size, period, cohort + CAST(period AS INTEGER) AS day FROM ${retention}
            WHERE complete AND period > 0)
          WHERE day NOT IN (SELECT day FROM (${cut}) WHERE cut)))`;
}

/**
 * Promotion days against the other whole days, the day that stands out without being one, and whether the last day
 * is cut. The size of a day is its visitors, its buyers where the data know no others, where nobody is named its views.
 */
export function calendarEvidence(
  daily: string,
  parameters: ReportParameters,
  context: DatasetContext,
  hours: Sql,
): Sql {
  const people = onlySells(context.eventTypes) ? 'buyers' : 'uv';
  const size = hasUsers(context) ? people : 'pv';
  const conversion = hasUsers(context) ? 'conversion_user' : 'conversion_event';
  const promoted = listedDays(parameters.promotions);
  const mean = (figure: string, which: string) => `avg(${figure}) FILTER (${which})`;
  return sql`SELECT days, promotion_days, promotion_list,
      promotion_size / nullif(plain_size, 0) - 1 AS promotion_lift,
      promotion_conversion / nullif(plain_conversion, 0) - 1 AS promotion_conversion_lift,
      peak_day, peak_size / nullif(usual_size, 0) - 1 AS peak_lift,
      last_day, last_day_cut, last_day_hour,
      CAST(last_size AS DOUBLE) / nullif(plain_size, 0) - 1 AS last_day_lift
    FROM (SELECT count(*) AS days, count(*) FILTER (promoted) AS promotion_days,
        string_agg(CAST(day AS VARCHAR), ',' ORDER BY day) FILTER (promoted) AS promotion_list,
        ${mean('size', 'promoted AND NOT cut')} AS promotion_size, ${mean('conversion', 'promoted AND NOT cut')} AS promotion_conversion,
        ${mean('size', 'NOT promoted AND NOT cut')} AS plain_size, ${mean('conversion', 'NOT promoted AND NOT cut')} AS plain_conversion,
        quantile_cont(size, 0.5) FILTER (NOT promoted AND NOT cut) AS usual_size,
        max(size) FILTER (NOT promoted AND NOT cut) AS peak_size,
        max(size) FILTER (cut) AS last_size, max(day) FILTER (cut) AS last_day,
        coalesce(bool_or(cut), false) AS last_day_cut, max(cut_hour) FILTER (cut) AS last_day_hour,
        first(day ORDER BY size DESC, day) FILTER (NOT promoted AND NOT cut) AS peak_day
      FROM (SELECT d.day, CAST(d.${size} AS DOUBLE) AS size, d.${conversion} AS conversion, coalesce(c.cut, false) AS cut, c.hour AS cut_hour,
          d.day IN (SELECT day FROM ${promoted}) AS promoted
        FROM ${daily} d LEFT JOIN (${cut()}) c ON c.day = d.day))`;

  function cut(): Sql {
    return cutDay(parameters, context, hours);
  }
}

/** `day, hour, cut` of the data's last day, where the report's period holds it; see `lastDayCut`. */
function cutDay({ to }: ReportParameters, context: DatasetContext, hours: Sql): Sql {
  const last = `DATE '${context.to ?? '1970-01-01'}'`;
  if (context.to === null || !hasHours(context) || (to !== null && to < context.to))
    return sql`SELECT ${last} AS day, CAST(NULL AS INTEGER) AS hour, false AS cut`;
  return sql`SELECT ${last} AS day, hour, cut FROM (${lastDayCut(hours, sql`${last}`)})`;
}

/** Days as rows of `day`. */
const listedDays = (days: readonly string[]): Sql =>
  days.length === 0
    ? sql`(SELECT CAST(NULL AS DATE) AS day WHERE false)`
    : sql`(${join(
        days.map((day) => sql`SELECT CAST(${bind(day)} AS DATE) AS day`),
        ' UNION ALL ',
      )})`;
