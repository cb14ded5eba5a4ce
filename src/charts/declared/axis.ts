import { dateFormat, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { ticksOf } from '../ticks.ts';
import type { ChartOptions } from '../types.ts';
import { columnLabel, eventLabel, kindOf, num, show, type ValueKind } from '../values.ts';
import { typed } from './columns.ts';
import { commonInterval } from './intervals.ts';
import type { Bound, LayerPlan } from './plan.ts';
import type { Declared, LayerRows, ScaleSpec } from './types.ts';
import type { ChannelName, Interval } from './vocabulary.ts';

export type ColumnBound = Extract<Bound, { kind: 'column' }>;

/** A direction of the picture: what stands along it and how it is written. */
export interface Axis {
  readonly ordinal: boolean;
  readonly temporal: boolean;
  /** The channel that names it; null where nothing but constants lies along it. */
  readonly bound: ColumnBound | null;
  /** The places of an ordinal axis, in order. */
  readonly places: readonly string[];
  readonly label: string;
  /** A tick in the reader's language, told apart from the others where it stands among `ticks`. */
  readonly tick: (value: unknown, ticks?: readonly unknown[]) => string;
  /** The calendar step on which all moments stand. */
  readonly interval: Interval | null;
  readonly spec: ScaleSpec;
}

export const MEMBERS: Readonly<Record<'x' | 'y' | 'fx' | 'fy', readonly ChannelName[]>> = {
  x: ['x', 'x1', 'x2'],
  y: ['y', 'y1', 'y2'],
  fx: ['fx'],
  fy: ['fy'],
};
/** Marks that have a place for each value across their length, figures included. */
const ACROSS: Readonly<Record<string, 'x' | 'y' | 'both'>> = {
  barX: 'y',
  barY: 'x',
  waffleX: 'y',
  waffleY: 'x',
  cell: 'both',
  boxX: 'y',
  boxY: 'x',
  tickX: 'y',
  tickY: 'x',
};
/** Of those, the ones that can also stand on steps of time. */
const ON_TIME = new Set(['barX', 'barY']);

export interface Drawn {
  readonly chart: Declared;
  readonly plans: readonly LayerPlan[];
  readonly layers: readonly LayerRows[];
  readonly options: ChartOptions;
}

export function axisFor(name: 'x' | 'y' | 'fx' | 'fy', drawn: Drawn): Axis {
  const { chart, plans, layers, options } = drawn;
  const spec = chart.scales[name] ?? {};
  const found: { bound: ColumnBound; rows: readonly Row[]; mark: string }[] = [];
  plans.forEach(({ bounds, layer }, at) => {
    for (const channel of MEMBERS[name]) {
      const bound = bounds[channel];
      if (bound?.kind === 'column')
        found.push({ bound, rows: layers[at]?.rows ?? [], mark: layer.mark });
    }
  });
  const facet = name === 'fx' || name === 'fy';
  const asked = spec.type === 'band' || spec.type === 'point' || spec.type === 'ordinal';
  const textual = found.some(({ bound }) => bound.type === 'text' || bound.type === 'flag');
  const across = found.some(({ bound, mark }) => {
    const side = ACROSS[mark];
    if (side !== name && side !== 'both') return false;
    const timed = bound.type === 'day' || bound.type === 'time';
    return (
      bound.to === undefined &&
      !(timed && ON_TIME.has(mark) && spec.type === undefined) &&
      !(spec.type === 'utc' || spec.type === 'linear')
    );
  });
  const ordinal = facet || asked || textual || across;
  const first = found[0] ?? null;
  const bound = first?.bound ?? null;
  const sample = first?.rows.find((row) => row[first.bound.name] !== null)?.[first.bound.name];
  const kind = bound ? kindFor(bound, sample, spec) : 'number';
  const temporal =
    !ordinal &&
    found.length > 0 &&
    found.every(({ bound: one }) => one.type === 'day' || one.type === 'time');
  const moments = temporal
    ? found
        .flatMap(({ bound: one, rows }) =>
          rows.map((row) => Number(typed(row[one.name], one.type) ?? Number.NaN)),
        )
        .filter(Number.isFinite)
    : [];
  const texts = new Set<string>();
  if (ordinal)
    for (const { bound: one, rows } of found)
      for (const row of rows) texts.add(worded(row[one.name], one, options));
  return {
    ordinal,
    temporal,
    bound,
    places: ordinal ? ordered([...texts], bound, spec, chart, first?.mark) : [],
    label: spec.label ?? (bound ? boundLabel(bound, options) : ''),
    tick:
      !ordinal && (bound?.reduce === 'count' || bound?.reduce === 'distinct')
        ? whole(tickOf(kind, moments, ordinal, options, spec))
        : tickOf(kind, moments, ordinal, options, spec),
    interval: temporal ? (bound?.interval ?? commonInterval(moments.slice(0, 2000))) : null,
    spec,
  };
}

/** What is counted has no name between two whole numbers. */
const whole =
  (tick: Axis['tick']): Axis['tick'] =>
  (value, ticks) =>
    typeof value === 'number' && value < 10 && !Number.isInteger(value) ? '' : tick(value, ticks);

/** Named places first; figures, days and hours of facets and heat maps in their order, all else as it comes. */
function ordered(
  texts: string[],
  bound: ColumnBound | null,
  spec: ScaleSpec,
  chart: Declared,
  mark = '',
): string[] {
  const sorted =
    bound &&
    bound.type !== 'text' &&
    bound.source !== null &&
    chart.layers.every(({ sort }) => sort === null)
      ? [...texts].sort((a, b) => (bound.type === 'number' ? num(a) - num(b) : a < b ? -1 : 1))
      : texts;
  const wanted = (spec.domain ?? []).map(String);
  const rest = sorted.filter((one) => !wanted.includes(one));
  const places = wanted.length > 0 ? (mark === '' ? wanted : [...wanted, ...rest]) : rest;
  return spec.reverse ? places.reverse() : places;
}

/** An ordinal value's text, which is also its place. */
export function worded(value: unknown, { type }: ColumnBound, { locale }: ChartOptions): string {
  if (value === null || value === undefined || value === '') return '—';
  if (type === 'flag')
    return t(value === true || value === 'true' ? 'charts.yes' : 'charts.no', {}, locale);
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z')
      ? text.slice(0, 10)
      : text.slice(0, 16).replace('T', ' ');
  }
  return eventLabel(String(typed(value, 'text')), locale);
}

