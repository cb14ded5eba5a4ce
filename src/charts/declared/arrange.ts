import type { Row } from '../../metrics/types.ts';
import { num } from '../values.ts';
import { typed } from './columns.ts';
import { order } from './derive.ts';
import type { Bound, LayerPlan } from './plan.ts';
import type { LayerRows } from './types.ts';
import type { ChannelName } from './vocabulary.ts';

/** More bars than these are not told apart. */
export const MOST_BANDS = 50;
/** More cells than these are not told apart. */
const MOST_CELLS = 2500;
/** More points than these are not told apart either, and slow the page. */
export const MOST_POINTS = 5000;

/** Marks of which each row is an element of its own: more would hold the page up. */
const SINGLE = /^(tick|link|arrow|vector|rule|text|rect|tree|voronoi)/;
const MOST_SINGLE = 1200;
/** More rows of a waffle are put together by where they stand. */
const MOST_HEAPED = 300;

const BANDED: Readonly<Record<string, 'x' | 'y'>> = {
  bar: 'x',
  barX: 'y',
  barY: 'x',
  waffleX: 'y',
  waffleY: 'x',
  tickX: 'y',
  tickY: 'x',
  boxX: 'y',
  boxY: 'x',
};
const LINES = new Set([
  'line',
  'lineX',
  'lineY',
  'area',
  'areaX',
  'areaY',
  'differenceY',
  'bollingerY',
]);
/** Drawings that name each of their parts. */
const NAMED: Readonly<Record<string, readonly [ChannelName, number]>> = {
  // A ring is the whole: what is small goes into one part of it.
  ring: ['label', 10_000],
  funnel: ['label', 20],
  waterfall: ['label', 40],
  radar: ['label', 24],
};

const isText = (bound: Bound | undefined): bound is Extract<Bound, { kind: 'column' }> =>
  bound?.kind === 'column' && (bound.type === 'text' || bound.type === 'flag');

/** The channel along which a mark has a place for each value; null where it has none. */
export function bandOf({ layer, bounds }: LayerPlan): ChannelName | null {
  const named = NAMED[layer.mark];
  if (named) return named[0];
  const axis = BANDED[layer.mark];
  if (axis) return isText(bounds[axis]) ? axis : null;
  // A heat map grows downwards: its rows are what is limited.
  const sides = layer.mark === 'cell' ? (['y', 'x'] as const) : (['x', 'y'] as const);
  return sides.find((one) => isText(bounds[one])) ?? null;
}

/** Sorts, and leaves as many as can be told apart; `total` says how many there are. */
export function arrange(rows: readonly Row[], plan: LayerPlan): LayerRows {
  const { layer } = plan;
  const sorted = inOrder(heaped(rows, plan), plan);
  const band = bandOf(plan);
  const bound = band ? plan.bounds[band] : undefined;
  if (
    bound?.kind === 'column' &&
    (layer.limit !== null || layer.mark in BANDED || layer.mark in NAMED || layer.mark === 'cell')
  ) {
    return firstBands(sorted, bound.name, layer.limit ?? NAMED[layer.mark]?.[1] ?? MOST_BANDS);
  }
  if (layer.limit !== null) return first(sorted, layer.limit);
  if (layer.mark === 'cell') return first(sorted, MOST_CELLS);
  const most = SINGLE.test(layer.mark) ? MOST_SINGLE : MOST_POINTS;
  if (sorted.length <= most) return { rows: sorted, total: sorted.length, thinned: null };
  return LINES.has(layer.mark) ? extremes(sorted, plan) : evenly(sorted, most);
}

/** Rows of a waffle that stand in one heap, where they are many: each alone is a polygon that takes 0.3 ms to work out. */
function heaped(rows: readonly Row[], { layer, bounds }: LayerPlan): readonly Row[] {
  const along = layer.mark === 'waffleX' ? 'x' : layer.mark === 'waffleY' ? 'y' : null;
  const value = along && bounds[along];
  if (value?.kind !== 'column' || rows.length <= MOST_HEAPED) return rows;
  const names = Object.entries(bounds).flatMap(([channel, bound]) =>
    channel !== along && bound?.kind === 'column' && bound.name !== value.name ? [bound.name] : [],
  );
  const heaps = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const key = JSON.stringify(names.map((name) => String(row[name])));
    const heap = heaps.get(key);
    if (heap) heap[value.name] = num(heap[value.name]) + (num(row[value.name]) || 0);
    else
      heaps.set(key, {
        ...Object.fromEntries(names.map((name) => [name, row[name]])),
        [value.name]: num(row[value.name]) || 0,
      });
  }
  return [...heaps.values()];
}

