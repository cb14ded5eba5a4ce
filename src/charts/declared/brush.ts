import type * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import { node } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { BrushHandle } from '../types.ts';
import type { Axis, ColumnBound } from './axis.ts';
import { brushedValues } from './brush-values.ts';
import type { Setting } from './marks.ts';

type Side = 'x' | 'y';
type Span = readonly [number, number];

interface Along {
  readonly side: Side;
  readonly axis: Axis;
  readonly bound: ColumnBound;
  /** Where the frame begins and ends, in pixels, the smaller first. */
  readonly frame: Span;
  readonly toPixel: (value: number) => number;
  readonly toValue: (pixel: number) => number;
}

/** Less than this is a click. */
const LEAST = 4;
/** How near an edge takes hold of it. */
const EDGE = 7;

/** A brush along x, y or both of a drawing with measured axes; null where there is nothing to brush. */
export function brushFor(plot: SVGSVGElement & Plot.Plot, setting: Setting): BrushHandle | null {
  const { chart, options, plans } = setting;
  if (
    !options.onBrush ||
    chart.brush === null ||
    setting.fx.places.length > 0 ||
    setting.fy.places.length > 0
  )
    return null;
  const wanted = chart.brush ?? 'x';
  const found = (['x', 'y'] as const).flatMap((side) =>
    wanted.includes(side) ? (along(side, plot, setting) ?? []) : [],
  );
  if (found.length === 0) return null;
  const bars = plans.some(({ layer }) => /^(bar|rect)/.test(layer.mark));
  return new Brush(plot, found, setting, bars);
}

function along(side: Side, plot: Plot.Plot, setting: Setting): Along | null {
  const axis = setting[side];
  const scale = plot.scale(side);
  if (axis.ordinal || !axis.bound || axis.bound.source === null || !scale?.range || !scale.invert)
    return null;
  const ends = [...scale.range].map(Number);
  const { apply, invert } = scale;
  return {
    side,
    axis,
    bound: axis.bound,
    frame: [Math.min(...ends), Math.max(...ends)],
    toPixel: (value) => Number(apply(axis.temporal ? new Date(value) : value)),
    toValue: (pixel) => Number(invert(pixel)),
  };
}

type Hold = {
  readonly grip: 'new' | 'move' | 'from' | 'to';
  readonly side: Side;
  readonly start: Readonly<Record<Side, number>>;
  readonly before: Partial<Record<Side, Span>>;
};

class Brush implements BrushHandle {
  readonly #plot: SVGSVGElement;
  readonly #alongs: readonly Along[];
  readonly #setting: Setting;
  readonly #bars: boolean;
  readonly #shade: SVGRectElement;
  #pixels: Partial<Record<Side, Span>> = {};
  #hold: Hold | null = null;
  #pending: { readonly x: number; readonly y: number } | null = null;
  /** Keys move it and have not been let go. */
  #keyed = false;

