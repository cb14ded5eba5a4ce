import type * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { draw, figure, node, stack } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure, PickableMark } from '../types.ts';
import { truncate } from '../values.ts';
import { axisFor, type Drawn } from './axis.ts';
import { brushFor } from './brush.ts';
import { coloursFor } from './colour.ts';
import { drawable } from './drawable.ts';
import { axes, captions, layoutOf } from './layout.ts';
import { markOf, type Setting } from './marks.ts';
import { notesOf } from './notes.ts';
import { pickedOf } from './pick.ts';
import type { LayerPlan } from './plan.ts';
import { projectionFor } from './projection.ts';
import { labelOf, tipText } from './tip.ts';
import type { Declared, LayerRows } from './types.ts';

/** Marks beyond these are reached through the table. */
const MOST_PICKABLE = 1000;

/** Draws a declared chart from the rows of its marks; null where there is no row. */
export function drawDeclared(
  chart: Declared,
  plans: readonly LayerPlan[],
  layers: readonly LayerRows[],
  options: ChartOptions,
): Figure | null {
  const lead = leading(plans);
  const rows = layers[lead]?.rows ?? [];
  if (!plans.some((plan, at) => shows(plan) && drawable(layers[at]?.rows ?? [], plan).length > 0))
    return null;
  const drawn: Drawn = { chart, plans, layers, options };
  const marks: PickableMark[] = [];
  const setting: Setting = {
    ...drawn,
    x: axisFor('x', drawn),
    y: axisFor('y', drawn),
    fx: axisFor('fx', drawn),
    fy: axisFor('fy', drawn),
    colours: coloursFor(drawn),
    onMark: (element, row, plan) => {
      const picked = pickedOf(row, plan);
      if (!picked || marks.length >= MOST_PICKABLE) return;
      const pick = () => options.onPick?.(picked.column, picked.value, row);
      marks.push({ element, label: tipText(row, plan, options), pick });
      if (!options.onPick) return;
      element.style.cursor = 'pointer';
      element.addEventListener('click', pick);
    },
  };
  const projection = projectionFor(setting);
  const layout = layoutOf(setting, projection !== null);
  const plot = draw(options, {
    ...layout.plot,
    ...(projection ? { projection } : {}),
    ...(setting.colours.scale ? { color: setting.colours.scale } : {}),
    ...sizes(chart),
    marks: [
      ...(projection ? [] : axes(setting, layout, 'behind')),
      ...plans.flatMap((plan, at) => markOf(plan, at, setting)),
      ...(projection ? [] : axes(setting, layout, 'front')),
    ],
  }) as SVGSVGElement & Plot.Plot;
  if (plans.some(({ layer }) => layer.mark === 'tree')) cutNames(plot);
  if (!projection) captions(plot, setting, layout);
  const brush = projection ? null : brushFor(plot, setting);
  const colour = setting.colours.key ? plot.scale?.('color') : undefined;
  const parts = [
    ...subtitle(chart, options),
    ...(colour && setting.colours.key ? [setting.colours.key(colour)] : []),
    plot,
  ];
  const whole = parts.length > 1 ? stack(parts, options.width, 6) : plot;
  const plan = plans[lead];
  const names = Object.keys(rows[0] ?? {});
  return {
    ...figure(whole, sentenceOf(chart, setting), {
      columns: plan ? names.map((name) => ({ name, label: labelOf(name, plan, options) })) : [],
      rows: rows as readonly Row[],
    }),
    notes: notesOf(chart, plans, layers, options),
    marks,
    ...(brush && { brush }),
  };
}

/** Pixels that the name of a branch has. */
const BRANCH = 112;

function cutNames(plot: SVGSVGElement): void {
  for (const text of plot.querySelectorAll('text')) {
    const line = text.firstChild;
    // A title with the whole path stands behind the name.
    if (line instanceof Text) line.data = truncate(line.data, BRANCH);
  }
}

/** The first mark that shows rows, not a rule or a frame. */
function leading(plans: readonly LayerPlan[]): number {
  return Math.max(0, plans.findIndex(shows));
}

const shows = ({ bounds }: LayerPlan) =>
  Object.values(bounds).some(({ kind }) => kind === 'column');

function sizes(chart: Declared): Plot.PlotOptions {
  const { r, opacity, length, symbol } = chart.scales;
  return {
    ...(r && {
      r: {
        ...(r.type && { type: r.type as never }),
        ...(r.domain && { domain: r.domain as number[] }),
        ...(r.range && { range: r.range as number[] }),
      },
    }),
    ...(opacity && {
      opacity: {
        ...(opacity.domain && { domain: opacity.domain as number[] }),
        ...(opacity.range && { range: opacity.range as number[] }),
      },
    }),
    ...(length && {
      length: {
        ...(length.domain && { domain: length.domain as number[] }),
        ...(length.range && { range: length.range as number[] }),
      },
    }),
    ...(symbol && {
      symbol: {
        ...(symbol.domain && { domain: symbol.domain as string[] }),
        ...(symbol.range && { range: symbol.range as string[] }),
      },
    }),
  };
}

function subtitle({ subtitle: words }: Declared, { width, theme }: ChartOptions): SVGSVGElement[] {
  if (!words) return [];
  const svg = node(
    'svg',
    { width, height: 18 },
    node('text', { x: 0, y: 13, fill: PALETTES[theme].muted }, words),
  );
  return [svg];
}

/** What the drawing shows, in a sentence: its accessible name. */
function sentenceOf(chart: Declared, { x, y, options }: Setting): string {
  if (chart.title) return chart.title;
  if (x.label && y.label) return t('declared.label', { x: x.label, y: y.label }, options.locale);
  const one = x.label || y.label;
  return one
    ? t('declared.label.one', { x: one }, options.locale)
    : t('declared.label.rows', { from: chart.from }, options.locale);
}
