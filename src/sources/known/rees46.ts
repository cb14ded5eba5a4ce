import type { Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, timeOf } from './columns.ts';

const NAMES: Names = {
  event_time: ['eventtime'],
  event_type: ['eventtype'],
  item_id: ['productid'],
  category_id: ['categoryid'],
  category_path: ['categorycode'],
  brand: ['brand'],
  price: ['price'],
  user_id: ['userid'],
  session_id: ['usersession'],
};

/**
 * REES46 multi-category and cosmetics shops: one row per event, times as `2019-10-01 00:00:00 UTC`, prices in USD,
 * category ids of 19 digits, sessions as UUID.
 */
export const rees46: SourceDefinition = {
  id: 'rees46',
  timezone: 'UTC',
  currency: 'USD',
  grain: 'second',
  textual: ['session_id'],
  match(shape) {
    if (!hasAll(shape, NAMES, ['event_time', 'event_type', 'item_id', 'user_id'])) return 0;
    if (!hasAll(shape, NAMES, ['category_id', 'session_id'])) return 0;
    return hasAll(shape, NAMES, ['category_path', 'brand', 'price']) ? 0.99 : 0.8;
  },
  mapping(shape): Mapping {
    const columns = byNames(shape, NAMES);
    const usual = { kind: 'text', order: 'ymd', zoned: true } as const;
    return {
      columns,
      time: timeOf(shape, columns.event_time, usual),
      words: { view: 'view', cart: 'cart', remove_from_cart: 'remove', purchase: 'purchase' },
    };
  },
};
