import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasUsers } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { PathsParameters } from './parameters.ts';

export const [START, EXIT, REST] = ['(start)', '(exit)', '*'];

/** SQL of the category of an event, text. */
export function categoryOf({ category_level: level }: PathsParameters, context: DatasetContext) {
  if (!has(context, 'category_path')) return `CAST(category_key AS VARCHAR)`;
  return `array_to_string(string_split(category_path, '.')[1:${level}], '.')`;
}

/** True where categories are texts behind the keys of events. */
const looksUp = (context: DatasetContext) =>
  !has(context, 'category_path') && context.textual.includes('category_id');

/** `category, label` of the most frequent categories, as many as are told apart. */
export function topCategories(parameters: PathsParameters, context: DatasetContext): Sql {
  const top = sql`SELECT category FROM (SELECT ${categoryOf(parameters, context)} AS category, count(*) AS n
      FROM ${scopedEvents(parameters, context)} GROUP BY ALL)
    WHERE category IS NOT NULL AND category <> '' ORDER BY n DESC, category LIMIT ${parameters.top}`;
  if (!looksUp(context)) return sql`SELECT category, category AS label FROM (${top})`;
  return sql`SELECT category, coalesce(category_id, category) AS label
    FROM (${top}) LEFT JOIN ${DICTIONARY.category_id} ON CAST(category_key AS VARCHAR) = category`;
}

/** SQL of the node of an event with its category, as `topCategories` tells them apart. */
export function labelOf(parameters: PathsParameters, context: DatasetContext, top: string): Sql {
  const category = categoryOf(parameters, context);
  const label = looksUp(context)
    ? sql`(SELECT any_value(label) FROM ${top} WHERE category = ${category})`
    : sql`${category}`;
  return sql`CAST(event_type AS VARCHAR) || ' · ' || CASE WHEN ${category} IN (SELECT category FROM ${top}) THEN ${label} ELSE '${REST}' END`;
}

/**
 * `s, u, i, k, node` of the events of sessions, `i` from 1 in the order of time, at equal times of their types: a node is
 * the event's type, with its category where those are told apart. Repeats are left out where they are one.
 */
export function nodesOf(
  parameters: PathsParameters,
  context: DatasetContext,
  top: string,
  ...ranges: readonly Sql[]
): Sql {
  const byCategory = parameters.nodes === 'category';
  const category = categoryOf(parameters, context);
  const node = byCategory ? labelOf(parameters, context, top) : sql`CAST(event_type AS VARCHAR)`;
  const item = has(context, 'item_id') ? ', item_key' : '';
  const events = sql`SELECT session_key AS s, ${hasUsers(context) ? 'user_key' : 'CAST(NULL AS BIGINT)'} AS u, CAST(event_type AS VARCHAR) AS k,
      ${node} AS node, row_number() OVER (PARTITION BY session_key ORDER BY event_time, event_type, ${byCategory ? sql`${category},` : sql``} user_key${item}) AS i
    FROM ${scopedEvents(parameters, context, sql`session_key IS NOT NULL`, ...ranges)}`;
  if (parameters.repeats === 'keep') return events;
  return sql`SELECT s, u, k, node, row_number() OVER (PARTITION BY s ORDER BY i) AS i
    FROM (SELECT *, lag(node) OVER (PARTITION BY s ORDER BY i) AS prior FROM (${events}))
    WHERE prior IS DISTINCT FROM node`;
}

/** SQL of the place of the event that is looked around, over the nodes of a session; NULL where there is none. */
export const anchor = ({ around }: PathsParameters): string =>
  around === 'start' ? 'min(i)' : around === 'end' ? 'max(i)' : `min(i) FILTER (k = '${around}')`;

/** The first and the last step that is looked at; 0 is the event that is looked around. */
export const reach = ({ direction, steps }: PathsParameters): readonly [number, number] => [
  direction === 'after' ? 0 : -steps,
  direction === 'before' ? 0 : steps,
];
