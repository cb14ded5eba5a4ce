import * as Plot from '@observablehq/plot';
import type { Row } from '../../metrics/types.ts';
import { node, tipStyle } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { Axis, ColumnBound, Drawn } from './axis.ts';
import { worded } from './axis.ts';
import { type Colours, colourValue, constantColour } from './colour.ts';
import { typed } from './columns.ts';
import { CALENDAR } from './intervals.ts';
import type { LayerPlan } from './plan.ts';
import { tipText } from './tip.ts';
import { transformed } from './transform.ts';
import type { ChannelName } from './vocabulary.ts';

/** Everything that a mark is drawn with. */
export interface Setting extends Drawn {
  readonly x: Axis;
  readonly y: Axis;
  readonly fx: Axis;
  readonly fy: Axis;
  readonly colours: Colours;
  /** Takes the element of each row that can be picked. */
  readonly onMark: (element: SVGElement, row: Row, plan: LayerPlan) => void;
}

type Options = Record<string, unknown>;

/** Marks whose colour is that of their line; `fill` means it. */
const STROKED =
  /^(line|lineX|lineY|rule|tick|link|arrow|vector|linearRegression|delaunayMesh|voronoi|hull|density|differenceY|frame|graticule|sphere|tree|bollinger)/;
const BARS = /^(bar|rect|cell|waffle|box)/;
/** More points than these are drawn as strokes of one path a colour: each alone is an element of its own. */
const MOST_ELEMENTS = 600;

/** A mark as Plot draws it. */
export function markOf(plan: LayerPlan, at: number, setting: Setting): Plot.Markish[] {
  const { layer } = plan;
  const rows = drawable(setting.layers[at]?.rows ?? [], plan);
  if (rows.length < (NEEDS[layer.mark] ?? 0)) return [];
  const { mark } = layer;
  if (mark === 'frame') return [Plot.frame(styled(plan, setting))];
  if (mark === 'sphere') return [Plot.sphere(styled(plan, setting))];
  if (mark === 'graticule') return [Plot.graticule(styled(plan, setting))];
  const options: Options = {
    ...styled(plan, setting),
    ...placed(plan, setting),
    ...coloured(plan, setting),
    ...others(plan, setting),
  };
  const name = nameFor(plan, setting, options);
  if (mark === 'tree')
    return [
      Plot.tree(rows, {
        ...options,
        textStroke: PALETTES[setting.options.theme].surface,
      } as Plot.TreeOptions),
    ];
  const tips =
    setting.chart.tip &&
    layer.options.tip !== false &&
    !/^(density|contour|delaunay|voronoi|hull|linearRegression|bollinger|difference|box)/.test(
      mark,
    );
  if (tips) {
    options.title ??= (row: Row) => tipText(row, plan, setting.options);
    if (/^text$/.test(mark)) options.tip = undefined;
    else
      options.tip = {
        ...tipStyle(setting.options),
        ...(mark.startsWith('line') || mark.startsWith('area')
          ? { pointer: name.endsWith('X') ? 'y' : 'x' }
          : {}),
      };
  }
  options.render = rendered(plan, rows, setting);
  const made = transformed(name, layer, options);
  const draw = (Plot as unknown as Record<string, (rows: Row[], options: Options) => Plot.Markish>)[
    made.name
  ];
  return draw ? [draw(rows, made.options)] : [];
}

/** What is worked out from several rows. */
const NEEDS: Readonly<Record<string, number>> = {
  linearRegressionX: 3,
  linearRegressionY: 3,
  differenceY: 2,
  hexbin: 1,
  tree: 1,
  contour: 4,
  density: 1,
  hull: 3,
  voronoi: 1,
};

/** The rows that have what a mark needs along the axes; a line keeps its gaps. */
export function drawable(rows: readonly Row[], { layer, bounds }: LayerPlan): Row[] {
  const line = /^(line|area|difference|bollinger)/.test(layer.mark);
  const needed = (['x', 'y', 'x1', 'x2', 'y1', 'y2', 'path', 'geometry'] as const).flatMap(
    (channel) => {
      const bound = bounds[channel];
      if (bound?.kind !== 'column') return [];
      const words = bound.type === 'text' || bound.type === 'flag';
      return !words || channel === 'path' || channel === 'geometry' ? [bound] : [];
    },
  );
  const has = (row: Row) => needed.every(({ name, type }) => typed(row[name], type) !== null);
  if (line) return rows.some(has) ? [...rows] : [];
  return rows.filter(has);
}

