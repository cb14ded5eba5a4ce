import * as Plot from '@observablehq/plot';
import { max } from 'd3';
import { type Locale, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { axisX, axisY, draw, figure, gridX, gridY, stack, tipStyle } from './frame.ts';
import { legend } from './legend.ts';
import { categorical, eventColour, PALETTES } from './palette.ts';
import { sequential } from './ramps.ts';
import type { ChartSpec, MarkName } from './spec.ts';
import { dayTicks, shortDay } from './trend-panel.ts';
import type { ChartOptions, Figure } from './types.ts';
import {
  brief,
  columnLabel,
  date,
  eventLabel,
  kindOf,
  num,
  show,
  textWidth,
  truncate,
  type ValueKind,
} from './values.ts';
/** A chart from a spec over the rows of another cell. */
export function specChart(
  rows: readonly Row[],
  spec: ChartSpec,
  options: ChartOptions,
): Figure | null {
  if (rows.length === 0) return null;
  const sorted = arranged(rows, spec);
  const columns = Object.keys(rows[0] ?? {});
  const label =
    spec.title ??
    t(
      'charts.spec.label',
      { y: columnLabel(spec.y, options.locale), x: columnLabel(spec.x, options.locale) },
      options.locale,
    );
  return figure(drawn(sorted, spec, options), label, {
    columns: columns.map((name) => ({ name, label: columnLabel(name, options.locale) })),
    rows: sorted,
  });
}

/** More than these are not told apart, and slow the page. */
const MOST_MARKS = 5000;
const MOST_CELLS = 2500;

function arranged(rows: readonly Row[], { mark, sort, limit }: ChartSpec): Row[] {
  const banded = mark === 'barX' || mark === 'barY';
  const copy = [...rows];
  if (sort) {
    const sign = sort.descending ? -1 : 1;
    copy.sort((a, b) => sign * compare(a[sort.column], b[sort.column]));
  }
  if (banded) return copy.slice(0, limit);
  if (mark === 'cell') return copy.slice(0, MOST_CELLS);
  const every = Math.ceil(copy.length / MOST_MARKS);
  return every > 1 ? copy.filter((_, index) => index % every === 0) : copy;
}

function compare(a: unknown, b: unknown): number {
  const [x, y] = [num(a), num(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return String(a ?? '').localeCompare(String(b ?? ''));
}

interface Axis {
  readonly kind: ValueKind;
  readonly ordinal: boolean;
  readonly of: (row: Row) => number | string | Date;
  readonly tick: (value: number | string | Date) => string;
}

function axisOf(
  column: string,
  rows: readonly Row[],
  banded: boolean,
  { locale, currency }: ChartOptions,
): Axis {
  const sample = rows.find((row) => row[column] !== null && row[column] !== undefined)?.[column];
  const kind = kindOf(column, sample);
  if (kind === 'day' && !banded) {
    return {
      kind,
      ordinal: false,
      of: (row) => date(row[column]),
      tick: (value) => shortDay(value as Date, locale),
    };
  }
  const text = banded || kind === 'text' || kind === 'id' || !Number.isFinite(num(sample));
  if (text) {
    return { kind, ordinal: true, of: (row) => worded(row[column], kind, locale), tick: String };
  }
  return {
    kind,
    ordinal: false,
    of: (row) => num(row[column]),
    tick: (value) => brief(Number(value), kind, locale, currency),
  };
}

function worded(value: unknown, kind: ValueKind, locale: Locale): string {
  if (value === null || value === undefined) return '—';
  return kind === 'day' ? show(value, 'day', locale) : eventLabel(String(value), locale);
}

function drawn(rows: readonly Row[], spec: ChartSpec, options: ChartOptions): SVGSVGElement {
  const { width, theme, locale, currency } = options;
  const palette = PALETTES[theme];
  const { mark } = spec;
  const x = axisOf(spec.x, rows, mark === 'barY' || mark === 'cell', options);
  const y = axisOf(spec.y, rows, mark === 'barX' || mark === 'cell', options);
  const bands = (axis: Axis) => [...new Set(rows.map((row) => String(axis.of(row))))];
  const [xs, ys] = [x.ordinal ? bands(x) : [], y.ordinal ? bands(y) : []];
  const series =
    spec.fill && mark !== 'cell'
      ? [...new Set(rows.map((row) => String(row[spec.fill ?? ''] ?? '—')))].slice(0, 8)
      : [];
  const colourOf = (row: Row) => {
    if (!spec.fill) return palette.categorical[0] ?? palette.accent;
    const name = String(row[spec.fill] ?? '—');
    return eventColour(theme, name) ?? categorical(theme, Math.max(0, series.indexOf(name)));
  };
  const left = y.ordinal
    ? Math.min(width * 0.4, Math.max(48, ...ys.map((name) => textWidth(name) + 20)))
    : 56;
  const crowded =
    x.ordinal && xs.some((name) => textWidth(name) > ((width - left) / xs.length) * 0.95);
  const common = { x: x.of, y: y.of };
  const columns = Object.keys(rows[0] ?? {}).slice(0, 8);
  const title = (row: Row) =>
    columns
      .map(
        (name) =>
          `${columnLabel(name, locale)}  ${show(row[name], kindOf(name, row[name]), locale, currency)}`,
      )
      .join('\n');
  const svg = draw(options, {
    width,
    height: spec.height ?? (y.ordinal ? Math.max(120, ys.length * 28 + 48) : 300),
    marginLeft: left,
    marginRight: mark === 'barX' ? 72 : 26,
    marginTop: 28,
    marginBottom: crowded ? 92 : 34,
    x: x.ordinal
      ? { type: mark === 'line' || mark === 'dot' ? 'point' : 'band', domain: xs, padding: 0.2 }
      : {
          nice: mark === 'dot',
          type: x.kind === 'day' ? 'utc' : 'linear',
          ...(mark === 'barX' ? { zero: true } : {}),
        },
    y: y.ordinal
      ? { type: mark === 'dot' ? 'point' : 'band', domain: ys, padding: 0.2 }
      : { nice: true, zero: mark !== 'dot' && mark !== 'tickY' },
    marks: [
      x.ordinal || x.kind === 'day' || mark === 'barX' ? null : gridX(options),
      y.ordinal ? null : gridY(options, { ticks: 5 }),
      ...body(mark, rows as Row[], common, colourOf, spec, options),
      axisX(options, {
        ...(x.kind === 'day' && !x.ordinal
          ? {
              ticks: dayTicks(
                rows.map((row) => x.of(row) as Date),
                width,
              ),
            }
          : {}),
        tickFormat: (value: number | string | Date) => truncate(x.tick(value), 110),
        tickRotate: crowded ? -38 : 0,
      }),
      axisY(options, {
        ticks: y.ordinal ? undefined : 5,
        tickFormat: (value: number | string | Date) => truncate(y.tick(value), left - 18),
      }),
      Plot.tip(rows as Row[], Plot.pointer({ ...common, ...tipStyle(options), title })),
    ],
  });
  svg.append(
    caption(columnLabel(spec.y, locale), 0, 12, 'start', palette.faint),
    caption(
      columnLabel(spec.x, locale),
      width - 2,
      Number(svg.getAttribute('height')) - (crowded ? 0 : 0),
      'end',
      palette.faint,
    ),
  );
  if (mark === 'barX') svg.firstElementChild?.setAttribute('data-mark', mark);
  if (series.length < 2) return svg;
  const key = legend(
    options,
    series.map((name, index) => ({
      label: eventLabel(name, locale),
      colour: eventColour(theme, name) ?? categorical(theme, index),
      line: mark === 'line',
    })),
  );
  return stack([key, svg], width, 6);
}

function caption(
  content: string,
  x: number,
  y: number,
  anchor: string,
  fill: string,
): SVGTextElement {
  const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  for (const [name, value] of Object.entries({ x, y, 'text-anchor': anchor, fill }))
    text.setAttribute(name, String(value));
  text.textContent = content;
  return text;
}

function body(
  mark: MarkName,
  rows: Row[],
  at: { x: Axis['of']; y: Axis['of'] },
  colour: (row: Row) => string,
  spec: ChartSpec,
  options: ChartOptions,
): Plot.Markish[] {
  const palette = PALETTES[options.theme];
  const z = spec.fill ? (row: Row) => String(row[spec.fill ?? ''] ?? '—') : undefined;
  switch (mark) {
    case 'barX':
      return [
        Plot.barX(rows, { ...at, fill: colour, rx2: 3, className: 'th-grow-x' }),
        Plot.text(rows, {
          ...at,
          text: (row: Row) => valueText(row, spec.x, options),
          dx: 8,
          textAnchor: 'start',
          fill: palette.muted,
        }),
      ];
    case 'barY':
      return [Plot.barY(rows, { ...at, fill: colour, ry1: 3, className: 'th-grow' })];
    case 'line':
      return [
        Plot.line(rows, { ...at, z, stroke: colour, strokeWidth: 2, curve: 'monotone-x' }),
        ...(rows.length <= 60 ? [Plot.dot(rows, { ...at, fill: colour, r: 2.5 })] : []),
      ];
    case 'area':
      return [Plot.areaY(rows, { ...at, z, fill: colour, fillOpacity: 0.75 })];
    case 'dot':
      return [
        Plot.dot(rows, {
          ...at,
          fill: colour,
          fillOpacity: 0.75,
          r: 4,
          stroke: palette.surface,
          strokeWidth: 0.75,
        }),
      ];
    case 'tickX':
      return [Plot.tickX(rows, { ...at, stroke: colour })];
    case 'tickY':
      return [Plot.tickY(rows, { ...at, stroke: colour })];
    case 'cell': {
      const column = spec.fill ?? '';
      const high = max(rows, (row) => num(row[column])) || 1;
      const ramp = sequential(options.theme);
      return [
        Plot.cell(rows, {
          ...at,
          fill: (row: Row) => ramp(Math.max(0, num(row[column]) / high) || 0),
          rx: 3,
          inset: 1,
        }),
      ];
    }
  }
}

const valueText = (row: Row, column: string, { locale, currency }: ChartOptions) =>
  show(row[column], kindOf(column, row[column]), locale, currency);
