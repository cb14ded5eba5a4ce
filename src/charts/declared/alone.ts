import { funnelMark } from '../marks/funnel.ts';
import { network } from '../marks/network.ts';
import { radar } from '../marks/radar.ts';
import { ring } from '../marks/ring.ts';
import { sankey } from '../marks/sankey.ts';
import { scatter3d } from '../marks/scatter-3d.ts';
import { tileMap } from '../marks/tile-map.ts';
import type { MarkView } from '../marks/types.ts';
import { waterfall } from '../marks/waterfall.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { boundLabel, type ColumnBound, kindFor, worded } from './axis.ts';
import { constantColour } from './colour.ts';
import { notesOf } from './notes.ts';
import { pickedOf } from './pick.ts';
import type { LayerPlan } from './plan.ts';
import { labelOf, tipText, valueText } from './tip.ts';
import type { Declared, LayerRows } from './types.ts';
import type { ChannelName, MarkName } from './vocabulary.ts';

type Draw = (view: MarkView, options: ChartOptions) => Figure | null;

/** Marks that are drawings of their own. A new one is a file in `marks/` and a line here. */
const DRAWINGS: Readonly<Partial<Record<MarkName, Draw>>> = {
  ring,
  radar,
  funnel: funnelMark,
  sankey,
  waterfall,
  scatter3d,
  network,
  tileMap,
};

/** Draws a mark that Plot does not have. */
export function drawAlone(
  chart: Declared,
  plan: LayerPlan,
  layer: LayerRows,
  options: ChartOptions,
): Figure | null {
  const draw = DRAWINGS[plan.layer.mark];
  if (!draw || layer.rows.length === 0) return null;
  const column = (channel: ChannelName): ColumnBound | null => {
    const bound = plan.bounds[channel];
    return bound?.kind === 'column' ? bound : null;
  };
  const names = Object.keys(layer.rows[0] ?? {});
  const view: MarkView = {
    rows: layer.rows,
    title: chart.title,
    height: chart.height,
    options: plan.layer.options,
    legend: chart.legend,
    scales: chart.scales,
    column: (channel) => column(channel)?.name ?? null,
    type: (channel) => column(channel)?.type ?? null,
    label: (channel) => {
      const bound = column(channel);
      return bound ? boundLabel(bound, options) : '';
    },
    text: (channel, row) => {
      const bound = column(channel);
      if (!bound) return '';
      return bound.type === 'text' || bound.type === 'flag'
        ? worded(row[bound.name], bound, options)
        : valueText(row, bound.name, plan, options);
    },
    kind: (channel, sample) => {
      const bound = column(channel);
      return bound ? kindFor(bound, sample, chart.scales.y) : 'number';
    },
    colour: (channel) => {
      const bound = plan.bounds[channel];
      return bound?.kind === 'constant' ? constantColour(String(bound.value), options.theme) : null;
    },
    tip: (row) => tipText(row, plan, options),
    pick: (row) => {
      const picked = pickedOf(row, plan);
      if (picked) options.onPick?.(picked.column, picked.value, row);
    },
    columns: names.map((name) => ({ name, label: labelOf(name, plan, options) })),
  };
  const made = draw(view, options);
  return (
    made && { ...made, notes: [...notesOf(chart, [plan], [layer], options), ...(made.notes ?? [])] }
  );
}
