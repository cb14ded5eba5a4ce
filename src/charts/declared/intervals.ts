import {
  type TimeInterval,
  utcDay,
  utcHour,
  utcMinute,
  utcMonday,
  utcMonth,
  utcSecond,
  utcYear,
} from 'd3';
import { INTERVALS, type Interval } from './vocabulary.ts';

const QUARTER = utcMonth.every(3) ?? utcMonth;

/** Calendar steps in UTC, in which all times of the warehouse are; weeks begin on Monday, as SQL's `date_trunc` has it. */
export const CALENDAR: Readonly<Record<Interval, TimeInterval>> = {
  second: utcSecond,
  minute: utcMinute,
  hour: utcHour,
  day: utcDay,
  week: utcMonday,
  month: utcMonth,
  quarter: QUARTER,
  year: utcYear,
};

const LENGTH: Readonly<Record<Interval, number>> = {
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5,
  week: 6048e5,
  month: 2629746e3,
  quarter: 7889238e3,
  year: 31556952e3,
};

/** The calendar step that cuts a span of milliseconds into a number of parts nearest to `steps`. */
export function intervalFor(
  milliseconds: number,
  steps: number,
  least: Interval = 'second',
): Interval {
  const fitting = INTERVALS.slice(INTERVALS.indexOf(least));
  const off = (one: Interval) => Math.abs(Math.log(milliseconds / LENGTH[one] / steps));
  return fitting.reduce((best, one) => (off(one) < off(best) ? one : best), fitting[0] ?? 'day');
}

/** The largest calendar step on which all the moments stand; null where they stand on none but seconds. */
export function commonInterval(moments: readonly number[]): Interval | null {
  for (const name of ['year', 'quarter', 'month', 'day', 'hour', 'minute'] as const) {
    if (moments.every((at) => CALENDAR[name].floor(new Date(at)).getTime() === at)) {
      if (name !== 'day') return name;
      return moments.length > 1 && weekly(moments) ? 'week' : 'day';
    }
  }
  return null;
}

const weekly = (moments: readonly number[]) =>
  moments.every((at) => CALENDAR.week.floor(new Date(at)).getTime() === at);
