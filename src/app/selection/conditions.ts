import { identifier } from '../../engine/identifier.ts';
import type { Value } from '../../engine/index.ts';
import type { Clause, Selection } from './clauses.ts';

/** SQL with a `?` for each value. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** The condition that rows of a selection meet, over columns by their names; `true` where nothing is selected. */
export function conditionOf(selection: Selection): Condition {
  if (selection.length === 0) return { sql: 'true', values: [] };
  const all = selection.map(one);
  return {
    sql: `(${all.map(({ sql }) => sql).join(' AND ')})`,
    values: all.flatMap(({ values }) => values),
  };
}

/**
 * Days, numbers and texts are told apart by the column: a value is compared as text where it was picked as text, so
 * that a day, an enum or a long identifier needs no type of ours.
 */
function one(clause: Clause): Condition {
  const column = identifier(clause.column);
  if ('in' in clause) {
    const known = clause.in.filter((value) => value !== null);
    const marks = known.map(() => '?').join(', ');
    const values = known.map(String);
    const parts = [
      ...(known.length > 0 ? [`CAST(${column} AS VARCHAR) IN (${marks})`] : []),
      ...(known.length < clause.in.length ? [`${column} IS NULL`] : []),
    ];
    return { sql: `(${parts.join(' OR ')})`, values };
  }
  const { from, to } = clause;
  if (typeof from === 'number')
    return { sql: `(${column} BETWEEN ? AND ?)`, values: [from, to as number] };
  const day = /^\d{4}-\d\d-\d\d$/;
  if (day.test(from) && day.test(String(to)))
    return {
      sql: `(CAST(${column} AS DATE) BETWEEN CAST(? AS DATE) AND CAST(? AS DATE))`,
      values: [from, to],
    };
  const time = /^\d{4}-\d\d-\d\d[T ]/;
  return time.test(from)
    ? {
        sql: `(${column} BETWEEN CAST(? AS TIMESTAMP) AND CAST(? AS TIMESTAMP))`,
        values: [from.replace('Z', ''), String(to).replace('Z', '')],
      }
    : { sql: `(CAST(${column} AS VARCHAR) BETWEEN ? AND ?)`, values: [from, to] };
}
