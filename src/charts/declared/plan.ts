import { color } from 'd3';
import { t } from '../../i18n/index.ts';
import { Problems } from './problems.ts';
import type { Channel, ColumnFacts, ColumnType, Declared, Layer, Problem } from './types.ts';
import {
  type ChannelName,
  COLOURED,
  type Interval,
  type Reducer,
  ruleOf,
  SYMBOLS,
} from './vocabulary.ts';

/** What rows are put together by. */
export interface Key {
  /** The column of the derived rows; of a `bin` there are two: `name` and `name_to`. */
  readonly name: string;
  readonly column: string;
  readonly type: ColumnType;
  readonly interval?: Interval;
  readonly bin?: number;
}

/** A figure of the rows that were put together. */
export interface Measure {
  readonly name: string;
  readonly reduce: Reducer;
  readonly column: string | null;
}

/** What a channel shows of the rows that the mark draws. */
export type Bound =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly type: ColumnType;
      /** The column of the relation that it stands for; null for a figure of several rows. */
      readonly source: string | null;
      readonly reduce?: Reducer;
      readonly interval?: Interval;
      /** The end of the step, where the column was cut into steps. */
      readonly to?: string;
      readonly label?: string;
    };

export type Bounds = Readonly<Partial<Record<ChannelName, Bound>>>;

/** How the rows of a mark come from the relation, and what its channels show of them. */
export interface LayerPlan {
  readonly layer: Layer;
  readonly bounds: Bounds;
  /** Null where the rows are drawn as they are. */
  readonly derived: { readonly keys: readonly Key[]; readonly measures: readonly Measure[] } | null;
  /** Columns of the relation that are needed. */
  readonly columns: readonly string[];
}

/** Marks that are worked out from where points lie. */
const MEASURED =
  /^(hexbin|density|contour|linearRegression|scatter3d|bollinger|difference|delaunay|voronoi|hull)/;
const THEME_WORDS = /^(accent|good|warn|bad|muted|faint|text|border|strong|surface|c[1-8])$/;
const isColour = (word: string) =>
  THEME_WORDS.test(word) || word === 'none' || color(word) !== null;

/** Ties a chart to the columns of its relation; says which names are not among them. */
export function planChart(
  chart: Declared,
  columns: readonly ColumnFacts[],
): { readonly plans: readonly LayerPlan[]; readonly problems: readonly Problem[] } {
  const problems = new Problems();
  const plans = chart.layers.map((layer) => planLayer(layer, columns, problems));
  return { plans, problems: problems.all };
}

