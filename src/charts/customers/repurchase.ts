import * as Plot from '@observablehq/plot';
import { max, rollups, sum } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, beforeOf } from '../compare/twin.ts';
import { axisX, axisY, countTicks, draw, figure, gridY, tipStyle } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { listed } from './names.ts';

/** Most bars. */
const BARS = 40;

/** How many days lie between one order and the next. Facts: `intervals`, `median_interval`, `p90_interval`. */
export const repurchaseIntervals: Chart = (_rows, facts, options) => {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const intervals = listed(facts, 'intervals');
  const earlier = listed(facts, 'before_intervals');
  if (intervals.length === 0) return null;
  const longest = max([...intervals, ...earlier], (row) => num(row.days)) ?? 0;
  const size = Math.max(1, Math.ceil((longest + 1) / BARS));
  const total = sum(intervals, (row) => num(row.intervals));
  const barsOf = (list: readonly Row[]) =>
    rollups(
      list,
      (own) => sum(own, (row) => num(row.intervals)),
      (row) => Math.floor(num(row.days) / size),
    ).map(([at, n]) => ({ from: at * size, to: (at + 1) * size, n }));
  const bars = barsOf(intervals);
  type Bar = (typeof bars)[number];
  const named = ({ from, to }: Bar) => (size === 1 ? String(from) : `${from}–${to - 1}`);
  const median = num(facts.median_interval);
  const most = Math.max(size, ...[...bars, ...barsOf(earlier)].map(({ to }) => to));
  const svg = draw(options, {
    width,
    height: 240,
    marginTop: 12,
    marginLeft: 56,
    marginRight: 16,
    marginBottom: 40,
    x: { domain: [0, most] },
    y: { zero: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.rectY(bars, {
        x1: 'from',
        x2: 'to',
        y: 'n',
        inset: 0.5,
        fill: categorical(theme, 0),
        rx: 2,
        className: 'th-grow',
      }),
      Plot.ruleY(barsOf(earlier), {
        x1: 'from',
        x2: 'to',
        y: 'n',
        inset: 0.5,
        stroke: palette.muted,
        strokeWidth: 2,
      }),
      Plot.ruleX(Number.isFinite(median) ? [median + 0.5] : [], {
        stroke: palette.text,
        strokeDasharray: '3 3',
      }),
      axisX(options, {
        ticks: countTicks(most, Math.min(8, Math.floor(width / 60))),
        label: t('repurchase.intervals.axis', {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('integer', locale) }),
      Plot.tip(
        bars,
        Plot.pointerX({
          x: ({ from, to }: Bar) => (from + to) / 2,
          y: 'n',
          ...tipStyle(options),
          title: (bar: Bar) =>
            t(
              'repurchase.intervals.tip',
              { days: named(bar), n: bar.n, share: show(bar.n / total, 'percent', locale) },
              locale,
            ),
        }),
      ),
    ],
  });
  return figure(
    svg,
    t('repurchase.intervals.label', { median, p90: num(facts.p90_interval) }, locale),
    {
      columns: ['days', 'intervals', 'share'].map((name) => ({
        name,
        label: columnLabel(name, locale),
      })),
      rows: bars.map((bar) => ({ days: named(bar), intervals: bar.n, share: bar.n / total })),
    },
  );
};

/** How many buyers got to each order. Rows: an order each. */
export const repurchaseSteps: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const order = (row: Row) => t('repurchase.steps.order', { n: num(row.n) }, locale);
  const before = (row: Row) => num(row[beforeOf('share')]);
  const compared = rows.filter((row) => Number.isFinite(before(row)));
  const svg = draw(options, {
    width,
    height: rows.length * 26 + 8,
    marginTop: 4,
    marginBottom: 4,
    marginLeft: 74,
    marginRight: 150,
    x: { axis: null, domain: [0, 1] },
    y: { type: 'band', domain: rows.map((row) => num(row.n)), padding: 0.25, axis: null },
    marks: [
      Plot.barX(rows, {
        x: (row: Row) => num(row.share),
        y: (row: Row) => num(row.n),
        fill: categorical(theme, 2),
        rx2: 3,
        className: 'th-grow-x',
        title: (row: Row) =>
          t(
            'repurchase.steps.tip',
            {
              order: order(row),
              buyers: num(row.buyers),
              share: show(row.share, 'percent', locale),
              again: num(row.ordered_again),
              waiting: num(row.waiting),
            },
            locale,
          ) +
          (Number.isFinite(before(row))
            ? `\n${beforeLabel('share', locale)}  ${show(before(row), 'percent', locale)}`
            : ''),
      }),
      Plot.tickX(compared, {
        x: before,
        y: (row: Row) => num(row.n),
        stroke: palette.muted,
        strokeWidth: 2,
      }),
      Plot.text(rows, {
        x: 0,
        y: (row: Row) => num(row.n),
        text: order,
        dx: -8,
        textAnchor: 'end',
        fill: palette.muted,
      }),
      Plot.text(rows, {
        x: (row: Row) => Math.max(num(row.share), before(row) || 0),
        y: (row: Row) => num(row.n),
        text: (row: Row) =>
          `${show(row.buyers, 'integer', locale)} · ${show(row.share, 'percent', locale)}`,
        dx: 8,
        textAnchor: 'start',
        fill: palette.text,
      }),
    ],
  });
  const told = rows
    .slice(0, 3)
    .map((row) => `${order(row)} ${show(row.share, 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  const columns = [
    'n',
    'buyers',
    'share',
    'ordered_again',
    'next_rate',
    'waiting',
    'return_rate',
    'return_rate_within',
    'median_days',
    'watched_days',
  ];
  return figure(svg, t('repurchase.steps.label', { told }, locale), {
    columns: columns.map((name) => ({ name, label: columnLabel(name, locale) })),
    rows,
  });
};
