import { day, understood } from '../segments/row.ts';
import { bind, sql, where } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import { bounds, periodNumber } from './axis.ts';
import { activeDays } from './pairs.ts';
import type { LifecycleParameters } from './parameters.ts';

const WHO = ['active', 'new', 'returning', 'resurrected', 'dormant'];

/** Who was active in a period (of all periods, where none is named), by state; who fell asleep in it. */
export const lifecycleMembers: Members<LifecycleParameters> = {
  columns: () => ['day'],
  who: () => WHO,
  of: () => ['users'],
  query(parameters, asked) {
    if (asked.of !== 'users') return null;
    const who = understood(asked, ['day'], WHO);
    const { context } = asked;
    const { gap } = parameters;
    const n = (one: string) => periodNumber(one, parameters, context);
    const wanted = day(asked.where, 'day');
    const periods = sql`SELECT u, n, lag(n) OVER own AS before, lead(n) OVER own AS after
      FROM (SELECT DISTINCT u, ${n('day')} AS n FROM (${activeDays(parameters, context)})) WINDOW own AS (PARTITION BY u ORDER BY n)`;
    const state = {
      active: 'true',
      new: 'before IS NULL',
      returning: `n - before <= ${gap}`,
      resurrected: `n - before > ${gap}`,
      dormant: `(after IS NULL OR after - n > ${gap})`,
    }[who];
    // Who falls asleep in a period was last active a gap before it, and that period has begun.
    const shift = who === 'dormant' ? gap : 0;
    const last = sql`CAST(${bind(bounds(parameters, context).last)} AS DATE)`;
    const at = sql`n ${wanted === undefined ? '<=' : '='} (SELECT ${n('day')} - ${shift} FROM (SELECT ${wanted ?? last} AS day))`;
    return {
      query: sql`SELECT DISTINCT u AS user_key FROM (${periods}) ${where([sql`${state ?? 'true'}`, at])}`,
    };
  },
};
