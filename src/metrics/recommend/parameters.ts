import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasHours, hasUsers, need, needColumn } from '../capabilities.ts';
import { type ParametersOf, readParameters, refused } from '../parameters/field.ts';
import { choice, number, optionalChoice, text } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { filterConditions } from '../sql/scope.ts';
import type { RawParameters } from '../types.ts';

/** Users with more items are taken for robots, whose pairs cost more than all others'; who rates that many does it by hand. */
const most = number('recommend.parameter.max_items', 1000, { minimum: 2, integer: true });

const weight = <const L extends Parameters<typeof number>[0]>(label: L, fallback: number) =>
  number(label, fallback, { minimum: 0, maximum: 1000 });

export const fields = {
  method: choice(
    'recommend.parameter.method',
    {
      item_item: 'recommend.method.item_item',
      user_user: 'recommend.method.user_user',
      popular: 'recommend.method.popular',
      trending: 'recommend.method.trending',
      evaluation: 'recommend.method.evaluation',
    },
    'item_item',
  ),
  user: text('recommend.parameter.user', null),
  item: text('recommend.parameter.item', null),
  by: optionalChoice('recommend.parameter.by', {
    category: 'metrics.by.category',
    hour: 'recommend.by.hour',
    place: 'recommend.by.place',
  }),
  k: number('recommend.parameter.k', 10, { minimum: 1, maximum: 1000, integer: true }),
  neighbours: number('recommend.parameter.neighbours', 50, {
    minimum: 1,
    maximum: 1000,
    integer: true,
  }),
  shrinkage: number('recommend.parameter.shrinkage', 10, { minimum: 0 }),
  weight_view: weight('recommend.parameter.weight_view', 1),
  weight_fav: weight('recommend.parameter.weight_fav', 2),
  weight_cart: weight('recommend.parameter.weight_cart', 3),
  weight_purchase: weight('recommend.parameter.weight_purchase', 5),
  weight_rate: weight('recommend.parameter.weight_rate', 1),
  half_life_days: number('recommend.parameter.half_life_days', 7, { minimum: 0.01 }),
  max_items: {
    ...most,
    fallback: (context: DatasetContext) => (ratings(context) ? 10_000 : 1000),
  } as typeof most,
  sample: number('recommend.parameter.sample', 500, { minimum: 1, integer: true }),
  ...scopeFields,
};

export type RecommendParameters = ParametersOf<typeof fields>;

/** True where the data have points that users gave. */
const ratings = (context: DatasetContext): boolean =>
  context.eventTypes.includes('rate') && has(context, 'rating');

/** The column that says where, the finest that is not a city first. */
export const placeColumn = (context: DatasetContext) =>
  (['region', 'country', 'city'] as const).find((name) => has(context, name));

export function read(raw: RawParameters, context: DatasetContext): RecommendParameters {
  const read = readParameters(fields, raw, context);
  const { method, user, item, by } = read;
  need(has(context, 'item_id'), 'recommend', 'recommend.lacks.items');
  const alone = method === 'popular' || method === 'trending';
  need(alone || hasUsers(context), 'recommend', 'metrics.lacks.users');
  if (method === 'evaluation')
    need(
      context.eventTypes.includes('purchase') || (ratings(context) && read.weight_rate > 0),
      'recommend',
      'recommend.lacks.purchases',
    );
  if (by !== null && method !== 'popular') throw refused('by', by, t('recommend.allowed.by'));
  if (by === 'category')
    needColumn(
      has(context, 'category_id') || has(context, 'category_path'),
      'recommend',
      'category',
    );
  if (by === 'hour') need(hasHours(context), 'recommend', 'recommend.lacks.hours');
  if (by === 'place')
    need(placeColumn(context) !== undefined, 'recommend', 'recommend.lacks.place');
  if (user !== null && item !== null) throw refused('item', item, t('recommend.allowed.one'));
  if (user !== null) need(hasUsers(context), 'recommend', 'metrics.lacks.users');
  // Refuses identifiers that the columns cannot have.
  filterConditions(
    {
      ...(user === null ? {} : { user_id: [user] }),
      ...(item === null ? {} : { item_id: [item] }),
    },
    context,
  );
  const weight_rate = ratings(context) ? read.weight_rate : 0;
  const weights = [read.weight_view, read.weight_fav, read.weight_cart, read.weight_purchase];
  if ([...weights, weight_rate].every((one) => one === 0))
    throw refused('weight_purchase', 0, t('recommend.allowed.weights'));
  return { ...read, weight_rate, ...scopeOf(read, context) };
}
