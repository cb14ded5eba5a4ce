import type * as Plot from '@observablehq/plot';
import { node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions } from '../types.ts';
import { textWidth, truncate } from '../values.ts';

const STEPS = 24;
const STEP = 5;

/** The ramp of a colour scale from its lowest value to its highest, named by what it measures. */
export function rampKey(
  scale: Plot.Scale,
  label: string,
  write: (value: number) => string,
  options: ChartOptions,
): SVGSVGElement {
  const palette = PALETTES[options.theme];
  const ends = (scale.domain ? [...scale.domain] : [0, 1]).map(Number);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const name = truncate(label, options.width * 0.5);
  const start = textWidth(`${name}  ${write(low)}`) + 20;
  const svg = node('svg');
  svg.append(
    node('text', { x: 0, y: 12, fill: palette.muted }, name),
    node('text', { x: start - 8, y: 12, 'text-anchor': 'end', fill: palette.faint }, write(low)),
  );
  for (let index = 0; index < STEPS; index++) {
    const value = low + ((high - low) * index) / (STEPS - 1);
    svg.append(
      node('rect', {
        x: start + index * STEP,
        y: 3,
        width: STEP + 0.5,
        height: 10,
        fill: String(scale.apply(value)),
      }),
    );
  }
  svg.append(
    node('text', { x: start + STEPS * STEP + 8, y: 12, fill: palette.faint }, write(high)),
  );
  return sized(svg, options.width, 24);
}
