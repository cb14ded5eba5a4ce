import * as Plot from '@observablehq/plot';
import { gridX, gridY, node } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { textWidth, truncate } from '../values.ts';
import { type Axis, MEMBERS } from './axis.ts';
import { CALENDAR } from './intervals.ts';
import { isLabelled, type Setting } from './marks.ts';
import { valueText } from './tip.ts';
import type { ScaleSpec } from './types.ts';

export interface Layout {
  readonly plot: Plot.PlotOptions;
  readonly left: number;
  readonly height: number;
  /** True where the words along x do not fit side by side. */
  readonly crowded: boolean;
  readonly facetTop: number;
}

/** Longest words along a crowded axis, in pixels. */
const LONG = 110;
const BAND = 28;
const BARE = /^(line|area|dot|circle|hexbin|linearRegression|density|contour)/;
const BASED = /^(bar|area|rect|waffle|ruleX|ruleY)/;

/** Size, margins and position scales of a chart, from what stands along its axes. */
export function layoutOf(setting: Setting, mapped: boolean): Layout {
  const { chart, x, y, fx, fy, options } = setting;
  const { width } = options;
  const facetRows = Math.max(1, fy.places.length);
  const facetColumns = Math.max(1, fx.places.length);
  const tree = setting.plans.some(({ layer }) => layer.mark === 'tree');
  const right =
    chart.margins.right ??
    (fy.places.length > 0
      ? Math.min(width * 0.2, 16 + widest(fy.places))
      : tree
        ? 120
        : Math.max(20, besideBars(setting)));
  const hidden = mapped || tree;
  const left = chart.margins.left ?? (hidden ? 8 : leftOf(setting));
  const inner = (width - left - right) / facetColumns;
  const crowded =
    !hidden &&
    x.ordinal &&
    x.spec.rotate === undefined &&
    x.places.some(
      (place) =>
        textWidth(truncate(x.tick(place), LONG)) > (inner / Math.max(1, x.places.length)) * 0.95,
    );
  const facetTop = fx.places.length > 0 ? 22 : 0;
  const top = (chart.margins.top ?? (y.label && !hidden ? 26 : 10)) + facetTop;
  const bottom =
    chart.margins.bottom ??
    (hidden
      ? 8
      : crowded
        ? Math.min(100, 26 + widest(x.places.map((one) => truncate(x.tick(one), LONG))) * 0.72) +
          (x.label ? 14 : 0)
        : x.label
          ? 42
          : 30);
  const height =
    chart.height ?? Math.round(heightOf(setting, facetRows, width, top + bottom, mapped, inner));
  return {
    left,
    height,
    crowded,
    facetTop,
    plot: {
      width,
      height,
      marginLeft: left,
      marginRight: right,
      marginTop: top,
      marginBottom: bottom,
      ...(mapped || tree ? {} : { x: scaleOf('x', x, setting), y: scaleOf('y', y, setting) }),
      ...(fx.places.length > 0 ? { fx: { domain: fx.places, axis: null, padding: 0.08 } } : {}),
      ...(fy.places.length > 0 ? { fy: { domain: fy.places, axis: null, padding: 0.12 } } : {}),
      ...(chart.aspectRatio && !mapped
        ? { aspectRatio: chart.aspectRatio, height: undefined }
        : {}),
    } as Plot.PlotOptions,
  };
}

/** Room for the figures that stand beside bars. */
function besideBars(setting: Setting): number {
  const [plan] = setting.plans;
  const bound = plan?.bounds.x;
  if (!plan || bound?.kind !== 'column' || !isLabelled(plan, setting)) return 0;
  const rows = setting.layers[0]?.rows ?? [];
  return 14 + widest(rows.map((row) => valueText(row, bound.name, plan, setting.options)));
}

const widest = (words: readonly string[]) =>
  Math.max(0, ...words.slice(0, 400).map((word) => textWidth(word)));

function leftOf({ y, options, plans }: Setting): number {
  if (!plans.some(({ bounds }) => bounds.y ?? bounds.y1 ?? bounds.y2)) return 12;
  if (y.spec.axis === false) return 12;
  if (y.ordinal)
    return Math.min(
      options.width * 0.4,
      Math.max(36, widest(y.places.map((one) => y.tick(one))) + 18),
    );
  return 58;
}