const first = (rows: readonly Row[], most: number): LayerRows => ({
  rows: rows.slice(0, most),
  total: rows.length,
  thinned: rows.length > most ? 'first' : null,
});

function evenly(rows: readonly Row[], most = MOST_POINTS): LayerRows {
  const every = rows.length / most;
  const some = Array.from({ length: most }, (_, at) => rows[Math.floor(at * every)]);
  return { rows: some.filter((row) => row !== undefined), total: rows.length, thinned: 'sample' };
}

/** All rows of the first `most` values; `total` counts values, since those are what the reader sees. */
function firstBands(rows: readonly Row[], name: string, most: number): LayerRows {
  const values = [...new Set(rows.map((row) => row[name]))];
  if (values.length <= most) return { rows, total: values.length, thinned: null };
  const shown = new Set(values.slice(0, most));
  return {
    rows: rows.filter((row) => shown.has(row[name])),
    total: values.length,
    thinned: 'first',
  };
}

/** Of each of some hundred steps along x the row with the lowest and the one with the highest y, for every series. */
function extremes(rows: readonly Row[], { bounds }: LayerPlan): LayerRows {
  const [x, y, z] = [bounds.x, bounds.y, bounds.z ?? bounds.stroke ?? bounds.fill];
  if (x?.kind !== 'column' || y?.kind !== 'column') return evenly(rows);
  const at = (row: Row) => Number(typed(row[x.name], x.type) ?? Number.NaN);
  const places = rows.map(at);
  const [low, high] = [
    places.reduce((a, b) => Math.min(a, b), Infinity),
    places.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  if (!(high > low)) return evenly(rows);
  const ends = new Map<string, { low: number; high: number }>();
  rows.forEach((row, index) => {
    const step = Math.floor((((places[index] ?? low) - low) / (high - low)) * 600);
    const id = `${step}|${z?.kind === 'column' ? String(row[z.name]) : ''}`;
    const value = num(row[y.name]);
    const known = ends.get(id);
    if (!known) ends.set(id, { low: index, high: index });
    else {
      if (value < num(rows[known.low]?.[y.name])) known.low = index;
      if (value > num(rows[known.high]?.[y.name])) known.high = index;
    }
  });
  const chosen = new Set([...ends.values()].flatMap((one) => [one.low, one.high]));
  return {
    rows: rows.filter((_, index) => chosen.has(index)),
    total: rows.length,
    thinned: 'extremes',
  };
}

/** Rows in the order that the mark asks for: by a column or figure; whole bands by the sum of theirs. */
function inOrder(rows: readonly Row[], plan: LayerPlan): readonly Row[] {
  const { layer, bounds } = plan;
  if (!layer.sort) return timely(rows, plan);
  const { by, descending } = layer.sort;
  const sign = descending ? -1 : 1;
  const bound = bounds[by as ChannelName];
  const name = bound?.kind === 'column' ? bound.name : nameOf(by, plan);
  const band = bandOf(plan);
  const along = band ? bounds[band] : undefined;
  const values = along?.kind === 'column' ? new Set(rows.map((row) => row[along.name])) : null;
  if (along?.kind === 'column' && name !== along.name && values && values.size < rows.length) {
    const totals = new Map<unknown, number>();
    for (const row of rows) {
      const value = row[along.name];
      totals.set(value, (totals.get(value) ?? 0) + (num(row[name]) || 0));
    }
    return [...rows].sort(
      (a, b) => sign * ((totals.get(a[along.name]) ?? 0) - (totals.get(b[along.name]) ?? 0)),
    );
  }
  return [...rows].sort((a, b) => missingLast(a[name], b[name]) || sign * order(a[name], b[name]));
}

const missingLast = (a: unknown, b: unknown) =>
  Number(a === null || a === undefined) - Number(b === null || b === undefined);

/** The column of the drawn rows that a sort means: a key or a figure of the relation's column. */
function nameOf(by: string, { derived }: LayerPlan): string {
  if (!derived) return by;
  const measure = derived.measures.find((one) => one.name === by || one.column === by);
  const key = derived.keys.find((one) => one.column === by);
  return key?.name ?? measure?.name ?? by;
}

/** A line follows its time, whatever the order of the rows; a step follows its column. */
function timely(rows: readonly Row[], { layer, bounds, derived }: LayerPlan): readonly Row[] {
  const x = bounds.x;
  const along = layer.mark === 'lineX' || layer.mark === 'areaX' ? bounds.y : x;
  const wanted = LINES.has(layer.mark) || derived !== null;
  if (!wanted || along?.kind !== 'column' || along.type === 'text' || along.type === 'flag')
    return rows;
  return [...rows].sort((a, b) => order(a[along.name], b[along.name]));
}
