import * as Plot from '@observablehq/plot';
import { greatest, max, range, ticks } from 'd3';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { beforeOf } from './compare/twin.ts';
import { axisX, axisY, countTicks, draw, figure, gridY, stack, tipStyle } from './frame.ts';
import { legend } from './legend.ts';
import { eventColour, PALETTES } from './palette.ts';
import { type BrushPlace, spanBrush } from './span-brush.ts';
import { ticksOf } from './ticks.ts';
import type { Chart, ChartOptions } from './types.ts';
import { brief, columnLabel, hour, num, show } from './values.ts';

interface Slot {
  readonly hour: number;
  /** Views, or purchases where the data have no views. */
  readonly value: number;
  readonly conversion: number;
  readonly row: Row;
}

const COLUMNS = ['hour', 'views', 'users', 'purchases', 'conversion'];
/** Room above the highest bar and point, for the names of the peaks. */
const HEADROOM = 1.16;
/** Room for the axes on both sides, and what the name of a peak takes, in pixels. */
const SIDE = 52;
const NAME_WIDTH = 110;

/**
 * Traffic as bars on the left axis, conversion as a line on the right one; the peak of each is named. Of data without
 * views the bars are purchases, and there is no line. Rows: `hour, views, users, purchases, conversion`.
 */
export const hourly: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, width } = options;
  const measure = busyMeasure(rows);
  const slots = rows
    .map(
      (row): Slot => ({
        hour: num(row.hour),
        value: num(row[measure]) || 0,
        conversion: num(row.conversion),
        row,
      }),
    )
    .sort((a, b) => a.hour - b.hour);
  const known = slots.filter((slot) => Number.isFinite(slot.conversion));
  const busiest = greatest(slots, (slot) => slot.value);
  const keenest = greatest(known, (slot) => slot.conversion);
  const { bars, line } = colours(options, measure);
  const key = legend(options, [
    { label: columnLabel(measure, locale), colour: bars },
    ...(known.length > 0
      ? [{ label: t('charts.hourly.conversion', {}, locale), colour: line, line: true }]
      : []),
  ]);
  const label =
    measure === 'views'
      ? t(
          'charts.hourly.label',
          {
            busiest: busiest ? hour(busiest.hour) : '—',
            views: busiest?.value ?? 0,
            keenest: keenest ? hour(keenest.hour) : '—',
            rate: show(keenest?.conversion, 'percent', locale),
          },
          locale,
        )
      : t(
          'charts.hourly.purchases',
          { busiest: busiest ? hour(busiest.hour) : '—', purchases: busiest?.value ?? 0 },
          locale,
        );
  const whole = stack([key, drawn(slots, known, busiest, keenest, measure, options)], width, 0);
  const brush = spanBrush(whole, 'hour', hourPlaces(width), options, (index) =>
    options.onPick?.('hour', index, slots.find((slot) => slot.hour === index)?.row ?? {}),
  );
  const made = figure(whole, label, {
    columns: COLUMNS.filter((name) => rows.some((row) => row[name] !== undefined)).map((name) => ({
      name,
      label: columnLabel(name, locale),
    })),
    rows,
  });
  return { ...made, ...(brush && { brush }) };
};

/** The part of the drawing that each hour has. */
function hourPlaces(width: number): readonly BrushPlace[] {
  const step = (width - 2 * SIDE) / 24;
  return range(24).map((start) => ({
    value: start,
    label: hour(start),
    from: SIDE + start * step,
    to: SIDE + (start + 1) * step,
  }));
}

/** What tells how busy an hour is: views, or purchases where the rows have no views and some purchases. */
export const busyMeasure = (rows: readonly Row[]): 'views' | 'purchases' => {
  const has = (name: string) => rows.some((row) => num(row[name]) > 0);
  return !has('views') && has('purchases') ? 'purchases' : 'views';
};

const colours = ({ theme }: ChartOptions, measure: 'views' | 'purchases') => ({
  bars: eventColour(theme, measure === 'views' ? 'view' : 'purchase') ?? PALETTES[theme].accent,
  line: eventColour(theme, 'cart') ?? PALETTES[theme].warn,
});