/** Plot's name for it: what `area`, `bar` and bars on a time axis come down to. */
function nameFor({ layer, bounds }: LayerPlan, { x, y }: Setting, options: Options): string {
  const { mark } = layer;
  if (mark === 'area' && !('x1' in options && 'y1' in options)) return 'areaY';
  if (mark === 'rect' && !('x1' in options || 'y1' in options)) {
    if (x.temporal && bounds.y) return timedBars(options, 'x', x, 'rectY');
  }
  const turned = y.ordinal && !x.ordinal;
  if (mark === 'bar')
    return nameFor(
      { layer: { ...layer, mark: turned ? 'barX' : 'barY' }, bounds } as LayerPlan,
      { x, y } as Setting,
      options,
    );
  if (mark === 'barY' && ('x1' in options || (!x.ordinal && x.bound)))
    return timedBars(options, 'x', x, 'rectY');
  if (mark === 'barX' && ('y1' in options || (!y.ordinal && y.bound)))
    return timedBars(options, 'y', y, 'rectX');
  if (mark === 'differenceY' || mark === 'bollingerY') return mark;
  return mark;
}

/** Bars that stand on steps of the calendar are as wide as their step. */
function timedBars(options: Options, along: 'x' | 'y', axis: Axis, name: string): string {
  if (axis.interval && !(`${along}1` in options)) options.interval = CALENDAR[axis.interval];
  return name;
}

function styled({ layer }: LayerPlan, { options }: Setting): Options {
  const palette = PALETTES[options.theme];
  const { mark } = layer;
  const own: Options = { ...layer.options };
  for (const key of ['tip', 'thresholds', 'binWidth', 'innerRadius', 'layout', 'fit'])
    delete own[key];
  if (layer.options.thresholds !== undefined && (mark === 'contour' || mark === 'density'))
    own.thresholds = layer.options.thresholds;
  if (layer.options.binWidth !== undefined) own.binWidth = layer.options.binWidth;
  if (/^line/.test(mark)) return { strokeWidth: 2, strokeLinejoin: 'round', ...own };
  if (/^area/.test(mark)) return { fillOpacity: 0.75, ...own };
  if (mark === 'text') return { fill: palette.text, ...own };
  if (/^rule|^frame|^graticule|^sphere/.test(mark))
    return { stroke: mark === 'graticule' ? palette.border : palette.strong, ...own };
  if (/^tick/.test(mark)) return { strokeWidth: 1.5, ...own };
  if (/^box/.test(mark)) return { stroke: palette.text, ...own };
  if (/^(dot|circle|hexagon)/.test(mark) && mark !== 'hexbin') return { fillOpacity: 0.75, ...own };
  if (mark === 'cell') return { inset: 0.5, rx: 2, ...own };
  if (mark === 'geo') return { stroke: palette.surface, strokeWidth: 0.5, ...own };
  return own;
}

const ofAxis = (channel: string): 'x' | 'y' | 'fx' | 'fy' | null =>
  channel === 'fx' || channel === 'fy'
    ? channel
    : /^x/.test(channel)
      ? 'x'
      : /^y/.test(channel)
        ? 'y'
        : null;

/** Positions: along an ordinal axis by text, else as figures and moments; cut columns from their start to their end. */
function placed({ layer, bounds }: LayerPlan, setting: Setting): Options {
  const options: Options = {};
  for (const [channel, bound] of Object.entries(bounds)) {
    const name = ofAxis(channel);
    if (!name) continue;
    if (bound.kind === 'constant') {
      options[channel] = constantPlace(bound.value, setting[name]);
      continue;
    }
    const axis = setting[name];
    if (bound.to !== undefined && !axis.ordinal) {
      const [from, to] = [reads(bound.name, bound), reads(bound.to, bound)];
      if (BARS.test(layer.mark)) {
        options[`${channel}1`] = from;
        options[`${channel}2`] = to;
      } else options[channel] = (row: Row) => midway(from(row), to(row));
      continue;
    }
    options[channel] = axis.ordinal
      ? (row: Row) => worded(row[bound.name], bound, setting.options)
      : flooredValue(bound);
  }
  return options;
}

const midway = (from: unknown, to: unknown) =>
  from === null || to === null
    ? null
    : from instanceof Date
      ? new Date((from.getTime() + Number(to)) / 2)
      : (Number(from) + Number(to)) / 2;

