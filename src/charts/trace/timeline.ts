import * as Plot from '@observablehq/plot';
import { extent, range, scaleUtc } from 'd3';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { momentText } from '../declared/axis.ts';
import { axisX, axisY, draw, figure, gridX, tipStyle } from '../frame.ts';
import { categorical, eventColour, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, eventLabel, num, show, textWidth, truncate } from '../values.ts';

/** Marks that can be told apart; more events are put together by day. */
const MOST = 800;
/** Pixels of a line of a tip: four names of a hundred letters are higher than the drawing. */
const WIDEST = 300;
const COLUMNS = [
  'n',
  'time',
  'event_type',
  'item_id',
  'category_path',
  'brand',
  'amount',
  'session',
];

interface Point {
  readonly at: Date;
  readonly type: string;
  readonly n: number;
  readonly tip: string;
}

/** About `count` round moments of a span, and never fewer than two: the roundest may lie outside of a short one. */
function momentsOf(from: Date, to: Date, count: number): readonly Date[] {
  const scale = scaleUtc([from, to], [0, 1]);
  const found = range(count, count + 8).map((wanted) => scale.ticks(wanted));
  return found.find(({ length }) => length > 1) ?? [from, to];
}

/** One user's events in time, a line for each type of event. Rows: `time, event_type` and what is known of each. */
export const timeline: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width, currency } = options;
  const types = [...new Set(rows.map((row) => String(row.event_type)))];
  const daily = rows.length > MOST;
  const name = (type: string) => eventLabel(type, locale);
  const colour = (type: string) =>
    eventColour(theme, type) ?? categorical(theme, types.indexOf(type));
  const points = daily ? byDay(rows) : rows.map((row): Point => pointOf(row));
  const left = Math.min(width * 0.4, Math.max(...types.map((type) => textWidth(name(type)))) + 14);
  const [from, to] = spanOf(points);
  const svg = draw(options, {
    width,
    height: 60 + types.length * 44,
    marginLeft: left,
    marginRight: 20,
    marginTop: 10,
    marginBottom: 30,
    x: { type: 'utc', domain: [from, to] },
    y: { type: 'point', domain: types, padding: 0.6 },
    r: { range: [3, daily ? 12 : 4] },
    marks: [
      gridX(options),
      axisX(options, {
        ticks: momentsOf(from, to, Math.max(2, Math.floor((width - left) / 120))),
        tickFormat: momentText(Number(from), Number(to), locale),
      }),
      axisY(options, { tickFormat: (type: string) => name(type), textAnchor: 'end' }),
      Plot.dot(points, {
        x: 'at',
        y: 'type',
        r: daily ? 'n' : 4,
        fill: (point: Point) => colour(point.type),
        fillOpacity: 0.75,
        stroke: PALETTES[theme].surface,
      }),
      Plot.tip(points, Plot.pointer({ x: 'at', y: 'type', title: 'tip', ...tipStyle(options) })),
    ],
  });
  const told = {
    user: String(facts.user_id ?? ''),
    n: show(num(facts.events ?? rows.length), 'integer', locale),
  };
  const known = COLUMNS.filter((column) => rows[0] && column in rows[0]);
  const made = figure(svg, t('user.chart.label', told, locale), {
    columns: known.map((column) => ({ name: column, label: columnLabel(column, locale) })),
    rows,
  });
  return daily ? { ...made, notes: [t('user.chart.days', { n: rows.length }, locale)] } : made;

  function written(column: string, value: unknown): string {
    return column === 'amount' ? show(value, 'money', locale, currency) : String(value);
  }

  function pointOf(row: Row): Point {
    const more = ['item_id', 'category_path', 'brand', 'amount']
      .filter((column) => row[column] !== null && row[column] !== undefined)
      .map((column) => `${columnLabel(column, locale)}  ${written(column, row[column])}`)
      .map((line) => truncate(line, WIDEST));
    const type = String(row.event_type);
    return {
      at: momentOf(row.time),
      type,
      n: 1,
      tip: [format.moment(String(row.time), locale), name(type), ...more].join('\n'),
    };
  }

  function byDay(all: readonly Row[]): Point[] {
    const found = new Map<string, Point>();
    for (const row of all) {
      const [day, type] = [String(row.time).slice(0, 10), String(row.event_type)];
      const n = (found.get(`${day}|${type}`)?.n ?? 0) + 1;
      const tip = `${format.day(day, undefined, locale)}\n${name(type)}  ${show(n, 'integer', locale)}`;
      found.set(`${day}|${type}`, { at: momentOf(day), type, n, tip });
    }
    return [...found.values()];
  }
};

const HOUR = 3_600_000;

/** From the first to the last moment; an hour around a single one. */
function spanOf(points: readonly Point[]): [Date, Date] {
  const [first = new Date(0), last = first] = extent(points, ({ at }) => at);
  return +first === +last
    ? [new Date(+first - HOUR / 2), new Date(+last + HOUR / 2)]
    : [first, last];
}

/** A local time drawn as it is written. */
const momentOf = (time: unknown): Date => {
  const text = String(time).replace(' ', 'T');
  return new Date(text.length > 10 ? `${text}Z` : `${text}T00:00:00Z`);
};
