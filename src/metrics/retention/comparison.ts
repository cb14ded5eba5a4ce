import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { Comparison, Sides } from '../compare/comparison.ts';
import type { Period } from '../compare/parameter.ts';
import type { Unit } from '../parameters/unit.ts';
import { Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, PlanColumn, Query } from '../types.ts';
import { periodStart, periodsBetween } from './calendar.ts';
import { lastDay } from './facts.ts';
import type { RetentionParameters } from './parameters.ts';

const DAY = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * Cohorts of an earlier period beside those of the later, place by place and age by age. The earlier ones are watched for
 * as long as the later: to the day that lies as far before the end of the data as the one period before the other.
 */
export const cellComparison = <P extends RetentionParameters>(
  planOf: (parameters: P, context: DatasetContext) => MetricPlan,
): Comparison<P> => ({
  listed: false,
  fair: (own, other, context) => watchedTo(own, other, context) < (context.to ?? ''),
  earlier: (own, other, context) => ({
    ...own,
    ...other,
    watched: watchedTo(own, other, context),
  }),
  now: placed,
  plan: (before, context) => placed(planOf(before, context), before, context),
  facts: (sides, now, before) => [comparedCurve(sides, now, before)],
  said: (own, other, context) =>
    t('compare.cohorts', { watched: format.day(watchedTo(own, other, context)) }),
});

/** The day to which cohorts of the earlier period are watched. */
function watchedTo(own: RetentionParameters, other: Period, context: DatasetContext): string {
  const last = context.to ?? other.to;
  const from = own.from ?? context.from ?? other.from;
  const first = (day: string) => start(Date.parse(day), own.unit, context.weekStart);
  if (own.unit !== 'month') return iso(Date.parse(last) - (first(from) - first(other.from)));
  const months = (time: number) =>
    12 * new Date(time).getUTCFullYear() + new Date(time).getUTCMonth();
  const back = months(first(from)) - months(first(other.from));
  const end = new Date(Date.parse(last) + DAY);
  const month = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back);
  const days = new Date(
    Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back + 1, 0),
  ).getUTCDate();
  return iso(month + (Math.min(end.getUTCDate(), days) - 2) * DAY);
}

/** The first day of a day's period. */
function start(time: number, unit: Unit, weekStart: number): number {
  if (unit === 'day') return time;
  const day = new Date(time);
  if (unit === 'month') return Date.UTC(day.getUTCFullYear(), day.getUTCMonth());
  return time - (((day.getUTCDay() || 7) - weekStart + 7) % 7) * DAY;
}

/**
 * The plan with `whole` for each cell: it was observed to its end, and not on a last day that the data cut off; and with
 * the place of such a cell among those of its period, by which two periods are laid on one another.
 */
function placed(
  plan: MetricPlan,
  { unit, day, mode, from }: RetentionParameters,
  context: DatasetContext,
): MetricPlan {
  const end = mode === 'bracket' ? 'until' : 'period';
  const [last] = unit === 'day' && day === 'calendar' ? lastDay(context) : [];
  const cut = last
    ? `coalesce((SELECT last_day_cut FROM (${last.query.sql})), false) AND cohort + ${end} = DATE '${context.to ?? ''}'`
    : 'false';
  const told = ({ sql: text, parameters }: Query): Sql => {
    const whole = sql`SELECT *, complete AND NOT (${cut}) AS whole FROM (${text})`;
    return new Sql(whole.sql, parameters);
  };
  const first = periodStart(`DATE '${from ?? context.from ?? ''}'`, unit, context.weekStart);
  return {
    ...plan,
    query: told(plan.query),
    pair: (row) =>
      `CASE WHEN ${row}.whole THEN concat_ws('|', ${periodsBetween(first, `${row}.cohort`, unit)}, ${row}.period, ${row}.${end}) END`,
    audit: { ...plan.audit, query: told(plan.audit.query) },
  };
}

const FIGURES: readonly PlanColumn[] = [
  { name: 'users', type: 'count' },
  { name: 'size', type: 'count' },
  { name: 'rate', type: 'number' },
];
const MONEY: readonly PlanColumn[] = [
  { name: 'value_share', type: 'number' },
  { name: 'value_per_user', type: 'number' },
];

/** `compared`: by age, over the cells of both periods that stand beside one another, each weighted by its cohort. */
function comparedCurve({ rows, earlier }: Sides, now: MetricPlan, before: MetricPlan): FactQuery {
  const valued = now.columns.some(({ name }) => name === 'value');
  const bracket = now.columns.some(({ name }) => name === 'until');
  const figures = [...FIGURES, ...(valued ? MONEY : [])];
  const of = (row: string, suffix: string) =>
    [
      `sum(${row}.users) AS users${suffix}`,
      `sum(${row}.size) AS size${suffix}`,
      `sum(${row}.users) / sum(${row}.size) AS rate${suffix}`,
      ...(valued
        ? [
            `sum(${row}.value) / nullif(sum(${row}.value_first), 0) AS value_share${suffix}`,
            `sum(${row}.value_total) / sum(${row}.size) AS value_per_user${suffix}`,
          ]
        : []),
    ].join(', ');
  const key = ['period', ...(bracket ? ['until'] : [])];
  const pair = now.pair ?? (() => '');
  return {
    name: 'compared',
    columns: [
      ...[...key, 'cohorts'].map((name): PlanColumn => ({ name, type: 'count' })),
      ...figures,
      ...figures.map(({ name, type }) => ({ name: `${name}_before`, type })),
    ],
    query: sql`SELECT ${key.map((name) => `a.${name}`).join(', ')}, count(*) AS cohorts, ${of('a', '')}, ${of('b', '_before')}
      FROM ${rows} a JOIN ${earlier} b ON ${pair('a')} = ${(before.pair ?? pair)('b')}
      GROUP BY ${key.map((name) => `a.${name}`).join(', ')} ORDER BY ALL`,
  };
}
