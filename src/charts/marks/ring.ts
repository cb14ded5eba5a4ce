import { arc, type PieArcDatum, pie, sum } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { brief, num, percent, show, textWidth, truncate } from '../values.ts';
import { nameColours } from './colours.ts';
import { Marks } from './hover.ts';
import type { MarkView } from './types.ts';

const SEVERAL = 7;
const LINE = 22;

interface Slice {
  readonly name: string;
  readonly value: number;
  readonly row: Row | null;
}

/** Parts of a whole as a ring, with the whole in its middle; small parts beyond seven are one. Negative parts are left out, and said. */
export function ring(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const column = view.column('value') ?? '';
  const all = view.rows.map(
    (row): Slice => ({ name: view.text('label', row), value: num(row[column]), row }),
  );
  const slices = shown(
    all.filter(({ value }) => value > 0),
    options,
  );
  const left = all.length - all.filter(({ value }) => value > 0).length;
  const total = sum(slices, ({ value }) => value);
  if (total === 0) return null;
  const kind = view.kind('value', view.rows[0]?.[column]);
  const colour = nameColours(
    slices.map(({ name, row }) => String(row?.[view.column('label') ?? ''] ?? name)),
    theme,
  );
  const colourOf = ({ name, row }: Slice) =>
    row ? colour(String(row[view.column('label') ?? ''] ?? name)) : palette.strong;
  const beside = width >= 420;
  const size = Math.min(view.height ?? 280, beside ? width * 0.45 : width, 320);
  const radius = size / 2 - 4;
  const inner = radius * Number(view.options.innerRadius ?? 0.62);
  const height = beside
    ? Math.max(size, slices.length * LINE + 12)
    : size + slices.length * LINE + 20;
  const svg = node('svg');
  const centre = beside ? radius + 4 : width / 2;
  const group = node('g', { transform: `translate(${centre},${beside ? height / 2 : size / 2})` });
  svg.append(group);
  const marks = new Marks(svg, options);
  const outline = arc<PieArcDatum<Slice>>()
    .innerRadius(inner)
    .outerRadius(radius)
    .padAngle(slices.length > 1 ? 0.012 : 0)
    .cornerRadius(3);
  const angles = pie<Slice>()
    .sort(null)
    .value(({ value }) => value)([...slices]);
  for (const angle of angles) {
    const { data } = angle;
    const path = node('path', { d: outline(angle) ?? '', fill: colourOf(data), class: 'th-arc' });
    marks.add(
      path,
      `${data.name}\n${view.label('value')}  ${show(data.value, kind, locale, currency)}\n${percent(data.value / total, locale)}`,
      data.row ? pickRow(view, data.row) : null,
    );
    group.append(path);
  }
  if (inner > 40) {
    group.append(
      node(
        'text',
        { y: 4, 'text-anchor': 'middle', 'font-size': 20, 'font-weight': 600, fill: palette.text },
        brief(total, kind, locale, currency),
      ),
      node(
        'text',
        { y: 22, 'text-anchor': 'middle', fill: palette.faint },
        truncate(view.label('value'), inner * 1.6),
      ),
    );
  }
  const keyLeft = beside ? size + 24 : 0;
  const keyTop = beside ? (height - slices.length * LINE) / 2 : size + 16;
  slices.forEach((slice, at) => {
    const y = keyTop + at * LINE + 14;
    const figureText = `${show(slice.value, kind, locale, currency)} · ${percent(slice.value / total, locale)}`;
    const room = width - keyLeft - 22 - textWidth(figureText) - 14;
    svg.append(
      node('rect', { x: keyLeft, y: y - 9, width: 10, height: 10, rx: 2.5, fill: colourOf(slice) }),
      node(
        'text',
        { x: keyLeft + 18, y, fill: palette.text },
        truncate(slice.name, Math.max(40, room)),
      ),
      node('text', { x: width - 2, y, 'text-anchor': 'end', fill: palette.muted }, figureText),
    );
  });
  const label =
    view.title ?? t('declared.label', { y: view.label('value'), x: view.label('label') }, locale);
  return {
    ...figure(sized(svg, width, height), label, { columns: view.columns, rows: view.rows }),
    marks: marks.all,
    ...(left > 0 ? { notes: [t('declared.ring.left', { n: left }, locale)] } : {}),
  };
}

const pickRow = (view: MarkView, row: Row) => () => view.pick(row);

/** A few in their order; of many the largest, and the sum of the rest. */
function shown(slices: readonly Slice[], { locale }: ChartOptions): readonly Slice[] {
  if (slices.length <= SEVERAL + 1) return slices;
  const ranked = [...slices].sort((a, b) => b.value - a.value);
  const rest = ranked.slice(SEVERAL);
  return [
    ...ranked.slice(0, SEVERAL),
    {
      name: t('declared.legend.more', { n: rest.length }, locale),
      value: sum(rest, ({ value }) => value),
      row: null,
    },
  ];
}
