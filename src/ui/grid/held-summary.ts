import type { Row } from '../../metrics/types.ts';
import { cellText } from './cell-text.ts';
import { isNumber, isTime } from './rows/condition.ts';
import type { GridColumn, Summary } from './types.ts';

const BINS = 20;
const TOP = 5;

/** What a column's head says where all rows are at hand: the engine need not be asked. */
export function heldSummary(rows: readonly Row[], { name, type }: GridColumn): Summary {
  const texts = new Map<string, number>();
  const figures: number[] = [];
  const kind = isTime(type) ? 'times' : isNumber(type) ? 'numbers' : 'values';
  let nulls = 0;
  for (const row of rows) {
    const value = row[name];
    const text = cellText(value, type);
    if (text === null) {
      nulls += 1;
      continue;
    }
    texts.set(text, (texts.get(text) ?? 0) + 1);
    const figure = kind === 'values' ? Number.NaN : figureOf(value, kind);
    if (Number.isFinite(figure)) figures.push(figure);
  }
  const told = { rows: rows.length, of: rows.length, nulls, distinct: texts.size };
  if (figures.length > 0) return { ...told, kind, bins: binsOf(figures), top: [] };
  const top = [...texts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, TOP);
  return { ...told, kind: 'values', bins: [], top };
}

function figureOf(value: unknown, kind: 'numbers' | 'times'): number {
  if (kind === 'numbers') return Number(value);
  return value instanceof Date ? value.getTime() : Date.parse(String(value));
}

function binsOf(figures: readonly number[]): Summary['bins'] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const figure of figures) {
    if (figure < least) least = figure;
    if (figure > most) most = figure;
  }
  const width = (most - least) / BINS;
  const counts = new Array<number>(width > 0 ? BINS : 1).fill(0);
  for (const figure of figures) {
    const at = width > 0 ? Math.min(BINS - 1, Math.floor((figure - least) / width)) : 0;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count, at) => ({
    from: least + at * width,
    to: least + (at + 1) * width,
    count,
  }));
}
