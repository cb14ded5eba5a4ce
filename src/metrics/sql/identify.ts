import type { IdColumn } from '../../sources/types.ts';
import { DICTIONARY, keyOf } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from './fragment.ts';

/** `rows` (an expression for FROM) joined to the texts of `key`; the id is then `identified(…)`. */
export function withTexts(rows: Sql, id: IdColumn, context: DatasetContext): Sql {
  if (!context.textual.includes(id)) return rows;
  return sql`${rows} LEFT JOIN ${DICTIONARY[id]} USING (${keyOf(id)})`;
}

/** The identifier as the source writes it, over rows of `withTexts`. */
export const identified = (id: IdColumn, context: DatasetContext): string =>
  context.textual.includes(id) ? id : keyOf(id);
