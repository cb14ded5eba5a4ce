import { EVENT_TYPES } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { PathsParameters } from './parameters.ts';
import { categoryOf, EXIT, labelOf, reach, START } from './tracks.ts';

/** Where a path begins and ends, beside the numbers of event types. */
const [STARTS, ENDS] = [EVENT_TYPES.length, EVENT_TYPES.length + 1];
const NAMES = [...EVENT_TYPES, START, EXIT].map((name) => `'${name}'`).join(', ');

/** How nodes are told: what is collected of an event and sorts as events do, and the node in it. */
interface Nodes {
  readonly collected: Sql;
  /** SQL of the node of `x`, and of its event's type. */
  readonly node: string;
  readonly ends: readonly [string, string];
}

/** Of a type alone its number stands in the last four bits of the microsecond: whole numbers sort fastest. */
const TYPES: Nodes = {
  collected: sql`(epoch_us(event_time) << 4) | CAST(enum_code(event_type) AS BIGINT)`,
  node: 'x & 15',
  ends: [`CAST(${STARTS} AS BIGINT)`, `CAST(${ENDS} AS BIGINT)`],
};

const ofCategories = (
  parameters: PathsParameters,
  context: DatasetContext,
  top: string,
): Nodes => ({
  collected: sql`{'t': event_time, 'k': event_type, 'c': ${categoryOf(parameters, context)}, 'n': ${labelOf(parameters, context, top)}}`,
  node: 'x.n',
  ends: [`'${START}'`, `'${EXIT}'`],
});

/**
 * `s, u, first, path` of sessions with the event that is looked around: the nodes that lie around it, with where the
 * session begins and ends inside of that, and the step of the first. Events of a session are collected and sorted as
 * one list; other sessions are not read where an event tells which.
 */
function routes(
  parameters: PathsParameters,
  context: DatasetContext,
  top: string,
  ranges: readonly Sql[],
): Sql {
  const { around, nodes, repeats } = parameters;
  const { collected, node, ends } =
    nodes === 'category' ? ofCategories(parameters, context, top) : TYPES;
  const [low, high] = reach(parameters);
  const own = sql`session_key IS NOT NULL`;
  const edge = around === 'start' || around === 'end';
  const some = edge
    ? []
    : [
        sql`session_key IN (SELECT session_key FROM ${scopedEvents(parameters, context, own, sql`event_type = '${around}'`, ...ranges)})`,
      ];
  const kept = repeats === 'keep' ? 'nodes' : '[x for x, i in nodes if i = 1 OR x <> nodes[i - 1]]';
  const place =
    around === 'start'
      ? '1'
      : around === 'end'
        ? 'len(nodes)'
        : nodes === 'category'
          ? `list_position([starts_with(x, '${around} · ') for x in nodes], true)`
          : `list_position(nodes, ${EVENT_TYPES.indexOf(around)})`;
  return sql`SELECT s, u, greatest(-place, ${low}) AS first,
      list_slice(list_concat(list_concat([${ends[0]}], nodes), [${ends[1]}]),
        greatest(1, place + 1 + ${low}), least(len(nodes) + 2, place + 1 + ${high})) AS path
    FROM (SELECT s, u, nodes, CAST(${place} AS INTEGER) AS place FROM (SELECT s, u, ${kept} AS nodes
      FROM (SELECT s, u, [${node} for x in events] AS nodes
        FROM (SELECT session_key AS s, ${hasUsers(context) ? 'any_value(user_key)' : 'CAST(NULL AS BIGINT)'} AS u,
            list_sort(list(${collected})) AS events
          FROM ${scopedEvents(parameters, context, own, ...some, ...ranges)} GROUP BY session_key))))
    WHERE place IS NOT NULL`;
}

/** SQL of a path's nodes as texts. */
const texts = ({ nodes }: PathsParameters) =>
  nodes === 'category' ? 'path' : `[([${NAMES}])[x + 1] for x in path]`;

/** `first, path, sessions`: how many sessions go each way. */
export const ways = (
  parameters: PathsParameters,
  context: DatasetContext,
  top: string,
  ...ranges: readonly Sql[]
): Sql =>
  sql`SELECT first, ${texts(parameters)} AS path, sessions FROM (SELECT first, path, count(*) AS sessions
    FROM (${routes(parameters, context, top, ranges)}) GROUP BY ALL)`;

/** `user_key, step, source, target` of every session. */
export const steps = (
  parameters: PathsParameters,
  context: DatasetContext,
  top: string,
  ...ranges: readonly Sql[]
): Sql =>
  sql`SELECT user_key, CAST(first + i - 1 AS INTEGER) AS step, path[i] AS source, path[i + 1] AS target
    FROM (SELECT user_key, first, path, unnest(range(1, len(path))) AS i
      FROM (SELECT u AS user_key, first, ${texts(parameters)} AS path FROM (${routes(parameters, context, top, ranges)})))`;
