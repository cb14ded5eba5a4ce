import type * as Plot from '@observablehq/plot';
import type { Row } from '../../metrics/types.ts';
import { node } from '../frame.ts';
import type { Setting } from './marks.ts';
import type { LayerPlan } from './plan.ts';

/** More points than these are drawn as strokes of one path a colour: each alone is an element of its own. */
const MOST_ELEMENTS = 600;
/** Marks that have an element for each row. */
const EACH = /^(dot|circle|hexagon|tick|bar|rect|cell|text|rule|link|arrow|vector|box)/;
/** Elements that are made in one turn. */
const SPAN = 500;

/** Keeps the element of each row, draws many points as few paths, and other marks of many elements span by span. */
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
    const drawn = (span: number[]) => {
      const made = next?.(span, scales, values, dimensions, context) ?? null;
      for (const element of made?.children ?? []) kept(element);
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
