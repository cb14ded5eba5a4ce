import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { bracketLabel } from '../cohort-cell.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { hour, num, show } from '../values.ts';
import { NAMED } from './cells.ts';

/** A point of the curve over all cohorts. */
export interface Point {
  readonly period: number;
  readonly until: number;
  readonly name: string;
  readonly rate: number;
  readonly cohorts: number;
  /** Mostly of a last day that the data cut off. */
  readonly cut: boolean;
  readonly row: Row;
}

export const pointsOf = (facts: Facts, unit: string): readonly Point[] =>
  curveOf(facts).map((row) => {
    const [period, until] = [num(row.period), num(row.until ?? row.period)];
    return {
      period,
      until,
      name: bracketLabel(period, until, unit),
      rate: num(row.rate),
      cohorts: num(row.cohorts),
      cut: num(row.cut_share) >= 0.5,
      row,
    };
  });

/** The curve; of two periods that of the cells that stand beside one another, where there are any of an age. */
function curveOf({ curve, compared }: Facts): readonly Row[] {
  const own = Array.isArray(curve) ? (curve as readonly Row[]) : [];
  if (!Array.isArray(compared)) return own;
  const both = compared as readonly Row[];
  const same = (row: Row, other: Row) => row.period === other.period && row.until === other.until;
  return own.map((row) => ({ ...row, ...both.find((other) => same(row, other)) }));
}

/** The points that are named: of brackets all, else the usual ones, or the only ones there are. */
export function namedPoints(points: readonly Point[], unit: string): readonly Point[] {
  const later = points.filter(({ period, until }) => period > 0 || until > 0);
  if (later.some(({ period, until }) => period !== until)) return later;
  const named = later.filter(({ period }) => NAMED[unit]?.includes(period));
  return named.length > 0 ? named : later.slice(-1);
}

/** What the curve and the calendar show, in sentences. */
export function said(facts: Facts, options: ChartOptions): readonly string[] {
  const { locale, currency } = options;
  const unit = String(options.parameters?.unit ?? facts.unit ?? 'day');
  const points = pointsOf(facts, unit);
  const named = namedPoints(points, unit);
  if (named.length === 0) return [t('cohorts.said.young', {}, locale)];
  const told = named
    .map(({ name, rate }) => `${name} ${show(rate, 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  const last = points.findLast(({ cut }) => !cut);
  const paid = num(last?.row.value_per_user);
  return [
    t('cohorts.said.curve', { told }, locale),
    ...lift('weekend', facts, options),
    ...lift('promotion', facts, options),
    ...(Number.isFinite(paid) && last
      ? [
          t(
            'cohorts.said.value',
            { period: last.name, value: show(paid, 'money', locale, currency) },
            locale,
          ),
        ]
      : []),
    ...(facts.last_day_cut === true && typeof facts.last_day === 'string' && unit === 'day'
      ? [
          t(
            'cohorts.said.cut',
            { day: format.day(facts.last_day, undefined, locale), hour: hour(facts.last_day_hour) },
            locale,
          ),
        ]
      : []),
  ];
}

/** Differences below half a percent are none, and those of a few users say nothing. */
const LEAST = 0.005;
const LEAST_USERS = 100;

function lift(
  what: 'weekend' | 'promotion',
  facts: Facts,
  { locale }: ChartOptions,
): readonly string[] {
  const size = num(facts[`${what}_lift`]);
  if (!Number.isFinite(size)) return [];
  const users = num(facts[`${what}_expected`]);
  if (!(users >= LEAST_USERS)) return [t(`cohorts.said.${what}.few`, {}, locale)];
  if (Math.abs(size) < LEAST) return [];
  const way = size > 0 ? 'more' : 'less';
  const shown = show(Math.abs(size), 'percent', locale);
  return [t(`cohorts.said.${what}.${way}`, { lift: shown }, locale)];
}
