/** Everything that a `chart` block may say. What is not in here is refused with the names that are. */

export const CHANNELS = [
  'x',
  'y',
  'z',
  'x1',
  'x2',
  'y1',
  'y2',
  'fx',
  'fy',
  'fill',
  'stroke',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'r',
  'symbol',
  'text',
  'title',
  'length',
  'rotate',
  'weight',
  'geometry',
  'path',
  'label',
  'value',
  'series',
  'source',
  'target',
  'region',
] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const REDUCERS = [
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'distinct',
  'mode',
  'deviation',
  'variance',
  'p25',
  'p75',
  'p90',
  'p95',
  'p99',
  'share',
] as const;
export type Reducer = (typeof REDUCERS)[number];

export const INTERVALS = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const;
export type Interval = (typeof INTERVALS)[number];

/** Keys of a scale. */
export const SCALE_KEYS = [
  'type',
  'domain',
  'range',
  'scheme',
  'label',
  'format',
  'ticks',
  'axis',
  'grid',
  'zero',
  'nice',
  'reverse',
  'percent',
  'clamp',
  'padding',
  'interval',
  'legend',
  'pivot',
  'rotate',
] as const;

export const SCALES = ['x', 'y', 'color', 'r', 'opacity', 'length', 'symbol', 'fx', 'fy'] as const;
export type ScaleName = (typeof SCALES)[number];

/** How the values of an axis, a legend or a tip are written. */
export const FORMATS = [
  'integer',
  'number',
  'compact',
  'percent',
  'money',
  'day',
  'month',
  'hour',
  'text',
] as const;

export const SCALE_TYPES = [
  'linear',
  'log',
  'symlog',
  'sqrt',
  'pow',
  'utc',
  'band',
  'point',
  'ordinal',
  'categorical',
  'sequential',
  'diverging',
  'quantile',
  'quantize',
  'threshold',
  'identity',
] as const;

/** `house` is the page's own; the others are d3-scale-chromatic's. */
export const SCHEMES = [
  'house',
  'blues',
  'greens',
  'greys',
  'oranges',
  'purples',
  'reds',
  'turbo',
  'viridis',
  'magma',
  'inferno',
  'plasma',
  'cividis',
  'cool',
  'warm',
  'bugn',
  'bupu',
  'gnbu',
  'orrd',
  'pubu',
  'pubugn',
  'purd',
  'rdpu',
  'ylgn',
  'ylgnbu',
  'ylorbr',
  'ylorrd',
  'rainbow',
  'sinebow',
  'brbg',
  'prgn',
  'piyg',
  'puor',
  'rdbu',
  'rdgy',
  'rdylbu',
  'rdylgn',
  'spectral',
  'accent',
  'category10',
  'dark2',
  'observable10',
  'paired',
  'pastel1',
  'pastel2',
  'set1',
  'set2',
  'set3',
  'tableau10',
] as const;

export const PROJECTIONS = [
  'equal-earth',
  'equirectangular',
  'mercator',
  'orthographic',
  'stereographic',
  'azimuthal-equal-area',
  'azimuthal-equidistant',
  'conic-conformal',
  'conic-equal-area',
  'conic-equidistant',
  'gnomonic',
  'transverse-mercator',
  'albers',
  'albers-usa',
  'identity',
  'reflect-y',
] as const;

const CURVES = [
  'linear',
  'basis',
  'bump-x',
  'bump-y',
  'bundle',
  'cardinal',
  'catmull-rom',
  'monotone-x',
  'monotone-y',
  'natural',
  'step',
  'step-after',
  'step-before',
] as const;
const ANCHORS = [
  'middle',
  'top',
  'bottom',
  'left',
  'right',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
] as const;
const MARKERS = ['none', 'arrow', 'dot', 'circle', 'circle-stroke', 'tick'] as const;
export const SYMBOLS = [
  'circle',
  'cross',
  'diamond',
  'square',
  'star',
  'triangle',
  'wye',
  'hexagon',
  'plus',
  'times',
] as const;

/** What an option of a mark may be: a number within bounds, yes or no, or one of some words. */
export type OptionRule =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'dashes' };

const number = (min: number, max: number): OptionRule => ({ kind: 'number', min, max });
const words = (all: readonly string[]): OptionRule => ({ kind: 'words', words: all });
const yesNo: OptionRule = { kind: 'boolean' };

