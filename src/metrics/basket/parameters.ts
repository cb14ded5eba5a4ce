import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasSessions, hasUsers, need, needColumn } from '../capabilities.ts';
import { type ParametersOf, readParameters, refused } from '../parameters/field.ts';
import { choice, column, number, optionalChoice, words } from '../parameters/kinds.ts';
import { type Source, sourceFields, sourceOf } from '../parameters/source.ts';
import type { RawParameters } from '../types.ts';

export const fields = {
  by: choice(
    'basket.parameter.by',
    {
      item: 'metrics.by.item',
      category: 'metrics.by.category',
      brand: 'metrics.by.brand',
    },
    'item',
  ),
  unit: optionalChoice('basket.parameter.unit', {
    order: 'basket.unit.order',
    session: 'basket.unit.session',
    user_day: 'basket.unit.user_day',
    user: 'basket.unit.user',
  }),
  events: words('basket.parameter.events'),
  basket: column('basket.parameter.basket', null),
  item: column('basket.parameter.item', null),
  min_support: number('basket.parameter.min_support', 0.01, { minimum: 0, maximum: 1 }),
  min_confidence: number('basket.parameter.min_confidence', 0.25, { minimum: 0, maximum: 1 }),
  min_length: number('basket.parameter.min_length', 2, { minimum: 1, maximum: 20, integer: true }),
  max_length: number('basket.parameter.max_length', 10, { minimum: 1, maximum: 20, integer: true }),
  result: choice(
    'basket.parameter.result',
    { rules: 'basket.result.rules', itemsets: 'basket.result.itemsets' },
    'rules',
  ),
  sort: choice(
    'basket.parameter.sort',
    { lift: 'basket.lift', confidence: 'basket.confidence', support: 'basket.support' },
    'lift',
  ),
  ...sourceFields,
};

export type Unit = 'order' | 'session' | 'user_day' | 'user';

export interface BasketParameters extends Omit<ParametersOf<typeof fields>, 'from'>, Source {
  /** Null where a table is read. */
  readonly unit: Unit | null;
}

/** Checked parameters; events count as purchases where no type is named. */
export function read(raw: RawParameters, context: DatasetContext): BasketParameters {
  const given = readParameters(fields, raw, context);
  const source = sourceOf(given, context);
  if (given.max_length < given.min_length)
    throw refused(
      'max_length',
      given.max_length,
      t('metrics.allowed.at_least', { minimum: given.min_length }),
    );
  if (source.table !== null) {
    if ((given.basket === null) !== (given.item === null))
      throw refused(given.item === null ? 'item' : 'basket', null, t('basket.allowed.roles'));
    return { ...given, ...source, unit: null, events: [] };
  }
  const events = given.events.length > 0 ? given.events : (['purchase'] as const);
  need(
    events.some((type) => context.eventTypes.includes(type)),
    'basket',
    'basket.lacks.events',
  );
  needColumn(canName(given.by, context), 'basket', given.by);
  const unit = given.unit ?? (has(context, 'order_id') ? 'order' : 'user_day');
  need(canGroup(unit, context), 'basket', 'basket.lacks.unit');
  return { ...given, ...source, events, unit, basket: null, item: null };
}

const canName = (by: BasketParameters['by'], context: DatasetContext): boolean =>
  by === 'category'
    ? has(context, 'category_id') || has(context, 'category_path')
    : has(context, by === 'item' ? 'item_id' : 'brand');

function canGroup(unit: Unit, context: DatasetContext): boolean {
  if (unit === 'order') return has(context, 'order_id');
  return unit === 'session' ? hasSessions(context) : hasUsers(context);
}
