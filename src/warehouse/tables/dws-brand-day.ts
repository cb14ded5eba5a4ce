import { has } from './columns.ts';
import { entityDay } from './entity-day.ts';

export const dwsBrandDay = entityDay({
  table: 'dws_brand_day',
  key: 'brand',
  type: 'VARCHAR',
  orders: true,
  applies: (context) => has(context, 'brand'),
});
