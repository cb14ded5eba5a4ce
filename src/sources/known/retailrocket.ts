import type { Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, timeOf } from './columns.ts';

const NAMES: Names = {
  event_time: ['timestamp'],
  user_id: ['visitorid'],
  event_type: ['event'],
  item_id: ['itemid'],
  order_id: ['transactionid'],
};

/** Retailrocket `events.csv`: `timestamp,visitorid,event,itemid,transactionid`, epoch milliseconds, no prices. */
export const retailrocket: SourceDefinition = {
  id: 'retailrocket',
  timezone: 'UTC',
  grain: 'subsecond',
  match: (shape) =>
    hasAll(shape, NAMES, ['event_time', 'user_id', 'event_type', 'item_id']) ? 0.97 : 0,
  mapping(shape): Mapping {
    const columns = byNames(shape, NAMES);
    return {
      columns,
      time: timeOf(shape, columns.event_time, { kind: 'epoch', unit: 'ms' }),
      words: { view: 'view', addtocart: 'cart', transaction: 'purchase' },
    };
  },
};
