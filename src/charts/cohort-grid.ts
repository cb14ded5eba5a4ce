import { format, type Locale, t } from '../i18n/index.ts';
import { type CohortCell, cohortLabel, periodLabel } from './cohort-cell.ts';
import { node, sized } from './frame.ts';
import { inkOn, PALETTES } from './palette.ts';
import { sequential } from './ramps.ts';
import { broken } from './tips.ts';
import type { ChartOptions } from './types.ts';
import { num, show, textWidth, truncate } from './values.ts';

export interface CohortGrid {
  readonly cells: readonly CohortCell[];
  /** ISO days, oldest first. */
  readonly cohorts: readonly string[];
  readonly periods: readonly number[];
  /** Rate by period, over all cohorts. */
  readonly summary: ReadonlyMap<number, number>;
  /** The rate that has the strongest colour. */
  readonly most: number;
  readonly unit: string;
  /** What a period is called where it is not by its number. */
  readonly called?: (period: number) => string;
  /** What cells show where it is not the rate. */
  readonly shown?: CellFigure;
  /** Told of every cell that is drawn. */
  readonly onCell?: (element: SVGElement, label: string, cell: CohortCell) => void;
}

export interface CellFigure {
  readonly of: (cell: CohortCell) => number;
  readonly write: (figure: number, short: boolean) => string;
}

interface Layout {
  readonly labels: readonly string[];
  /** Right edge of the column of cohorts, of that of sizes, and left edge of the cells. */
  readonly names: number;
  readonly sizes: number;
  readonly left: number;
  /** Width and height of a cell. */
  readonly step: number;
  readonly tall: number;
  /** How a rate is written in a cell: whole, as digits, or not at all. */
  readonly writing: 'percent' | 'digits' | 'none';
}

const TOP = 26;
const SUMMARY = 28;
const BELOW_SUMMARY = 6;
const LINE = 16;
/** Cells that are drawn in one turn. */
const SPAN = 300;

/** Draws the grid. */
export function cohortGrid(grid: CohortGrid, options: ChartOptions): SVGSVGElement {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const layout = layoutOf(grid, options);
  const first = TOP + (grid.summary.size > 0 ? SUMMARY + BELOW_SUMMARY : 0);
  const svg = node('svg');
  svg.append(...heads(grid, layout, options), ...summaryLine(grid, layout, options));
  grid.cohorts.forEach((cohort, line) => {
    const y = first + line * layout.tall;
    if (layout.tall >= 20 || line % 2 === 0)
      svg.append(...names(grid, layout, cohort, line, y, options));
  });
  const rows = new Map(grid.cohorts.map((cohort, line) => [cohort, first + line * layout.tall]));
  const columns = new Map(
    grid.periods.map((period, index) => [period, layout.left + index * layout.step]),
  );
  const cells = node('g');
  svg.append(cells);
  const drawn = (cell: CohortCell) => {
    const [x, y] = [columns.get(cell.period) ?? 0, rows.get(cell.cohort) ?? 0];
    return cellOf(cell, x, y, grid, layout, options);
  };
  const later = options.later ?? ((piece: () => void) => piece());
  for (let from = 0; from < grid.cells.length; from += SPAN)
    later(() => cells.append(...grid.cells.slice(from, from + SPAN).map(drawn)));
  let bottom = first + grid.cohorts.length * layout.tall;
  const note = grid.periods.every((period) => period === 0)
    ? t('charts.cohort.none', {}, locale)
    : grid.cells.some((cell) => cell.cut)
      ? cutNote(grid, locale)
      : '';
  if (note) {
    const lines = broken(note, width);
    svg.append(
      ...lines.map((line, at) =>
        node('text', { x: 0, y: bottom + 18 + at * LINE, fill: palette.faint }, line),
      ),
    );
    bottom += 22 + (lines.length - 1) * LINE;
  }
  return sized(svg, width, bottom + 2);
}

