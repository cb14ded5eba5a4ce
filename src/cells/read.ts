import { num } from '../charts/values.ts';
import { identifier } from '../engine/identifier.ts';
import { isKey, locale, t } from '../i18n/index.ts';
import type { MetricResult, Row } from '../metrics/types.ts';
import type { Cell, CellResult, SqlDetail, TilesDetail } from './types.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isMetric = (value: unknown): value is MetricResult =>
  isObject(value) && isObject(value.definition) && typeof value.sql === 'string';

const isTiles = (value: unknown): value is TilesDetail =>
  isObject(value) && isMetric(value.current);

/** The metric behind a cell's result: of a metric cell, or of a tile cell's current period. */
export function metricOf(result: CellResult | null): MetricResult | null {
  const detail = result?.detail;
  if (isTiles(detail)) return detail.current;
  return isMetric(detail) ? detail : null;
}

/** What stands behind a tile cell; null for any other. */
export function tilesOf(result: CellResult | null): TilesDetail | null {
  const detail = result?.detail;
  return isTiles(detail) ? detail : null;
}

/** The statement behind a cell: as it ran, else as it stands in the notebook; null where it asks for nothing by itself. */
export function sqlOf(cell: Cell, result: CellResult | null): string | null {
  const metric = metricOf(result);
  if (metric) return metric.sql;
  if (!ASKS.has(cell.kind)) return null;
  const { sql } = (result?.detail ?? {}) as SqlDetail;
  if (typeof sql === 'string') return sql;
  if (cell.kind === 'sql') return cell.body.trim();
  const { from } = cell.spec;
  return cell.kind === 'table' && typeof from === 'string'
    ? `SELECT * FROM ${identifier(from)}`
    : null;
}

/** Kinds whose rows come by a statement of their own. */
const ASKS = new Set(['sql', 'table', 'chart', 'segment']);

/** Names of the parameters of `sqlOf`, in the order of their marks. */
export const boundIn = (result: CellResult | null): readonly string[] =>
  metricOf(result) ? [] : (((result?.detail ?? {}) as SqlDetail).names ?? []);

/** What a cell is called on the page: its own title, the metric's, or its name made readable. */
export function headingOf(cell: Cell, result: CellResult | null): string {
  const own = titled(cell.spec.title);
  if (own) return own;
  const metric = metricOf(result);
  if (metric && cell.kind === 'metric') return metric.definition.title;
  const key = `cells.heading.${cell.kind}`;
  if ((cell.kind === 'lineage' || cell.kind === 'load-report') && isKey(key)) return t(key);
  const kind = `cells.metric.${String(cell.spec.kind ?? '')}`;
  if (cell.kind === 'metric' && isKey(kind)) return t(kind);
  return (cell.name ?? '').replaceAll('_', ' ');
}

/** A title, label or placeholder of a spec: text, a number (as YAML reads `placeholder: 1000`), or an object with one text per language. */
export function titled(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!isObject(value)) return '';
  const chosen = value[locale.value] ?? value.en;
  return typeof chosen === 'string' ? chosen : '';
}

/** Drops a name's odd characters so that it can be a file's. */
export const fileName = (name: string) =>
  name
    .trim()
    .replaceAll(/[\\/:*?"<>|\s]+/g, '-')
    .slice(0, 80) || 'tabhouse';

/** A figure of a row, or null. */
export function figureOf(row: Row | undefined, column: string): number | null {
  const value = num(row?.[column]);
  return Number.isFinite(value) ? value : null;
}