function heightOf(
  { y, fy, plans }: Setting,
  facetRows: number,
  width: number,
  margins: number,
  mapped: boolean,
  inner: number,
): number {
  if (mapped) return Math.max(220, Math.min(width * 0.55, 520));
  if (plans.some(({ layer }) => layer.mark === 'tree'))
    return Math.max(200, Math.min(1600, 24 * ((plans[0]?.layer.limit ?? 24) as number)));
  if (y.ordinal) {
    const band = plans.some(({ layer }) => layer.mark === 'cell')
      ? Math.min(BAND, Math.max(14, inner / 14))
      : BAND;
    return Math.max(110, y.places.length * band * facetRows + margins);
  }
  return fy.places.length > 0 ? Math.max(240, facetRows * 130 + margins) : 300;
}

function scaleOf(name: 'x' | 'y', axis: Axis, { plans }: Setting): Plot.ScaleOptions {
  const { spec } = axis;
  const marks = plans.map(({ layer }) => layer.mark);
  if (axis.ordinal) {
    const points =
      spec.type === 'point' || (spec.type !== 'band' && marks.every((mark) => BARE.test(mark)));
    return {
      type: points ? 'point' : 'band',
      domain: axis.places,
      padding: spec.padding ?? (marks.includes('cell') ? 0 : points ? 0.5 : 0.2),
    };
  }
  const base: Plot.ScaleOptions = {
    ...(spec.domain
      ? { domain: spec.domain.map((one) => (axis.temporal ? new Date(String(one)) : Number(one))) }
      : {}),
    ...(spec.range ? { range: spec.range as number[] } : {}),
    // Hexagons reach beyond the middle of what they hold.
    ...(marks.includes('hexbin') ? { inset: 9 } : {}),
    ...(spec.reverse ? { reverse: true } : {}),
    ...(spec.clamp ? { clamp: true } : {}),
    ...(spec.percent ? { percent: true } : {}),
    ...(spec.interval && axis.temporal ? { interval: CALENDAR[spec.interval] as never } : {}),
  };
  if (axis.temporal) return { ...base, type: 'utc' };
  if (!axis.bound && axis.places.length === 0 && spec.type === undefined)
    return { ...base, ...nice(name, axis, marks) };
  return {
    ...base,
    type: (spec.type as Plot.ScaleType | undefined) ?? 'linear',
    ...nice(name, axis, marks),
  };
}

/** Lengths start at zero; everything else ends on round figures. */
function nice(name: 'x' | 'y', { bound, spec }: Axis, marks: readonly string[]): Plot.ScaleOptions {
  const log = spec.type === 'log';
  const based =
    bound?.to === undefined &&
    marks.some(
      (mark) =>
        BASED.test(mark) &&
        !(
          name === 'x'
            ? /^(rectY|areaY|barY|waffleY|ruleX|area|rect|bar)$/
            : /^(rectX|areaX|barX|waffleX|ruleY)$/
        ).test(mark),
    );
  return {
    nice: spec.nice ?? bound?.to === undefined,
    ...(log ? {} : { zero: spec.zero ?? based }),
  };
}