function layoutOf(
  { cells, cohorts, periods, unit }: CohortGrid,
  { width, locale }: ChartOptions,
): Layout {
  const narrow = width < 520;
  const labels = cohorts.map((cohort) => cohortLabel(cohort, unit, locale));
  const sizeWidth = Math.max(
    textWidth(narrow ? '' : t('charts.cohort.size', {}, locale)),
    ...cells.map((cell) => textWidth(sizeText(cell.size, narrow, locale))),
  );
  const nameWidth = Math.max(
    textWidth(t('charts.cohort.cohort', {}, locale)),
    ...labels.map((label) => textWidth(label)),
    textWidth(t(narrow ? 'charts.cohort.all.short' : 'charts.cohort.all', {}, locale)) - sizeWidth,
  );
  const sizes = nameWidth + 14 + sizeWidth;
  const left = sizes + 12;
  const step = Math.min(96, (width - left) / Math.max(1, periods.length));
  const tall = cohorts.length > 40 ? 16 : 28;
  const writing = tall < 20 ? 'none' : step >= 46 ? 'percent' : step >= 24 ? 'digits' : 'none';
  return { labels, names: nameWidth, sizes, left, step, tall, writing };
}

function heads(
  grid: CohortGrid,
  { names, sizes, left, step }: Layout,
  { theme, locale, width }: ChartOptions,
): SVGElement[] {
  const { periods } = grid;
  const fill = PALETTES[theme].faint;
  const widest = Math.max(...periods.map((period) => textWidth(periodName(grid, period))));
  const every = Math.ceil(Math.max(32, widest + 8) / step);
  const text = (x: number, anchor: string, content: string) =>
    node('text', { x, y: 13, 'text-anchor': anchor, fill }, content);
  return [
    text(names, 'end', t('charts.cohort.cohort', {}, locale)),
    ...(width < 520 ? [] : [text(sizes, 'end', t('charts.cohort.size', {}, locale))]),
    ...periods.flatMap((period, index) =>
      index % every === 0 && left + (index + 0.5) * step + 12 <= width
        ? [text(left + (index + 0.5) * step, 'middle', periodName(grid, period))]
        : [],
    ),
  ];
}

function summaryLine(grid: CohortGrid, layout: Layout, options: ChartOptions): SVGElement[] {
  const { periods, summary, most } = grid;
  if (summary.size === 0) return [];
  const { theme, locale, width } = options;
  const name = t(width < 520 ? 'charts.cohort.all.short' : 'charts.cohort.all', {}, locale);
  const label = node(
    'text',
    { x: 0, y: TOP + SUMMARY / 2 + 4, fill: PALETTES[theme].text, 'font-weight': 600 },
    truncate(name, layout.sizes + 8),
  );
  const tiles = periods.flatMap((period, index) => {
    const rate = summary.get(period);
    if (rate === undefined) return [];
    const title = `${periodName(grid, period)} · ${t('charts.cohort.all', {}, locale)}: ${grid.shown?.write(rate, false) ?? show(rate, 'percent', locale)}`;
    return [
      tile(
        {
          x: layout.left + index * layout.step,
          y: TOP,
          height: SUMMARY,
          rate,
          title,
          plain: period === 0,
          cut: false,
          weight: 600,
          write: grid.shown?.write,
        },
        most,
        layout,
        options,
      ),
    ];
  });
  return [label, ...tiles];
}

function names(
  { cells }: CohortGrid,
  { labels, names, sizes, tall }: Layout,
  cohort: string,
  line: number,
  y: number,
  { theme, locale, width }: ChartOptions,
): SVGElement[] {
  const palette = PALETTES[theme];
  const middle = y + tall / 2 + 4;
  const size = cells.find((cell) => cell.cohort === cohort)?.size ?? 0;
  return [
    node(
      'text',
      { x: names, y: middle, 'text-anchor': 'end', fill: palette.text },
      labels[line] ?? cohort,
    ),
    node(
      'text',
      { x: sizes, y: middle, 'text-anchor': 'end', fill: palette.faint },
      sizeText(size, width < 520, locale),
    ),
  ];
}

