import {
  extent,
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { num, show, textWidth, truncate } from '../values.ts';
import { Marks } from './hover.ts';
import type { MarkView } from './types.ts';

interface Member extends SimulationNodeDatum {
  readonly name: string;
  readonly rows: Row[];
  value: number;
}

interface Tie extends SimulationLinkDatum<Member> {
  readonly source: Member;
  readonly target: Member;
  readonly value: number;
  readonly row: Row;
}

/** More ties than these are a ball of wool: the strongest are drawn. */
const MOST_TIES = 220;
const ROUNDS = 12;
const TICKS = 10;
const MOST_NAMES = 30;
/** From one line of names to the next. */
const LINE = 13;

/** Names that go together, the closer the more; the same data lie the same way each time. */
export function network(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const column = view.column('value');
  const members = new Map<string, Member>();
  const member = (name: string) => {
    const known = members.get(name) ?? { name, rows: [], value: 0 };
    members.set(name, known);
    return known;
  };
  const weighed = view.rows
    .map((row) => ({ row, value: column === null ? 1 : num(row[column]) }))
    .filter(({ value }) => value > 0);
  const strongest = [...weighed].sort((a, b) => b.value - a.value).slice(0, MOST_TIES);
  const ties = strongest.map(({ row, value }): Tie => {
    const [source, target] = [member(view.text('source', row)), member(view.text('target', row))];
    for (const one of new Set([source, target])) {
      one.value += value;
      one.rows.push(row);
    }
    return { source, target, value, row };
  });
  if (ties.length === 0) return null;
  const height = view.height ?? Math.max(320, Math.min(560, width * 0.62));
  const all = [...members.values()];
  const { member: own } = view;
  if (own) for (const one of all) one.value = own.size(one.name, one.rows);
  const [heaviest, strongestTie] = [
    Math.max(...all.map(({ value }) => value)) || 1,
    Math.max(...ties.map(({ value }) => value)),
  ];
  const radius = ({ value }: Member) => 4 + 14 * Math.sqrt(value / heaviest);
  const simulation = forceSimulation(all)
    .force(
      'link',
      forceLink<Member, Tie>(ties.filter(({ source, target }) => source !== target))
        .distance(({ value }) => 90 - 50 * (value / strongestTie))
        .strength(({ value }) => 0.15 + 0.5 * (value / strongestTie)),
    )
    .force('charge', forceManyBody().strength(-120))
    .force('centre', forceCenter(width / 2, height / 2))
    .force('x', forceX(width / 2).strength(0.06))
    .force('y', forceY(height / 2).strength(0.09))
    .force(
      'collide',
      forceCollide<Member>((one) => radius(one) + 8),
    )
    .alphaDecay(1 - 0.001 ** (1 / (ROUNDS * TICKS)))
    .stop();
  const said = ({ name, value, rows }: Member) => {
    if (own) return own.tip(name, rows);
    const told = show(value, view.kind('value', value), locale, currency);
    return column === null ? name : `${name}\n${view.label('value')}  ${told}`;
  };
  const picked = ({ name, rows }: Member) => {
    if (own) return own.pick(name, rows);
    const [row] = rows;
    return row ? () => view.pick(row) : null;
  };
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const paint = () => {
    const at = filled(all, width, height);
    for (const tie of ties) {
      const [a, b] = [at(tie.source), at(tie.target)];
      const line = node('line', {
        x1: a.x,
        y1: a.y,
        x2: b.x,
        y2: b.y,
        stroke: palette.strong,
        'stroke-opacity': 0.55,
        'stroke-width': 1 + 5 * (tie.value / strongestTie),
        'stroke-linecap': 'round',
      });
      marks.add(line, view.tip(tie.row), () => view.pick(tie.row));
      svg.append(line);
    }
    const names = apart(
      [...all]
        .sort((a, b) => b.value - a.value)
        .slice(0, MOST_NAMES)
        .map((one) => nameBox(one, at(one), radius(one), width)),
    );
    // Above all circles: a name that one of them covers cannot be read.
    const written: SVGElement[] = [];
    for (const one of all) {
      const { x, y } = at(one);
      const circle = node('circle', {
        cx: x,
        cy: y,
        r: radius(one),
        fill: palette.categorical[0] ?? palette.accent,
        stroke: palette.surface,
        'stroke-width': 1.5,
      });
      marks.add(circle, said(one), picked(one));
      svg.append(circle);
      const box = names.get(one);
      if (box)
        written.push(
          node(
            'text',
            {
              x: (box.left + box.right) / 2,
              y: box.y,
              'text-anchor': 'middle',
              fill: palette.text,
              stroke: palette.surface,
              'stroke-width': 3,
              'paint-order': 'stroke',
              'pointer-events': 'none',
            },
            box.text,
          ),
        );
    }
    svg.append(...written);
  };
  const later = options.later ?? ((piece: () => void) => piece());
  for (let round = 0; round < ROUNDS; round++) later(() => simulation.tick(TICKS));
  later(paint);
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
    ...(weighed.length > ties.length
      ? { notes: [t('declared.note.first', { n: ties.length, total: weighed.length }, locale)] }
      : {}),
  };
}

/** From the edge of the drawing to the nearest circle, and how much wider than high a cloud may be drawn out. */
const [BESIDE, BELOW] = [48, 30];
const [MOST_GROWN, MOST_STRETCHED] = [2.4, 1.5];

/** Where each stands once the cloud fills its place. */
function filled(
  all: readonly Member[],
  width: number,
  height: number,
): (one: Member) => { readonly x: number; readonly y: number } {
  const [left = 0, right = 0] = extent(all, ({ x }) => x);
  const [top = 0, bottom = 0] = extent(all, ({ y }) => y);
  const grown = (room: number, span: number) => Math.min(MOST_GROWN, room / Math.max(1, span));
  const [across, down] = [
    grown(width - 2 * Math.min(BESIDE, width / 8), right - left),
    grown(height - 2 * BELOW, bottom - top),
  ];
  const [kx, ky] = [
    Math.min(across, down * MOST_STRETCHED),
    Math.min(down, across * MOST_STRETCHED),
  ];
  return ({ x = 0, y = 0 }) => ({
    x: width / 2 + (x - (left + right) / 2) * kx,
    y: height / 2 + (y - (top + bottom) / 2) * ky,
  });
}

interface NameBox {
  readonly one: Member;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Its base line. */
  readonly y: number;
}

/** Where a name stands below its circle, within the drawing. */
function nameBox(
  one: Member,
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  width: number,
): NameBox {
  const text = truncate(one.name, Math.min(120, width * 0.32));
  const half = textWidth(text) / 2;
  const middle = Math.max(half, Math.min(width - half, x));
  return { one, text, left: middle - half, right: middle + half, y: y + radius + 13 };
}

/** Of names in the order of their weight those that do not lie on one that is there. */
function apart(boxes: readonly NameBox[]): ReadonlyMap<Member, NameBox> {
  const kept: NameBox[] = [];
  for (const box of boxes)
    if (
      !kept.some(
        (other) =>
          box.left < other.right && other.left < box.right && Math.abs(box.y - other.y) < LINE,
      )
    )
      kept.push(box);
  return new Map(kept.map((box) => [box.one, box]));
}
