import { node, sized } from './frame.ts';
import { PALETTES } from './palette.ts';
import { sequential } from './ramps.ts';
import type { ChartOptions } from './types.ts';
import { textWidth, truncate } from './values.ts';

/** Pixels that a name may take, so that several long ones share a line. */
const MOST_LABEL = 280;

/** A row of legend entries drawn in the picture, so that it is in every export; wraps to the width. */
export function legend(
  options: ChartOptions,
  entries: readonly { readonly label: string; readonly colour: string; readonly line?: boolean }[],
): SVGSVGElement {
  const palette = PALETTES[options.theme];
  const svg = node('svg');
  let x = 0;
  let y = 12;
  for (const { label, colour, line } of entries) {
    const text = truncate(label, Math.min(MOST_LABEL, options.width - 18));
    const width = 18 + textWidth(text) + 18;
    if (x > 0 && x + width - 18 > options.width) {
      x = 0;
      y += 20;
    }
    svg.append(
      line
        ? node('line', {
            x1: x,
            x2: x + 12,
            y1: y - 4,
            y2: y - 4,
            stroke: colour,
            'stroke-width': 2.5,
            'stroke-linecap': 'round',
          })
        : node('rect', { x, y: y - 9, width: 10, height: 10, rx: 2.5, fill: colour }),
      text === label
        ? node('text', { x: x + 18, y, fill: palette.muted }, label)
        : node('text', { x: x + 18, y, fill: palette.muted }, text, node('title', {}, label)),
    );
    x += width;
  }
  return sized(svg, options.width, y + 8);
}

/** The ramp from nothing to `most`, named by what it measures. */
export function rampLegend(options: ChartOptions, label: string, most: string): SVGSVGElement {
  const palette = PALETTES[options.theme];
  const ramp = sequential(options.theme);
  const start = textWidth(`${label}  0`) + 16;
  const svg = node('svg');
  svg.append(
    node('text', { x: 0, y: 12, fill: palette.muted }, label),
    node('text', { x: start - 8, y: 12, 'text-anchor': 'end', fill: palette.faint }, '0'),
  );
  const steps = 24;
  for (let index = 0; index < steps; index++) {
    svg.append(
      node('rect', {
        x: start + index * 5,
        y: 3,
        width: 5.5,
        height: 10,
        fill: ramp(index / (steps - 1)),
      }),
    );
  }
  svg.append(node('text', { x: start + steps * 5 + 8, y: 12, fill: palette.faint }, most));
  return sized(svg, options.width, 24);
}