function cellOf(
  cell: CohortCell,
  x: number,
  y: number,
  grid: CohortGrid,
  layout: Layout,
  options: ChartOptions,
): SVGElement {
  const { locale, onPick } = options;
  const { most, unit, shown, onCell } = grid;
  const { cohort, period, users, size, rate, cut, row } = cell;
  const line = t(
    'charts.cohort.tip',
    {
      cohort: cohortLabel(cohort, unit, locale),
      period: periodName(grid, period),
      users,
      size,
      rate: show(rate, 'percent', locale),
    },
    locale,
  );
  const figure = shown?.of(cell);
  const told = [
    line,
    ...(shown && figure !== undefined ? [shown.write(figure, false)] : []),
    ...(Number.isFinite(num(row.rate_before ?? Number.NaN))
      ? [
          t(
            'charts.cohort.before',
            {
              users: num(row.users_before),
              size: num(row.size_before),
              rate: show(row.rate_before, 'percent', locale),
            },
            locale,
          ),
        ]
      : []),
  ].join('\n');
  const title = cut ? `${told}\n${cutNote(grid, locale)}` : told;
  const made = tile(
    {
      x,
      y,
      height: layout.tall,
      rate: figure ?? rate,
      title,
      plain: period === 0,
      cut,
      weight: 400,
      write: shown?.write,
    },
    most,
    layout,
    options,
  );
  if (onPick) {
    made.style.cursor = 'pointer';
    made.addEventListener('click', () => onPick('cohort', cohort, row));
  }
  onCell?.(made, title, cell);
  return made;
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly rate: number;
  readonly title: string;
  /** Period 0, which is everyone by definition, has no colour. */
  readonly plain: boolean;
  readonly cut: boolean;
  readonly weight: number;
  readonly write: CellFigure['write'] | undefined;
}

function tile(
  { x, y, height, rate, title, plain, cut, weight, write }: Tile,
  most: number,
  { step, writing }: Layout,
  { theme, locale }: ChartOptions,
): SVGGElement {
  const palette = PALETTES[theme];
  const fill = plain
    ? palette.sunken
    : sequential(theme)(Math.min(1, Math.max(0, rate / most)) || 0);
  const dashed: Readonly<Record<string, string | number>> = cut
    ? { stroke: palette.warn, 'stroke-dasharray': '3 2', 'stroke-width': 1.25 }
    : {};
  const shape: Readonly<Record<string, string | number>> = {
    x: x + 1,
    y: y + 1,
    width: Math.max(1, step - 2),
    height: height - 2,
    rx: 3,
    fill,
    ...dashed,
  };
  const group = node('g', { class: 'th-cell' }, node('title', {}, title), node('rect', shape));
  if (writing === 'none' || !Number.isFinite(rate)) return group;
  const text = write
    ? write(rate, true)
    : writing === 'percent'
      ? show(rate, 'percent', locale)
      : String(Math.round(rate * 100));
  if (write && textWidth(text, writing === 'percent' ? 12 : 11) > step - 2) return group;
  group.append(
    node(
      'text',
      {
        x: x + step / 2,
        y: y + height / 2 + 4,
        'text-anchor': 'middle',
        fill: plain ? palette.faint : inkOn(fill),
        'font-weight': weight,
        'font-size': writing === 'percent' ? 12 : 11,
      },
      text,
    ),
  );
  return group;
}

/** Why cells are outlined: the last day is cut, or their week or month is not over. */
const cutNote = ({ unit }: CohortGrid, locale: Locale) =>
  t(unit === 'day' ? 'charts.cohort.cut' : 'charts.cohort.unfinished', {}, locale);

const periodName = ({ unit, called }: CohortGrid, period: number) =>
  called?.(period) ?? periodLabel(period, unit);

const sizeText = (size: number, narrow: boolean, locale: Locale) =>
  narrow || size >= 1e6 ? format.compact(size, locale) : format.integer(size, locale);
