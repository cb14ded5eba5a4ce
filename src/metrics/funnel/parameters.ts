import type { EventType } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { choice, number, optionalChoice, steps, words } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';
import type { Scope } from '../sql/scope.ts';

export type FunnelBasis = 'user' | 'session' | 'user_item';
export type FunnelMode = 'unordered' | 'nested' | 'ordered' | 'strict';
export type Held = 'item' | 'category' | 'brand';
export type FunnelBy = keyof typeof BY;

const BY = {
  brand: 'metrics.by.brand',
  category: 'metrics.by.category',
  category_id: 'metrics.by.category_id',
  category_path: 'metrics.by.category_path',
  device: 'metrics.by.device',
  region: 'metrics.by.region',
  city: 'metrics.by.city',
  country: 'metrics.by.country',
  variant: 'metrics.by.variant',
  hour: 'metrics.by.hour',
  new_returning: 'metrics.by.new_returning',
} as const;

export interface FunnelParameters extends Scope {
  readonly steps: readonly (readonly EventType[])[];
  readonly basis: FunnelBasis;
  readonly mode: FunnelMode;
  /** From the first step to the last; null: no limit. */
  readonly window_seconds: number | null;
  /** An attempt with one of these between two steps ends. */
  readonly exclude: readonly EventType[];
  /** All steps on the same item, category or brand. */
  readonly hold: Held | null;
  readonly entry: 'any' | 'first';
  readonly by: FunnelBy | null;
  /** Segments of `category_path` that make a category when `by` is `category`. */
  readonly category_level: number;
}

export const funnelFields = {
  steps: steps('metrics.parameter.steps', defaultSteps),
  basis: choice(
    'metrics.parameter.basis',
    {
      user: 'metrics.basis.user',
      session: 'metrics.basis.session',
      user_item: 'metrics.basis.user_item',
    },
    'user',
  ),
  mode: choice(
    'metrics.parameter.mode',
    {
      ordered: 'metrics.funnel.mode.ordered',
      strict: 'metrics.funnel.mode.strict',
      nested: 'metrics.funnel.mode.nested',
      unordered: 'metrics.funnel.mode.unordered',
    },
    'ordered',
  ),
  window_seconds: number('metrics.parameter.window_seconds', null, { minimum: 0 }),
  exclude: words('metrics.parameter.exclude'),
  hold: optionalChoice('metrics.parameter.hold', {
    item: 'metrics.by.item',
    category: 'metrics.by.category',
    brand: 'metrics.by.brand',
  }),
  entry: choice(
    'metrics.parameter.entry',
    { any: 'metrics.funnel.entry.any', first: 'metrics.funnel.entry.first' },
    'any',
  ),
  by: optionalChoice('metrics.parameter.by', BY),
  category_level: number('metrics.parameter.category_level', 1, {
    minimum: 1,
    maximum: 9,
    integer: true,
  }),
  ...scopeFields,
};

/** View, cart, purchase; in the Taobao family a favourite is as good as a cart. */
function defaultSteps(context: DatasetContext): readonly (readonly EventType[])[] {
  const taobao = context.source === 'taobao' || context.source === 'tianchi-mobile';
  return [['view'], taobao ? ['fav', 'cart'] : ['cart'], ['purchase']];
}

/** True where chains of events are followed in time. */
export const followsTime = ({ mode }: Pick<FunnelParameters, 'mode'>): boolean =>
  mode === 'ordered' || mode === 'strict';
