import { type Key, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { FactQuery, Facts, Metric } from '../types.ts';
import { auditOf } from './audit.ts';
import { evaluation } from './evaluation.ts';
import { itemColumns, type Names, namesOf, rated } from './pairs.ts';
import { fields, type RecommendParameters, read } from './parameters.ts';
import { popular, trending } from './popular.ts';
import { byItems, byUsers, targetOf, type Way } from './similar.ts';

export type { RecommendParameters } from './parameters.ts';

const WAYS: Readonly<
  Record<
    RecommendParameters['method'],
    (names: Names, parameters: RecommendParameters, context: DatasetContext) => Way
  >
> = { item_item: byItems, user_user: byUsers, popular, trending, evaluation };

/** What to show next: items like others, what like users have, what is popular, what is lately; and how well each finds it. */
export const recommend: Metric<RecommendParameters> = {
  kind: 'recommend',
  version: 1,
  schema: formOf(fields),
  parameters: read,
  plan(parameters, context) {
    const relation = relationName('recommend', parameters, context);
    const names = namesOf(relation);
    const { stages, query, columns } = WAYS[parameters.method](names, parameters, context);
    return {
      kind: 'recommend',
      relation,
      stages,
      query,
      columns,
      facts: factsOf(names, parameters, context),
      known: { method: parameters.method, k: parameters.k, by: parameters.by },
      audit: auditOf(relation, parameters, context),
    };
  },
  define(parameters, context, facts) {
    const { method } = parameters;
    const compared = method !== 'popular' && method !== 'trending';
    return {
      id: 'recommend',
      version: 1,
      title: title(parameters),
      text: prose(
        ...weightsText(parameters, context),
        compared && rated(parameters) ? t('recommend.text.ratings.mean') : null,
        compared ? cosineText(parameters, facts) : null,
        chosen('recommend.text', textOf(parameters), {
          user: String(parameters.user ?? facts.for_user ?? ''),
          item: String(parameters.item ?? ''),
          k: parameters.k,
          neighbours: parameters.neighbours,
          days: String(parameters.half_life_days),
          by: parameters.by === null ? '' : chosen('recommend.by_each', parameters.by),
          tests: Number(facts.tests ?? 0),
        }),
        parameters.user === null || compared ? null : t('recommend.text.unbought'),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

function weightsText(parameters: RecommendParameters, context: DatasetContext): readonly string[] {
  const weights = t('recommend.text.weights', {
    view: String(parameters.weight_view),
    fav: String(parameters.weight_fav),
    cart: String(parameters.weight_cart),
    purchase: String(parameters.weight_purchase),
  });
  if (!rated(parameters)) return [weights];
  const points = t('recommend.text.ratings', { rate: String(parameters.weight_rate) });
  return context.eventTypes.every((type) => type === 'rate') ? [points] : [weights, points];
}

const title = ({ method, user, item }: RecommendParameters): string => {
  if (method === 'item_item' && item !== null) return t('recommend.title.item', { item });
  if (user !== null) return t('recommend.title.user', { user });
  return t(`recommend.title.${method}` as Key);
};

/** Which sentence says what was done. */
function textOf({ method, user, item, by }: RecommendParameters): string {
  if (method === 'item_item') return user !== null ? 'user' : item !== null ? 'item' : 'items';
  return method === 'popular' && by !== null ? 'popular_by' : method;
}

const cosineText = ({ shrinkage, max_items }: RecommendParameters, facts: Facts): string =>
  prose(
    shrinkage === 0
      ? t('recommend.text.cosine')
      : t('recommend.text.shrunk', { shrinkage: String(shrinkage) }),
    t('recommend.text.compared', {
      users: Number(facts.users ?? 0),
      items: Number(facts.items ?? 0),
      pairs: Number(facts.pairs ?? 0),
    }),
    Number(facts.left_out_users ?? 0) > 0
      ? t('recommend.text.left_out', { users: Number(facts.left_out_users), items: max_items })
      : null,
  );

function factsOf(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): readonly FactQuery[] {
  const { method } = parameters;
  if (method === 'popular' || method === 'trending') return [];
  const compared: FactQuery = {
    columns: [
      { name: 'users', type: 'count' },
      { name: 'items', type: 'count' },
      { name: 'pairs', type: 'count' },
      { name: 'left_out_users', type: 'count' },
    ],
    query: sql`SELECT count(*) FILTER (compared) AS users, count(*) FILTER (NOT compared) AS left_out_users,
        coalesce(sum(items) FILTER (compared), 0) AS pairs, (SELECT count(*) FROM ${names.items}) AS items
      FROM ${names.users}`,
  };
  if (method === 'evaluation')
    return [
      compared,
      {
        columns: [{ name: 'tests', type: 'count' }],
        query: sql`SELECT count(*) AS tests FROM ${names.tests}`,
      },
    ];
  if (method === 'item_item' && parameters.user === null) return [compared];
  return [compared, forWhom(names, parameters, context), historyFact(names, parameters, context)];
}

/** The user for whom it is. */
function forWhom(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): FactQuery {
  const key = targetOf(names, parameters, context);
  const id = context.textual.includes('user_id')
    ? sql`(SELECT user_id FROM dim_user WHERE user_key = (${key}))`
    : sql`(${key})`;
  return {
    columns: [{ name: 'for_user', type: 'id' }],
    query: sql`SELECT ${id} AS for_user`,
  };
}

/** The user's own items, the heaviest first. */
function historyFact(
  names: Names,
  parameters: RecommendParameters,
  context: DatasetContext,
): FactQuery {
  return {
    name: 'history',
    columns: [
      { name: 'item_id', type: 'id' },
      { name: 'weight', type: 'number' },
      { name: 'bought', type: 'flag' },
    ],
    query: sql`SELECT ${itemColumns(context, 'p.item_key')}, p.weight, p.bought FROM ${names.pairs} p
      WHERE p.user_key = (${targetOf(names, parameters, context)}) ORDER BY p.weight DESC, p.item_key LIMIT 20`,
  };
}
