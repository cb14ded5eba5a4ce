import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { num, show, textWidth, truncate } from '../values.ts';
import { eventColours, nameColours } from './colours.ts';
import { type Flow, type FlowLink, type FlowNode, type FlowPlan, layFlow } from './flow.ts';
import { Marks } from './hover.ts';
import type { MarkView } from './types.ts';

const BAR = 12;
/** More flows than these are a thicket: the largest are drawn. */
const MOST_FLOWS = 160;

/** Pixels between two steps below which names of their own do not fit beside the bars. */
const TIGHT = 64;
/** Share of the names that may be cut before all are written shorter. */
const MOST_CUT = 0.25;
/** Height of a name, and from one to the next where both are to be read. */
const LINE = 13;

/** What is known of the names where all have a step written before them. */
export interface StepNames {
  /** The name without its step. */
  readonly short: (name: string) => string;
  /** What is left of it where its kind and its step are told elsewhere. */
  readonly least: (name: string) => string;
  readonly step: (name: string) => string;
  /** The step as a number, where it is to be the place; else flows say it. */
  readonly at?: (name: string) => number;
  /** Names of one kind share a colour; where there is no room for names, the kinds stand in a legend. */
  readonly kind: (name: string) => string;
  readonly colour: (name: string) => string | null;
  /** A further line for the tip of a flow. */
  readonly more?: (row: Row) => string | null;
}

