import { area, curveMonotoneX, extent, line } from 'd3';
import { node, sized } from './frame.ts';

/** A small curve without axes, decoration beside a number that says the same; null below two points. */
export function sparkline(
  values: readonly number[],
  colour: string,
  width = 120,
  height = 32,
): SVGSVGElement | null {
  const points = values.filter(Number.isFinite);
  if (points.length < 2) return null;
  const [low = 0, high = 1] = extent(points);
  const base = Math.min(low, high * 0.6);
  const x = (index: number) => 2 + (index / (points.length - 1)) * (width - 6);
  const y = (value: number) => height - 3 - ((value - base) / (high - base || 1)) * (height - 7);
  const shape = { x: (_: number, index: number) => x(index), y };
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(
    node('path', {
      d: area<number>().x(shape.x).y0(height).y1(shape.y).curve(curveMonotoneX)(points) ?? '',
      fill: colour,
      'fill-opacity': 0.1,
    }),
    node('path', {
      d: line<number>().x(shape.x).y(shape.y).curve(curveMonotoneX)(points) ?? '',
      fill: 'none',
      stroke: colour,
      'stroke-width': 1.75,
      'stroke-linecap': 'round',
      'vector-effect': 'non-scaling-stroke',
    }),
  );
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('preserveAspectRatio', 'none');
  const shaped = sized(svg, width, height);
  shaped.style.removeProperty('height');
  return shaped;
}