/** Grid and zero line behind the marks, ticks before them. */
export function axes(setting: Setting, layout: Layout, place: 'behind' | 'front'): Plot.Markish[] {
  const { chart, x, y, fx, fy, options, plans } = setting;
  if (plans.some(({ layer }) => layer.mark === 'tree')) return [];
  const palette = PALETTES[options.theme];
  const lies = (side: 'x' | 'y') =>
    plans.some(({ bounds }) => MEMBERS[side].some((channel) => bounds[channel] !== undefined));
  const [alongX, alongY] = [lies('x'), lies('y')];
  const tall = layout.height / Math.max(1, fy.places.length);
  if (place === 'behind') {
    const lined = ({ spec, ordinal }: Axis, otherwise: boolean) =>
      chart.grid && !ordinal && (spec.grid ?? otherwise);
    return [
      alongX &&
      lined(
        x,
        !y.bound ||
          y.ordinal ||
          plans.some(({ layer }) =>
            /^(dot|circle|hexbin|density|contour|scatter)/.test(layer.mark),
          ),
      )
        ? gridX(options, ticks(x, options.width, 90))
        : null,
      alongY && lined(y, true) ? gridY(options, ticks(y, tall, 55)) : null,
    ];
  }
  const font = { color: palette.faint, tickSize: 0, tickPadding: 8, label: null } as const;
  const sides = (spec: ScaleSpec, near: string, far: string) =>
    spec.axis === false
      ? []
      : spec.axis === 'both'
        ? [near, far]
        : [spec.axis === far ? far : near];
  const inner = (options.width - layout.left - 20) / Math.max(1, fx.places.length);
  const band = (inner / Math.max(1, x.places.length)) * 0.92;
  const word = layout.crowded ? LONG : Math.max(LONG, band);
  return [
    ...(alongX ? sides(x.spec, 'bottom', 'top') : []).map((anchor) =>
      Plot.axisX({
        ...font,
        anchor: anchor as 'top' | 'bottom',
        ...(x.ordinal ? thinned(x, inner, layout.crowded, word) : ticks(x, inner, 80)),
        tickFormat: (value: unknown, _: number, all: readonly unknown[]) =>
          truncate(x.tick(value, x.ordinal ? [] : all), word),
        tickRotate: x.spec.rotate ?? (layout.crowded ? -38 : 0),
      } as Plot.AxisXOptions),
    ),
    ...(alongY ? sides(y.spec, 'left', 'right') : []).map((anchor) =>
      Plot.axisY({
        ...font,
        anchor: anchor as 'left' | 'right',
        ...(y.ordinal ? {} : ticks(y, tall, 55)),
        // A figure that is cut would be read as another.
        tickFormat: (value: unknown, _: number, all: readonly unknown[]) =>
          y.ordinal ? truncate(y.tick(value), layout.left - 14) : y.tick(value, all),
      } as Plot.AxisYOptions),
    ),
    ...(fx.places.length > 0
      ? [
          Plot.axisFx({
            ...font,
            color: palette.muted,
            anchor: 'top',
            tickPadding: 4,
            dy: -layout.facetTop / 6,
            tickFormat: (value: unknown) => truncate(fx.tick(value), inner - 4),
          } as Plot.AxisXOptions),
        ]
      : []),
    ...(fy.places.length > 0
      ? [
          Plot.axisFy({
            ...font,
            color: palette.muted,
            anchor: 'right',
            tickFormat: (value: unknown) => truncate(fy.tick(value), options.width * 0.2),
          } as Plot.AxisYOptions),
        ]
      : []),
  ];
}

const ticks = ({ spec }: Axis, length: number, each: number) => ({
  ticks:
    spec.ticks ??
    (spec.type === 'symlog' ? 3 : undefined) ??
    Math.max(2, Math.min(10, Math.floor(length / each))),
});

/** Of many places along x only so many are named that the names do not run into each other. */
function thinned(
  { places, tick }: Axis,
  length: number,
  crowded: boolean,
  word: number,
): { readonly ticks?: readonly string[] } {
  const each = crowded
    ? 16
    : Math.max(...places.map((place) => textWidth(truncate(tick(place), word)))) + 6;
  const every = Math.ceil((places.length * each) / Math.max(1, length));
  return every > 1 ? { ticks: places.filter((_, at) => at % every === 0) } : {};
}

/** What is measured along each axis, written at its end. */
export function captions(svg: SVGSVGElement, { x, y, options }: Setting, { left }: Layout): void {
  const { theme, width } = options;
  const fill = PALETTES[theme].faint;
  const height = Number(svg.getAttribute('height'));
  if (y.label && y.spec.axis !== false)
    svg.append(
      node('text', { x: 0, y: 12, 'text-anchor': 'start', fill }, truncate(y.label, width - 8)),
    );
  if (x.label && x.spec.axis !== false)
    svg.append(
      node(
        'text',
        { x: width - 2, y: height - 4, 'text-anchor': 'end', fill },
        truncate(x.label, width - left),
      ),
    );
}