export const OPTIONS: Readonly<Record<string, OptionRule>> = {
  strokeWidth: number(0, 40),
  strokeDasharray: { kind: 'dashes' },
  curve: words(CURVES),
  tension: number(0, 1),
  marker: words(MARKERS),
  markerStart: words(MARKERS),
  markerEnd: words(MARKERS),
  inset: number(-40, 40),
  insetLeft: number(-40, 40),
  insetRight: number(-40, 40),
  insetTop: number(-40, 40),
  insetBottom: number(-40, 40),
  rx: number(0, 200),
  ry: number(0, 200),
  dx: number(-400, 400),
  dy: number(-400, 400),
  fontSize: number(6, 72),
  fontWeight: number(100, 900),
  lineWidth: number(1, 200),
  textAnchor: words(['start', 'middle', 'end']),
  lineAnchor: words(['top', 'middle', 'bottom']),
  frameAnchor: words(ANCHORS),
  clip: yesNo,
  tip: yesNo,
  bandwidth: number(0, 400),
  thresholds: number(1, 200),
  binWidth: number(2, 200),
  ci: number(0, 0.999),
  k: number(0, 10),
  n: number(2, 1000),
  bend: number(-90, 90),
  headLength: number(0, 40),
  delimiter: words(['/', '.', '>', '|', ',', '-', '→', ' ']),
  treeLayout: words(['tidy', 'cluster']),
  unit: number(0.000001, 1e15),
  gap: number(0, 40),
  round: yesNo,
  /** Of the ring: 0 is a pie. */
  innerRadius: number(0, 0.95),
  layout: words(['brazil-states', 'china-provinces']),
  fit: yesNo,
};

export interface MarkRule {
  /** Channels that it knows. */
  readonly channels: readonly ChannelName[];
  /** Channels without which there is nothing to draw; `a|b`: one of them. */
  readonly needs: readonly string[];
  readonly options: readonly string[];
  /** Whole drawings of their own, which no other mark stands beside. */
  readonly alone?: true;
}

const LOOK: readonly ChannelName[] = [
  'fill',
  'stroke',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'title',
  'fx',
  'fy',
];
const STYLE = ['strokeWidth', 'strokeDasharray', 'clip', 'tip', 'dx', 'dy'];
const INSETS = ['inset', 'insetLeft', 'insetRight', 'insetTop', 'insetBottom', 'rx', 'ry'];
const PATHS = ['curve', 'tension', 'marker', 'markerStart', 'markerEnd'];
const TYPE = ['fontSize', 'fontWeight', 'lineWidth', 'textAnchor', 'lineAnchor', 'frameAnchor'];

const rule = (
  channels: readonly ChannelName[],
  needs: readonly string[],
  options: readonly string[] = [],
): MarkRule => ({ channels: [...channels, ...LOOK], needs, options: [...options, ...STYLE] });
const alone = (
  channels: readonly ChannelName[],
  needs: readonly string[],
  options: readonly string[] = [],
): MarkRule => ({ channels, needs, options, alone: true });

const SPAN: readonly ChannelName[] = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'z'];
const POINT: readonly ChannelName[] = ['x', 'y', 'r', 'symbol', 'rotate', 'z'];

