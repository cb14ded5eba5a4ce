import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { num, show, truncate } from '../values.ts';
import { nameColours } from './colours.ts';
import { type Flow, type FlowLink, layFlow } from './flow.ts';
import { Marks } from './hover.ts';
import type { MarkView } from './types.ts';

const BAR = 12;
/** More flows than these are a thicket: the largest are drawn. */
const MOST_FLOWS = 160;

/** What flows from where to where, in steps from left to right; circles are unrolled. */
export function sankey(view: MarkView, options: ChartOptions): Figure | null {
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
  );
  const kind = view.kind('value', largest[0]?.flow.value);
  const labelRoom = Math.min(150, width * 0.28);
  const step = plan.steps > 1 ? (width - BAR - labelRoom) / (plan.steps - 1) : 0;
  const left = ({ step: at }: { readonly step: number }) => at * step;
  const colour = nameColours([...new Set(plan.nodes.map(({ name }) => name))], theme);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const band = (link: FlowLink) => {
    const [x0, x1] = [left(link.source) + BAR, left(link.target)];
    const middle = (x0 + x1) / 2;
    return `M${x0} ${link.from + 4}C${middle} ${link.from + 4} ${middle} ${link.to + 4} ${x1} ${link.to + 4}`;
  };
  for (const link of plan.links) {
    const path = node('path', {
      d: band(link),
      fill: 'none',
      stroke: colour(link.source.name),
      'stroke-opacity': 0.32,
      'stroke-width': Math.max(1, link.thickness),
      class: 'th-arc',
    });
    const { row } = largest[link.of] ?? {};
    const share = link.value / (link.source.value || 1);
    marks.add(
      path,
      `${link.source.name} → ${link.target.name}\n${view.label('value')}  ${show(link.value, kind, locale, currency)} · ${show(share, 'percent', locale)}`,
      row ? () => view.pick(row) : null,
    );
    svg.append(path);
  }
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
    const room = one.step === plan.steps - 1 ? labelRoom - 10 : Math.max(24, step - BAR - 16);
    svg.append(
      bar,
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
        truncate(one.name, room),
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
  return {
    ...figure(sized(svg, width, height), label, { columns: view.columns, rows: view.rows }),
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
}
