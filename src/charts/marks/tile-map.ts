import { extent } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { inkOn, PALETTES } from '../palette.ts';
import { diverging, sequential } from '../ramps.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { brief, num, show, truncate } from '../values.ts';
import { Marks } from './hover.ts';
import { codeIn, codesOf, LAYOUT_NAMES, type Layout, regionName, tilesOf } from './regions.ts';
import type { MarkView } from './types.ts';

const WIDEST = 62;

/** A tile for each region of a country, coloured by a figure; the layout is told from the names where it is not said. */
export function tileMap(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const column = view.column('value') ?? '';
  const words = view.rows.map((row) => String(row[view.column('region') ?? ''] ?? ''));
  const layout = (view.options.layout as Layout | undefined) ?? likeliest(words);
  const codes = codesOf(layout);
  const found = new Map<string, Row>();
  let unknown = 0;
  view.rows.forEach((row, at) => {
    const code = codeIn(codes, words[at] ?? '');
    if (code === null) unknown++;
    else if (!found.has(code)) found.set(code, row);
  });
  if (found.size === 0) return null;
  const tiles = tilesOf(layout);
  const columns = Math.max(...tiles.map((tile) => tile.column)) + 1;
  const rows = Math.max(...tiles.map((tile) => tile.row)) + 1;
  const size = Math.min(WIDEST, width / columns);
  const left = (width - size * columns) / 2;
  const figures = [...found.values()].map((row) => num(row[column])).filter(Number.isFinite);
  const [low = 0, high = 1] = extent(figures);
  const kind = view.kind('value', figures[0]);
  const colour = colourOf(low, high, theme);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  for (const tile of tiles) {
    const row = found.get(tile.code);
    const value = num(row?.[column]);
    const [x, y] = [left + tile.column * size, tile.row * size];
    const fill = Number.isFinite(value) ? colour(value) : palette.sunken;
    const ink = Number.isFinite(value) ? inkOn(fill) : palette.faint;
    const group = node(
      'g',
      {},
      node('rect', {
        x: x + 1.5,
        y: y + 1.5,
        width: size - 3,
        height: size - 3,
        rx: 5,
        fill,
        ...(row ? {} : { stroke: palette.border }),
      }),
    );
    group.append(
      node(
        'text',
        {
          x: x + size / 2,
          y: y + size / 2 + (size > 44 ? -1 : 4),
          'text-anchor': 'middle',
          'font-size': size > 44 ? 13 : 11,
          'font-weight': 600,
          fill: ink,
          'pointer-events': 'none',
        },
        truncate(
          locale === 'zh-CN' ? regionName(layout, tile.code, locale) : tile.code,
          size - 4,
          11,
        ),
      ),
    );
    if (size > 44 && Number.isFinite(value))
      group.append(
        node(
          'text',
          {
            x: x + size / 2,
            y: y + size / 2 + 15,
            'text-anchor': 'middle',
            'font-size': 11,
            fill: ink,
            'pointer-events': 'none',
          },
          truncate(brief(value, kind, locale, currency), size - 4, 11),
        ),
      );
    const name = regionName(layout, tile.code, locale);
    marks.add(
      group,
      (row && view.own?.(row)) ??
        `${name}\n${view.label('value')}  ${row ? show(row[column], kind, locale, currency) : '—'}`,
      row ? () => view.pick(row) : null,
    );
    svg.append(group);
  }
  const label =
    view.title ?? t('declared.label', { y: view.label('value'), x: view.label('region') }, locale);
  return {
    ...figure(sized(svg, width, rows * size), label, { columns: view.columns, rows: view.rows }),
    marks: marks.all,
    ...(unknown > 0 ? { notes: [t('declared.tiles.unknown', { n: unknown }, locale)] } : {}),
  };
}

function colourOf(
  low: number,
  high: number,
  theme: ChartOptions['theme'],
): (value: number) => string {
  if (low < 0 && high > 0) {
    const most = Math.max(-low, high);
    return (value) => diverging(theme)(0.5 + value / most / 2);
  }
  const top = high > 0 ? high : 1;
  return (value) => sequential(theme)(Math.max(0, Math.min(1, value / top)));
}

/** The layout that knows most of the names. */
function likeliest(words: readonly string[]): Layout {
  const known = (layout: Layout) => {
    const codes = codesOf(layout);
    return words.filter((word) => codeIn(codes, word) !== null).length;
  };
  return LAYOUT_NAMES.reduce((best, one) => (known(one) > known(best) ? one : best));
}