/** What flows from where to where, in steps from left to right; circles are unrolled. */
export function sankey(view: MarkView, options: ChartOptions, names?: StepNames): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const column = view.column('value') ?? '';
  const summed = new Map<string, { flow: Flow; row: Row }>();
  for (const row of view.rows) {
    const [source, target, value] = [
      view.text('source', row),
      view.text('target', row),
      num(row[column]),
    ];
    if (!(value > 0)) continue;
    const id = `${source}\u0000${target}`;
    const known = summed.get(id);
    summed.set(
      id,
      known
        ? { flow: { ...known.flow, value: known.flow.value + value }, row: known.row }
        : { flow: { source, target, value }, row },
    );
  }
  const largest = [...summed.values()]
    .sort((a, b) => b.flow.value - a.flow.value)
    .slice(0, MOST_FLOWS);
  if (largest.length === 0) return null;
  const height =
    view.height ??
    Math.max(
      220,
      Math.min(560, new Set(largest.flatMap(({ flow }) => [flow.source, flow.target])).size * 34),
    );
  const plan = layFlow(
    largest.map(({ flow }) => flow),
    height - 8,
    names?.at,
  );
  const kind = view.kind('value', largest[0]?.flow.value);
  const ends = plan.nodes.filter(({ step: at }) => at === plan.steps - 1);
  const longest = (of: (name: string) => string) =>
    Math.max(40, ...ends.map(({ name }) => textWidth(of(name)) + 12));
  const whole = Math.min(
    150,
    width * 0.28,
    longest((name) => name),
  );
  const between = (room: number) => (plan.steps > 1 ? (width - BAR - room) / (plan.steps - 1) : 0);
  const tight = names !== undefined && plan.steps > 1 && between(whole) - BAR < TIGHT;
  const labelRoom = tight ? Math.min(whole, longest(names.short)) : whole;
  const step = between(labelRoom);
  const roomOf = (one: FlowNode) =>
    one.step === plan.steps - 1 ? labelRoom - 10 : Math.max(24, step - BAR - 10);
  const long = ({ name }: FlowNode, at: number) =>
    textWidth(name) > roomOf(plan.nodes[at] as FlowNode);
  const cut = names !== undefined && plan.nodes.filter(long).length > plan.nodes.length * MOST_CUT;
  const keyed = tight || cut;
  const textOf = (name: string) =>
    !names ? name : tight ? names.short(name) : cut ? names.least(name) : name;
  const left = ({ step: at }: { readonly step: number }) => at * step;
  const all = [...new Set(plan.nodes.map(({ name }) => name))];
  const known = nameColours(all, theme);
  const events = eventColours(view, ['source', 'target'], theme);
  const colour = (name: string) => names?.colour(name) ?? events.get(name) ?? known(name);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const band = (link: FlowLink) => {
    const [x0, x1] = [left(link.source) + BAR, left(link.target)];
    const middle = (x0 + x1) / 2;
    const half = Math.max(1, link.thickness) / 2;
    const [from, to] = [link.from + 4, link.to + 4];
    return `M${x0} ${from - half}C${middle} ${from - half} ${middle} ${to - half} ${x1} ${to - half}V${to + half}C${middle} ${to + half} ${middle} ${from + half} ${x0} ${from + half}Z`;
  };
  for (const link of plan.links) {
    const path = node('path', {
      d: band(link),
      fill: colour(link.source.name),
      'fill-opacity': 0.32,
      class: 'th-arc',
    });
    const { row } = largest[link.of] ?? {};
    const share = link.value / (link.source.value || 1);
    const more = row && names?.more?.(row);
    marks.add(
      path,
      `${link.source.name} → ${link.target.name}\n${view.label('value')}  ${show(link.value, kind, locale, currency)} · ${show(share, 'percent', locale)}${more ? `\n${more}` : ''}`,
      row ? () => view.pick(row) : null,
    );
    svg.append(path);
  }
  const read = readable(plan);
  for (const one of plan.nodes) {
    const x = left(one);
    const bar = node('rect', {
      x,
      y: one.top + 4,
      width: BAR,
      height: one.height,
      rx: 2,
      fill: colour(one.name),
    });
    marks.add(
      bar,
      `${one.name}\n${view.label('value')}  ${show(one.value, kind, locale, currency)}`,
      null,
    );
    svg.append(bar);
    const room = roomOf(one);
    const text = textOf(one.name);
    if (!read.has(one) || (tight && textWidth(text) > room)) continue;
    svg.append(
      node(
        'text',
        {
          x: x + BAR + 6,
          y: one.top + one.height / 2 + 8,
          fill: palette.text,
          stroke: palette.surface,
          'stroke-width': 3,
          'paint-order': 'stroke',
          'stroke-linejoin': 'round',
          'pointer-events': 'none',
        },
        truncate(text, room),
      ),
    );
  }
  const label =
    view.title ??
    t(
      'declared.sankey.label',
      { source: view.label('source'), target: view.label('target') },
      locale,
    );
  const drawn = sized(svg, width, height);
  return {
    ...figure(keyed ? stack([...keys(), drawn], width, 4) : drawn, label, {
      columns: view.columns,
      rows: view.rows,
    }),
    marks: marks.all,
    notes: [
      ...(plan.repeated.length > 0
        ? [
            t(
              'declared.sankey.again',
              {
                names: [...new Set(plan.repeated)].slice(0, 5).join(t('charts.comma', {}, locale)),
              },
              locale,
            ),
          ]
        : []),
      ...(summed.size > largest.length
        ? [t('declared.note.first', { n: largest.length, total: summed.size }, locale)]
        : []),
    ],
  };
  /** What stands in for the names: the kinds by their colours, and the steps over their bars. */
  function keys(): SVGSVGElement[] {
    if (!names) return [];
    const kinds = new Map(all.map((name) => [names.kind(name), colour(name)]));
    const head = node('svg');
    for (let at = 0; at < plan.steps; at++) {
      const first = plan.nodes.find((one) => one.step === at);
      if (!first) continue;
      const sign = names.step(first.name);
      const last = at === plan.steps - 1 && labelRoom < 40;
      const place = { x: last ? width : left({ step: at }), y: 12 };
      head.append(
        node(
          'text',
          { ...place, 'text-anchor': last ? 'end' : 'start', fill: palette.faint },
          sign,
        ),
      );
    }
    return [
      legend(
        options,
        [...kinds].map(([name, of]) => ({ label: name, colour: of })),
      ),
      sized(head, width, 16),
    ];
  }
}

/** The nodes whose names do not stand in that of a larger one of their step. */
function readable({ nodes }: FlowPlan): ReadonlySet<FlowNode> {
  const kept: FlowNode[] = [];
  const middle = ({ top, height }: FlowNode) => top + height / 2;
  for (const one of [...nodes].sort((a, b) => b.value - a.value))
    if (
      !kept.some((other) => other.step === one.step && Math.abs(middle(other) - middle(one)) < LINE)
    )
      kept.push(one);
  return new Set(kept);
}
