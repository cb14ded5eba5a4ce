import * as Plot from '@observablehq/plot';
import { max, rollups, sum } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, countTicks, draw, figure, gridY, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { brief, columnLabel, num, show } from '../values.ts';
import { listed } from './names.ts';

/** Most steps of a curve that are drawn. */
const STEPS = 180;

/** Share of buyers who ordered again, by days since each of the first orders. Facts: `curve`; rows: an order each. */
export const repurchaseCurve: Chart = (rows, facts, options) => {
  const { locale, theme, width } = options;
  const curve = listed(facts, 'curve');
  if (curve.length === 0) return null;
  const orders = [...new Set(curve.map(({ n }) => num(n)))];
  const points = orders.flatMap((n) => {
    const own = curve.filter((row) => num(row.n) === n);
    const every = Math.max(1, Math.ceil(own.length / STEPS));
    const watched = num(rows.find((row) => num(row.n) === n)?.watched_days);
    const last = own.at(-1) as Row;
    return [
      { n, days: 0, rate: 0, row: own[0] as Row },
      ...own
        .filter((row, at) => at % every === 0 || row === last)
        .map((row) => ({ n, days: num(row.days), rate: num(row.return_rate), row })),
      { n, days: Math.max(watched || 0, num(last.days)), rate: num(last.return_rate), row: last },
    ];
  });
  type Point = (typeof points)[number];
  const after = (n: number) => t('repurchase.curve.after', { n }, locale);
  const colour = (n: number) => categorical(theme, orders.indexOf(n));
  const svg = draw(options, {
    width,
    height: 280,
    marginTop: 12,
    marginLeft: 52,
    marginRight: 20,
    marginBottom: 40,
    y: { domain: [0, max(points, ({ rate }) => rate) || 1], nice: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.line(points, {
        x: 'days',
        y: 'rate',
        z: 'n',
        stroke: ({ n }: Point) => colour(n),
        strokeWidth: 2.25,
        curve: 'step-after',
      }),
      axisX(options, {
        ticks: Math.min(8, Math.floor(width / 70)),
        label: t('repurchase.curve.days', {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: (value: number) => brief(value, 'percent', locale) }),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'days',
          y: 'rate',
          ...tipStyle(options),
          title: ({ n, days, rate, row }: Point) =>
            t(
              'repurchase.curve.tip',
              {
                after: after(n),
                days,
                rate: show(rate, 'percent', locale),
                watched: num(row.at_risk),
              },
              locale,
            ),
        }),
      ),
    ],
  });
  const told = rows
    .slice(0, orders.length)
    .map((row) =>
      t(
        'repurchase.curve.told',
        { n: num(row.n), rate: show(row.return_rate, 'percent', locale) },
        locale,
      ),
    )
    .join(t('charts.comma', {}, locale));
  const key = legend(
    options,
    orders.map((n) => ({ label: after(n), colour: colour(n), line: true })),
  );
  return figure(stack([key, svg], width, 4), t('repurchase.curve.label', { told }, locale), {
    columns: ['n', 'days', 'at_risk', 'ordered', 'return_rate'].map((name) => ({
      name,
      label: columnLabel(name, locale),
    })),
    rows: curve.slice(0, 200),
  });
};

/** Most bars. */
const BARS = 40;

/** How many days lie between one order and the next. Facts: `intervals`, `median_interval`, `p90_interval`. */
export const repurchaseIntervals: Chart = (_rows, facts, options) => {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const intervals = listed(facts, 'intervals');
  if (intervals.length === 0) return null;
  const longest = max(intervals, (row) => num(row.days)) ?? 0;
  const size = Math.max(1, Math.ceil((longest + 1) / BARS));
  const total = sum(intervals, (row) => num(row.intervals));
  const bars = rollups(
    intervals,
    (own) => sum(own, (row) => num(row.intervals)),
    (row) => Math.floor(num(row.days) / size),
  ).map(([at, n]) => ({ from: at * size, to: (at + 1) * size, n }));
  type Bar = (typeof bars)[number];
  const named = ({ from, to }: Bar) => (size === 1 ? String(from) : `${from}–${to - 1}`);
  const median = num(facts.median_interval);
  const most = Math.max(size, ...bars.map(({ to }) => to));
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
      Plot.ruleX(Number.isFinite(median) ? [median + 0.5] : [], {
        stroke: palette.text,
        strokeDasharray: '3 3',
      }),
      axisX(options, {
        ticks: countTicks(most, Math.min(8, Math.floor(width / 60))),
        label: t('repurchase.intervals.axis', {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: (value: number) => brief(value, 'integer', locale) }),
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
          ),
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
        x: (row: Row) => num(row.share),
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
