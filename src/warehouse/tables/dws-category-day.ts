import { has } from './columns.ts';
import { entityDay } from './entity-day.ts';

export const dwsCategoryDay = entityDay({
  table: 'dws_category_day',
  key: 'category_key',
  type: 'BIGINT',
  orders: true,
  applies: (context) => has(context, 'category_id'),
});
