import { t } from '../../i18n/index.ts';
import { refused } from '../parameters/field.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import type { MembersAsked } from '../types.ts';
import type { RowConditions, RowValue } from './types.ts';

/** The one value that is asked of a column; undefined where none is. Throws `metric-parameter` where there are more. */
export function only(where: RowConditions, column: string): RowValue | undefined {
  const values = where[column];
  if (values === undefined) return undefined;
  if (values.length !== 1 || (typeof values[0] === 'object' && values[0] !== null))
    throw refused(`where.${column}`, values, t('segments.allowed.one'));
  return values[0];
}

/** The one whole number that is asked of a column. */
export function whole(where: RowConditions, column: string): number | undefined {
  const value = only(where, column);
  if (value === undefined) return undefined;
  const read = Number(value);
  if (value === null || value === '' || !Number.isInteger(read))
    throw refused(`where.${column}`, value, t('metrics.allowed.number'));
  return read;
}

/** A day that is asked of a column, as SQL. */
export function day(where: RowConditions, column: string): Sql | undefined {
  const value = only(where, column);
  if (value === undefined) return undefined;
  if (!/^\d{4}-\d\d-\d\d/.test(String(value)))
    throw refused(`where.${column}`, value, t('metrics.allowed.day'));
  return sql`CAST(${bind(String(value).slice(0, 10))} AS DATE)`;
}

/** Texts of a column. */
export const texts = (column: string, values: readonly RowValue[]): Sql =>
  sql`(${join(
    values.map((value) =>
      value === null
        ? sql`${column} IS NULL`
        : sql`CAST(${column} AS VARCHAR) = ${bind(String(value))}`,
    ),
    ' OR ',
    'false',
  )})`;

/** Which members are asked for, and that nothing is asked of columns that rows have not. */
export function understood(
  { where, who }: MembersAsked,
  columns: readonly string[],
  known: readonly string[],
): string {
  const wrong = Object.keys(where).find((column) => !columns.includes(column));
  if (wrong !== undefined)
    throw refused(
      `where.${wrong}`,
      where[wrong],
      t('metrics.allowed.names', { names: columns.join(', ') }),
    );
  const [first = ''] = known;
  if (who !== undefined && !known.includes(who)) throw refused('who', who, known.join(', '));
  return who ?? first;
}