export const MARKS = {
  area: rule(SPAN, ['x|x1', 'y|y1'], PATHS),
  areaX: rule(SPAN, ['x|x2', 'y'], PATHS),
  areaY: rule(SPAN, ['x', 'y|y2'], PATHS),
  arrow: rule(SPAN, ['x|x1', 'y|y1'], ['bend', 'headLength', 'inset']),
  bar: rule(SPAN, ['x', 'y'], INSETS),
  barX: rule(SPAN, ['x|x2'], INSETS),
  barY: rule(SPAN, ['y|y2'], INSETS),
  bollingerY: rule(['x', 'y', 'z'], ['x', 'y'], ['n', 'k', ...PATHS]),
  boxX: rule(['x', 'y'], ['x'], INSETS),
  boxY: rule(['x', 'y'], ['y'], INSETS),
  cell: rule(['x', 'y'], ['x', 'y'], INSETS),
  circle: rule(POINT, ['x', 'y'], []),
  contour: rule(['x', 'y'], ['x', 'y', 'fill|stroke'], ['thresholds']),
  delaunayMesh: rule(['x', 'y', 'z'], ['x', 'y'], []),
  density: rule(['x', 'y', 'weight', 'z'], ['x', 'y'], ['bandwidth', 'thresholds']),
  differenceY: rule(['x', 'y', 'y1', 'y2', 'z'], ['x', 'y|y1'], PATHS),
  dot: rule(POINT, ['x|y'], []),
  dotX: rule(POINT, ['x'], []),
  dotY: rule(POINT, ['y'], []),
  frame: rule([], [], ['inset', 'rx', 'ry']),
  geo: rule(['geometry', 'r'], ['geometry'], []),
  graticule: rule([], [], []),
  hexagon: rule(POINT, ['x', 'y'], []),
  hexbin: rule(['x', 'y', 'r'], ['x', 'y'], ['binWidth']),
  hull: rule(['x', 'y', 'z'], ['x', 'y'], ['curve']),
  line: rule(['x', 'y', 'z'], ['x', 'y'], PATHS),
  lineX: rule(['x', 'y', 'z'], ['x'], PATHS),
  lineY: rule(['x', 'y', 'z'], ['y'], PATHS),
  linearRegressionX: rule(['x', 'y', 'z'], ['x', 'y'], ['ci']),
  linearRegressionY: rule(['x', 'y', 'z'], ['x', 'y'], ['ci']),
  link: rule(SPAN, ['x|x1', 'y|y1'], PATHS),
  rect: rule(SPAN, ['x|x1|y|y1'], INSETS),
  rectX: rule(SPAN, ['x|x2'], INSETS),
  rectY: rule(SPAN, ['y|y2'], INSETS),
  ruleX: rule(['x', 'y', 'y1', 'y2', 'z'], ['x'], INSETS),
  ruleY: rule(['x', 'y', 'x1', 'x2', 'z'], ['y'], INSETS),
  sphere: rule([], [], []),
  text: rule(['x', 'y', 'text', 'rotate', 'z'], ['text'], TYPE),
  tickX: rule(['x', 'y', 'z'], ['x'], INSETS),
  tickY: rule(['x', 'y', 'z'], ['y'], INSETS),
  tree: rule(['path'], ['path'], ['delimiter', 'treeLayout', 'fontSize']),
  vector: rule(['x', 'y', 'length', 'rotate'], ['x', 'y'], []),
  voronoi: rule(['x', 'y', 'z'], ['x', 'y'], []),
  waffleX: rule(SPAN, ['x|x2'], ['unit', 'gap', 'round', 'rx', 'ry']),
  waffleY: rule(SPAN, ['y|y2'], ['unit', 'gap', 'round', 'rx', 'ry']),
  ring: alone(['label', 'value'], ['label', 'value'], ['innerRadius']),
  radar: alone(['label', 'value', 'series'], ['label', 'value'], ['fit']),
  funnel: alone(['label', 'value'], ['label', 'value']),
  sankey: alone(['source', 'target', 'value'], ['source', 'target', 'value']),
  waterfall: alone(['label', 'value'], ['label', 'value']),
  scatter3d: alone(['x', 'y', 'z', 'fill', 'title'], ['x', 'y', 'z']),
  network: alone(['source', 'target', 'value'], ['source', 'target']),
  tileMap: alone(['region', 'value'], ['region', 'value'], ['layout']),
} as const satisfies Readonly<Record<string, MarkRule>>;
export type MarkName = keyof typeof MARKS;

export const ruleOf = (mark: MarkName): MarkRule => MARKS[mark];

/** Channels whose words may be colours. */
export const COLOURED: ReadonlySet<string> = new Set(['fill', 'stroke']);

/** Keys of a mark that are neither channels nor options. */
export const TRANSFORMS = ['stack', 'normalize', 'window', 'map', 'only', 'dodge'] as const;
export const DATA_KEYS = ['where', 'sort', 'limit'] as const;
/** Keys of the block as a whole. */
export const CHART_KEYS = [
  'from',
  'title',
  'subtitle',
  'caption',
  'mark',
  'marks',
  'scales',
  'projection',
  'facet',
  'legend',
  'grid',
  'tip',
  'brush',
  'height',
  'aspectRatio',
  'margins',
  'filter',
  'select',
] as const;
