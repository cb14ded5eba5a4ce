import * as Plot from '@observablehq/plot';
import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { axisX, axisY, draw, figure, gridY, node, stack, tipStyle } from './frame.ts';
import { categorical, PALETTES } from './palette.ts';
import type { Chart, ChartOptions } from './types.ts';
import { brief, columnLabel, date, iso, kindOf, num, show } from './values.ts';

const DAY = 86_400_000;
const MEASURES = ['pv', 'uv', 'orders', 'gmv', 'conversion_user'];
/** A colour per measure, that of the event it counts. */
const SLOTS: Readonly<Record<string, number>> = {
  pv: 0,
  uv: 5,
  sessions: 5,
  buyers: 2,
  orders: 2,
  gmv: 1,
  aov: 4,
  conversion_user: 6,
  conversion_session: 6,
  conversion_event: 6,
};

interface Point {
  readonly day: Date;
  readonly value: number;
  readonly row: Row;
}

/**
 * Daily figures, one panel per measure over a common time axis: figures of different sizes are never forced onto one
 * scale. Weekends are shaded; a last day that the data cuts off is drawn as a ring at the end of a dashed line.
 * `parameters.show`: measures to draw, in order.
 */
export const trend: Chart = (rows, _facts, options) => {
  const measures = measuresOf(rows, options.parameters?.show);
  if (rows.length === 0 || measures.length === 0) return null;
  const days = rows.map((row) => date(row.day));
  const cut = cutDay(options.context);
  const panels = measures.map((measure, index) =>
    panel(rows, measure, index, {
      ...options,
      cut,
      first: index === 0,
      last: index === measures.length - 1,
    }),
  );
  const { locale } = options;
  const [from, to] = [days[0], days.at(-1)].map((day) => format.day(iso(day), undefined, locale));
  return figure(
    stack(panels, options.width, 4),
    t(
      'charts.trend.label',
      {
        measures: measures
          .map((one) => columnLabel(one, locale))
          .join(t('charts.comma', {}, locale)),
        from: from ?? '',
        to: to ?? '',
      },
      locale,
    ),
    {
      columns: ['day', ...measures].map((name) => ({ name, label: columnLabel(name, locale) })),
      rows,
    },
  );
};

function measuresOf(rows: readonly Row[], wanted: unknown): string[] {
  const has = (name: string) => rows.some((row) => Number.isFinite(num(row[name])));
  if (Array.isArray(wanted)) return wanted.map(String).filter(has);
  return MEASURES.filter(has).slice(0, 4);
}

/** The last day of the data where its events stop before the last hour; null where it is whole. */
export function cutDay(context: DatasetContext | null | undefined): string | null {
  if (!context?.lastEvent || context.grain === 'day') return null;
  const [day = '', time = ''] = context.lastEvent.split(/[T ]/);
  return time.slice(0, 2) < '23' ? day : null;
}

