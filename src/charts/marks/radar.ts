import { extent } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { PALETTES } from '../palette.ts';
import { broken } from '../tips.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { brief, num, show, truncate } from '../values.ts';
import { nameColours } from './colours.ts';
import { Marks } from './hover.ts';
import type { MarkView } from './types.ts';

const RINGS = 4;
const MOST_SERIES = 8;

/**
 * A closed line per series over spokes that share one scale from zero; with `fit` each spoke has its own scale from
 * the lowest to the highest, and says so. Fewer than three spokes are drawn as a sentence.
 */
export function radar(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const [labels, values, series] = [
    view.column('label') ?? '',
    view.column('value') ?? '',
    view.column('series'),
  ];
  const spokes = [...new Set(view.rows.map((row) => view.text('label', row)))];
  const names = series ? [...new Set(view.rows.map((row) => view.text('series', row)))] : [''];
  const shown = names.slice(0, MOST_SERIES);
  const at = new Map(
    view.rows.map((row) => [
      `${view.text('label', row)}\u0000${series ? view.text('series', row) : ''}`,
      row,
    ]),
  );
  const kind = view.kind('value', view.rows[0]?.[values]);
  const finite = view.rows.map((row) => num(row[values])).filter(Number.isFinite);
  if (finite.length === 0) return null;
  const fit = view.options.fit === true;
  if (spokes.length < 3) return sentence(spokes.length, labels, view, options);
  const scale = scales(spokes, view, values, finite, fit);
  const size = Math.min(width, view.height ?? 420);
  const margin = Math.min(width < 480 ? 88 : 64, width * 0.26);
  const radius = Math.max(50, size / 2 - margin);
  const [cx, cy] = [width / 2, radius + 34];
  const svg = node('svg');
  const angle = (index: number) => (index / spokes.length) * 2 * Math.PI - Math.PI / 2;
  const place = (index: number, share: number): readonly [number, number] => [
    cx + Math.cos(angle(index)) * radius * share,
    cy + Math.sin(angle(index)) * radius * share,
  ];
  const outline = (shares: readonly number[]) =>
    `${shares
      .map(
        (share, index) =>
          `${index === 0 ? 'M' : 'L'}${place(index, share)
            .map((one) => one.toFixed(1))
            .join(' ')}`,
      )
      .join('')}Z`;
  for (let step = 1; step <= RINGS; step++)
    svg.append(
      node('path', {
        d: outline(spokes.map(() => step / RINGS)),
        fill: 'none',
        stroke: palette.border,
      }),
    );
  spokes.forEach((spoke, index) => {
    const [x, y] = place(index, 1);
    const [tx, ty] = place(index, 1 + 14 / radius);
    const side = Math.cos(angle(index));
    const room = side > 0.2 ? width - tx : side < -0.2 ? tx : width * 0.6;
    const anchor = side > 0.2 ? 'start' : side < -0.2 ? 'end' : 'middle';
    svg.append(node('line', { x1: cx, y1: cy, x2: x, y2: y, stroke: palette.border }));
    // Above and below the middle there is width, and no height.
    const lines = anchor === 'middle' ? [truncate(spoke, room)] : linesOf(spoke, room);
    for (const [at, line] of lines.entries())
      svg.append(
        node(
          'text',
          {
            x: tx,
            y: ty + (Math.sin(angle(index)) > 0.5 ? 10 : 4) + at * 14,
            'text-anchor': anchor,
            fill: palette.muted,
          },
          line,
        ),
      );
  });
  if (!fit)
    for (const step of [RINGS / 2, RINGS])
      svg.append(
        node(
          'text',
          { x: cx + 4, y: cy - (radius * step) / RINGS + 12, fill: palette.faint, 'font-size': 11 },
          brief(scale(spokes[0] ?? '').from(step / RINGS), kind, locale, currency),
        ),
      );
  const marks = new Marks(svg, options);
  const colour = nameColours(
    shown.map((name) => String(name)),
    theme,
  );
  for (const name of shown) {
    const rows = spokes.map((spoke) => at.get(`${spoke}\u0000${name}`));
    const shares = rows.map((row, index) => {
      const value = num(row?.[values]);
      return Number.isFinite(value) ? Math.max(0, scale(spokes[index] ?? '').to(value)) : 0;
    });
    svg.append(
      node('path', {
        d: outline(shares),
        fill: colour(name),
        'fill-opacity': 0.12,
        stroke: colour(name),
        'stroke-width': 2,
        'stroke-linejoin': 'round',
        class: 'th-unfold',
        'data-at': `${cx} ${cy}`,
      }),
    );
    rows.forEach((row, index) => {
      if (!row) return;
      const [x, y] = place(index, shares[index] ?? 0);
      const dot = node('circle', {
        cx: x,
        cy: y,
        r: 4,
        fill: colour(name),
        stroke: palette.surface,
      });
      marks.add(
        dot,
        view.own?.(row) ??
          [name, `${spokes[index]}  ${show(row[values], kind, locale, currency)}`]
            .filter(Boolean)
            .join('\n'),
        () => view.pick(row as Row),
      );
      svg.append(dot);
    });
  }
  const drawn = sized(svg, width, cy + radius + 34);
  const label =
    view.title ?? t('declared.label', { y: view.label('value'), x: view.label('label') }, locale);
  const key =
    series && view.legend
      ? [
          legend(
            options,
            shown.map((name) => ({ label: name, colour: colour(name) })),
          ),
        ]
      : [];
  return {
    ...figure(key.length > 0 ? stack([...key, drawn], width, 4) : drawn, label, {
      columns: view.columns,
      rows: view.rows,
    }),
    marks: marks.all,
    notes: [
      ...(fit ? [t('declared.radar.fit', {}, locale)] : []),
      ...(names.length > shown.length
        ? [t('declared.note.first', { n: shown.length, total: names.length }, locale)]
        : []),
    ],
  };
}

function sentence(n: number, labels: string, view: MarkView, options: ChartOptions): Figure {
  const few = t('declared.radar.few', { n, labels }, options.locale);
  const { theme, width } = options;
  const said = node('text', { x: 0, y: 14, fill: PALETTES[theme].muted }, few);
  const { columns, rows } = view;
  return figure(sized(node('svg', {}, said), width, 24), few, { columns, rows });
}

/** A name in lines as wide as its room, what goes beyond the third cut. */
function linesOf(name: string, room: number): readonly string[] {
  const lines = broken(name, Math.max(24, room));
  return lines.length <= 3
    ? lines
    : [...lines.slice(0, 2), truncate(lines.slice(2).join(' '), room)];
}

/** A spoke's scale: share of its length for a value, and back. */
function scales(
  spokes: readonly string[],
  view: MarkView,
  values: string,
  finite: readonly number[],
  fit: boolean,
) {
  const own = new Map<string, readonly [number, number]>();
  const [least = 0, most = 1] = extent(finite);
  const whole: readonly [number, number] = [Math.min(0, least), most > 0 ? most : 1];
  for (const spoke of spokes) {
    if (!fit) continue;
    const [low = 0, high = 1] = extent(
      view.rows
        .filter((row) => view.text('label', row) === spoke)
        .map((row) => num(row[values]))
        .filter(Number.isFinite),
    );
    own.set(
      spoke,
      low === high ? [Math.min(0, low), high || 1] : [low - (high - low) * 0.15, high],
    );
  }
  return (spoke: string) => {
    const [low, high] = own.get(spoke) ?? whole;
    return {
      to: (value: number) => (value - low) / (high - low || 1),
      from: (share: number) => low + (high - low) * share,
    };
  };
}
