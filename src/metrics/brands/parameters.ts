import type { DatasetContext } from '../../warehouse/types.ts';
import { canBreakDown, type Grouping, hasPaths } from '../breakdown/dimension.ts';
import { hasMoney, hasSessions, hasUsers, need, needColumn } from '../capabilities.ts';
import { type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { optionalText, texts } from '../parameters/texts.ts';
import type { RawParameters } from '../types.ts';

export const brandsFields = {
  entity: choice(
    'metrics.parameter.entity',
    { brand: 'metrics.by.brand', category: 'metrics.by.category' },
    'brand',
  ),
  parent: optionalText('metrics.parameter.parent'),
  chosen: texts('metrics.parameter.chosen', 2),
  measure: choice(
    'metrics.parameter.measure',
    {
      purchases: 'metrics.measure.purchases',
      gmv: 'metrics.measure.gmv',
      views: 'metrics.measure.views',
      users: 'metrics.measure.users',
      buyers: 'metrics.measure.buyers',
      orders: 'metrics.measure.orders',
      conversion: 'metrics.measure.conversion',
      loss: 'metrics.measure.loss',
    },
    'purchases',
  ),
  basis: choice(
    'metrics.parameter.basis',
    {
      event: 'metrics.basis.event',
      user: 'metrics.basis.user',
      session: 'metrics.basis.session',
    },
    'event',
  ),
  top: number('metrics.parameter.top', 20, { minimum: 1, maximum: 1000, integer: true }),
  minimum: number('metrics.parameter.minimum', 0, { minimum: 0 }),
  ...scopeFields,
};

export type BrandsParameters = ParametersOf<typeof brandsFields>;

/** What the data allow to be told of each entity. */
export interface Told {
  readonly users: boolean;
  readonly money: boolean;
  readonly views: boolean;
  readonly interest: boolean;
  readonly favs: boolean;
}

export const toldBy = (context: DatasetContext): Told => {
  const occurs = (type: string) => context.eventTypes.some((one) => one === type);
  return {
    users: hasUsers(context),
    money: hasMoney(context),
    views: occurs('view'),
    interest: occurs('cart') || occurs('fav'),
    favs: occurs('fav'),
  };
};

export const groupingOf = ({ entity, parent }: BrandsParameters): Grouping => ({
  by: entity,
  level: entity === 'category' ? 1 : null,
  parent: entity === 'category' ? parent : null,
});

export function readBrands(raw: RawParameters, context: DatasetContext): BrandsParameters {
  const read = readParameters(brandsFields, raw, context);
  const told = toldBy(context);
  needColumn(canBreakDown(read.entity, context), 'brands', read.entity);
  need(read.parent === null || hasPaths(context), 'brands', 'metrics.lacks.paths');
  need(read.measure !== 'gmv' || told.money, 'brands', 'metrics.lacks.money');
  need(
    told.users || !(read.basis === 'user' || ['users', 'buyers'].includes(read.measure)),
    'brands',
    'metrics.lacks.users',
  );
  need(read.basis !== 'session' || hasSessions(context), 'brands', 'metrics.lacks.sessions');
  need(
    told.views || !['conversion', 'loss', 'views'].includes(read.measure),
    'brands',
    'metrics.lacks.views',
  );
  return {
    ...read,
    parent: read.entity === 'category' ? read.parent : null,
    ...scopeOf(read, context),
  };
}
