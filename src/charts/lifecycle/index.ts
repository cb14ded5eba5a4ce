import * as Plot from '@observablehq/plot';
import { max } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeOf, isCompared } from '../compare/twin.ts';
import { axisX, axisY, countTicks, draw, figure, gridY, node, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import { lastDayRoom, periodDay, periodLast, periodName } from '../period-day.ts';
import { dayTicks } from '../trend-panel.ts';
import type { Chart, ChartOptions, Facts, PickableMark, TwinColumn } from '../types.ts';
import { brief, columnLabel, date, iso, num, show } from '../values.ts';
import { lines, nameOf, type Series } from './lines.ts';
import { isUnfinished, unfinishedNotes } from './unfinished.ts';

/** Periods that have bars of their own; more are areas. */
const MOST_BARS = 120;
const HEIGHT = 260;

interface Part {
  readonly day: Date;
  readonly state: string;
  /** Dormant users stand below the line. */
  readonly users: number;
  readonly row: Row;
}

const coloursOf = ({ theme }: ChartOptions): Readonly<Record<string, string>> => ({
  returning: categorical(theme, 0),
  resurrected: categorical(theme, 4),
  new: categorical(theme, 2),
  dormant: PALETTES[theme].strong,
});

const twinColumns = (
  names: readonly string[],
  rows: readonly Row[],
  { locale }: ChartOptions,
): readonly TwinColumn[] =>
  names
    .filter((name) => rows.some((row) => row[name] !== undefined))
    .map((name) => ({ name, label: columnLabel(name, locale) }));

/**
 * Who is active, stacked by whether new, back after a gap or still there; below the line who fell asleep. Rows: `day,
 * new, returning, resurrected, dormant`.
 */
export const lifecycleStates: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, width } = options;
  const colours = coloursOf(options);
  const parts = Object.keys(colours).flatMap((state) =>
    rows.map(
      (row): Part => ({
        day: date(row.day),
        state,
        users: (state === 'dormant' ? -1 : 1) * (num(row[state]) || 0),
        row,
      }),
    ),
  );
  const key = legend(
    options,
    Object.entries(colours).map(([state, colour]) => ({
      label: columnLabel(state, locale),
      colour,
    })),
  );
  const last = rows.at(-1) ?? {};
  const label = t(
    'charts.lifecycle.label',
    {
      day: periodName(date(last.day), options),
      told: Object.keys(colours)
        .map((state) => `${columnLabel(state, locale)} ${show(last[state], 'integer', locale)}`)
        .join(t('charts.comma', {}, locale)),
    },
    locale,
  );
  const plot = states(rows, parts, facts, options);
  const names = ['day', 'active', ...Object.keys(colours), 'dormant_total'];
  return {
    ...figure(stack([key, plot], width, 2), label, {
      columns: twinColumns(names, rows, options),
      rows,
    }),
    ...(options.onPick &&
      rows.length <= MOST_BARS && { marks: pickable(plot, rows, facts, options) }),
    notes: unfinishedNotes(rows, facts, options),
  };
};

function states(
  rows: readonly Row[],
  parts: readonly Part[],
  facts: Facts,
  options: ChartOptions,
): SVGSVGElement {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const colours = coloursOf(options);
  const days = rows.map(({ day }) => date(day));
  const bars = rows.length <= MOST_BARS;
  const at = { x: 'day', y: 'users', fill: ({ state }: Part) => colours[state] ?? '' } as const;
  const order = { order: Object.keys(colours) };
  const pale = parts.filter(({ row }) => isUnfinished(row, facts));
  const whole = parts.filter((part) => !pale.includes(part));
  const top = max(rows, (row) => num(row.active) || num(row.dormant) || 0) ?? 0;
  const ticks = countTicks(top, 5);
  const before = isCompared(facts)
    ? rows.map((row) => ({ day: date(row.day), users: num(row[beforeOf('active')]) }))
    : [];
  return draw(options, {
    width,
    height: HEIGHT,
    marginTop: 14,
    marginLeft: 56,
    marginRight: rightOf(rows, options),
    marginBottom: 28,
    x: bars ? { type: 'band', domain: days, padding: 0.18 } : { type: 'utc' },
    y: { nice: true },
    marks: [
      gridY(options, { ticks }),
      ...(bars
        ? [
            Plot.barY(whole, {
              ...Plot.stackY(order, { ...at, z: 'state' }),
              className: 'th-grow',
            }),
            Plot.barY(pale, {
              ...Plot.stackY(order, { ...at, z: 'state', fillOpacity: 0.4 }),
              className: 'th-grow',
            }),
          ]
        : [Plot.areaY(parts as Part[], { ...Plot.stackY(order, { ...at, z: 'state' }) })]),
      Plot.ruleY([0], { stroke: palette.strong }),
      Plot.lineY(before, {
        x: 'day',
        y: 'users',
        stroke: palette.text,
        strokeWidth: 1.5,
        strokeOpacity: 0.55,
        strokeDasharray: '5 4',
      }),
      axisX(options, {
        ticks: dayTicks(days, width),
        tickFormat: (day: Date) => periodDay(day, options),
        ...(bars && { tickValues: dayTicks(days, width) }),
      }),
      axisY(options, {
        ticks,
        tickFormat: (value: number) => brief(Math.abs(value), 'integer', locale),
      }),
      Plot.tip(
        rows as Row[],
        Plot.pointerX({
          x: ({ day }: Row) => date(day),
          y: ({ active }: Row) => num(active),
          ...tipStyle(options),
          title: (row: Row) => tip(row, facts, options),
        }),
      ),
    ],
  });
}

