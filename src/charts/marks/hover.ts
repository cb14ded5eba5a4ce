import { node } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, PickableMark } from '../types.ts';
import { textWidth } from '../values.ts';

const LINE = 18;
const PADDING = 10;

/** Marks of a drawing of its own: each shows its lines under the pointer and can be picked. */
export class Marks {
  readonly all: PickableMark[] = [];
  readonly #svg: SVGSVGElement;
  readonly #options: ChartOptions;
  #tip: SVGGElement | null = null;

  constructor(svg: SVGSVGElement, options: ChartOptions) {
    this.#svg = svg;
    this.#options = options;
  }

  add(element: SVGElement, text: string, pick: (() => void) | null): void {
    element.addEventListener('pointermove', (event) => this.#show(event, text));
    element.addEventListener('pointerleave', () => this.hide());
    if (!pick) return;
    this.all.push({ element, label: text, pick });
    if (!this.#options.onPick) return;
    element.style.cursor = 'pointer';
    element.addEventListener('click', pick);
  }

  hide(): void {
    this.#tip?.remove();
    this.#tip = null;
  }

  #show(event: PointerEvent, text: string): void {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      this.#svg.getScreenCTM()?.inverse(),
    );
    if (this.#tip?.dataset.text !== text) {
      this.hide();
      this.#tip = tipBox(text, this.#options);
      this.#tip.dataset.text = text;
      this.#svg.append(this.#tip);
    }
    const [width, height] = [Number(this.#tip.dataset.width), Number(this.#tip.dataset.height)];
    const limit = Number(this.#svg.getAttribute('width'));
    const x = at.x + 14 + width > limit ? at.x - 14 - width : at.x + 14;
    this.#tip.setAttribute(
      'transform',
      `translate(${Math.max(0, x)},${Math.max(-8, at.y - height / 2)})`,
    );
  }
}

/** A box with lines of text as Plot's tips look; exports leave it out by its label. */
export function tipBox(text: string, { theme, width: room }: ChartOptions): SVGGElement {
  const palette = PALETTES[theme];
  const most = Math.max(120, Math.min(360, room - 2 * PADDING));
  const lines = text.split('\n').flatMap((line) => broken(line, most));
  const width = Math.max(...lines.map((line) => textWidth(line))) + 2 * PADDING;
  const height = lines.length * LINE + 2 * PADDING - 4;
  const group = node(
    'g',
    { 'aria-label': 'tip', 'pointer-events': 'none' },
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

/** A line in pieces of at most `most` pixels: at a blank where there is one, else within a long name. */
export function broken(line: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (textWidth(rest) > most) {
    let end = 0;
    let width = 0;
    for (const character of rest) {
      width += textWidth(character);
      if (width > most) break;
      end += character.length;
    }
    const blank = rest.lastIndexOf(' ', end);
    const at = blank > 0 ? blank : Math.max(1, end);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}
