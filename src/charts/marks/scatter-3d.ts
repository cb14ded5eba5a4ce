import { extent } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { typed } from '../declared/columns.ts';
import { figure, node, sized, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { FONT, PALETTES } from '../palette.ts';
import { sequential } from '../ramps.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { brief, num, textWidth, truncate } from '../values.ts';
import { nameColours } from './colours.ts';
import { EDGES, type Place, REST, seen, type Turn } from './space.ts';
import { turntable } from './turntable.ts';
import type { MarkView } from './types.ts';

export interface Point {
  readonly at: Place;
  readonly colour: string;
  readonly row: Row;
}

/** A cloud of points that can be looked at from all sides. */
export interface Cloud {
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
  /** Pixels of half the cube. */
  readonly unit: number;
  /** The names of the axes, then those of their ends; `along` is the axis that each tells of. */
  readonly labels: readonly { readonly at: Place; readonly along: Place; readonly text: string }[];
}

const MOST_SERIES = 8;
const [RIGHT, UP, NEAR]: readonly [Place, Place, Place] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Share of its length below which an axis is seen end-on, and says nothing. */
const END_ON = 0.2;
const LINE = 14;
/** Lines by which the name of an axis makes way for another. */
const SHIFTS = [0, 1, -1, 2, -2, 3, -3];

/** Three measures as points in a cube: turned by dragging and by keys; flat from three sides by its buttons. */
export function scatter3d(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width } = options;
  const cloud = cloudOf(view, options);
  if (!cloud) return null;
  const names =
    view.type('fill') === 'number' || !view.column('fill')
      ? []
      : [...new Set(view.rows.map((row) => view.text('fill', row)))];
  const colour = nameColours(names, theme);
  const key =
    names.length > 1 && view.legend
      ? [
          legend(
            options,
            names.slice(0, MOST_SERIES).map((name) => ({ label: name, colour: colour(name) })),
          ),
        ]
      : [];
  const picture = node('svg');
  const paint = (turn: Turn) => {
    picture.replaceChildren(...drawing(cloud, turn, options));
  };
  paint(REST);
  const whole = sized(picture, width, cloud.height);
  const svg = key.length > 0 ? stack([...key, whole], width, 4) : whole;
  const label =
    view.title ??
    t(
      'declared.space.label',
      { x: view.label('x'), y: view.label('y'), z: view.label('z') },
      locale,
    );
  const live = turntable(cloud, {
    options,
    label,
    paint,
    tip: view.tip,
    pick: options.onPick ? view.pick : null,
    key: key[0]?.cloneNode(true) as SVGSVGElement | undefined,
  });
  return {
    ...figure(svg, label, { columns: view.columns, rows: view.rows }),
    ...(live && { live }),
  };
}

function cloudOf(view: MarkView, options: ChartOptions): Cloud | null {
  const { theme, locale, currency, width } = options;
  const palette = PALETTES[theme];
  const axes = (['x', 'y', 'z'] as const).map((channel) => {
    const [column, type] = [view.column(channel) ?? '', view.type(channel) ?? 'number'];
    const values = view.rows.map((row) => {
      const value = typed(row[column], type === 'text' || type === 'flag' ? 'number' : type);
      return value === null ? Number.NaN : Number(value);
    });
    const [low = 0, high = 0] = extent(values.filter(Number.isFinite));
    const kind = view.kind(channel, values.find(Number.isFinite));
    const write = (value: number) =>
      type === 'day' || type === 'time'
        ? new Date(value).toISOString().slice(0, 10)
        : (view.tick?.(channel, value) ?? brief(value, kind, locale, currency));
    // The buttons of the flat views call the axes by their letters.
    return { values, low, high, label: `${channel} · ${view.label(channel)}`, write };
  });
  const [x, y, z] = axes;
  if (!x || !y || !z) return null;
  const share = ({ low, high }: typeof x, value: number) =>
    high > low ? ((value - low) / (high - low)) * 2 - 1 : 0;
  const fill = view.column('fill');
  const measured = fill !== null && view.type('fill') === 'number';
  const names =
    fill && !measured ? [...new Set(view.rows.map((row) => view.text('fill', row)))] : [];
  const named = nameColours(names, theme);
  const ramp = sequential(theme);
  const [least = 0, most = 1] = measured
    ? extent(view.rows.map((row) => num(row[fill])).filter(Number.isFinite))
    : [];
  const colour = (row: Row) => {
    if (!fill) return view.colour('fill') ?? palette.categorical[0] ?? palette.accent;
    return measured
      ? ramp(0.25 + 0.75 * ((num(row[fill]) - least) / (most - least || 1)) || 0.25)
      : named(view.text('fill', row));
  };
  const points = view.rows.flatMap((row, index): Point[] => {
    const at: Place = [
      share(x, x.values[index] ?? Number.NaN),
      share(y, y.values[index] ?? Number.NaN),
      share(z, z.values[index] ?? Number.NaN),
    ];
    return at.every(Number.isFinite) ? [{ at, colour: colour(row), row }] : [];
  });
  if (points.length === 0) return null;
  const height = view.height ?? Math.max(300, Math.min(460, width * 0.8));
  // Names stand further out than ends, so that from no side they lie on one another.
  const [edge, name] = [1.14, 1.34];
  return {
    points,
    width,
    height,
    unit: Math.min(width / 3.9, height / 3.7),
    labels: [
      { at: [0, -name, name], along: RIGHT, text: x.label },
      { at: [-name, 0, name], along: UP, text: y.label },
      { at: [name, -name, 0], along: NEAR, text: z.label },
      { at: [-1, -edge, edge], along: RIGHT, text: x.write(x.low) },
      { at: [1, -edge, edge], along: RIGHT, text: x.write(x.high) },
      { at: [-edge, 1, edge], along: UP, text: y.write(y.high) },
      { at: [-edge, -1, edge], along: UP, text: y.write(y.low) },
      { at: [edge, -edge, -1], along: NEAR, text: z.write(z.low) },
      { at: [edge, -edge, 1], along: NEAR, text: z.write(z.high) },
    ],
  };
}

