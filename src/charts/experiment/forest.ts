import { extent, type ScaleLinear, scaleLinear } from 'd3';
import { node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions } from '../types.ts';
import { textWidth, truncate } from '../values.ts';

/** An estimate with its interval, drawn as a line with a dot; an interval that is not known leaves the dot alone. */
export interface Interval {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
  /** Figures beside the name. */
  readonly told: string;
  /** The figures in short, where there is no room for them and a name. */
  readonly short?: string;
}

export interface ForestOptions {
  readonly title: string;
  /** Draw a line at 0, and keep 0 in sight. */
  readonly zero: boolean;
  readonly tick: (value: number) => string;
  /** Name and interval on one line, for many rows. */
  readonly dense?: boolean;
}

const HEAD = 30;
const AXIS = 26;
/** Pixels that a name keeps beside its figures. */
const LEAST_NAME = 56;

/** Intervals one under another on one axis. In wide rows name and figures stand above the line, so that a phone has room for both. */
export function forest(
  rows: readonly Interval[],
  { title, zero, tick, dense = false }: ForestOptions,
  options: ChartOptions,
): SVGSVGElement {
  const { theme, width } = options;
  const palette = PALETTES[theme];
  const step = dense ? 26 : 48;
  const height = HEAD + rows.length * step + AXIS;
  const left = dense
    ? Math.min(width * 0.46, Math.max(...rows.map(({ name }) => textWidth(name))) + 12)
    : 8;
  const x = scaleLinear()
    .domain(domainOf(rows, zero))
    .range([left + (dense ? 14 : 18), width - 26])
    .nice(4);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(
    node(
      'text',
      { x: 0, y: 14, 'font-weight': 600, fill: palette.text },
      truncate(title, width, 13),
    ),
  );
  const bottom = height - AXIS;
  for (const at of ticksOf(x, width < 420 ? 3 : 5, tick)) {
    const line = { x1: x(at), x2: x(at), y1: HEAD - 6, y2: bottom };
    svg.append(
      node('line', { ...line, stroke: at === 0 && zero ? palette.strong : palette.border }),
      node(
        'text',
        { x: x(at), y: bottom + 17, 'text-anchor': 'middle', fill: palette.faint },
        tick(at),
      ),
    );
  }
  for (const [index, row] of rows.entries()) {
    const top = HEAD + index * step;
    const y = dense ? top + step / 2 : top + 32;
    const group = node('g', { class: 'th-interval' });
    group.append(node('title', {}, `${row.name}  ${row.told}`));
    if (dense)
      group.append(
        node(
          'text',
          { x: left, y: y + 4, 'text-anchor': 'end', fill: palette.text },
          truncate(row.name, left - 4),
        ),
      );
    else group.append(...above(row, top + 14, width, options));
    if (Number.isFinite(row.low) && Number.isFinite(row.high)) {
      const ends = [x(row.low), x(row.high)] as const;
      group.append(
        node('line', {
          x1: ends[0],
          x2: ends[1],
          y1: y,
          y2: y,
          stroke: row.colour,
          'stroke-width': dense ? 2 : 3,
          'stroke-linecap': 'round',
        }),
      );
    }
    group.append(
      node('circle', {
        cx: x(row.value),
        cy: y,
        r: dense ? 4 : 5.5,
        fill: row.colour,
        stroke: palette.surface,
        'stroke-width': 1.5,
      }),
    );
    svg.append(group);
  }
  return sized(svg, width, height);
}

/** Name on the left, figures on the right; a long name gives way to the figures. */
function above({ name, told, short }: Interval, y: number, width: number, options: ChartOptions) {
  const palette = PALETTES[options.theme];
  const least = Math.min(textWidth(name, 12.5), LEAST_NAME);
  const fits = textWidth(told) <= width - least - 16;
  const figures = truncate(fits ? told : (short ?? told), width - least - 16);
  const room = width - textWidth(figures) - 16;
  return [
    node('text', { x: 0, y, 'font-weight': 500, fill: palette.text }, truncate(name, room, 12.5)),
    node('text', { x: width, y, 'text-anchor': 'end', fill: palette.muted }, figures),
  ];
}

/** As many ticks as leave their names apart and within the drawing. */
function ticksOf(
  x: ScaleLinear<number, number>,
  most: number,
  tick: (value: number) => string,
): readonly number[] {
  const [from = 0, to = 0] = x.range();
  for (let n = most; n > 1; n--) {
    const ticks = x.ticks(n);
    const widest = Math.max(...ticks.map((at) => textWidth(tick(at))));
    if (ticks.length > 0 && (widest + 12) * ticks.length <= to - from + 36) return ticks;
  }
  return x.ticks(1).slice(0, 2);
}

function domainOf(rows: readonly Interval[], zero: boolean): [number, number] {
  const all = rows.flatMap(({ value, low, high }) => [value, low, high]).filter(Number.isFinite);
  const [low = 0, high = 1] = extent(zero ? [0, ...all] : all);
  const margin = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - margin, high + margin];
}
