import * as Plot from '@observablehq/plot';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, headline, tipStyle } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart, ChartOptions, Facts } from '../types.ts';
import { columnLabel, num, show, truncate } from '../values.ts';

const listOf = (facts: Facts, name: string): readonly Row[] =>
  Array.isArray(facts[name]) ? (facts[name] as readonly Row[]) : [];

const MARGINS = { marginTop: 34, marginLeft: 48, marginRight: 20, marginBottom: 34 } as const;

const percentAxes = (options: ChartOptions) => [
  axisX(options, {
    ticks: 4,
    tickFormat: ticksOf('percent', options.locale),
  }),
  axisY(options, {
    ticks: 4,
    tickFormat: ticksOf('percent', options.locale),
  }),
];

const labelled = (names: readonly string[], { locale }: ChartOptions) =>
  names.map((name) => ({ name, label: columnLabel(name, locale) }));

/** ROC curve of the later period; the diagonal is chance. */
export const roc: Chart = (_rows, facts, options) => {
  const points = listOf(facts, 'roc').map((row) => ({
    x: num(row.false_positive),
    y: num(row.true_positive),
    threshold: num(row.threshold),
  }));
  if (points.length < 2) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const colour = categorical(theme, 0);
  const label = t('charts.prediction.roc', { auc: num(facts.auc).toFixed(3) }, locale);
  const svg = draw(options, {
    width,
    height: Math.min(width, 300),
    ...MARGINS,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.areaY(points, { x: 'x', y1: 0, y2: 'y', fill: colour, fillOpacity: 0.1 }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: palette.strong, strokeDasharray: '4 4' },
      ),
      Plot.line(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: 2.25 }),
      ...percentAxes(options),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'x',
          y: 'y',
          ...tipStyle(options),
          title: (point: (typeof points)[number]) =>
            t(
              'charts.prediction.roc.tip',
              {
                threshold: format.percent(point.threshold, locale),
                true: format.percent(point.y, locale),
                false: format.percent(point.x, locale),
              },
              locale,
            ),
        }),
      ),
    ],
  });
  headline(svg, label, { fill: palette.text });
  const every = Math.max(1, Math.floor(points.length / 20));
  return figure(svg, label, {
    columns: labelled(['false_positive', 'true_positive', 'probability'], options),
    rows: points
      .filter((_, index) => index % every === 0 || index === points.length - 1)
      .map(({ x, y, threshold }) => ({
        false_positive: format.percent(x, locale),
        true_positive: format.percent(y, locale),
        probability: format.percent(threshold, locale),
      })),
  });
};

/** Predicted against observed share of buyers, by tenths of the users; on the diagonal the model says what happens. */
export const calibration: Chart = (_rows, facts, options) => {
  const rows = listOf(facts, 'calibration');
  if (rows.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const colour = categorical(theme, 2);
  const points = rows.map((row) => {
    const [n, share] = [num(row.users), num(row.observed)];
    const spread = 1.96 * Math.sqrt((share * (1 - share)) / n);
    return {
      x: num(row.predicted),
      y: share,
      low: Math.max(0, share - spread),
      high: Math.min(1, share + spread),
      row,
    };
  });
  const most = Math.min(1, Math.max(0.01, ...points.flatMap(({ x, high }) => [x, high])) * 1.05);
  const svg = draw(options, {
    width,
    height: Math.min(width, 300),
    ...MARGINS,
    x: { domain: [0, most] },
    y: { domain: [0, most] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.line(
        [
          [0, 0],
          [most, most],
        ],
        { stroke: palette.strong, strokeDasharray: '4 4' },
      ),
      Plot.ruleX(points, {
        x: 'x',
        y1: 'low',
        y2: 'high',
        stroke: colour,
        strokeOpacity: 0.5,
        strokeWidth: 2,
      }),
      Plot.line(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'x', y: 'y', r: 4.5, fill: colour, stroke: palette.surface }),
      ...percentAxes(options),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'x',
          y: 'y',
          ...tipStyle(options),
          title: ({ row }: (typeof points)[number]) =>
            ['decile', 'users', 'predicted', 'observed']
              .map((name) => `${columnLabel(name, locale)}  ${tell(name, row, options)}`)
              .join('\n'),
        }),
      ),
    ],
  });
  headline(svg, truncate(t('charts.prediction.calibration', {}, locale), width, 13), {
    fill: palette.text,
  });
  const label = t(
    'charts.prediction.calibration.label',
    {
      low: format.percent(points[0]?.x ?? 0, locale),
      high: format.percent(points.at(-1)?.x ?? 0, locale),
      brier: Number(num(facts.brier).toPrecision(3)).toString(),
    },
    locale,
  );
  const names = ['decile', 'users', 'buyers', 'predicted', 'observed'];
  return figure(svg, label, {
    columns: labelled(names, options),
    rows: rows.map((row) =>
      Object.fromEntries(names.map((name) => [name, tell(name, row, options)])),
    ),
  });
};

const tell = (name: string, row: Row, { locale }: ChartOptions): string =>
  name === 'predicted' || name === 'observed'
    ? format.percent(num(row[name]), locale)
    : show(num(row[name]), 'integer', locale);

/** How many users have which probability. */
export const histogram: Chart = (_rows, facts, options) => {
  const bins = listOf(facts, 'histogram').map((row) => ({
    from: num(row.from),
    to: num(row.to),
    users: num(row.users),
  }));
  const users = num(facts.users);
  if (bins.length === 0 || !(users > 0)) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const label = t(
    'charts.prediction.histogram',
    { users, expected: show(Math.round(num(facts.expected_buyers)), 'integer', locale) },
    locale,
  );
  const svg = draw(options, {
    width,
    height: 326,
    ...MARGINS,
    y: { domain: [0, Math.max(...bins.map((bin) => bin.users))] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'users',
        fill: categorical(theme, 2),
        insetLeft: 1,
        className: 'th-grow',
      }),
      axisX(options, {
        ticks: width < 420 ? 4 : 8,
        tickFormat: ticksOf('percent', locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('integer', locale) }),
      Plot.tip(
        bins,
        Plot.pointerX({
          x1: 'from',
          x2: 'to',
          y: 'users',
          ...tipStyle(options),
          title: ({ from, to, users: n }: (typeof bins)[number]) =>
            `${t('charts.prediction.bin', { from: format.percent(from, locale), to: format.percent(to, locale) }, locale)}\n${columnLabel('users', locale)}  ${show(n, 'integer', locale)}`,
        }),
      ),
    ],
  });
  headline(svg, truncate(label, width, 13), { fill: palette.text });
  return figure(svg, label, {
    columns: labelled(['probability', 'users'], options),
    rows: bins
      .filter((bin) => bin.users > 0)
      .map(({ from, to, users: n }) => ({
        probability: `${format.percent(from, locale)} – ${format.percent(to, locale)}`,
        users: n,
      })),
  });
};