/** Screen pixels of a place of the cube, and how near it is (−1.8 to 1.8). */
export function onScreen({ width, height, unit }: Cloud, at: Place, turn: Turn): Place {
  const [x, y, depth] = seen(at, turn);
  return [width / 2 + x * unit, height / 2 - y * unit, depth];
}

/**
 * Where the names of the axes and of their ends stand, each within the drawing and none over another; those of an axis
 * that is looked at end-on are left out.
 */
export function labelsOf(
  cloud: Cloud,
  turn: Turn,
): readonly { readonly text: string; readonly x: number; readonly y: number }[] {
  const { width, height } = cloud;
  const placed: { text: string; x: number; y: number; half: number }[] = [];
  cloud.labels.forEach(({ at, along, text: whole }, index) => {
    const [across, upward] = seen(along, turn);
    if (Math.hypot(across, upward) < END_ON) return;
    const text = truncate(whole, width - 8);
    const half = textWidth(text) / 2;
    const [left, top] = onScreen(cloud, at, turn);
    const x = Math.max(half, Math.min(width - half, left));
    for (const shift of index < 3 ? SHIFTS : [0]) {
      const y = Math.max(12, Math.min(height - 5, top + shift * LINE));
      const over = placed.some(
        (other) => Math.abs(other.x - x) < other.half + half + 4 && Math.abs(other.y - y) < LINE,
      );
      if (over) continue;
      placed.push({ text, x, y, half });
      return;
    }
  });
  return placed;
}

/** The cloud as it is seen, for a picture that is saved: one path for each colour. */
function drawing(cloud: Cloud, turn: Turn, { theme }: ChartOptions): SVGElement[] {
  const palette = PALETTES[theme];
  const edges = EDGES.map(
    ([from, to]) =>
      `M${onScreen(cloud, from, turn).slice(0, 2).join(' ')}L${onScreen(cloud, to, turn).slice(0, 2).join(' ')}`,
  );
  const paths = new Map<string, string[]>();
  for (const { at, colour } of cloud.points) {
    const [x, y] = onScreen(cloud, at, turn);
    const path = paths.get(colour) ?? [];
    if (path.length === 0) paths.set(colour, path);
    path.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
  }
  return [
    node('path', { d: edges.join(''), fill: 'none', stroke: palette.border }),
    ...[...paths].map(([colour, path]) =>
      node('path', {
        d: path.join(''),
        fill: 'none',
        stroke: colour,
        'stroke-width': 5,
        'stroke-linecap': 'round',
        'stroke-opacity': 0.7,
      }),
    ),
    ...labelsOf(cloud, turn).map(({ text, x, y }) =>
      node(
        'text',
        {
          x,
          y,
          'text-anchor': 'middle',
          fill: palette.faint,
          'font-family': FONT,
          'font-size': 12,
        },
        text,
      ),
    ),
  ];
}
