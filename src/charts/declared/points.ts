import type * as Plot from '@observablehq/plot';
import type { Row } from '../../metrics/types.ts';
import { node } from '../frame.ts';
import type { Setting } from './marks.ts';
import type { LayerPlan } from './plan.ts';

/** More points than these are drawn as strokes of one path a colour: each alone is an element of its own. */
const MOST_ELEMENTS = 600;
/** Marks that have an element for each row. */
const EACH = /^(dot|circle|hexagon|tick|bar|rect|cell|text|rule|link|arrow|vector|box)/;
/** Of these, those whose elements are boxes or strokes that can share a path. */
const JOINED = /^(bar|tick|cell)/;
/** More boxes than these are drawn as one path a colour as well: laying out 10,000 holds the page for 150 ms. */
const MOST_BOXES = 2000;
/** Elements that are made in one turn. */
const SPAN = 500;

/** Keeps the element of each row, draws many points or boxes as few paths, and other marks of many elements span by span. */
export function rendered(
  plan: LayerPlan,
  rows: readonly Row[],
  setting: Setting,
): Plot.RenderFunction {
  const { mark } = plan.layer;
  const points =
    /^(dot|dotX|dotY|circle)$/.test(mark) &&
    plan.bounds.symbol === undefined &&
    plan.bounds.r === undefined;
  return (index, scales, values, dimensions, context, next) => {
    if (points && index.length > MOST_ELEMENTS) return dotPaths(index, values, plan);
    const joins = JOINED.test(mark) && index.length > MOST_BOXES;
    const drawn = (span: number[]) => {
      const made = next?.(span, scales, values, dimensions, context) ?? null;
      if (joins && made) joined(made);
      else for (const element of made?.children ?? []) kept(element);
      return made;
    };
    const { later } = setting.options;
    if (!later || !EACH.test(mark) || index.length <= SPAN) return drawn(index);
    const first = drawn(index.slice(0, SPAN));
    for (let from = SPAN; from < index.length; from += SPAN)
      later(() => first?.append(...(drawn(index.slice(from, from + SPAN))?.children ?? [])));
    return first;
  };
  function kept(element: Element): void {
    // The tip says it, and better.
    element.querySelector(':scope > title')?.remove();
    const datum = (element as unknown as { __data__?: unknown }).__data__;
    const row = typeof datum === 'number' ? rows[datum] : undefined;
    if (row && element instanceof SVGElement) setting.onMark(element, row, plan);
  }
}

/** Puts the boxes and strokes of a group that look alike into one path each. */
function joined(group: SVGElement): void {
  const paths = new Map<string, { readonly like: Element; readonly d: string[] }>();
  for (const element of [...group.children]) {
    const at = (name: string) => Number(element.getAttribute(name));
    const line = element.localName === 'line';
    if (!line && element.localName !== 'rect') continue;
    const look = LOOK.map((name) => element.getAttribute(name) ?? '').join();
    const path = paths.get(look) ?? { like: element, d: [] };
    paths.set(look, path);
    path.d.push(
      line
        ? `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`
        : `M${at('x')} ${at('y')}h${at('width')}v${at('height')}h${-at('width')}z`,
    );
    element.remove();
  }
  for (const { like, d } of paths.values()) {
    const path = node('path', { d: d.join('') });
    for (const name of LOOK) {
      const value = like.getAttribute(name);
      if (value !== null) path.setAttribute(name, value);
    }
    group.append(path);
  }
}

const LOOK = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'opacity',
  'transform',
];

/** Points as round ends of strokes without a length: one path for each colour. */
function dotPaths(
  index: readonly number[],
  values: Plot.ChannelValues,
  { layer }: LayerPlan,
): SVGGElement {
  const { x, y, fill, stroke } = values as unknown as Record<
    string,
    ArrayLike<number | string> | undefined
  >;
  const paths = new Map<string, string[]>();
  const constant = (one: unknown) => (typeof one === 'string' ? one : undefined);
  for (const i of index) {
    const colour = String(fill?.[i] ?? stroke?.[i] ?? '');
    const path = paths.get(colour) ?? [];
    if (path.length === 0) paths.set(colour, path);
    path.push(`M${Number(x?.[i] ?? 0).toFixed(1)} ${Number(y?.[i] ?? 0).toFixed(1)}h0`);
  }
  const group = node('g', {
    'aria-label': 'dot',
    fill: 'none',
    'stroke-linecap': 'round',
    'stroke-width': 5,
    'stroke-opacity': Number(layer.options.fillOpacity ?? 0.5),
  });
  for (const [colour, path] of paths)
    group.append(node('path', { d: path.join(''), stroke: constant(colour) || 'currentColor' }));
  return group;
}
