import type { DatasetContext } from '../../warehouse/types.ts';
import { periodStart, periodsBetween, rollingSeconds } from '../retention/calendar.ts';
import { eventsApart, eventsOf, members, upTo } from '../retention/returns.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { filtered } from '../sql/scope.ts';
import type { CohortParameters } from './parameters.ts';

/**
 * `cohort, n, value`: what the members' purchases of period `n` come to. Without filters, calendar days are told by
 * user-days; `cohorts` is the table of members for the others.
 */
export function valuesPaid(
  parameters: CohortParameters,
  context: DatasetContext,
  cohorts: string,
): Sql {
  const { unit, day, watched } = parameters;
  const paid = sql`${eventsOf(parameters, context, 'purchase')}`;
  if (day === '24h')
    return sql`SELECT cohort, CAST(floor(epoch(event_time - t0) / ${rollingSeconds(unit)}) AS INTEGER) AS n, sum(amount) AS value
      FROM (SELECT user_key AS u, event_time, amount FROM ${paid}) JOIN ${cohorts} USING (u)
      WHERE event_time >= t0 GROUP BY ALL`;
  const days = filtered(parameters)
    ? sql`SELECT user_key AS u, day, sum(amount) AS value FROM ${paid} GROUP BY ALL`
    : sql`SELECT user_key AS u, day, gmv AS value FROM dws_user_day WHERE user_key IS NOT NULL AND purchases > 0 AND ${upTo(watched)}`;
  const who = filtered(parameters) ? sql`${cohorts}` : sql`(${members(parameters, context)})`;
  const n = periodsBetween('cohort', periodStart('day', unit, context.weekStart), unit);
  return sql`SELECT cohort, CAST(${n} AS INTEGER) AS n, sum(value) AS value
    FROM (${days}) JOIN ${who} USING (u) WHERE day >= first_day GROUP BY ALL`;
}

/** The same from single events, by a window over each user's. `ranges`: conditions on the user. */
export const valuesApart = (
  parameters: CohortParameters,
  context: DatasetContext,
  ...ranges: readonly Sql[]
): Sql => sql`SELECT cohort, n, sum(amount) AS value
  FROM (${eventsApart(parameters, context, ...ranges)}) WHERE event_type = 'purchase' GROUP BY ALL`;

const figure = (sum: string) => `CAST(${sum} AS DOUBLE)`;
const or0 = (sum: string) => `coalesce(${sum}, 0)`;
/** Period 0 is the whole: a cohort that paid nothing then has no share of it. */
const FIGURES = `value, value / nullif(value_first, 0) AS value_share, value_total, value_first`;

/**
 * The cells of `rows` with `value` (in the period; of rolling cells in it or later; of brackets within), its share of
 * period 0, and `value_total` up to the period's end, from a table of `valuesPaid`. One pass over each cohort.
 */
export function valued(rows: Sql, paid: string, { mode }: CohortParameters): Sql {
  if (mode === 'bracket') return valuedApart(rows, paid, mode);
  const own = or0('v.value');
  const upTo = `sum(${own}) OVER (PARTITION BY c.cohort ORDER BY c.period)`;
  return sql`SELECT * EXCLUDE (value_first, value_total, value), ${FIGURES}
    FROM (SELECT c.*, ${figure(mode === 'exact' ? own : `${or0('w.whole')} - ${upTo} + ${own}`)} AS value,
        ${figure(upTo)} AS value_total, ${figure(or0('w.first'))} AS value_first
      FROM (${rows}) c LEFT JOIN ${paid} v ON v.cohort = c.cohort AND v.n = c.period
      LEFT JOIN (SELECT cohort, sum(value) AS whole, sum(value) FILTER (n = 0) AS first FROM ${paid} GROUP BY cohort) w
        ON w.cohort = c.cohort)
    ORDER BY cohort, period`;
}

/** The same by comparing each cell with every period of its cohort; `paid` may hold a period in several parts. */
export function valuedApart(rows: Sql, paid: string, mode: CohortParameters['mode']): Sql {
  const [until, key] =
    mode === 'bracket'
      ? ['c.until', ['cohort', 'period', 'until']]
      : ['c.period', ['cohort', 'period']];
  const inside = {
    exact: 'v.n = c.period',
    rolling: 'v.n >= c.period',
    bracket: 'v.n BETWEEN c.period AND c.until',
  }[mode];
  const sum = (condition: string) => figure(or0(`sum(v.value) FILTER (${condition})`));
  return sql`SELECT cells.*, ${FIGURES} FROM (${rows}) cells JOIN (
      SELECT ${key.map((name) => `c.${name}`).join(', ')}, ${sum(inside)} AS value,
        ${sum(`v.n <= ${until}`)} AS value_total, ${sum('v.n = 0')} AS value_first
      FROM (${rows}) c LEFT JOIN ${paid} v ON v.cohort = c.cohort GROUP BY ALL) USING (${key.join(', ')})
    ORDER BY ${key.join(', ')}`;
}
