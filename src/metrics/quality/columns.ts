import { ID_COLUMNS } from '../../sources/types.ts';
import { keyOf } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import { long } from './long.ts';

/** Layers that know how many events name none of an entity. */
const LAYERS: Readonly<Record<string, string>> = {
  user_id: 'dws_user_day',
  item_id: 'dws_item_day',
  category_id: 'dws_category_day',
  brand: 'dws_brand_day',
};

/** Events that have a column at all where only some do. */
const OF_EVENTS: Readonly<Record<string, string>> = {
  order_id: 'purchase',
  quantity: 'purchase',
  amount: 'purchase',
  rating: 'rate',
};

const keyed = (column: string): string => {
  const id = ID_COLUMNS.find((one) => one === column);
  return id ? keyOf(id) : column;
};

/** Columns that can be missing: an event without time or type is none. */
const columnsOf = ({ columns }: DatasetContext) =>
  columns.filter((column) => column !== 'event_time' && column !== 'event_type');

/** Share of rows without a value, column by column: from layers where they tell, else from the events in one pass. */
export function missingFromLayers(context: DatasetContext): Sql {
  const columns = columnsOf(context);
  const layered = columns.filter((column) => LAYERS[column]);
  const others = columns.filter((column) => !LAYERS[column]);
  const pieces = layered.map(
    (column) => sql`SELECT 'missing' AS figure, '${column}' AS subject,
        CAST(coalesce(sum(events) FILTER (${keyed(column)} IS NULL), 0) AS DOUBLE) / nullif(sum(events), 0) AS value
      FROM ${LAYERS[column] ?? ''}`,
  );
  const events =
    others.length === 0
      ? []
      : [
          long(
            others.map((column) => share(column, 'IS NULL')),
            sql`dwd`,
          ),
        ];
  return union([...pieces, ...events]);
}

/** The same from the events alone, as what is left of those that have a value. */
export function missingFromEvents(context: DatasetContext): Sql {
  const figures = columnsOf(context).map((column) => {
    const { subject, expression } = share(column, 'IS NOT NULL');
    return { figure: 'missing', subject, expression: `1 - (${expression})` };
  });
  return figures.length === 0 ? union([]) : long(figures, sql`dwd`);
}

function share(column: string, test: string) {
  const type = OF_EVENTS[column];
  const where = type ? `event_type = '${type}'` : 'true';
  return {
    figure: 'missing',
    subject: column,
    expression: `CAST(count(*) FILTER (${where} AND ${keyed(column)} ${test}) AS DOUBLE) / nullif(count(*) FILTER (${where}), 0)`,
  };
}

const union = (pieces: readonly Sql[]): Sql =>
  join(
    pieces,
    ' UNION ALL ',
    `SELECT '' AS figure, '' AS subject, CAST(NULL AS DOUBLE) AS value WHERE false`,
  );
