import { node } from './frame.ts';
import { PALETTES } from './palette.ts';
import type { BrushHandle, ChartOptions } from './types.ts';

/** A place along the x axis that can be brushed: its value, and where its part of the drawing is, in pixels. */
export interface BrushPlace {
  readonly value: number | string;
  /** The value as the reader reads it. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Less than this is a click. */
const LEAST = 4;

/**
 * A brush along x over a whole drawing, which takes hold of whole places. A drag brushes, a drag from within moves what
 * is brushed, a click takes it away, or picks the place where nothing is brushed.
 */
export function spanBrush(
  svg: SVGSVGElement,
  column: string,
  places: readonly BrushPlace[],
  options: ChartOptions,
  pick?: (index: number) => void,
): BrushHandle | undefined {
  if (!options.onBrush || places.length < 2) return undefined;
  return new SpanBrush(svg, column, places, options, pick);
}

class SpanBrush implements BrushHandle {
  readonly #svg: SVGSVGElement;
  readonly #column: string;
  readonly #places: readonly BrushPlace[];
  readonly #options: ChartOptions;
  readonly #pick: ((index: number) => void) | undefined;
  readonly #shade: SVGRectElement;
  #span: Span | null = null;
  #hold: { readonly x: number; readonly at: number; readonly before: Span | null } | null = null;
  #moved = false;
  #pending: number | null = null;
  /** Keys move it and have not been let go. */
  #keyed = false;

  constructor(
    svg: SVGSVGElement,
    column: string,
    places: readonly BrushPlace[],
    options: ChartOptions,
    pick?: (index: number) => void,
  ) {
    [this.#svg, this.#column, this.#places] = [svg, column, places];
    [this.#options, this.#pick] = [options, pick];
    const { accent } = PALETTES[options.theme];
    this.#shade = node('rect', {
      class: 'th-brush',
      y: 0,
      height: svg.getAttribute('height') ?? 0,
      fill: accent,
      'fill-opacity': 0.13,
      stroke: accent,
      'stroke-opacity': 0.7,
      'pointer-events': 'none',
      visibility: 'hidden',
    });
    svg.append(this.#shade);
    svg.style.touchAction = 'pan-y';
    svg.style.cursor = 'crosshair';
    svg.style.userSelect = 'none';
    // Before Plot's own marks, which keep the event to themselves and hold on to what was clicked.
    svg.addEventListener('pointerdown', this.#down, { capture: true });
    svg.addEventListener('pointermove', this.#move);
    svg.addEventListener('pointerup', this.#up);
    svg.addEventListener('pointercancel', this.#up);
    this.#restore();
  }

  /** What was brushed in the drawing before this one. */
  #restore(): void {
    const x = this.#options.brushed?.x;
    if (!x) return;
    const first = this.#places.findIndex((_, index) => this.#number(index) >= x[0]);
    const last = this.#places.findLastIndex((_, index) => this.#number(index) <= x[1]);
    if (first >= 0 && last >= first) this.#show({ first, last });
  }

  /** A place's value as `Brushed` keeps it. */
  #number(index: number): number {
    const { value = 0 } = this.#places[index] ?? {};
    return typeof value === 'number' ? value : Date.parse(value);
  }

  #x(event: PointerEvent): number {
    const matrix = this.#svg.getScreenCTM()?.inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix).x;
  }

  #at(x: number): number {
    const index = this.#places.findIndex(({ to }) => x < to);
    return index < 0 ? this.#places.length - 1 : index;
  }

  #down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const x = this.#x(event);
    const [first, last] = [this.#places[0], this.#places.at(-1)];
    if (!first || !last || x < first.from - 8 || x > last.to + 8) return;
    const at = this.#at(x);
    const span = this.#span;
    const inside = span !== null && at >= span.first && at <= span.last;
    event.stopPropagation();
    this.#hold = { x, at, before: inside ? span : null };
    this.#moved = false;
  };

  #move = (event: PointerEvent) => {
    const hold = this.#hold;
    if (!hold) return;
    const x = this.#x(event);
    if (!this.#moved && Math.abs(x - hold.x) < LEAST) return;
    // Taken only now, so that a click still reaches what is under it.
    if (!this.#moved) this.#svg.setPointerCapture(event.pointerId);
    this.#moved = true;
    event.preventDefault();
    const waits = this.#pending !== null;
    this.#pending = x;
    if (!waits) requestAnimationFrame(this.#step);
  };

  #step = () => {
    const x = this.#pending;
    this.#pending = null;
    if (x === null || !this.#hold) return;
    this.#follow(x);
    this.#tell(false);
  };

  #follow(x: number): void {
    if (!this.#hold) return;
    const { at: start, before } = this.#hold;
    const at = this.#at(x);
    if (!before) {
      this.#show({ first: Math.min(start, at), last: Math.max(start, at) });
      return;
    }
    const by = Math.max(-before.first, Math.min(this.#places.length - 1 - before.last, at - start));
    this.#show({ first: before.first + by, last: before.last + by });
  }

  #up = (event: PointerEvent) => {
    const hold = this.#hold;
    if (!hold) return;
    if (this.#moved) {
      this.#follow(this.#x(event));
      this.#hold = null;
      this.#tell(true);
      return;
    }
    this.#hold = null;
    if (event.type !== 'pointerup') return;
    if (this.#span) this.clear();
    else this.#pick?.(hold.at);
  };

  #show(span: Span | null): void {
    this.#span = span;
    const [first, last] = [span && this.#places[span.first], span && this.#places[span.last]];
    if (!first || !last) {
      this.#shade.setAttribute('visibility', 'hidden');
      return;
    }
    this.#shade.setAttribute('x', first.from.toFixed(1));
    this.#shade.setAttribute('width', Math.max(1, last.to - first.from).toFixed(1));
    this.#shade.setAttribute('visibility', 'visible');
  }

  #tell(done: boolean): void {
    const { onBrush, brushed } = this.#options;
    const span = this.#span;
    const [first, last] = [span && this.#places[span.first], span && this.#places[span.last]];
    if (brushed && span) brushed.x = [this.#number(span.first), this.#number(span.last)];
    else if (brushed) delete brushed.x;
    onBrush?.({ column: this.#column, from: first?.value ?? null, to: last?.value ?? null, done });
  }

  clear(): void {
    this.#keyed = false;
    this.#show(null);
    this.#tell(true);
  }

  reset(): void {
    if (this.#hold || this.#keyed) return;
    const { brushed } = this.#options;
    if (brushed) delete brushed.x;
    this.#show(null);
  }

  key(event: KeyboardEvent): boolean {
    const span = this.#span;
    if (/^(Escape|Delete|Backspace)$/.test(event.key)) {
      if (span) this.clear();
      return span !== null;
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return false;
    const end = this.#places.length - 1;
    if (!span) this.#show({ first: 0, last: Math.floor(end / 3) });
    else if (event.shiftKey)
      this.#show({ ...span, last: Math.max(span.first, Math.min(end, span.last + step)) });
    else {
      const by = Math.max(-span.first, Math.min(end - span.last, step));
      this.#show({ first: span.first + by, last: span.last + by });
    }
    this.#keyed = true;
    this.#tell(false);
    return true;
  }

  rest(): void {
    if (!this.#keyed) return;
    this.#keyed = false;
    this.#tell(true);
  }

  describe(): string {
    const span = this.#span;
    const [first, last] = [span && this.#places[span.first], span && this.#places[span.last]];
    if (!first || !last) return '';
    return first === last ? first.label : `${first.label} – ${last.label}`;
  }
}
