import { findColumn } from '../detect/names.ts';
import type { Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, timeOf } from './columns.ts';

const NAMES: Names = {
  user_id: ['userid'],
  item_id: ['itemid'],
  category_id: ['itemcategory'],
  event_type: ['behaviortype'],
  event_time: ['time'],
};

/**
 * Tianchi mobile recommendation (data set 46): `user_id,item_id,behavior_type,user_geohash,item_category,time`,
 * behaviour 1 to 4, times to the hour, 18 November to 18 December 2014. The geohash, a million different ones, is no
 * region that one could compare; it counts when repeats are looked for.
 */
export const tianchiMobile: SourceDefinition = {
  id: 'tianchi-mobile',
  timezone: 'Asia/Shanghai',
  window: { from: '2014-11-18', to: '2014-12-18', timezone: 'Asia/Shanghai' },
  grain: 'hour',
  match: (shape) =>
    hasAll(shape, NAMES, ['user_id', 'item_id', 'category_id', 'event_type', 'event_time']) &&
    shape.columns.length <= 7
      ? findColumn(shape.columns, 'usergeohash') >= 0
        ? 0.97
        : 0.8
      : 0,
  mapping(shape): Mapping {
    const columns = byNames(shape, NAMES);
    const usual = { kind: 'text', order: 'ymd', zoned: false } as const;
    return {
      columns,
      time: timeOf(shape, columns.event_time, usual),
      words: { 1: 'view', 2: 'fav', 3: 'cart', 4: 'purchase' },
    };
  },
};
