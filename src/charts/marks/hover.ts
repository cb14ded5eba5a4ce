import { node } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { TIP_PADDING as PADDING, tipLines, untilAway } from '../tips.ts';
import type { ChartOptions, PickableMark } from '../types.ts';
import { textWidth } from '../values.ts';

const LINE = 18;

/** The one tip of a drawing: a box beside the pointer, within the drawing. */
export class Tip {
  readonly #svg: SVGSVGElement;
  readonly #options: ChartOptions;
  #box: SVGGElement | null = null;

  constructor(svg: SVGSVGElement, options: ChartOptions) {
    this.#svg = svg;
    this.#options = options;
  }

  show(event: PointerEvent, text: string): void {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      this.#svg.getScreenCTM()?.inverse(),
    );
    if (this.#box?.dataset.text !== text) {
      this.hide();
      this.#box = tipBox(text, this.#options);
      this.#box.dataset.text = text;
      this.#svg.append(this.#box);
    }
    const [width, height] = [Number(this.#box.dataset.width), Number(this.#box.dataset.height)];
    const limit = Number(this.#svg.getAttribute('width')) || this.#options.width;
    const lowest = Number(this.#svg.getAttribute('height')) - height;
    const x = at.x + 14 + width > limit ? at.x - 14 - width : at.x + 14;
    const y = Math.min(lowest, at.y - height / 2);
    // A finger covers what is beside it: the box stands above.
    const above = event.pointerType === 'touch' && at.y - height - 18 > 0;
    this.#box.setAttribute(
      'transform',
      `translate(${Math.max(0, Math.min(limit - width, x))},${above ? at.y - height - 18 : Math.max(0, y)})`,
    );
  }

  hide(): void {
    this.#box?.remove();
    this.#box = null;
  }

  /** Shows the text at an element to whoever points at it or touches it. */
  on(element: SVGElement, text: string): void {
    element.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch') this.show(event, text);
    });
    element.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch') this.hide();
    });
    // A finger that scrolls is not lifted from the element.
    element.addEventListener('pointerup', (event) => {
      if (event.pointerType !== 'touch') return;
      this.show(event, text);
      untilAway(element, () => this.hide());
    });
  }
}

/** Marks of a drawing of its own: each shows its lines under the pointer and can be picked. */
export class Marks {
  readonly all: PickableMark[] = [];
  readonly #options: ChartOptions;
  readonly #tip: Tip;

  constructor(svg: SVGSVGElement, options: ChartOptions) {
    this.#options = options;
    this.#tip = new Tip(svg, options);
  }

  add(element: SVGElement, text: string, pick: (() => void) | null): void {
    if (text !== '') this.#tip.on(element, text);
    if (!pick) return;
    this.all.push({ element, label: text, pick });
    if (!this.#options.onPick) return;
    element.style.cursor = 'pointer';
    element.addEventListener('click', pick);
  }
}

/** A box with lines of text as Plot's tips look; exports leave it out by its label. */
export function tipBox(text: string, { theme, width: room }: ChartOptions): SVGGElement {
  const palette = PALETTES[theme];
  const lines = tipLines(text, room);
  const width = Math.max(...lines.map((line) => textWidth(line))) + 2 * PADDING;
  const height = lines.length * LINE + 2 * PADDING - 4;
  const group = node(
    'g',
    // Of its own, whatever the drawing around it has.
    {
      'aria-label': 'tip',
      'pointer-events': 'none',
      'text-anchor': 'start',
      'font-size': 12,
      'font-weight': 400,
    },
    node('rect', {
      width,
      height,
      rx: 3,
      fill: palette.raised,
      stroke: palette.strong,
      filter: 'drop-shadow(0 2px 6px rgb(0 0 0 / 0.14))',
    }),
    ...lines.map((line, at) =>
      node('text', { x: PADDING, y: PADDING + 11 + at * LINE, fill: palette.text }, line),
    ),
  );
  group.dataset.width = String(width);
  group.dataset.height = String(height);
  return group;
}
