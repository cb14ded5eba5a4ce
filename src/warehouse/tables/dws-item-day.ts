import { has } from './columns.ts';
import { entityDay } from './entity-day.ts';

export const dwsItemDay = entityDay({
  table: 'dws_item_day',
  key: 'item_key',
  type: 'BIGINT',
  orders: false,
  applies: (context) => has(context, 'item_id'),
});
