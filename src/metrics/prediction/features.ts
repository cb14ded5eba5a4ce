import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasSessions } from '../capabilities.ts';
import type { PlanColumn } from '../types.ts';
import type { PredictionParameters } from './parameters.ts';

/** Something that is known of a user on the day of the cut. */
export interface Feature {
  readonly name: string;
  readonly type: PlanColumn['type'];
  /** How it enters the model: as it is, or as ln(1 + x), where few users have very much. */
  readonly scale: 'plain' | 'log';
}

const COUNTS = {
  view: 'views',
  fav: 'favs',
  cart: 'carts',
  remove: 'removes',
  purchase: 'purchases',
  refund: 'refunds',
  click: 'clicks',
  rate: 'rates',
} as const;

/** The counts of the events that occur. */
export const countsOf = ({ eventTypes }: DatasetContext): readonly string[] =>
  Object.entries(COUNTS).flatMap(([type, name]) => (eventTypes.includes(type) ? [name] : []));

/** True where carts and their sessions can be told. */
export const hasCarts = (context: DatasetContext): boolean =>
  hasSessions(context) && context.eventTypes.includes('cart');

/** All features that the data have, in order. */
export function featuresOf(
  { history }: Pick<PredictionParameters, 'history'>,
  context: DatasetContext,
): readonly Feature[] {
  const log = (name: string): Feature => ({ name, type: 'count', scale: 'log' });
  return [
    log('recency'),
    log('purchase_recency'),
    log('tenure'),
    log('active_days'),
    ...countsOf(context).map(log),
    ...(hasSessions(context) ? [log('sessions')] : []),
    ...(hasCarts(context) ? [{ name: 'cart_share', type: 'number', scale: 'plain' } as const] : []),
    ...(hasMoney(context) ? [{ name: 'gmv', type: 'number', scale: 'log' } as const] : []),
    ...(history > 1 ? [{ name: 'trend', type: 'number', scale: 'plain' } as const] : []),
  ];
}

/** SQL of a feature as the model takes it, from the columns of `usersQuery`. */
export function scaled({ name, scale }: Feature): string {
  const value = `CAST(${name} AS DOUBLE)`;
  return scale === 'log' ? `ln(1 + greatest(0, ${value}))` : value;
}
