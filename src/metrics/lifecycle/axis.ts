import type { DatasetContext } from '../../warehouse/types.ts';
import { periodEnd, periodStart, periodsBetween } from '../retention/calendar.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import type { LifecycleParameters } from './parameters.ts';

/** First and last day that are counted: of the data, up to the end of the period asked for. */
export function bounds({ to }: LifecycleParameters, context: DatasetContext) {
  const first = context.from ?? '1970-01-01';
  const end = context.to ?? first;
  return { first, last: to !== null && to < end ? to : end };
}

/** SQL of the number of a DATE's period, counted from the data's first. */
export function periodNumber(
  day: string,
  { unit }: LifecycleParameters,
  context: DatasetContext,
): string {
  const first = `DATE '${context.from ?? '1970-01-01'}'`;
  const start = (one: string) => periodStart(one, unit, context.weekStart);
  return `CAST(${periodsBetween(start(first), start(day), unit)} AS INTEGER)`;
}

/**
 * `n, day, days, complete` of every period that the scope touches: its number, its first day, how many of its days are
 * counted, and whether those are all.
 */
export function axis(parameters: LifecycleParameters, context: DatasetContext): Sql {
  const { unit, from } = parameters;
  const { first, last } = bounds(parameters, context);
  const [firstDay, lastDay] = [`DATE '${first}'`, sql`CAST(${bind(last)} AS DATE)`];
  const start = periodStart(firstDay, unit, context.weekStart);
  const step =
    unit === 'month'
      ? `CAST(${start} + to_months(n) AS DATE)`
      : `${start} + n * ${unit === 'week' ? 7 : 1}`;
  const end = periodEnd('day', '0', unit);
  const ends = sql`SELECT n, day, ${end} AS ends FROM (SELECT n, ${step} AS day
    FROM (SELECT CAST(unnest(range(0, ${periodNumber('CAST(last AS DATE)', parameters, context)} + 1)) AS INTEGER) AS n
      FROM (SELECT ${lastDay} AS last)))`;
  return sql`SELECT n, day, CAST(least(ends, ${lastDay}) - greatest(day, ${firstDay}) + 1 AS INTEGER) AS days,
      ends <= ${lastDay} AND day >= ${firstDay} AS complete
    FROM (${ends}) WHERE ${from === null ? sql`true` : sql`ends >= CAST(${bind(from)} AS DATE)`}`;
}