const reads =
  (name: string, { type }: ColumnBound) =>
  (row: Row) =>
    typed(row[name], type);

function flooredValue(bound: ColumnBound): (row: Row) => unknown {
  const value = reads(bound.name, bound);
  const { interval, source, name } = bound;
  if (!interval || source !== name) return value;
  return (row) => {
    const at = value(row);
    return at instanceof Date ? CALENDAR[interval].floor(at) : at;
  };
}

/** A constant stands where its axis has it: a day on a time axis, a word on an ordinal one. */
function constantPlace(value: string | number | boolean, axis: Axis): unknown {
  const place = axis.temporal ? typed(value, 'time') : axis.ordinal ? String(value) : value;
  return [place][0];
}

function coloured({ layer, bounds }: LayerPlan, setting: Setting): Options {
  const { options, colours } = setting;
  const palette = PALETTES[options.theme];
  const house = palette.categorical[0] ?? palette.accent;
  const made: Options = {};
  const stroked = STROKED.test(layer.mark);
  for (const channel of ['fill', 'stroke'] as const) {
    const bound = bounds[channel];
    if (!bound) continue;
    const into = stroked && channel === 'fill' && !bounds.stroke ? 'stroke' : channel;
    if (bound.kind === 'constant') made[into] = constantColour(String(bound.value), options.theme);
    else if (layer.mark === 'density')
      made[into] = { value: (row: Row) => worded(row[bound.name], bound, options), scale: 'color' };
    else if (layer.mark === 'hexbin') continue;
    else made[into] = { value: colourValue(bound, colours, options), scale: 'color' };
  }
  if (layer.mark === 'differenceY' || layer.mark === 'contour' || layer.mark === 'tree')
    return made;
  if (stroked) {
    if (made.stroke === undefined && !/^(rule|frame|graticule|sphere)/.test(layer.mark))
      made.stroke = house;
  } else if (made.fill === undefined && layer.mark !== 'text' && layer.mark !== 'hexbin') {
    if (/^(dot|circle|hexagon|geo)/.test(layer.mark) && made.stroke !== undefined)
      made.fill = 'none';
    else
      made.fill =
        layer.mark === 'geo'
          ? palette.border
          : layer.mark.startsWith('box')
            ? palette.accentSoft
            : house;
  }
  return made;
}

const PLAIN: readonly ChannelName[] = [
  'z',
  'r',
  'symbol',
  'text',
  'title',
  'length',
  'rotate',
  'weight',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'path',
  'geometry',
];

function others({ layer, bounds }: LayerPlan, { options }: Setting): Options {
  const made: Options = {};
  for (const channel of PLAIN) {
    const bound = bounds[channel];
    if (!bound) continue;
    if (bound.kind === 'constant')
      made[channel] =
        channel === 'text' || channel === 'title' ? () => String(bound.value) : bound.value;
    else if (layer.mark === 'hexbin' && channel === 'r') continue;
    else if (channel === 'geometry') made.geometry = (row: Row) => geometry(row[bound.name]);
    else if (channel === 'text' || channel === 'title')
      made[channel] = (row: Row) =>
        tipText(
          row,
          { layer, bounds: { text: bound }, derived: null, columns: [] },
          options,
          false,
        );
    else made[channel] = (row: Row) => typed(row[bound.name], bound.type);
  }
  return made;
}

/** A GeoJSON geometry or feature from its text; null where it is none. */
export function geometry(value: unknown): unknown {
  if (typeof value === 'object') return value;
  try {
    const parsed: unknown = JSON.parse(String(value));
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed ? parsed : null;
  } catch {
    return null;
  }
}

/** Keeps the element of each row, and draws many points as few paths. */
function rendered(plan: LayerPlan, rows: readonly Row[], setting: Setting): Plot.RenderFunction {
  const { mark } = plan.layer;
  const points =
    /^(dot|dotX|dotY|circle)$/.test(mark) &&
    plan.bounds.symbol === undefined &&
    plan.bounds.r === undefined;
  return (index, scales, values, dimensions, context, next) => {
    if (points && index.length > MOST_ELEMENTS) return dotPaths(index, values, plan);
    const made = next?.(index, scales, values, dimensions, context) ?? null;
    for (const element of made?.children ?? []) {
      const datum = (element as unknown as { __data__?: unknown }).__data__;
      const row = typeof datum === 'number' ? rows[datum] : undefined;
      if (row && element instanceof SVGElement) setting.onMark(element, row, plan);
    }
    return made;
  };
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
