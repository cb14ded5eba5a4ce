import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { ModelStage, PlanColumn, Stage } from '../types.ts';
import {
  interactions,
  isItem,
  isUser,
  itemColumns,
  known,
  type Names,
  numbering,
  pairsStage,
  slicedInteractions,
} from './pairs.ts';
import type { RecommendParameters } from './parameters.ts';

/** Rows of one way to recommend. */
export interface Way {
  readonly stages: readonly Stage[];
  readonly query: Sql;
  readonly columns: readonly PlanColumn[];
}

const REASON: readonly PlanColumn[] = [
  { name: 'because_item_id', type: 'id' },
  { name: 'because_share', type: 'number' },
];

export const described = (context: DatasetContext): readonly PlanColumn[] =>
  known(context).names.map((name) => ({ name, type: 'text' }));

/** Items like others: of all items, of one, or, through their own, for one user. */
export function byItems(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Way {
  const { item, user, k } = parameters;
  const one = item !== null ? isItem(item, context) : null;
  const own =
    user !== null
      ? sql`SELECT item_key FROM ${names.pairs} WHERE weight > 0 AND ${isUser(user, context)}`
      : null;
  const wanted = one
    ? sql`item_key IN (SELECT item_key FROM ${names.items} WHERE ${one})`
    : own
      ? sql`item_key IN (${own})`
      : null;
  const among = wanted ? sql`SELECT user_key FROM ${names.pairs} WHERE ${wanted}` : undefined;
  const model: ModelStage = {
    model: 'neighbours',
    inputs: {
      interactions: interactions(names, parameters, among),
      ...(wanted
        ? {
            wanted: sql`SELECT CAST(i AS DOUBLE) AS item FROM ${names.items} WHERE ${wanted} ORDER BY i`,
            norms: sql`SELECT CAST(i AS DOUBLE) AS item, norm FROM ${names.items}`,
          }
        : {}),
      size: size(names),
    },
    ...(wanted ? {} : { sliced: { interactions: slicedInteractions(names, parameters) } }),
    options: {
      task: 'items',
      neighbours: user === null ? k : parameters.neighbours,
      shrinkage: parameters.shrinkage,
    },
    outputs: [
      {
        name: 'neighbours',
        table: names.near,
        columns: {
          item: 'INTEGER',
          rank: 'INTEGER',
          neighbour: 'INTEGER',
          users: 'INTEGER',
          similarity: 'DOUBLE',
        },
      },
    ],
  };
  const stages = [
    pairsStage(names, parameters, context),
    ...numbering(names, parameters, context),
    model,
  ];
  if (user !== null) return { stages, ...forUser(names, parameters, context) };
  const { join, select } = known(context);
  const nearest = sql`SELECT a.item_key AS of_key, n.rank, b.item_key, n.similarity, n.users, b.users AS neighbour_users
    FROM ${names.near} n JOIN ${names.items} a ON a.i = n.item JOIN ${names.items} b ON b.i = n.neighbour`;
  if (item !== null)
    return {
      stages,
      query: sql`SELECT s.rank, ${itemColumns(context, 's.item_key')}${select}, s.similarity, s.users, s.neighbour_users AS item_users
        FROM (${nearest}) s ${join} ORDER BY s.rank`,
      columns: [
        { name: 'rank', type: 'count' },
        { name: 'item_id', type: 'id' },
        ...described(context),
        { name: 'similarity', type: 'number' },
        { name: 'users', type: 'count' },
        { name: 'item_users', type: 'count' },
      ],
    };
  return {
    stages,
    query: sql`SELECT ${itemColumns(context, 's.of_key')}, s.rank, ${itemColumns(context, 's.item_key', 'neighbour_id')}${select},
        s.similarity, s.users
      FROM (${nearest}) s ${join} ORDER BY s.users DESC, s.similarity DESC, s.of_key, s.rank`,
    columns: [
      { name: 'item_id', type: 'id' },
      { name: 'rank', type: 'count' },
      { name: 'neighbour_id', type: 'id' },
      ...described(context),
      { name: 'similarity', type: 'number' },
      { name: 'users', type: 'count' },
    ],
  };
}

export const size = ({ users, items }: Names): Sql =>
  sql`SELECT CAST((SELECT count(*) FROM ${users}) AS DOUBLE) AS users, CAST((SELECT count(*) FROM ${items}) AS DOUBLE) AS items`;

/** What the user's own items lead to, but for what was purchased. */
function forUser(names: Names, { user, k }: RecommendParameters, context: DatasetContext) {
  const who = isUser(user ?? '', context);
  const parts = sql`SELECT n.neighbour, n.item, n.similarity * p.weight AS part
    FROM ${names.near} n JOIN ${names.items} a ON a.i = n.item
    JOIN ${names.pairs} p ON p.item_key = a.item_key AND p.weight > 0 AND ${who}`;
  const scores = sql`SELECT b.item_key, s.score, s.because, s.most / s.score AS because_share, s.neighbour,
      row_number() OVER (ORDER BY round(s.score, 12) DESC, s.neighbour) AS rank
    FROM (SELECT neighbour, sum(part) AS score, max(part) AS most, first(item ORDER BY round(part, 12) DESC, item) AS because
      FROM (${parts}) GROUP BY neighbour) s
    JOIN ${names.items} b ON b.i = s.neighbour
    WHERE b.item_key NOT IN (SELECT item_key FROM ${names.pairs} WHERE bought AND ${who})`;
  return listed(scores, names, k, context);
}

/** The first `k` of `rank, item_key, score, because (number of an item), because_share`. */
function listed(scores: Sql, names: Names, k: number, context: DatasetContext) {
  const { join, select } = known(context);
  return {
    query: sql`SELECT s.rank, ${itemColumns(context, 's.item_key')}${select}, s.score,
        ${itemColumns(context, 'r.item_key', 'because_item_id')}, s.because_share
      FROM (${scores}) s LEFT JOIN ${names.items} r ON r.i = s.because ${join}
      WHERE s.rank <= ${k} ORDER BY s.rank`,
    columns: [
      { name: 'rank', type: 'count' },
      { name: 'item_id', type: 'id' },
      ...described(context),
      { name: 'score', type: 'number' },
      ...REASON,
    ] as readonly PlanColumn[],
  };
}

/** What the users nearest to one have; without one, to the user who purchased most items. */
export function byUsers(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): Way {
  const target = targetOf(names, parameters, context);
  const table = `${names.relation}_scores`;
  const model: ModelStage = {
    model: 'neighbours',
    inputs: {
      interactions: interactions(
        names,
        parameters,
        sql`SELECT user_key FROM ${names.pairs} WHERE weight > 0 AND item_key IN (
          SELECT item_key FROM ${names.pairs} WHERE weight > 0 AND user_key = (${target}))`,
      ),
      target: sql`SELECT CAST(u AS DOUBLE) AS "user" FROM ${names.users} WHERE user_key = (${target})`,
      size: size(names),
    },
    options: { task: 'users', neighbours: parameters.neighbours, shrinkage: parameters.shrinkage },
    outputs: [
      {
        name: 'scores',
        table,
        columns: { item: 'INTEGER', users: 'INTEGER', because: 'INTEGER', score: 'DOUBLE' },
      },
      {
        name: 'people',
        table: names.near,
        columns: { user: 'INTEGER', rank: 'INTEGER', common: 'INTEGER', similarity: 'DOUBLE' },
      },
    ],
  };
  const { join, select } = known(context);
  return {
    stages: [
      pairsStage(names, parameters, context),
      ...numbering(names, parameters, context),
      model,
    ],
    query: sql`SELECT s.rank, ${itemColumns(context, 's.item_key')}${select}, s.score, s.users,
        ${itemColumns(context, 'r.item_key', 'because_item_id')}
      FROM (SELECT i.item_key, s.*, row_number() OVER (ORDER BY s.score DESC, s.item) AS rank
        FROM ${table} s JOIN ${names.items} i ON i.i = s.item
        WHERE i.item_key NOT IN (SELECT item_key FROM ${names.pairs} WHERE bought AND user_key = (${target}))) s
      LEFT JOIN ${names.items} r ON r.i = s.because ${join}
      WHERE s.rank <= ${parameters.k} ORDER BY s.rank`,
    columns: [
      { name: 'rank', type: 'count' },
      { name: 'item_id', type: 'id' },
      ...described(context),
      { name: 'score', type: 'number' },
      { name: 'users', type: 'count' },
      { name: 'because_item_id', type: 'id' },
    ],
  };
}

/** The user's key as a scalar. */
export const targetOf = (
  names: Names,
  { user, max_items }: RecommendParameters,
  context: DatasetContext,
): Sql =>
  user !== null
    ? sql`SELECT max(user_key) FROM ${names.pairs} WHERE ${isUser(user, context)}`
    : sql`SELECT first(user_key ORDER BY n DESC, user_key) FROM (
        SELECT user_key, count(*) FILTER (bought) AS n FROM ${names.pairs} WHERE weight > 0 GROUP BY user_key
        HAVING count(*) <= ${max_items})`;
