import { TabhouseError } from '../engine/errors.ts';
import { t } from '../i18n/index.ts';
import { num } from './values.ts';

/** Marks that a `chart` block may name. */
const MARKS = ['barX', 'barY', 'line', 'area', 'dot', 'cell', 'tickX', 'tickY'] as const;
export type MarkName = (typeof MARKS)[number];

/** A `chart` block's body with its defaults filled in. */
export interface ChartSpec {
  readonly mark: MarkName;
  readonly x: string;
  readonly y: string;
  readonly fill: string | null;
  /** Column to sort the band axis by; `descending` where written with a minus. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly limit: number;
  readonly height: number | null;
  readonly title: string | null;
}

/** Reads a `chart` block; throws `notebook-syntax` where it cannot be meant. */
export function toChartSpec(
  raw: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): ChartSpec {
  const mark = MARKS.find(
    (name) => name === raw.mark || `${name}Y` === raw.mark || name.slice(0, -1) === raw.mark,
  );
  if (!mark)
    throw refused(
      t('charts.spec.mark', { mark: String(raw.mark ?? '—'), marks: MARKS.join(', ') }),
    );
  const column = (name: 'x' | 'y' | 'fill') => {
    const value =
      raw[name] ??
      (name === 'fill' ? (raw.color ?? raw.colour ?? raw.stroke ?? raw.series) : undefined);
    if (value === undefined || value === null) return null;
    if (columns.length > 0 && !columns.includes(String(value))) {
      throw refused(
        t('charts.spec.column', { column: String(value), columns: columns.join(', ') }),
      );
    }
    return String(value);
  };
  const [x, y] = [column('x') ?? columns[0], column('y') ?? columns[1]];
  if (!x || !y) throw refused(t('charts.spec.xy'));
  const sort =
    typeof raw.sort === 'string' && raw.sort
      ? { column: raw.sort.replace(/^-/, ''), descending: raw.sort.startsWith('-') }
      : null;
  return {
    mark,
    x,
    y,
    fill: column('fill'),
    sort,
    limit: num(raw.limit) || 50,
    height: num(raw.height) || null,
    title: typeof raw.title === 'string' ? raw.title : null,
  };
}

const refused = (reason: string) =>
  new TabhouseError('notebook-syntax', { parameters: { reason } });