/** What a channel's values are called. */
export function boundLabel(
  { label, reduce, source, name, interval }: ColumnBound,
  { locale }: ChartOptions,
): string {
  if (label !== undefined) return label;
  if (source !== null)
    return interval
      ? `${columnLabel(source, locale)} (${t(`declared.interval.${interval}`, {}, locale)})`
      : columnLabel(source, locale);
  return figureLabel(reduce ?? 'count', name, locale);
}

export function figureLabel(
  reduce: NonNullable<ColumnBound['reduce']>,
  name: string,
  locale: ChartOptions['locale'],
): string {
  const column = name === reduce ? null : name.slice(reduce.length + 1);
  if (column === null)
    return t(
      reduce === 'share' ? 'declared.reduce.share-rows' : 'declared.reduce.rows',
      {},
      locale,
    );
  const quantile = /^p(\d\d)$/.exec(reduce)?.[1];
  if (quantile)
    return t(
      'declared.reduce.quantile',
      { p: quantile, column: columnLabel(column, locale) },
      locale,
    );
  return t(`declared.reduce.${reduce as 'sum'}`, { column: columnLabel(column, locale) }, locale);
}

/** How the values of a channel are written, unless the scale says it. */
export function kindFor(
  { reduce, source, name, type }: ColumnBound,
  sample: unknown,
  { format }: ScaleSpec = {},
): ValueKind {
  switch (format) {
    case 'integer':
    case 'percent':
    case 'money':
    case 'day':
    case 'hour':
    case 'text':
    case 'number':
      return format;
    case 'compact':
      return 'number';
  }
  if (reduce === 'count' || reduce === 'distinct') return 'integer';
  if (reduce === 'share') return 'percent';
  const kind = kindOf(source ?? name.slice((reduce?.length ?? -1) + 1), sample);
  if (type === 'number' && (kind === 'id' || kind === 'text' || kind === 'day')) return 'number';
  return kind;
}

function tickOf(
  kind: ValueKind,
  moments: readonly number[],
  ordinal: boolean,
  { locale, currency }: ChartOptions,
  spec: ScaleSpec,
): Axis['tick'] {
  if (moments.length > 0) {
    const write = momentText(
      Math.min(...ends(moments)),
      Math.max(...ends(moments)),
      locale,
      spec.format,
    );
    return (value) => (value instanceof Date ? write(value) : String(value));
  }
  if (ordinal)
    return (value) => {
      const text = String(value);
      if (kind === 'hour' && /^\d+$/.test(text)) return show(text, 'hour', locale);
      if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(text))
        return dateFormat(locale, { month: 'short', day: 'numeric' }).format(
          new Date(`${text}T00:00:00Z`),
        );
      return text;
    };
  const shares = spec.percent === true;
  const of = (value: unknown) => Number(value) / (shares ? 100 : 1);
  const written = ticksOf(shares ? 'percent' : kind, locale, currency);
  return (value, ticks = []) => written(of(value), 0, ticks.map(of));
}

function ends(moments: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const at of moments) {
    if (at < low) low = at;
    if (at > high) high = at;
  }
  return [low, high];
}

const DAY = 864e5;

/** Moments of a span as short as they can be told apart. */
export function momentText(
  low: number,
  high: number,
  locale: ChartOptions['locale'],
  format?: string,
): (at: Date) => string {
  const span = high - low;
  const options: Intl.DateTimeFormatOptions =
    format === 'month' || (format === undefined && span > 200 * DAY && span <= 1500 * DAY)
      ? { year: 'numeric', month: 'short' }
      : format === 'hour' || (format === undefined && span <= 2 * DAY && span > 0)
        ? { hour: '2-digit', minute: '2-digit', hour12: false }
        : format === undefined && span > 1500 * DAY
          ? { year: 'numeric' }
          : { month: 'short', day: 'numeric' };
  const made = dateFormat(locale, { ...options, timeZone: 'UTC' });
  return (at) => made.format(at);
}