function planLayer(layer: Layer, columns: readonly ColumnFacts[], problems: Problems): LayerPlan {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const names = columns.map(({ name }) => name);
  const bounds: Partial<Record<ChannelName, Bound>> = {};
  const keys = new Map<string, Key>();
  const measures = new Map<string, Measure>();
  const used = new Set<string>();
  const entries = Object.entries(layer.channels) as [ChannelName, Channel][];
  // Hexagons are counted where they lie, after the scales.
  const groups = layer.mark !== 'hexbin' && entries.some(([, { reduce }]) => reduce !== undefined);
  const has = (name: string, channel: string) => {
    if (types.has(name)) return true;
    problems.unknown([...layer.path, channel], name, names);
    return false;
  };
  for (const { column } of layer.where) if (has(column, 'where')) used.add(column);
  for (const [name, channel] of entries) {
    const { column, reduce } = channel;
    const constant = constantOf(name, channel, types);
    if (constant) {
      bounds[name] = constant;
      continue;
    }
    if (column !== undefined && !has(column, name)) continue;
    if (column !== undefined) used.add(column);
    if (reduce) {
      const measure: Measure = {
        name: column === undefined ? reduce : `${reduce}_${column}`,
        reduce,
        column: column ?? null,
      };
      measures.set(measure.name, measure);
      bounds[name] = figureOf(measure, channel, types);
      continue;
    }
    if (column === undefined) continue;
    const key = keyOf(column, channel, types);
    if (groups || key.name !== column) keys.set(key.name, key);
    bounds[name] = {
      kind: 'column',
      name: key.name,
      type: key.type,
      source: column,
      ...(key.bin === undefined ? {} : { to: `${key.name}_to` }),
      ...(key.interval && { interval: key.interval }),
      ...(channel.label !== undefined && { label: channel.label }),
    };
  }
  const sortBy = layer.sort?.by;
  const sortColumn = sortBy !== undefined && types.has(sortBy) ? sortBy : null;
  if (sortColumn) used.add(sortColumn);
  else if (sortBy !== undefined && !(sortBy in layer.channels) && !measures.has(sortBy))
    problems.unknown([...layer.path, 'sort'], sortBy, [
      ...names,
      ...Object.keys(layer.channels),
      ...measures.keys(),
    ]);
  if (
    groups &&
    sortColumn &&
    !keys.has(sortColumn) &&
    ![...keys.values()].some((key) => key.column === sortColumn)
  ) {
    const measure = [...measures.values()].find((one) => one.column === sortColumn);
    if (!measure)
      problems.add(
        [...layer.path, 'sort'],
        t('declared.problem.sort-grouped', { column: sortColumn }),
      );
  }
  for (const name of MEASURED.test(layer.mark) ? (['x', 'y'] as const) : []) {
    const bound = bounds[name];
    if (bound?.kind === 'column' && bound.type === 'text')
      problems.add(
        [...layer.path, name],
        t('declared.problem.measured', { mark: layer.mark, column: bound.name }),
      );
  }
  for (const [name, { bin }] of entries)
    if (bin !== undefined && !groups)
      problems.add([...layer.path, name], t('declared.problem.bin-alone', { key: name }));
  const derived = groups ? { keys: [...keys.values()], measures: [...measures.values()] } : null;
  if (!groups && keys.size > 0)
    return { layer, bounds: rowwise(bounds), derived: null, columns: wanted(layer, used, names) };
  return { layer, bounds, derived, columns: derived ? [...used] : wanted(layer, used, names) };
}

/** Without a figure a cut column is floored row by row when it is drawn, under its own name. */
function rowwise(bounds: Partial<Record<ChannelName, Bound>>): Bounds {
  return Object.fromEntries(
    Object.entries(bounds).map(([name, bound]) => [
      name,
      bound.kind === 'column' && bound.source !== null
        ? { ...bound, name: bound.source, to: undefined }
        : bound,
    ]),
  );
}

/** Rows that are drawn one by one bring a few more columns, for the tip and the table. */
function wanted(layer: Layer, used: ReadonlySet<string>, names: readonly string[]): string[] {
  const more = ruleOf(layer.mark).alone ? 0 : 8;
  return [...new Set([...used, ...names.slice(0, more)])];
}

function constantOf(
  name: ChannelName,
  { column, value, reduce, bin, interval }: Channel,
  types: ReadonlyMap<string, ColumnType>,
): Bound | null {
  if (value !== undefined) return { kind: 'constant', value };
  if (column === undefined || reduce || bin !== undefined || interval || types.has(column))
    return null;
  if (COLOURED.has(name) && isColour(column)) return { kind: 'constant', value: column };
  if (name === 'symbol' && (SYMBOLS as readonly string[]).includes(column))
    return { kind: 'constant', value: column };
  return null;
}

function keyOf(
  column: string,
  { bin, interval }: Channel,
  types: ReadonlyMap<string, ColumnType>,
): Key {
  const type = types.get(column) ?? 'text';
  const temporal = type === 'day' || type === 'time';
  if (bin !== undefined && (temporal || type === 'number'))
    return { name: `${column}_from`, column, type, bin, ...(temporal && interval && { interval }) };
  if (interval && temporal) return { name: `${column}_${interval}`, column, type, interval };
  return { name: column, column, type };
}

function figureOf(
  measure: Measure,
  { label }: Channel,
  types: ReadonlyMap<string, ColumnType>,
): Bound {
  const kept = ['min', 'max', 'mode'].includes(measure.reduce) && measure.column !== null;
  return {
    kind: 'column',
    name: measure.name,
    type: kept ? (types.get(measure.column ?? '') ?? 'number') : 'number',
    source: null,
    reduce: measure.reduce,
    ...(label !== undefined && { label }),
  };
}
