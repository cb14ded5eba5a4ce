import { extent, scaleLinear } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, beforeOf } from '../compare/twin.ts';
import { figure, node, sized } from '../frame.ts';
import { earlierMark } from '../marks/earlier.ts';
import { Marks } from '../marks/hover.ts';
import { PALETTES, type Palette } from '../palette.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { brief, columnLabel, hour, num, show, textWidth, truncate } from '../values.ts';
import { nameOf } from './entities.ts';

const LINE = 26;
const MOST = 100;

/**
 * A rate with its interval for each segment, best first, against the rate of the whole: green is surely above, red surely
 * below, grey could be either. Rows of `attribution`.
 */
export const attributionRates: Chart = (rows, facts, options) => {
  const { locale, theme, width, onPick, parameters = {} } = options;
  const palette = PALETTES[theme];
  const by = String(facts.by ?? parameters.by ?? 'brand');
  const total = num(facts.total_rate);
  const shown = rows.slice(0, MOST);
  if (shown.length === 0 || !Number.isFinite(total)) return null;
  const names = shown.map((row) => segmentName(by, row[by], options));
  const left = Math.min(width * 0.34, Math.max(50, ...names.map((name) => textWidth(name) + 16)));
  const wide = width >= 560;
  const right = wide ? 190 : 70;
  const ends = shown.flatMap((row) =>
    [row.rate, row.low, row.high, row.rate_before]
      .map((value) => num(value ?? Number.NaN))
      .filter(Number.isFinite),
  );
  const [low = 0, high = 1] = extent([...ends, total]);
  const x = scaleLinear()
    .domain([Math.max(0, low - (high - low) * 0.04), high + (high - low) * 0.04 || 1])
    .range([left, width - right]);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const bottom = 22 + shown.length * LINE;
  svg.append(
    node('line', {
      x1: x(total),
      x2: x(total),
      y1: 18,
      y2: bottom,
      stroke: palette.strong,
      'stroke-dasharray': '4 4',
    }),
    node(
      'text',
      { x: x(total), y: 12, 'text-anchor': 'middle', fill: palette.muted },
      t('charts.shops.whole', { rate: show(total, 'percent', locale) }, locale),
    ),
  );
  shown.forEach((row, at) => {
    const y = 22 + at * LINE + LINE / 2;
    const colour = colourOf(row, palette);
    const [from, to] = [num(row.low ?? Number.NaN), num(row.high ?? Number.NaN)];
    const dot = node('circle', {
      cx: x(num(row.rate)),
      cy: y,
      r: 5,
      fill: colour,
      stroke: palette.surface,
    });
    const then = num(row.rate_before ?? Number.NaN);
    const before = Number.isFinite(then) ? [earlierMark(x(then), y - 9, 18, palette.muted)] : [];
    const band = Number.isFinite(from)
      ? [
          node('line', {
            x1: x(from),
            x2: x(to),
            y1: y,
            y2: y,
            stroke: colour,
            'stroke-width': 4,
            'stroke-opacity': 0.35,
            'stroke-linecap': 'round',
          }),
        ]
      : [];
    const ground = node('rect', {
      x: 0,
      y: y - LINE / 2,
      width,
      height: LINE,
      fill: 'none',
      'pointer-events': 'all',
    });
    const group = node('g', {}, ground, ...band, ...before, dot);
    marks.add(group, tipOf(row, names[at] ?? '', options), () => onPick?.(by, row[by], row));
    group.append(
      node(
        'text',
        { x: left - 8, y: y + 4, 'text-anchor': 'end', fill: palette.text },
        truncate(names[at] ?? '', left - 12),
      ),
      node(
        'text',
        { x: width, y: y + 4, 'text-anchor': 'end', fill: palette.muted },
        wide
          ? `${signed(row.lift, options)} · ${t('charts.shops.volume', { n: show(row.base, 'integer', locale) }, locale)}`
          : signed(row.lift, options),
      ),
    );
    svg.append(group);
  });
  for (const tick of x.ticks(wide ? 5 : 3))
    svg.append(
      node(
        'text',
        {
          x: x(tick),
          y: bottom + 14,
          'text-anchor': 'middle',
          'font-size': 11,
          fill: palette.faint,
        },
        brief(tick, 'percent', locale),
      ),
    );
  const label = t(
    'charts.shops.attribution',
    {
      by: columnLabel(by, locale),
      rate: show(total, 'percent', locale),
      above: num(facts.above) || 0,
      below: num(facts.below) || 0,
    },
    locale,
  );
  return {
    ...figure(sized(svg, width, bottom + 20), label, {
      columns: Object.keys(shown[0] ?? {})
        .filter((name) => !name.endsWith(beforeOf('')))
        .map((name) => ({
          name,
          label: name === 'rate' ? columnLabel('conversion', locale) : columnLabel(name, locale),
        })),
      rows: rows.map((row) => ({
        ...row,
        verdict: t(
          `charts.shops.verdict.${row.verdict}` as 'charts.shops.verdict.above',
          {},
          locale,
        ),
      })),
    }),
    marks: marks.all,
  };
};

/** A segment as the reader knows it: hours and weekdays in words. */
export function segmentName(by: string, value: unknown, options: ChartOptions): string {
  if (by === 'hour' && value !== null && value !== undefined) return hour(value);
  if (by === 'weekday' && value !== null && value !== undefined)
    return new Intl.DateTimeFormat(options.locale, { weekday: 'long', timeZone: 'UTC' }).format(
      // The fourth of March 2024 is a Monday.
      Date.UTC(2024, 2, 3 + num(value)),
    );
  return nameOf(value, options);
}

const colourOf = ({ verdict }: Row, palette: Palette) =>
  verdict === 'above' ? palette.good : verdict === 'below' ? palette.bad : palette.faint;

const signed = (value: unknown, { locale }: ChartOptions) =>
  value === null || value === undefined
    ? '—'
    : `${num(value) > 0 ? '+' : ''}${show(value, 'percent', locale)}`;

function tipOf(row: Row, name: string, options: ChartOptions): string {
  const { locale } = options;
  const line = (label: string, value: string) => `${label}  ${value}`;
  return [
    name,
    line(columnLabel('conversion', locale), show(row.rate, 'percent', locale)),
    line(
      t('charts.shops.interval', {}, locale),
      row.low === null
        ? '—'
        : `${show(row.low, 'percent', locale)} – ${show(row.high, 'percent', locale)}`,
    ),
    line(columnLabel('lift', locale), signed(row.lift, options)),
    line(columnLabel('base', locale), show(row.base, 'integer', locale)),
    ...(row.rate_before === undefined || row.rate_before === null
      ? []
      : [line(beforeLabel('conversion', locale), show(row.rate_before, 'percent', locale))]),
    line(columnLabel('contribution', locale), signed(row.contribution, options)),
  ].join('\n');
}