function panel(
  rows: readonly Row[],
  measure: string,
  index: number,
  options: ChartOptions & { cut: string | null; first: boolean; last: boolean },
): SVGSVGElement {
  const { locale, currency, theme, width } = options;
  const palette = PALETTES[theme];
  const colour = categorical(theme, SLOTS[measure] ?? index + 4);
  const kind = kindOf(measure, rows[0]?.[measure]);
  const points: Point[] = rows.map((row) => ({
    day: date(row.day),
    value: num(row[measure]),
    row,
  }));
  const partial =
    points.at(-1) && iso(points.at(-1)?.day) === options.cut ? points.at(-1) : undefined;
  const whole = partial ? points.slice(0, -1) : points;
  const tail = partial ? points.slice(-2) : [];
  const [start, end] = [points[0]?.day, points.at(-1)?.day] as [Date, Date];
  const plotHeight = options.first ? 128 : 76;
  const marginTop = 30;
  const few = points.length <= 31;
  const svg = draw(options, {
    width,
    height: plotHeight + marginTop + (options.last ? 28 : 8),
    marginTop,
    marginLeft: 52,
    marginRight: 26,
    marginBottom: options.last ? 28 : 8,
    x: {
      type: 'utc',
      domain:
        start && end && +start === +end
          ? [new Date(+start - DAY), new Date(+end + DAY)]
          : [start, end],
    },
    y: { zero: true, nice: 3, ticks: options.first ? 4 : 2 },
    marks: [
      Plot.rectX(weekends(points.map((point) => point.day)), {
        x1: (day: Date) => Math.max(+day - DAY / 2, +start),
        x2: (day: Date) => Math.min(+day + DAY / 2, +end),
        fill: palette.sunken,
      }),
      gridY(options, { ticks: options.first ? 4 : 2 }),
      Plot.areaY(whole, {
        x: 'day',
        y: 'value',
        fill: colour,
        fillOpacity: 0.1,
        curve: 'monotone-x',
      }),
      Plot.lineY(whole, {
        x: 'day',
        y: 'value',
        stroke: colour,
        strokeWidth: 2,
        curve: 'monotone-x',
      }),
      Plot.lineY(tail, {
        x: 'day',
        y: 'value',
        stroke: colour,
        strokeWidth: 2,
        strokeDasharray: '3 4',
      }),
      few ? Plot.dot(whole, { x: 'day', y: 'value', r: 2.5, fill: colour }) : null,
      Plot.dot(partial ? [partial] : [], {
        x: 'day',
        y: 'value',
        r: 4,
        fill: palette.surface,
        stroke: colour,
        strokeWidth: 2,
      }),
      axisY(options, {
        ticks: options.first ? 4 : 2,
        tickFormat: (value: number) => brief(value, kind, locale, currency),
      }),
      options.last
        ? axisX(options, {
            ticks: dayTicks(
              points.map((point) => point.day),
              width,
            ),
            tickFormat: (day: Date) => shortDay(day, locale),
          })
        : null,
      Plot.ruleX(
        points,
        Plot.pointerX({ x: 'day', stroke: palette.strong, strokeDasharray: '2 3' }),
      ),
      Plot.dot(
        points,
        Plot.pointerX({
          x: 'day',
          y: 'value',
          r: 4,
          fill: colour,
          stroke: palette.surface,
          strokeWidth: 2,
        }),
      ),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'day',
          y: 'value',
          ...tipStyle(options),
          title: (point: Point) => tipText(point, measure, options),
        }),
      ),
    ],
  });
  svg.append(
    node('circle', { cx: 5, cy: 10, r: 4, fill: colour }),
    node(
      'text',
      { x: 16, y: 14, 'text-anchor': 'start', fill: palette.text, 'font-weight': 600 },
      columnLabel(measure, locale),
    ),
  );
  if (partial && options.first) {
    svg.append(
      node(
        'text',
        { x: width - 2, y: 14, 'text-anchor': 'end', fill: palette.faint },
        cutSentence(options),
      ),
    );
  }
  return svg;
}

function cutSentence({ context, locale, width }: ChartOptions): string {
  const time = context?.lastEvent?.split(/[T ]/)[1]?.slice(0, 5) ?? '';
  return t(width < 480 ? 'charts.cut.short' : 'charts.cut', { time }, locale);
}

function tipText(
  point: Point,
  measure: string,
  options: ChartOptions & { cut: string | null },
): string {
  const { locale, currency } = options;
  const day = iso(point.day);
  const lines = [
    format.day(day, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }, locale),
    `${columnLabel(measure, locale)}  ${show(point.row[measure], kindOf(measure, point.value), locale, currency)}`,
  ];
  if (day === options.cut) lines.push(cutSentence({ ...options, width: 0 }));
  return lines.join('\n');
}

const weekends = (days: readonly Date[]) =>
  days.length > 100 ? [] : days.filter((day) => day.getUTCDay() % 6 === 0);

/** Days that get a label: as many as fit, always on a day that has data. */
export function dayTicks(days: readonly Date[], width: number): Date[] {
  const fit = Math.max(2, Math.floor((width - 68) / 68));
  const step = Math.max(1, Math.ceil(days.length / fit));
  return days.filter((_, index) => index % step === 0);
}

export const shortDay = (day: Date, locale: ChartOptions['locale']) =>
  format.day(iso(day), { month: 'short', day: 'numeric' }, locale);
