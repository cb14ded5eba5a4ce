import * as Plot from '@observablehq/plot';
import type { Row } from '../../metrics/types.ts';
import { tipStyle } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { namedOutline } from '../places/named.ts';
import { tipLines } from '../tips.ts';
import type { Axis, ColumnBound, Drawn } from './axis.ts';
import { worded } from './axis.ts';
import { type Colours, colourValue, constantColour } from './colour.ts';
import { typed } from './columns.ts';
import { alone, drawable, NEEDS } from './drawable.ts';
import { CALENDAR } from './intervals.ts';
import type { Bound, LayerPlan } from './plan.ts';
import { rendered } from './points.ts';
import { heapText, tipText, valueText } from './tip.ts';
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
/** How marks come to be, see `grow`. */
const MOVES: Readonly<Record<string, string>> = {
  barX: 'th-grow-x',
  rectX: 'th-grow-x',
  barY: 'th-grow',
  rectY: 'th-grow',
  cell: 'th-cells',
};

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
    const own = options.title !== undefined;
    const { options: shown } = setting;
    const told = (one: Row | Row[]) =>
      Array.isArray(one) ? heapText(one, plan, shown) : tipText(one, plan, shown);
    const written = (one: Row | Row[]) => tipLines(told(one), shown.width).join('\n');
    // The row itself stands for its lines: they are written for the one under the pointer alone.
    options.title ??= (row: Row) => row;
    if (/^text$/.test(mark)) options.tip = undefined;
    else
      options.tip = {
        ...tipStyle(shown),
        ...(own ? {} : { format: { title: written } }),
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
  if (!draw) return [];
  return [
    draw(rows, { className: MOVES[made.name], ...made.options }),
    ...lonely(plan, rows, options),
    ...figuresBeside(plan, rows, setting, options),
  ];
}

/** A dot for each series of a line that has one row. */
function lonely(plan: LayerPlan, rows: readonly Row[], { x, y, fx, fy, stroke }: Options) {
  const single = alone(rows, plan);
  const at = { x, y, fx, fy, fill: stroke, r: 3 } as Plot.DotOptions;
  return single.length > 0 ? [Plot.dot(single, at)] : [];
}

/** True for bars that stand alone in their place: their figures are written beside them. */
export function isLabelled(
  { layer, bounds }: LayerPlan,
  { plans, layers, fx, y }: Pick<Setting, 'plans' | 'layers' | 'fx' | 'y'>,
): boolean {
  const { x, fill } = bounds;
  const stacked =
    fill?.kind === 'column' && !(bounds.y?.kind === 'column' && bounds.y.name === fill.name);
  const plain =
    plans.length === 1 && layer.mark === 'barX' && Object.keys(layer.transforms).length === 0;
  return (
    plain &&
    !stacked &&
    y.ordinal &&
    fx.places.length === 0 &&
    x?.kind === 'column' &&
    x.type === 'number' &&
    isOneEach(layers[0]?.rows ?? [], [bounds.y, bounds.fy])
  );
}

/** True where no two rows share their place. */
function isOneEach(rows: readonly Row[], bounds: readonly (Bound | undefined)[]): boolean {
  const names = bounds.flatMap((bound) => (bound?.kind === 'column' ? [bound.name] : []));
  const seen = new Set<string>();
  return rows.every((row) => {
    const place = names.map((name) => String(row[name])).join('\n');
    return !seen.has(place) && seen.add(place);
  });
}

function figuresBeside(
  plan: LayerPlan,
  rows: Row[],
  setting: Setting,
  options: Options,
): Plot.Markish[] {
  const { x } = plan.bounds;
  if (!isLabelled(plan, setting) || x?.kind !== 'column') return [];
  const { theme, width } = setting.options;
  const text = (row: Row) => valueText(row, x.name, plan, setting.options);
  const below = (row: Row) => Number(typed(row[x.name], 'number')) < 0;
  const fill = PALETTES[theme].muted;
  const label = (some: Row[], dx: number, textAnchor: 'start' | 'end') =>
    Plot.text(some, { x: options.x as never, y: options.y as never, text, dx, textAnchor, fill });
  return width < 240
    ? []
    : [
        label(
          rows.filter((row) => !below(row)),
          6,
          'start',
        ),
        label(rows.filter(below), -6, 'end'),
      ];
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
  if (/^box/.test(mark)) return { stroke: palette.categorical[0] ?? palette.accent, ...own };
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

/** A GeoJSON geometry or feature from its text, or the outline of the country that it names; null where it is none. */
export function geometry(value: unknown): unknown {
  if (typeof value === 'object') return value;
  try {
    const parsed: unknown = JSON.parse(String(value));
    if (typeof parsed === 'object' && parsed !== null) return 'type' in parsed ? parsed : null;
  } catch {
    // No GeoJSON.
  }
  return namedOutline(String(value));
}
