import { scaleLinear } from 'd3';
import { figure, node, sized, stack } from '../../charts/frame.ts';
import { legend } from '../../charts/legend.ts';
import { categorical, PALETTES } from '../../charts/palette.ts';
import type { ChartOptions, Figure, TwinColumn } from '../../charts/types.ts';
import { textWidth, truncate } from '../../charts/values.ts';

export interface Bar {
  readonly value: number;
  /** What stands at its end. */
  readonly text: string;
  /** A thin line from the least to the most. */
  readonly range?: readonly [number, number];
}

export interface PairedBars {
  /** What the drawing shows, in one sentence. */
  readonly label: string;
  readonly series: readonly { readonly name: string; readonly colour: number }[];
  /** One bar a series under each heading. */
  readonly groups: readonly { readonly label: string; readonly bars: readonly Bar[] }[];
  /** Name of the table's first column. */
  readonly heading: string;
}

const BAR = 16;
const STEP = BAR + 4;
const HEAD = 22;
const BETWEEN = 16;

type Drawing = Pick<ChartOptions, 'width' | 'theme' | 'locale'>;

/** Bars side by side that answer "how much longer": headings above them, so that they have the whole width. */
export function pairBars(
  { label, series, groups, heading }: PairedBars,
  options: Drawing,
): Figure | null {
  if (groups.length === 0) return null;
  const { width, theme } = options;
  const palette = PALETTES[theme];
  const all = groups.flatMap(({ bars }) => bars);
  const ends = Math.max(...all.map(({ text }) => textWidth(text, 13))) + 14;
  const most = Math.max(...all.map(({ value, range }) => Math.max(value, range?.[1] ?? 0)));
  const x = scaleLinear([0, most || 1], [0, Math.max(40, width - ends)]);
  const svg = node('svg');
  let y = 0;
  for (const { label: head, bars } of groups) {
    const name = truncate(head, width, 13);
    svg.append(node('text', { x: 0, y: y + 14, fill: palette.text, 'font-size': 13 }, name));
    y += HEAD;
    for (const [index, { value, text, range }] of bars.entries()) {
      const colour = categorical(theme, series[index]?.colour ?? 0);
      const length = Math.max(2, x(value));
      svg.append(
        node('rect', {
          x: 0,
          y,
          width: length,
          height: BAR,
          rx: 3,
          fill: colour,
          class: 'th-grow-x',
        }),
      );
      if (range) svg.append(...whisker(x(range[0]), x(range[1]), y, palette.muted));
      const end = Math.max(length, range ? x(range[1]) : 0);
      svg.append(
        node('text', { x: end + 8, y: y + 12.5, fill: palette.muted, 'font-size': 13 }, text),
      );
      y += STEP;
    }
    y += BETWEEN;
  }
  const drawn = sized(svg, width, y - BETWEEN);
  const entries = series.map(({ name, colour }) => {
    return { label: name, colour: categorical(theme, colour) };
  });
  const whole = series.length > 1 ? stack([legend(options, entries), drawn], width, 10) : drawn;
  const columns: TwinColumn[] = [
    { name: 'group', label: heading },
    ...series.map(({ name }, index) => ({ name: `bar_${index}`, label: name || heading })),
  ];
  const rows = groups.map(({ label: head, bars }) => ({
    group: head,
    ...Object.fromEntries(bars.map(({ text }, index) => [`bar_${index}`, text])),
  }));
  return figure(whole, label, { columns, rows });
}

function whisker(from: number, to: number, y: number, colour: string): SVGElement[] {
  const middle = y + BAR / 2;
  const line = (x1: number, x2: number, y1: number, y2: number) =>
    node('line', { x1, x2, y1, y2, stroke: colour, 'stroke-width': 1.5 });
  return [
    line(from, to, middle, middle),
    line(from, from, middle - 4, middle + 4),
    line(to, to, middle - 4, middle + 4),
  ];
}