/** A mark for the whole height above each period: it takes the days of the period, all of them. */
function pickable(
  svg: SVGSVGElement,
  rows: readonly Row[],
  facts: Facts,
  options: ChartOptions,
): readonly PickableMark[] {
  const { width, onPick, parameters = {} } = options;
  const [left, right] = [56, width - rightOf(rows, options)];
  const step = (right - left) / rows.length;
  return rows.map((row, index) => {
    const [first, last] = [row.day, periodLast(date(row.day), parameters.unit)].map(iso) as [
      string,
      string,
    ];
    const more = last === first ? undefined : { to: last };
    const pick = () => onPick?.('day', first, row, more);
    const element = node('rect', {
      x: left + index * step,
      y: 0,
      width: step,
      height: HEIGHT,
      fill: 'none',
      'pointer-events': 'all',
      style: 'cursor: pointer',
    });
    element.addEventListener('click', pick);
    svg.append(element);
    return { element, label: tip(row, facts, options), pick };
  });
}

const rightOf = (rows: readonly Row[], options: ChartOptions) =>
  lastDayRoom(
    rows.map(({ day }) => date(day)),
    16,
    options,
  );

function tip(row: Row, facts: Facts, options: ChartOptions): string {
  const { locale } = options;
  const names = ['active', 'new', 'returning', 'resurrected', 'dormant', beforeOf('active')];
  return [
    periodName(date(row.day), options),
    ...names
      .filter((name) => row[name] !== undefined && row[name] !== null)
      .map((name) => `${nameOf(name, { locale })}  ${show(row[name], 'integer', locale)}`),
    ...(isUnfinished(row, facts) ? [t('charts.lifecycle.unfinished', {}, locale)] : []),
  ].join('\n');
}

/** DAU, WAU and MAU; of weeks and months who was active in them, and on a mean day. Rows: `day, active, wau, mau, mean_daily`. */
export const lifecycleActive: Chart = (rows, facts, options) => {
  if (rows.length < 2) return null;
  const { theme, width, locale } = options;
  const daily = rows.some((row) => 'wau' in row);
  const names = daily ? ['active', 'wau', 'mau'] : ['active', 'mean_daily'];
  const series: Series[] = [
    ...quiet('active', facts, options),
    ...names.map((column, at) => ({ column, colour: categorical(theme, [0, 5, 6][at] ?? at) })),
  ];
  const top = max(rows, (row) => num(row.active)) ?? 0;
  return figure(
    stack([lines(rows, facts, series, 'integer', options)], width, 0),
    t('charts.lifecycle.active', { most: show(top, 'integer', locale) }, locale),
    { columns: twinColumns(['day', ...names], rows, options), rows },
  );
};

/** How often the active ones come. Rows: `day, stickiness, stickiness_week`. */
export const lifecycleSticky: Chart = (rows, facts, options) => {
  const { theme, width, locale } = options;
  const has = (name: string) => rows.some((row) => Number.isFinite(num(row[name])));
  const names = ['stickiness', 'stickiness_week'].filter(has);
  if (rows.length < 2 || names.length === 0) return null;
  const series: Series[] = [
    ...quiet(names[0] ?? 'stickiness', facts, options),
    ...names.map((column, at) => ({ column, colour: categorical(theme, at === 0 ? 1 : 4) })),
  ];
  return figure(
    stack([lines(rows, facts, series, 'percent', options)], width, 0),
    t(
      'charts.lifecycle.sticky',
      { share: show(facts.period_stickiness, 'percent', locale), days: num(facts.days) },
      locale,
    ),
    { columns: twinColumns(['day', ...names], rows, options), rows },
  );
};

const quiet = (column: string, facts: Facts, { theme }: ChartOptions): readonly Series[] =>
  isCompared(facts)
    ? [{ column: beforeOf(column), colour: PALETTES[theme].faint, quiet: true }]
    : [];
