import { format, type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions, Facts, Figure, TwinColumn } from '../types.ts';
import { columnLabel, iso, num } from '../values.ts';

/** The column of an earlier period's figure. */
export const beforeOf = (column: string): string => `${column}_before`;

export const beforeLabel = (column: string, locale: Locale): string =>
  t('compare.before', { column: columnLabel(column, locale) }, locale);

/** True where the rows stand beside those of an earlier period. */
export const isCompared = ({ compare }: Facts): boolean =>
  typeof compare === 'object' && compare !== null;

/** Rows with the figures of the earlier one of the same `key`; one that is earlier alone has no figures of its own. */
export function pairedRows(
  rows: readonly Row[],
  earlier: readonly Row[],
  key: string,
): readonly Row[] {
  const then = new Map(earlier.map((row) => [row[key], row]));
  const names = Object.keys(earlier[0] ?? {}).filter((name) => name !== key);
  const besides = (row?: Row) =>
    Object.fromEntries(names.map((name) => [beforeOf(name), row?.[name] ?? null]));
  const here = new Set(rows.map((row) => row[key]));
  return [
    ...rows.map((row) => ({ ...row, ...besides(then.get(row[key])) })),
    ...earlier
      .filter((row) => !here.has(row[key]))
      .map((row) => ({ [key]: row[key], ...besides(row) })),
  ];
}

/** The earlier period in words; empty where there is none. */
export function earlierPeriod({ compare }: Facts, locale: Locale): string {
  if (typeof compare !== 'object' || compare === null) return '';
  const { from, to } = compare as { readonly from?: unknown; readonly to?: unknown };
  const day = (value: unknown) => format.day(iso(value), undefined, locale);
  return t('compare.days', { from: day(from), to: day(to) }, locale);
}

/**
 * The drawing's table with the earlier figures beside each, and how far the one is above the other: as a share
 * of it. What the drawing shows quietly is said under it, or under another of the same result: then `said` is true.
 */
export function withBefore(
  drawn: Figure | null,
  facts: Facts,
  { locale }: Pick<ChartOptions, 'locale'>,
  said = false,
): Figure | null {
  if (!drawn || !isCompared(facts)) return drawn;
  const { columns, rows } = drawn.twin;
  const has = ({ name }: TwinColumn) => rows.some((row) => beforeOf(name) in row);
  if (!columns.some(has)) return drawn;
  const both = columns.flatMap((column) =>
    has(column)
      ? [
          column,
          {
            name: beforeOf(column.name),
            label: t('compare.before', { column: column.label }, locale),
          },
          {
            name: changeOf(column.name),
            label: t('compare.change', { column: column.label }, locale),
          },
        ]
      : [column],
  );
  const names = columns.filter(has).map(({ name }) => name);
  const period = earlierPeriod(facts, locale);
  return {
    ...drawn,
    label: `${drawn.label} ${t('compare.quiet', { period }, locale)}`,
    twin: { columns: both, rows: rows.map((row) => ({ ...row, ...changes(row, names) })) },
    ...(!said && { notes: [...(drawn.notes ?? []), t('compare.quiet', { period }, locale)] }),
  };
}

/** Named so that it is written as a share. */
const changeOf = (name: string) => `${name}_change_rate`;

function changes(row: Row, names: readonly string[]): Record<string, number | null> {
  return Object.fromEntries(
    names.map((name) => {
      const [now, before] = [num(row[name]), num(row[beforeOf(name)])];
      const change = now / before - 1;
      return [changeOf(name), Number.isFinite(change) ? change : null];
    }),
  );
}
