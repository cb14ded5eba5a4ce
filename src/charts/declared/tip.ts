import { max, mean, median, min, sum } from 'd3';
import { format } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions } from '../types.ts';
import { columnLabel, eventLabel, kindOf, num, show, truncate } from '../values.ts';
import { boundLabel, type ColumnBound, figureLabel, kindFor } from './axis.ts';
import type { LayerPlan } from './plan.ts';

const MOST_LINES = 9;
const WIDEST = 300;
const MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;
const REDUCERS: Readonly<Record<string, (values: number[]) => number | undefined>> = {
  sum: (values) => sum(values),
  mean: (values) => mean(values),
  median: (values) => median(values),
  min: (values) => min(values),
  max: (values) => max(values),
};

/** What a column of a mark's rows is called. */
export function labelOf(
  name: string,
  { derived, bounds }: LayerPlan,
  options: ChartOptions,
): string {
  const bound = Object.values(bounds).find((one) => one.kind === 'column' && one.name === name);
  if (bound?.kind === 'column' && bound.label !== undefined) return bound.label;
  const measure = derived?.measures.find((one) => one.name === name);
  if (measure) return figureLabel(measure.reduce, measure.name, options.locale);
  if (bound?.kind === 'column') return boundLabel(bound, options);
  const key = derived?.keys.find((one) => `${one.name}_to` === name || one.name === name);
  return columnLabel(key?.column ?? name, options.locale);
}

/** A value as a reader expects it, with all its digits. */
export function valueText(
  row: Row,
  name: string,
  { derived, bounds }: LayerPlan,
  { locale, currency }: ChartOptions,
): string {
  const value = row[name];
  const bound = Object.values(bounds).find(
    (one): one is ColumnBound => one.kind === 'column' && (one.name === name || one.to === name),
  );
  const measure = derived?.measures.find((one) => one.name === name);
  const kind = bound
    ? kindFor(bound, value)
    : measure?.reduce === 'count'
      ? 'integer'
      : kindOf(name, value);
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z')
      ? show(text.slice(0, 10), 'day', locale)
      : format.moment(text.slice(0, 16), locale);
  }
  if (typeof value === 'string' && MOMENT.test(value)) return format.moment(value, locale);
  return typeof value === 'string' && kind === 'text'
    ? eventLabel(value, locale)
    : show(value, kind, locale, currency);
}

/** The lines of a tip: what the channels show, then the row's other columns. */
export function tipText(row: Row, plan: LayerPlan, options: ChartOptions, named = true): string {
  const shown = Object.values(plan.bounds).flatMap((bound) =>
    bound.kind === 'column' ? [bound] : [],
  );
  const lines: string[] = [];
  const done = new Set<string>();
  const add = (name: string, text: string) => {
    if (done.has(name) || lines.length >= MOST_LINES) return;
    done.add(name);
    lines.push(truncate(named ? `${labelOf(name, plan, options)}  ${text}` : text, WIDEST));
  };
  for (const { name, to } of shown) {
    if (!(name in row)) continue;
    const text = valueText(row, name, plan, options);
    add(
      name,
      to !== undefined && to in row ? `${text} – ${valueText(row, to, plan, options)}` : text,
    );
    if (to !== undefined) done.add(to);
  }
  if (named) for (const name of Object.keys(row)) add(name, valueText(row, name, plan, options));
  return lines.join('\n');
}

/** The lines of a tip for a heap of rows: how many they are, and what colour and size show of them. */
export function heapText(
  rows: readonly Row[],
  { layer }: LayerPlan,
  { locale, currency }: ChartOptions,
): string {
  const { fill, r } = layer.channels;
  const told = [fill, r].flatMap((channel) => {
    const { reduce, column } = channel ?? {};
    const reducer = REDUCERS[reduce ?? ''];
    if (column === undefined || !reduce || !reducer) return [];
    const value = reducer(rows.map((row) => num(row[column])));
    const label = figureLabel(reduce, `${reduce}_${column}`, locale);
    return [`${label}  ${show(value, kindOf(column, value), locale, currency)}`];
  });
  const count = figureLabel('count', 'count', locale);
  return [`${count}  ${show(rows.length, 'integer', locale)}`, ...told].join('\n');
}
