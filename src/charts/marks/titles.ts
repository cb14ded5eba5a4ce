import { untilAway } from '../tips.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { Tip } from './hover.ts';

/** What is shown now: the part of the drawing that is pointed at, and its title, which is off meanwhile. */
interface Shown {
  readonly part: SVGElement;
  readonly title: SVGTitleElement;
}

/**
 * Shows the titles of a drawing's parts as its tips, to a finger too. A browser shows titles late, in a look of its own,
 * and never to a finger; in what is exported they stay what they are.
 */
export function titleTips(figure: Figure | null, options: ChartOptions): Figure | null {
  if (!figure) return null;
  const { svg } = figure;
  const tip = new Tip(svg, options);
  let shown: Shown | null = null;
  const hide = () => {
    shown?.part.prepend(shown.title);
    shown = null;
    tip.hide();
  };
  const show = (event: PointerEvent) => {
    const found = titled(event, svg, shown);
    if (found?.part !== shown?.part) {
      hide();
      found?.title.remove();
      shown = found;
    }
    if (shown) tip.show(event, shown.title.textContent ?? '');
  };
  svg.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch') show(event);
  });
  svg.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') hide();
  });
  svg.addEventListener('pointerup', (event) => {
    if (event.pointerType !== 'touch') return;
    show(event);
    if (shown) untilAway(svg, hide);
  });
  return figure;
}

/** The innermost part under the pointer that has a title of its own. */
function titled(event: PointerEvent, svg: SVGSVGElement, shown: Shown | null): Shown | null {
  for (const part of event.composedPath()) {
    if (part === svg || !(part instanceof SVGElement)) return null;
    if (part === shown?.part) return shown;
    const title = [...part.children].find((child) => child instanceof SVGTitleElement);
    if (title instanceof SVGTitleElement && !isSaid(part, title)) return { part, title };
  }
  return null;
}

/** True for a name that is there in full. */
const isSaid = (part: SVGElement, title: SVGTitleElement): boolean =>
  [...part.childNodes]
    .filter((node) => node !== title)
    .map(({ textContent }) => textContent ?? '')
    .join('')
    .trim() === title.textContent?.trim();
