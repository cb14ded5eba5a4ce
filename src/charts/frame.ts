import * as Plot from '@observablehq/plot';
import { FONT, PALETTES } from './palette.ts';
import { heldTip, TIP_PADDING, tipLines } from './tips.ts';
import type { ChartOptions, Figure, Twin } from './types.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Plot with the house's type and colours, as one SVG (never a figure with parts around it). */
export function draw(options: ChartOptions, spec: Plot.PlotOptions): SVGSVGElement {
  const palette = PALETTES[options.theme];
  const drawn = Plot.plot({
    width: options.width,
    ...spec,
    x: { axis: null, ...spec.x },
    y: { axis: null, ...spec.y },
    style: {
      background: 'transparent',
      color: palette.text,
      fontFamily: FONT,
      fontSize: '12px',
      fontVariant: 'tabular-nums',
      overflow: 'visible',
      // Plot's type for styles leaves out custom properties, which tips are filled with.
      ...({ '--plot-background': palette.raised } as object),
    },
  });
  const svg = drawn instanceof SVGSVGElement ? drawn : extract(drawn);
  return svg;
}

function extract(figure: Element): SVGSVGElement {
  const svg = figure.querySelector('svg:last-of-type');
  return svg instanceof SVGSVGElement ? svg : document.createElementNS(SVG, 'svg');
}

/** An x axis without a line, in the quiet ink. */
export const axisX = (options: ChartOptions, more: Plot.AxisXOptions = {}) =>
  Plot.axisX({
    color: PALETTES[options.theme].faint,
    tickSize: 0,
    tickPadding: 8,
    label: null,
    ...more,
  });

/** A y axis without a line, in the quiet ink. */
export const axisY = (options: ChartOptions, more: Plot.AxisYOptions = {}) =>
  Plot.axisY({
    color: PALETTES[options.theme].faint,
    tickSize: 0,
    tickPadding: 8,
    label: null,
    ...more,
  });

/** Ticks of an axis that counts up to `top`: about `n`, and none between two whole numbers. */
export const countTicks = (top: number, n: number): number | number[] =>
  top < n ? Array.from({ length: Math.floor(Math.max(0, top)) + 1 }, (_, at) => at) : n;

export const gridY = (options: ChartOptions, more: Plot.GridYOptions = {}) =>
  Plot.gridY({ stroke: PALETTES[options.theme].border, strokeOpacity: 1, ...more });

export const gridX = (options: ChartOptions, more: Plot.GridXOptions = {}) =>
  Plot.gridX({ stroke: PALETTES[options.theme].border, strokeOpacity: 1, ...more });

/** Looks of a tip: the surface of the theme, soft edge, roomy lines; it stays within the drawing. */
export const tipStyle = (options: ChartOptions) => ({
  fill: PALETTES[options.theme].raised,
  stroke: PALETTES[options.theme].strong,
  fontSize: 12,
  lineHeight: 1.5,
  textPadding: TIP_PADDING,
  pathFilter: 'drop-shadow(0 2px 6px rgb(0 0 0 / 0.14))',
  // Broken here: Plot breaks lines at blanks alone, and takes a Chinese letter to be as wide as a Latin one.
  lineWidth: Number.POSITIVE_INFINITY,
  format: { title: (text: unknown) => tipLines(String(text), options.width).join('\n') },
  render: heldTip,
});

/** An unseen ground: a drawing within a drawing feels the pointer only where something is painted. */
const surface = (svg: SVGSVGElement) =>
  node('rect', {
    width: svg.getAttribute('width') ?? 0,
    height: svg.getAttribute('height') ?? 0,
    fill: 'none',
    'pointer-events': 'all',
  });

/** Makes drawings one under another a single one. */
export function stack(parts: readonly SVGSVGElement[], width: number, gap = 8): SVGSVGElement {
  const whole = document.createElementNS(SVG, 'svg');
  let top = 0;
  for (const part of parts) {
    whole.append(seated(part, top));
    top += Number(part.getAttribute('height')) + gap;
  }
  return sized(whole, width, Math.max(0, top - gap));
}

function seated(part: SVGSVGElement, top: number): SVGSVGElement {
  part.style.removeProperty('height');
  part.prepend(surface(part));
  part.setAttribute('y', String(top));
  return part;
}

/** A part of that height, for `stack`, which is drawn in a later turn. */
export function partLater(
  height: number,
  later: (piece: () => void) => void,
  drawn: () => SVGSVGElement,
): SVGSVGElement {
  const place = node('svg', { height });
  later(() => place.replaceWith(seated(drawn(), Number(place.getAttribute('y')))));
  return place;
}

/** Sets the size of a drawing and lets it shrink with its place. */
export function sized(svg: SVGSVGElement, width: number, height: number): SVGSVGElement {
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('font-family', FONT);
  svg.setAttribute('font-size', '12');
  svg.style.fontVariantNumeric = 'tabular-nums';
  svg.style.overflow = 'visible';
  svg.style.maxWidth = '100%';
  svg.style.height = 'auto';
  return svg;
}

/** An SVG element with attributes and children, for what Plot has no mark for. */
export function node<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** A line of text at the head of a drawing. */
export function headline(
  svg: SVGSVGElement,
  content: string,
  attributes: Readonly<Record<string, string | number>>,
): void {
  svg.append(
    node(
      'text',
      { x: 0, y: 14, 'text-anchor': 'start', 'font-weight': 600, ...attributes },
      content,
    ),
  );
}

/** A line of text over drawings, for `stack`. */
export function heading(content: string, { theme, width }: ChartOptions): SVGSVGElement {
  const svg = sized(node('svg'), width, 22);
  headline(svg, content, { fill: PALETTES[theme].text });
  return svg;
}

/** Ties a drawing to its sentence and table: assistive technology is given those, not the drawing’s parts. */
export function figure(svg: SVGSVGElement, label: string, twin: Twin): Figure {
  svg.setAttribute('aria-hidden', 'true');
  return { svg, label, twin };
}
