import { ID_COLUMNS, type IdColumn } from '../../sources/types.ts';
import type { TableDefinition } from '../table.ts';
import { has, keyOf } from '../tables/columns.ts';
import { dimCategory } from '../tables/dim-category.ts';
import { DICTIONARY } from '../tables/dim-ids.ts';
import { dimItem } from '../tables/dim-item.ts';
import { dwd } from '../tables/dwd.ts';
import { TABLES } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import { type Judged, judgedRows } from './judged.ts';
import { type Place, storedRows } from './stored.ts';

/**
 * `CREATE VIEW` statements of every relation that metrics and people read, over all parts, in order. All of them
 * exist with all their columns whatever the source has. `judged` where the rules are not those that DWD was written by.
 */
export function relations(
  context: DatasetContext,
  places: readonly Place[],
  judged: Judged | null = null,
): readonly string[] {
  const view = (name: string, sql: string) => `CREATE OR REPLACE VIEW ${name} AS ${sql}`;
  const special: Readonly<Record<string, (table: TableDefinition) => string>> = {
    dwd: (table) => {
      const rows = storedRows(table, context, places);
      return judged ? judgedRows(rows, context, places, judged) : rows;
    },
    dim_item: () => withText(context, places, dimItem, 'item_id'),
    dim_category: () => withText(context, places, dimCategory, 'category_id'),
    dim_user: (table) =>
      context.textual.includes('user_id') || !has(context, 'user_id')
        ? storedRows(table, context, places)
        : 'SELECT user_key, user_key AS user_id FROM dws_user',
  };
  // dim_user can read dws_user, so it comes after all others.
  const ordered = [
    ...TABLES.filter(({ name }) => name !== 'dim_user'),
    ...TABLES.filter(({ name }) => name === 'dim_user'),
  ];
  return [
    ...ordered.map((table) =>
      view(table.name, special[table.name]?.(table) ?? storedRows(table, context, places)),
    ),
    view('dwd_events', events(context)),
  ];
}

/** A dim whose stored rows know the key only: its text comes from the dictionary, or is the key itself. */
function withText(
  context: DatasetContext,
  places: readonly Place[],
  table: TableDefinition,
  id: 'item_id' | 'category_id',
): string {
  const key = keyOf(id);
  const names = table.relation.map(({ name }) =>
    name === id ? (context.textual.includes(id) ? `t.${id}` : `d.${key} AS ${id}`) : `d.${name}`,
  );
  const text = context.textual.includes(id)
    ? ` LEFT JOIN ${DICTIONARY[id]} t ON d.${key} = t.${key}`
    : '';
  return `SELECT ${names.join(', ')} FROM (${storedRows(table, context, places)}) d${text}`;
}

/** `dwd` with its keys as the source writes them. Only textual identifiers cost a join. */
function events(context: DatasetContext): string {
  const ids = new Map<string, IdColumn>(ID_COLUMNS.map((id) => [keyOf(id), id]));
  const textual = (id: IdColumn) => context.textual.includes(id) && has(context, id);
  const columns = dwd.relation.map(({ name }) => {
    const id = ids.get(name);
    if (!id) return `d.${name}`;
    return textual(id) ? `${DICTIONARY[id]}.${id}` : `d.${name} AS ${id}`;
  });
  const joins = ID_COLUMNS.filter(textual).map(
    (id) => ` LEFT JOIN ${DICTIONARY[id]} ON d.${keyOf(id)} = ${DICTIONARY[id]}.${keyOf(id)}`,
  );
  return `SELECT ${columns.join(', ')} FROM dwd d${joins.join('')}`;
}
