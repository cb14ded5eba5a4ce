import { t } from '../../i18n/index.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasMoney, hasUsers, need } from '../capabilities.ts';
import { prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { text } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { bind, type Sql, sql, where } from '../sql/fragment.ts';
import { filterConditions, filtered, period, scopedEvents } from '../sql/scope.ts';
import type { Metric, PlanColumn } from '../types.ts';

const fields = { item: text('item.parameter', null), ...scopeFields };

export type ItemParameters = ParametersOf<typeof fields>;

/** One item day by day: seen, bought, by how many, for how much. */
export const item: Metric<ItemParameters> = {
  kind: 'item',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    need(has(context, 'item_id'), 'item', 'metrics.lacks.items');
    const read = readParameters(fields, raw, context);
    if (read.item !== null) filterConditions({ item_id: [read.item.trim()] }, context);
    return { ...read, item: read.item?.trim() ?? null, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('item', parameters, context);
    const columns = columnsOf(context);
    const own = sql`item_key = ${keyOf(parameters, context)}`;
    const counted = sql`SELECT ${select(context)} FROM ${scopedEvents(parameters, context, own)} GROUP BY day ORDER BY day`;
    const summed = sql`SELECT ${columns.map(({ name }) => (name === 'pv' ? 'views AS pv' : name === 'uv' ? 'users AS uv' : name)).join(', ')}
      FROM dws_item_day ${where([...period(parameters), own])} ORDER BY day`;
    const id = context.textual.includes('item_id')
      ? sql`(SELECT any_value(item_id) FROM ${DICTIONARY.item_id} WHERE ${own})`
      : sql`CAST(${keyOf(parameters, context)} AS VARCHAR)`;
    const money = hasMoney(context);
    const rows = filtered(parameters) ? counted : summed;
    const hours = sql`SELECT DISTINCT day FROM dws_hour ${where([sql`events > 0`, ...period(parameters)])}`;
    const days = sql`SELECT DISTINCT day FROM ${scopedEvents({ ...parameters, filters: {} }, context)}`;
    return {
      kind: 'item',
      relation,
      stages: [],
      query: onEveryDay(rows, hours, columns),
      columns,
      facts: [
        {
          columns: [
            { name: 'item_id', type: 'text' },
            { name: 'views', type: 'count' },
            { name: 'purchases', type: 'count' },
            ...(money ? [{ name: 'gmv', type: 'number' } as const] : []),
            { name: 'days', type: 'count' },
          ],
          query: sql`SELECT ${id} AS item_id, sum(pv) AS views, sum(purchases) AS purchases,
            ${money ? 'sum(gmv) AS gmv,' : ''} (SELECT count(*) FROM (${rows})) AS days FROM ${relation}`,
        },
      ],
      known: { chosen: parameters.item !== null },
      audit: {
        query: onEveryDay(counted, days, columns),
        key: ['day'],
        compare: columns.filter(({ name }) => name !== 'day').map(({ name }) => name),
        way: 'metrics.audit.events',
      },
    };
  },
  define(parameters, context, facts) {
    const number = (name: string) => Number(facts[name] ?? 0);
    return {
      id: 'item',
      version: 1,
      title: t('item.named', { item: String(facts.item_id ?? parameters.item ?? '') }),
      text: prose(
        parameters.item === null ? t(number('purchases') > 0 ? 'item.busiest' : 'item.most') : null,
        number('days') === 0
          ? t('item.nothing')
          : t('item.text', { views: number('views'), purchases: number('purchases') }),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

/** The rows with a row of zeros for each day of the data that had no event of the item; none where no day had. */
const onEveryDay = (rows: Sql, days: Sql, columns: readonly PlanColumn[]): Sql => sql`
  WITH own AS (${rows}) SELECT day, ${columns
    .flatMap(({ name }) => (name === 'day' ? [] : [`coalesce(${name}, 0) AS ${name}`]))
    .join(', ')}
  FROM (${days}) LEFT JOIN own USING (day) WHERE (SELECT count(*) FROM own) > 0 ORDER BY day`;

/** SQL of the item's key: the one that was asked for, else the one that was bought most. */
function keyOf({ item: id }: ItemParameters, context: DatasetContext): Sql {
  if (id === null)
    return sql`(SELECT item_key FROM dws_item_day WHERE item_key IS NOT NULL GROUP BY item_key ORDER BY sum(purchases) DESC, sum(events) DESC, item_key LIMIT 1)`;
  return context.textual.includes('item_id')
    ? sql`(SELECT any_value(item_key) FROM ${DICTIONARY.item_id} WHERE item_id = ${bind(id)})`
    : sql`TRY_CAST(${bind(id)} AS BIGINT)`;
}

const columnsOf = (context: DatasetContext): readonly PlanColumn[] => [
  { name: 'day', type: 'day' },
  { name: 'pv', type: 'count' },
  ...(hasUsers(context) ? [{ name: 'uv', type: 'count' } as const] : []),
  { name: 'purchases', type: 'count' },
  ...(hasUsers(context) ? [{ name: 'buyers', type: 'count' } as const] : []),
  ...(hasMoney(context) ? [{ name: 'gmv', type: 'number' } as const] : []),
];

const select = (context: DatasetContext): string =>
  [
    'day',
    `count(*) FILTER (event_type = 'view') AS pv`,
    ...(hasUsers(context) ? ['count(DISTINCT user_key) AS uv'] : []),
    `count(*) FILTER (event_type = 'purchase') AS purchases`,
    ...(hasUsers(context)
      ? [`count(DISTINCT user_key) FILTER (event_type = 'purchase') AS buyers`]
      : []),
    ...(hasMoney(context)
      ? [`coalesce(sum(amount) FILTER (event_type = 'purchase'), 0) AS gmv`]
      : []),
  ].join(', ');
