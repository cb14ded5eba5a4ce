import * as Plot from '@observablehq/plot';
import type { Layer } from './types.ts';

type Options = Record<string, unknown>;
type Transform = (basis: never, options: never) => Options;

/** The axis along which a mark's values lie: what is stacked, normalized and smoothed. */
const lies = (name: string): 'X' | 'Y' =>
  /^(barX|rectX|areaX|lineX|waffleX|tickX|dotX|ruleX|boxX)$/.test(name) ? 'X' : 'Y';

/** Applies a mark's transforms to its options, in the order normalize, map, window, only, stack, dodge, hexbin. */
export function transformed(
  name: string,
  layer: Layer,
  given: Options,
): { readonly name: string; readonly options: Options } {
  const { normalize, map, window, only, stack, dodge } = layer.transforms;
  const side = lies(name);
  const along = side === 'X' ? 'x' : 'y';
  let options = given;
  const apply = (transform: unknown, basis: unknown) => {
    options = (transform as Transform)(basis as never, options as never);
  };
  if (normalize) apply(side === 'X' ? Plot.normalizeX : Plot.normalizeY, normalize);
  if (map) apply(Plot.map, { [along]: map });
  if (window) apply(side === 'X' ? Plot.windowX : Plot.windowY, { ...window, strict: false });
  if (only) options = chosen(only, options);
  if (stack) {
    if (/^(bar|area|waffle|rect)/.test(name)) {
      // Without an offset they overlap: drawn from zero, not one on another.
      if (stack.offset === 'none') options = unstacked(options, along);
      else options = { ...options, ...words(stack) };
    } else if (stack.offset !== 'none')
      apply(side === 'X' ? Plot.stackX : Plot.stackY, words(stack));
  }
  if (dodge) {
    const { axis, anchor, padding } = dodge;
    apply(axis === 'x' ? Plot.dodgeX : Plot.dodgeY, { anchor, padding });
  }
  if (name === 'hexbin') return { name: 'hexagon', options: hexagons(layer, options) };
  return { name, options };
}

const words = ({ offset, order, reverse }: NonNullable<Layer['transforms']['stack']>): Options => ({
  ...(offset && offset !== 'zero' ? { offset } : {}),
  ...(order && { order }),
  ...(reverse && { reverse }),
});

function unstacked({ x, y, ...rest }: Options, along: 'x' | 'y'): Options {
  return along === 'y' ? { ...rest, x, y1: 0, y2: y } : { ...rest, y, x1: 0, x2: x };
}

function chosen(only: string, options: Options): Options {
  switch (only) {
    case 'first':
      return Plot.selectFirst(options) as Options;
    case 'last':
      return Plot.selectLast(options) as Options;
    case 'minX':
      return Plot.selectMinX(options) as Options;
    case 'maxX':
      return Plot.selectMaxX(options) as Options;
    case 'minY':
      return Plot.selectMinY(options) as Options;
    default:
      return Plot.selectMaxY(options) as Options;
  }
}

/** Hexagons coloured, or sized, by how many rows lie in each or by a figure of them. */
function hexagons(layer: Layer, options: Options): Options {
  const { r, fill } = layer.channels;
  const { binWidth, fill: house, title, ...rest } = options;
  // A tip is told all rows of its hexagon.
  const outputs: Options = title ? { title: (rows: unknown) => rows } : {};
  const inputs: Options = title ? { title } : {};
  for (const [name, channel] of [
    ['r', r],
    ['fill', fill],
  ] as const) {
    if (!channel?.reduce) continue;
    outputs[name] = channel.reduce === 'share' ? 'proportion' : channel.reduce;
    if (channel.column !== undefined)
      inputs[name] = (row: Record<string, unknown>) => Number(row[channel.column ?? '']);
  }
  if (!r?.reduce && !fill?.reduce) outputs.fill = 'count';
  return Plot.hexbin(
    outputs as never,
    {
      ...rest,
      ...(outputs.fill ? {} : { fill: house }),
      ...inputs,
      binWidth: (binWidth as number | undefined) ?? 16,
    } as never,
  ) as unknown as Options;
}
