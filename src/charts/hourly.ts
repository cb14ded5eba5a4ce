import * as Plot from '@observablehq/plot';
import { greatest, max, ticks } from 'd3';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, stack, tipStyle } from './frame.ts';
import { legend } from './legend.ts';
import { eventColour, PALETTES } from './palette.ts';
import type { Chart } from './types.ts';
import { brief, columnLabel, hour, num, show } from './values.ts';

interface Slot {
  readonly hour: number;
  readonly views: number;
  readonly conversion: number;
  readonly row: Row;
}

/**
 * Traffic as bars on the left axis, conversion as a line on the right one; the peak of each is named.
 * Rows: `hour, views, users, purchases, conversion`.
 */
export const hourly: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const bars = eventColour(theme, 'view') ?? palette.accent;
  const line = eventColour(theme, 'cart') ?? palette.warn;
  const slots: Slot[] = rows
    .map((row) => ({
      hour: num(row.hour),
      views: num(row.views) || 0,
      conversion: num(row.conversion),
      row,
    }))
    .sort((a, b) => a.hour - b.hour);
  const known = slots.filter((slot) => Number.isFinite(slot.conversion));
  const [topViews, topRate] = [
    (max(slots, (slot) => slot.views) || 1) * 1.16,
    (max(known, (slot) => slot.conversion) || 1) * 1.16,
  ];
  const scale = topViews / topRate;
  const [busiest, keenest] = [
    greatest(slots, (slot) => slot.views),
    greatest(known, (slot) => slot.conversion),
  ];
  const every = width < 520 ? 6 : width < 760 ? 3 : 2;
  const apart = Math.abs((busiest?.hour ?? 0) - (keenest?.hour ?? 12)) > 2;
  const svg = draw(options, {
    width,
    height: 300,
    marginTop: 28,
    marginLeft: 52,
    marginRight: 52,
    marginBottom: 30,
    x: {
      type: 'band',
      domain: Array.from({ length: 24 }, (_, index) => index),
      paddingInner: 0.24,
      paddingOuter: 0.1,
    },
    y: { domain: [0, topViews] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.barY(slots, {
        x: 'hour',
        y: 'views',
        fill: bars,
        fillOpacity: (slot: Slot) => (slot === busiest ? 0.95 : 0.38),
        ry1: 3,
        ry2: 0,
        className: 'th-grow',
      }),
      Plot.lineY(known, {
        x: 'hour',
        y: (slot: Slot) => slot.conversion * scale,
        stroke: palette.surface,
        strokeWidth: 5,
        curve: 'monotone-x',
      }),
      Plot.lineY(known, {
        x: 'hour',
        y: (slot: Slot) => slot.conversion * scale,
        stroke: line,
        strokeWidth: 2.25,
        curve: 'monotone-x',
      }),
      Plot.dot(known, {
        x: 'hour',
        y: (slot: Slot) => slot.conversion * scale,
        r: (slot: Slot) => (slot === keenest ? 4 : 2),
        fill: line,
        stroke: palette.surface,
        strokeWidth: 1.25,
      }),
      axisX(options, { tickFormat: (value: number) => (value % every === 0 ? hour(value) : '') }),
      axisY(options, { ticks: 4, tickFormat: (value: number) => brief(value, 'integer', locale) }),
      axisY(options, {
        anchor: 'right',
        ticks: ticks(0, topRate, 4).map((rate) => rate * scale),
        tickFormat: (value: number) => brief(value / scale, 'percent', locale),
      }),
      peak(
        busiest,
        (slot) => slot.views,
        (slot) =>
          t(
            'charts.peak',
            { hour: hour(slot.hour), value: brief(slot.views, 'integer', locale) },
            locale,
          ),
      ),
      keenest &&
      (apart || keenest.conversion * scale < (busiest?.views ?? 0) * 0.8 || keenest !== busiest)
        ? peak(
            keenest,
            (slot) => slot.conversion * scale,
            (slot) =>
              t(
                'charts.peak',
                { hour: hour(slot.hour), value: show(slot.conversion, 'percent', locale) },
                locale,
              ),
            apart ? -12 : -28,
          )
        : null,
      Plot.tip(
        slots,
        Plot.pointerX({
          x: 'hour',
          y: 'views',
          ...tipStyle(options),
          title: (slot: Slot) =>
            [
              `${hour(slot.hour)}–${hour((slot.hour + 1) % 24)}`,
              ...['views', 'users', 'purchases', 'conversion']
                .filter((name) => slot.row[name] !== undefined)
                .map(
                  (name) =>
                    `${columnLabel(name, locale)}  ${show(slot.row[name], name === 'conversion' ? 'percent' : 'integer', locale)}`,
                ),
            ].join('\n'),
        }),
      ),
    ],
  });
  function peak(
    at: Slot | undefined,
    y: (slot: Slot) => number,
    text: (slot: Slot) => string,
    dy = -12,
  ) {
    return Plot.text(at ? [at] : [], {
      x: 'hour',
      y,
      text,
      dy,
      fill: palette.text,
      fontWeight: 600,
      stroke: palette.surface,
      strokeWidth: 4,
      textAnchor: at && at.hour < 3 ? 'start' : at && at.hour > 20 ? 'end' : 'middle',
    });
  }
  const key = legend(options, [
    { label: columnLabel('views', locale), colour: bars },
    { label: t('charts.hourly.conversion', {}, locale), colour: line, line: true },
  ]);
  return figure(
    stack([key, svg], width, 0),
    t(
      'charts.hourly.label',
      {
        busiest: busiest ? hour(busiest.hour) : '—',
        views: busiest?.views ?? 0,
        keenest: keenest ? hour(keenest.hour) : '—',
        rate: show(keenest?.conversion, 'percent', locale),
      },
      locale,
    ),
    {
      columns: ['hour', 'views', 'users', 'purchases', 'conversion']
        .filter((name) => rows.some((row) => row[name] !== undefined))
        .map((name) => ({ name, label: columnLabel(name, locale) })),
      rows,
    },
  );
};
