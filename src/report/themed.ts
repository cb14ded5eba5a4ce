import type { Figure, Twin } from '../charts/index.ts';
import { breath } from '../engine/breath.ts';
import type { Locale } from '../i18n/index.ts';
import type { Draw } from './types.ts';

export interface Themed {
  readonly svg: string;
  readonly label: string;
  readonly twin: Twin;
}

/** Attributes that hold a colour. */
const PAINTS = ['fill', 'stroke', 'color', 'stop-color', 'flood-color'];
/** What only works with a pointer in the page itself. */
const LIVE = ['tabindex', 'role', 'aria-hidden', 'cursor'];

/**
 * A drawing as SVG text that follows the reader's light or dark theme: drawn once for each, and wherever the two differ
 * in a colour, both stand in the one. Null where there is nothing to draw.
 */
export async function themed(draw: Draw, width: number, locale: Locale): Promise<Themed | null> {
  const light = await drawn(draw, { width, theme: 'light', locale });
  if (!light) return null;
  const dark = await drawn(draw, { width, theme: 'dark', locale });
  const [bright, dim] = [still(light.svg), dark ? still(dark.svg) : null];
  await breath();
  if (dim) both(bright, dim);
  return { svg: bright.outerHTML, label: light.label, twin: light.twin };
}

/** A drawing piece by piece, giving way to the page between them. */
async function drawn(draw: Draw, at: Parameters<Draw>[0]): Promise<Figure | null> {
  await breath();
  const pieces: (() => void)[] = [];
  const figure = draw({ ...at, later: (piece) => pieces.push(piece) });
  for (const piece of pieces) {
    await breath();
    piece();
  }
  return figure;
}

/** A copy without what needs a program or a pointer. */
function still(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const tip of copy.querySelectorAll('[aria-label="tip"]')) tip.remove();
  // Plot repeats its one style sheet in each part of a stack.
  for (const [index, style] of [...copy.querySelectorAll('style')].entries())
    if (index > 0) style.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of LIVE) element.removeAttribute(name);
    if (element instanceof SVGElement && element.style.cursor) element.style.cursor = '';
  }
  copy.setAttribute('aria-hidden', 'true');
  copy.style.maxWidth = '100%';
  copy.style.height = 'auto';
  return copy;
}

function both(light: Element, dark: Element): void {
  if (light.tagName !== dark.tagName) return;
  if (light instanceof SVGElement && dark instanceof SVGElement) paint(light, dark);
  const [own, other] = [light.children, dark.children];
  if (own.length !== other.length) return;
  for (let at = 0; at < own.length; at++) {
    const [one, two] = [own[at], other[at]];
    if (one && two) both(one, two);
  }
}

/** Browsers that do not know `light-dark()` keep the attribute, which is the light one. */
function paint(light: SVGElement, dark: SVGElement): void {
  for (const name of new Set([...PAINTS, ...light.style])) {
    const [own, other] = [colourOf(light, name), colourOf(dark, name)];
    if (own && other && own !== other) light.style.setProperty(name, `light-dark(${own},${other})`);
  }
}

const colourOf = (element: SVGElement, name: string): string => {
  const value = element.style.getPropertyValue(name) || element.getAttribute(name) || '';
  return /^(#[\da-f]{3,8}|(rgb|hsl)a?\([^()]*\)|[a-z]+)$/i.test(value) ? value : '';
};