  constructor(plot: SVGSVGElement, alongs: readonly Along[], setting: Setting, bars: boolean) {
    this.#plot = plot;
    this.#alongs = alongs;
    this.#setting = setting;
    this.#bars = bars;
    const palette = PALETTES[setting.options.theme];
    this.#shade = node('rect', {
      class: 'th-brush',
      fill: palette.accent,
      'fill-opacity': 0.14,
      stroke: palette.accent,
      'stroke-width': 1.5,
      rx: 2,
      'pointer-events': 'none',
      visibility: 'hidden',
    });
    const ground = node('rect', {
      x: 0,
      y: 0,
      width: plot.getAttribute('width') ?? 0,
      height: plot.getAttribute('height') ?? 0,
      fill: 'none',
      'pointer-events': 'all',
    });
    plot.prepend(ground);
    plot.append(this.#shade);
    plot.style.touchAction = alongs.some(({ side }) => side === 'y') ? 'none' : 'pan-y';
    this.#restore();
    plot.addEventListener('pointerdown', this.#down);
    plot.addEventListener('pointermove', this.#move);
    plot.addEventListener('pointerup', this.#up);
    plot.addEventListener('pointercancel', this.#up);
  }

  /** What was brushed in the drawing before this one. */
  #restore(): void {
    const { brushed } = this.#setting.options;
    for (const { side, toPixel } of this.#alongs) {
      const known = brushed?.[side];
      if (known) this.#pixels[side] = ordered(toPixel(known[0]), toPixel(known[1]));
    }
    this.#paint();
  }

  #place(event: PointerEvent): { readonly x: number; readonly y: number } {
    const matrix = this.#plot.getScreenCTM()?.inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }

  #down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const at = this.#place(event);
    if (
      !this.#alongs.every(
        ({ side, frame }) => at[side] >= frame[0] - EDGE && at[side] <= frame[1] + EDGE,
      )
    )
      return;
    const grip = this.#gripAt(at);
    this.#hold = { ...grip, start: { x: at.x, y: at.y }, before: { ...this.#pixels } };
  };

  #gripAt(at: Readonly<Record<Side, number>>): Pick<Hold, 'grip' | 'side'> {
    const inside = this.#alongs.every(({ side }) => {
      const span = this.#pixels[side];
      return span !== undefined && at[side] >= span[0] - EDGE && at[side] <= span[1] + EDGE;
    });
    const first = this.#alongs[0]?.side ?? 'x';
    if (!inside) return { grip: 'new', side: first };
    for (const { side } of this.#alongs) {
      const [from, to] = this.#pixels[side] ?? [0, 0];
      if (Math.abs(at[side] - from) < EDGE) return { grip: 'from', side };
      if (Math.abs(at[side] - to) < EDGE) return { grip: 'to', side };
    }
    return { grip: 'move', side: first };
  }

  #move = (event: PointerEvent) => {
    const at = this.#place(event);
    const hold = this.#hold;
    if (!hold) {
      const { grip, side } = this.#gripAt(at);
      this.#plot.style.cursor =
        grip === 'new'
          ? 'crosshair'
          : grip === 'move'
            ? 'grab'
            : side === 'x'
              ? 'ew-resize'
              : 'ns-resize';
      return;
    }
    const far = this.#alongs.some(({ side }) => Math.abs(at[side] - hold.start[side]) >= LEAST);
    if (!far && !this.#plot.hasPointerCapture(event.pointerId)) return;
    // Taken only now, so that a click still reaches the mark under it.
    this.#plot.setPointerCapture(event.pointerId);
    event.preventDefault();
    const waits = this.#pending !== null;
    this.#pending = at;
    if (!waits) requestAnimationFrame(this.#step);
  };

  #step = () => {
    const at = this.#pending;
    this.#pending = null;
    if (!at || !this.#hold) return;
    this.#follow(this.#hold, at);
    this.#tell(false);
  };

  #follow({ grip, side: gripped, start, before }: Hold, at: Readonly<Record<Side, number>>): void {
    for (const { side, frame } of this.#alongs) {
      const held = (pixel: number) => Math.max(frame[0], Math.min(frame[1], pixel));
      const old = before[side];
      if (grip === 'new' || !old) this.#pixels[side] = ordered(held(start[side]), held(at[side]));
      else if (grip === 'move') {
        const by = Math.max(frame[0] - old[0], Math.min(frame[1] - old[1], at[side] - start[side]));
        this.#pixels[side] = [old[0] + by, old[1] + by];
      } else if (side === gripped)
        this.#pixels[side] =
          grip === 'from' ? ordered(held(at[side]), old[1]) : ordered(old[0], held(at[side]));
    }
    this.#paint();
  }

  #up = (event: PointerEvent) => {
    const hold = this.#hold;
    if (!hold) return;
    this.#hold = null;
    if (!this.#plot.hasPointerCapture(event.pointerId)) {
      const wasBrushed = this.#alongs.some(({ side }) => this.#pixels[side] !== undefined);
      if (wasBrushed && hold.grip === 'new' && event.type === 'pointerup') this.clear();
      return;
    }
    this.#plot.releasePointerCapture(event.pointerId);
    this.#follow(hold, this.#place(event));
    // The click that ends a drag is none.
    this.#plot.addEventListener('click', (click) => click.stopImmediatePropagation(), {
      capture: true,
      once: true,
    });
    this.#tell(true);
  };

  #paint(): void {
    const { height, width } = {
      height: Number(this.#plot.getAttribute('height')),
      width: Number(this.#plot.getAttribute('width')),
    };
    const across = (side: Side): Span => {
      const scale = (this.#plot as unknown as Plot.Plot).scale(side);
      const ends = scale?.range ? [...scale.range].map(Number) : [0, side === 'x' ? width : height];
      return this.#pixels[side] ?? [Math.min(...ends), Math.max(...ends)];
    };
    if (!this.#pixels.x && !this.#pixels.y) {
      this.#shade.setAttribute('visibility', 'hidden');
      return;
    }
    const [x, y] = [across('x'), across('y')];
    for (const [name, value] of Object.entries({
      x: x[0],
      y: y[0],
      width: Math.max(1, x[1] - x[0]),
      height: Math.max(1, y[1] - y[0]),
    }))
      this.#shade.setAttribute(name, value.toFixed(1));
    this.#shade.setAttribute('visibility', 'visible');
  }

  #tell(done: boolean): void {
    const { onBrush, brushed } = this.#setting.options;
    for (const one of this.#alongs) {
      const span = this.#pixels[one.side];
      const column = one.bound.source ?? one.bound.name;
      if (!span) {
        if (brushed) delete brushed[one.side];
        onBrush?.({ column, from: null, to: null, done });
        continue;
      }
      const values = ordered(one.toValue(span[0]), one.toValue(span[1]));
      if (brushed) brushed[one.side] = values;
      onBrush?.({ column, ...brushedValues(values, one.axis, one.bound, this.#bars), done });
    }
  }

  clear(): void {
    this.#keyed = false;
    this.#pixels = {};
    this.#paint();
    this.#tell(true);
  }

  reset(): void {
    if (this.#hold || this.#keyed) return;
    this.#pixels = {};
    const { brushed } = this.#setting.options;
    if (brushed) for (const side of ['x', 'y'] as const) delete brushed[side];
    this.#paint();
  }

  key(event: KeyboardEvent): boolean {
    const one = this.#alongs.find(({ side }) =>
      (side === 'x' ? /^Arrow(Left|Right)$/ : /^Arrow(Up|Down)$/).test(event.key),
    );
    if (event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace') {
      const any = this.#pixels.x !== undefined || this.#pixels.y !== undefined;
      if (any) this.clear();
      return any;
    }
    if (!one) return false;
    const { side, frame } = one;
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    const step = ((frame[1] - frame[0]) / 40) * (forward ? 1 : -1);
    const old = this.#pixels[side];
    if (!old) {
      const third = (frame[1] - frame[0]) / 3;
      this.#pixels[side] = [frame[0] + third, frame[1] - third];
    } else if (event.shiftKey)
      this.#pixels[side] = ordered(old[0], Math.max(frame[0], Math.min(frame[1], old[1] + step)));
    else {
      const by = Math.max(frame[0] - old[0], Math.min(frame[1] - old[1], step));
      this.#pixels[side] = [old[0] + by, old[1] + by];
    }
    this.#paint();
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
    const { locale } = this.#setting.options;
    const parts = this.#alongs.flatMap(({ side, axis, bound, toValue }) => {
      const span = this.#pixels[side];
      if (!span) return [];
      const { from, to } = brushedValues(
        ordered(toValue(span[0]), toValue(span[1])),
        axis,
        bound,
        this.#bars,
      );
      return [
        t(
          'declared.brush.range',
          { column: axis.label || bound.name, from: String(from), to: String(to) },
          locale,
        ),
      ];
    });
    return parts.length > 0
      ? parts.join(t('charts.comma', {}, locale))
      : t('declared.brush.none', {}, locale);
  }
}

const ordered = (a: number, b: number): Span => (a <= b ? [a, b] : [b, a]);
