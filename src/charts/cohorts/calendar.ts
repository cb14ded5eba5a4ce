import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, gridY, headline, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import { lastDayRoom, periodDay, periodName } from '../period-day.ts';
import { ticksOf } from '../ticks.ts';
import { dayTicks } from '../trend-panel.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { date, num, show, textWidth } from '../values.ts';

const DAY = 86_400_000;
const PERIOD: Readonly<Record<string, number>> = { day: DAY, week: 7 * DAY, month: 30 * DAY };

interface Day {
  readonly day: Date;
  readonly rate: number;
  /** What the ages of the cohorts say; NaN where no other cohort has been as old. */
  readonly expected: number;
  readonly weekend: boolean;
  readonly promotion: boolean;
  readonly cut: boolean;
  readonly row: Row;
}

/**
 * The rate that ages alone would say. Cells that no other cohort is as old as have no such figure and count as they are:
 * the rate differs from it by what the others differ.
 */
export function expectedRate(row: Row): number {
  return num(row.rate) - (num(row.expected) * num(row.lift)) / num(row.size);
}

/** Who came back on each day (week, month) beside what ages say; null where there are fewer than two. */
export function calendarPanel(
  facts: Facts,
  unit: string,
  options: ChartOptions,
): SVGSVGElement | null {
  const rows = Array.isArray(facts.calendar) ? (facts.calendar as readonly Row[]) : [];
  if (rows.length < 2) return null;
  const days = rows.map(
    (row): Day => ({
      day: date(row.day),
      rate: num(row.rate),
      expected: expectedRate(row),
      weekend: row.weekend === true,
      promotion: row.promotion === true,
      cut: row.cut === true,
      row,
    }),
  );
  const { locale, theme } = options;
  const palette = PALETTES[theme];
  const key = legend(options, [
    { label: t('charts.cohorts.observed', {}, locale), colour: categorical(theme, 2), line: true },
    { label: t('charts.cohorts.expected', {}, locale), colour: palette.strong, line: true },
    ...(days.some(({ weekend }) => weekend)
      ? [{ label: t('charts.cohorts.weekend', {}, locale), colour: palette.border }]
      : []),
    ...(days.some(({ promotion }) => promotion)
      ? [{ label: t('charts.cohorts.promotion', {}, locale), colour: categorical(theme, 1) }]
      : []),
  ]);
  return stack([key, drawn(days, unit, options)], options.width, 6);
}

function drawn(days: readonly Day[], unit: string, options: ChartOptions): SVGSVGElement {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const [colour, promoted] = [categorical(theme, 2), categorical(theme, 1)];
  const half = (PERIOD[unit] ?? DAY) / 2;
  const whole = days.filter(({ cut }) => !cut);
  const cut = days.filter((day) => day.cut);
  const line = { x: 'day', y: 'rate' } as const;
  const svg = draw(options, {
    width,
    height: 210,
    marginTop: 34,
    marginLeft: 56,
    marginRight: lastDayRoom(
      days.map(({ day }) => day),
      26,
      options,
    ),
    marginBottom: 28,
    x: { type: 'utc' },
    y: { zero: true, nice: true },
    marks: [
      Plot.rectX(days.length > 200 ? [] : days.filter(({ weekend }) => weekend), {
        x1: ({ day }: Day) => +day - half,
        x2: ({ day }: Day) => +day + half,
        fill: palette.border,
        fillOpacity: 0.45,
        clip: 'frame',
      }),
      gridY(options, { ticks: 4 }),
      Plot.ruleX(
        days.filter(({ promotion }) => promotion),
        { x: 'day', stroke: promoted, strokeWidth: 2, strokeOpacity: 0.7 },
      ),
      Plot.lineY(
        days.filter(({ expected }) => Number.isFinite(expected)),
        { x: 'day', y: 'expected', stroke: palette.strong, strokeWidth: 2, strokeDasharray: '5 4' },
      ),
      Plot.lineY(whole, { ...line, stroke: colour, strokeWidth: 2.25 }),
      Plot.lineY(cut.length > 0 ? days.slice(-2) : [], {
        ...line,
        stroke: colour,
        strokeWidth: 2,
        strokeDasharray: '3 4',
      }),
      Plot.dot(days.length <= 62 ? whole : [], { ...line, r: 2.5, fill: colour }),
      Plot.dot(cut, {
        ...line,
        r: 4.5,
        fill: palette.surface,
        stroke: palette.warn,
        strokeWidth: 2,
      }),
      axisX(options, {
        ticks: dayTicks(
          days.map(({ day }) => day),
          width,
        ),
        tickFormat: (day: Date) => periodDay(day, options),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
      Plot.tip(
        days,
        Plot.pointerX({ ...line, ...tipStyle(options), title: (day: Day) => tip(day, options) }),
      ),
    ],
  });
  const heads = (['charts.cohorts.days', 'charts.cohorts.days.short'] as const).map((key) =>
    t(key, {}, locale),
  );
  headline(svg, heads.find((head) => textWidth(head, 13) <= width) ?? heads[1] ?? '', {
    fill: palette.text,
  });
  return svg;
}

function tip({ day, rate, expected, weekend, promotion, cut, row }: Day, options: ChartOptions) {
  const { locale } = options;
  const named = (key: Parameters<typeof t>[0], value: number) =>
    `${t(key, {}, locale)}  ${show(value, 'percent', locale)}`;
  const marks = [
    weekend && t('charts.cohorts.weekend', {}, locale),
    promotion && t('charts.cohorts.promotion', {}, locale),
    cut && t('charts.cohorts.cut', {}, locale),
  ].filter(Boolean);
  return [
    periodName(day, options),
    `${named('charts.cohorts.observed', rate)} (${show(row.users, 'integer', locale)} / ${show(row.size, 'integer', locale)})`,
    ...(Number.isFinite(expected) ? [named('charts.cohorts.expected', expected)] : []),
    ...(marks.length > 0 ? [marks.join(' · ')] : []),
  ].join('\n');
}