function drawn(
  slots: readonly Slot[],
  known: readonly Slot[],
  busiest: Slot | undefined,
  keenest: Slot | undefined,
  measure: 'views' | 'purchases',
  options: ChartOptions,
): SVGSVGElement {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const { bars, line } = colours(options, measure);
  const top = (of: (slot: Slot) => number, column: string) =>
    max(slots, (slot) => Math.max(of(slot) || 0, num(slot.row[beforeOf(column)]) || 0));
  const topBar = (top((slot) => slot.value, measure) || 1) * HEADROOM;
  const topRate = (top((slot) => slot.conversion, 'conversion') || 0.01) * HEADROOM;
  const scale = topBar / topRate;
  const height = (slot: Slot) => slot.conversion * scale;
  const every = width < 520 ? 6 : width < 760 ? 3 : 2;
  const curve = { x: 'hour', y: height, curve: 'monotone-x' } as const;
  return draw(options, {
    width,
    height: 300,
    marginTop: 28,
    marginLeft: SIDE,
    marginRight: SIDE,
    marginBottom: 30,
    x: { type: 'band', domain: range(24), paddingInner: 0.24, paddingOuter: 0.1 },
    y: { domain: [0, topBar] },
    marks: [
      gridY(options, { ticks: countTicks(topBar, 4) }),
      Plot.barY(slots, {
        x: 'hour',
        y: 'value',
        fill: bars,
        fillOpacity: (slot: Slot) => (slot === busiest ? 0.95 : 0.38),
        ry1: 3,
        className: 'th-grow',
      }),
      // Those of an earlier period, where there is one: a line over each bar.
      Plot.tickY(
        slots.filter(({ row }) => Number.isFinite(num(row[beforeOf(measure)]))),
        {
          x: 'hour',
          y: ({ row }: Slot) => num(row[beforeOf(measure)]),
          stroke: palette.muted,
          strokeWidth: 2,
        },
      ),
      Plot.lineY(
        slots.filter(({ row }) => Number.isFinite(num(row[beforeOf('conversion')]))),
        {
          x: 'hour',
          y: ({ row }: Slot) => num(row[beforeOf('conversion')]) * scale,
          curve: 'monotone-x',
          stroke: line,
          strokeOpacity: 0.45,
          strokeWidth: 1.5,
          strokeDasharray: '5 4',
        },
      ),
      Plot.lineY(known, { ...curve, stroke: palette.surface, strokeWidth: 5 }),
      Plot.lineY(known, { ...curve, stroke: line, strokeWidth: 2.25 }),
      Plot.dot(known, {
        x: 'hour',
        y: height,
        r: (slot: Slot) => (slot === keenest ? 4 : 2),
        fill: line,
        stroke: palette.surface,
        strokeWidth: 1.25,
      }),
      axisX(options, { tickFormat: (value: number) => (value % every === 0 ? hour(value) : '') }),
      axisY(options, {
        ticks: countTicks(topBar, 4),
        tickFormat: ticksOf('integer', locale),
      }),
      known.length > 0
        ? axisY(options, {
            anchor: 'right',
            ticks: ticks(0, topRate, 4).map((rate) => rate * scale),
            tickFormat: (value: number) => brief(value / scale, 'percent', locale),
          })
        : null,
      ...peaks(busiest, keenest, height, options),
      Plot.tip(
        slots,
        Plot.pointerX({
          x: 'hour',
          y: 'value',
          ...tipStyle(options),
          title: (slot: Slot) => tipText(slot, options),
        }),
      ),
    ],
  });
}

/** The names of the peaks: one where both are in the same hour, lifted apart where they are close. */
function peaks(
  busiest: Slot | undefined,
  keenest: Slot | undefined,
  height: (slot: Slot) => number,
  options: ChartOptions,
): Plot.Markish[] {
  const { locale } = options;
  const views = busiest ? brief(busiest.value, 'integer', locale) : '';
  const rate = show(keenest?.conversion, 'percent', locale);
  if (!busiest || !keenest || busiest === keenest) {
    const value = keenest ? `${views} · ${rate}` : views;
    return busiest
      ? [peak(busiest, Math.max(busiest.value, keenest ? height(keenest) : 0), value, -13, options)]
      : [];
  }
  const apart = (Math.abs(busiest.hour - keenest.hour) * (options.width - 2 * SIDE)) / 24;
  const close = apart < NAME_WIDTH;
  return [
    peak(busiest, busiest.value, views, -12, options),
    peak(keenest, height(keenest), rate, close ? -26 : -12, options),
  ];
}

function peak(
  slot: Slot,
  y: number,
  value: string,
  dy: number,
  { theme, locale }: ChartOptions,
): Plot.Markish {
  const palette = PALETTES[theme];
  return Plot.text([slot], {
    x: 'hour',
    y: [y],
    text: [t('charts.peak', { hour: hour(slot.hour), value }, locale)],
    dy,
    fill: palette.text,
    fontWeight: 600,
    stroke: palette.surface,
    strokeWidth: 4,
    textAnchor: slot.hour < 3 ? 'start' : slot.hour > 20 ? 'end' : 'middle',
  });
}

function tipText({ hour: start, row }: Slot, { locale }: ChartOptions): string {
  const lines = COLUMNS.slice(1).filter((name) => row[name] !== undefined);
  return [
    `${hour(start)}–${hour((start + 1) % 24)}`,
    ...lines.map(
      (name) =>
        `${columnLabel(name, locale)}  ${show(row[name], name === 'conversion' ? 'percent' : 'integer', locale)}`,
    ),
  ].join('\n');
}
