import * as Plot from '@observablehq/plot';
import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { beforeOf } from './compare/twin.ts';
import { axisX, axisY, countTicks, draw, gridY, node } from './frame.ts';
import { categorical, PALETTES } from './palette.ts';
import { ticksOf } from './ticks.ts';
import type { ChartOptions } from './types.ts';
import {
  brief,
  columnLabel,
  date,
  iso,
  kindOf,
  num,
  show,
  textWidth,
  type ValueKind,
} from './values.ts';

const DAY = 86_400_000;
/** From so long on, days of an axis are told by their month and year. */
const YEARS = 730 * DAY;
/** Room for the values of the y axis, and beyond the last day. */
export const PANEL_LEFT = 60;
export const PANEL_RIGHT = 26;
/** A colour per measure, that of the event it counts. */
const SLOTS: Readonly<Record<string, number>> = {
  pv: 0,
  uv: 5,
  sessions: 5,
  buyers: 2,
  purchases: 2,
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

export interface PanelOptions extends ChartOptions {
  /** The last day where the data cut it off. */
  readonly cut: string | null;
  /** The first panel is taller, the last one carries the days. */
  readonly first: boolean;
  readonly last: boolean;
}

const MARGIN_TOP = 30;

/** Pixels that a panel is high. */
export function panelHeight({ first, last }: Pick<PanelOptions, 'first' | 'last'>): number {
  return (first ? 128 : 76) + MARGIN_TOP + (last ? 28 : 8);
}

/** One measure over the days. What the pointer is nearest to is written beside the measure's name. */
export function trendPanel(
  rows: readonly Row[],
  measure: string,
  index: number,
  options: PanelOptions,
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
  const before = beforeOf(measure);
  const earlier = points
    .map(({ row, ...point }) => ({ ...point, value: num(row[before]) }))
    .filter(({ value }) => Number.isFinite(value));
  const partial =
    points.at(-1) && iso(points.at(-1)?.day) === options.cut ? points.at(-1) : undefined;
  const whole = partial ? points.slice(0, -1) : points;
  const tail = partial ? points.slice(-2) : [];
  const [start, end] = [points[0]?.day, points.at(-1)?.day] as [Date, Date];
  const label = columnLabel(measure, locale);
  const years = +end - +start > YEARS;
  const few = points.length <= 31;
  const n = options.first ? 4 : 2;
  const top = Math.max(0, ...[...points, ...earlier].map(({ value }) => value || 0));
  const ticks = kind === 'integer' ? countTicks(top, n) : n;
  const readFrom = textWidth(label, 12.5) + 38;
  const told = partial && options.first ? cutSentence(options) : '';
  const room = width - readFrom - (told === '' ? 0 : textWidth(told) + 12);
  const svg = draw(options, {
    width,
    height: panelHeight(options),
    marginTop: MARGIN_TOP,
    marginLeft: PANEL_LEFT,
    marginRight: PANEL_RIGHT,
    marginBottom: options.last ? 28 : 8,
    x: {
      type: 'utc',
      domain:
        start && end && +start === +end
          ? [new Date(+start - DAY), new Date(+end + DAY)]
          : [start, end],
    },
    y: { zero: true, nice: 3, ticks },
    marks: [
      Plot.rectX(weekends(points.map((point) => point.day)), {
        x1: (day: Date) => Math.max(+day - DAY / 2, +start),
        x2: (day: Date) => Math.min(+day + DAY / 2, +end),
        fill: palette.border,
        fillOpacity: 0.32,
      }),
      gridY(options, { ticks }),
      Plot.areaY(whole, {
        x: 'day',
        y: 'value',
        fill: colour,
        fillOpacity: 0.1,
        curve: 'monotone-x',
      }),
      // Those of an earlier period, where there is one.
      Plot.lineY(earlier, {
        x: 'day',
        y: 'value',
        stroke: palette.faint,
        strokeWidth: 1.5,
        strokeDasharray: '5 4',
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
        ticks,
        tickFormat: ticksOf(kind, locale, currency),
      }),
      options.last
        ? axisX(options, {
            ticks: dayTicks(
              points.map((point) => point.day),
              width,
            ),
            tickFormat: (day: Date) => (years ? monthOf(day, locale) : shortDay(day, locale)),
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
      Plot.text(
        points,
        Plot.pointerX({
          px: 'day',
          py: 'value',
          frameAnchor: 'top-left',
          textAnchor: 'start',
          dx: readFrom - PANEL_LEFT,
          dy: -25,
          fill: palette.text,
          text: (point: Point) => readout(point, kind, room, options),
        }),
      ),
    ],
  });
  svg.append(
    node('circle', { cx: 5, cy: 10, r: 4, fill: colour }),
    node(
      'text',
      { x: 16, y: 14, 'text-anchor': 'start', fill: palette.text, 'font-weight': 600 },
      label,
    ),
  );
  if (told !== '') {
    svg.append(
      node('text', { x: width - 2, y: 14, 'text-anchor': 'end', fill: palette.faint }, told),
    );
  }
  return svg;
}

function cutSentence({ context, locale, width }: ChartOptions): string {
  const time = context?.lastEvent?.split(/[T ]/)[1]?.slice(0, 5) ?? '';
  return t(width < 480 ? 'charts.cut.short' : 'charts.cut', { time }, locale);
}

/** "Tue, Nov 28 · 446", as short as it has to be for its room. */
function readout(
  { day, value }: Point,
  kind: ValueKind,
  room: number,
  { locale, currency }: PanelOptions,
): string {
  const known = Number.isFinite(value);
  const exact = show(known ? value : null, kind, locale, currency);
  const short = known ? brief(value, kind, locale, currency) : exact;
  const named = format.day(iso(day), { weekday: 'short', month: 'short', day: 'numeric' }, locale);
  const tellings = [
    `${named} · ${exact}`,
    `${shortDay(day, locale)} · ${exact}`,
    `${shortDay(day, locale)} · ${short}`,
  ];
  return tellings.find((text) => textWidth(text) <= room) ?? exact;
}

const weekends = (days: readonly Date[]) =>
  days.length > 100 ? [] : days.filter((day) => day.getUTCDay() % 6 === 0);

/** Days that get a label: as many as fit, always on a day that has data. */
export function dayTicks(days: readonly Date[], width: number): Date[] {
  const fit = Math.max(2, Math.floor((width - 68) / 68));
  const step = Math.max(1, Math.ceil(days.length / fit));
  return days.filter((_, index) => index % step === 0);
}

const monthOf = (day: Date, locale: ChartOptions['locale']) =>
  format.day(iso(day), { month: 'short', year: 'numeric' }, locale);

export const shortDay = (day: Date, locale: ChartOptions['locale']) =>
  format.day(iso(day), { month: 'short', day: 'numeric' }, locale);
