import type { IdColumn } from '../../sources/types.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import { ofEvents } from '../segments/behind-events.ts';
import { texts, understood } from '../segments/row.ts';
import { memberKey } from '../segments/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import type { ParetoParameters } from './index.ts';
import { keyColumn } from './values.ts';

/** Who bought (viewed) an entity, or of the entities of its head or tail; the items behind it alike. */
export const paretoMembers: Members<ParetoParameters> = {
  columns: () => ['id', 'head'],
  who: ({ measure }) => [measure === 'views' ? 'viewers' : 'buyers'],
  query(parameters, asked) {
    understood(asked, paretoMembers.columns(parameters), paretoMembers.who(parameters));
    const { context, where, of, relation } = asked;
    const key = keyColumn(parameters, context);
    const id = key.endsWith('_key') ? (key.replace('_key', '_id') as IdColumn) : null;
    const conditions: Sql[] = [
      sql`event_type = '${parameters.measure === 'views' ? 'view' : 'purchase'}'`,
      sql`${key} IS NOT NULL`,
    ];
    const textual = id !== null && context.textual.includes(id);
    // Keys of texts stand in a dictionary; every other identifier is its own key.
    const keys = (ids: Sql) =>
      textual ? sql`SELECT ${key} FROM ${DICTIONARY[id]} WHERE ${id} IN (${ids})` : ids;
    if (where.id)
      conditions.push(
        textual
          ? sql`${key} IN (SELECT ${key} FROM ${DICTIONARY[id]} WHERE ${texts(id, where.id)})`
          : texts(key, where.id),
      );
    if (where.head)
      conditions.push(
        sql`${key} IN (${keys(sql`SELECT id FROM ${relation} WHERE ${texts('head', where.head)}`)})`,
      );
    return ofEvents(memberKey(of), parameters, context, ...conditions);
  },
};
