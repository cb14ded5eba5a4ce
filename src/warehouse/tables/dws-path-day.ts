import { hasPathDays } from './columns.ts';
import { entityDay } from './entity-day.ts';

/**
 * Sums under a category path add up over all that lie below it, whichever ids the events have: a category's path can
 * change. Users and orders do not add up, so it has none.
 */
export const dwsPathDay = entityDay({
  table: 'dws_path_day',
  key: 'category_path',
  type: 'VARCHAR',
  people: false,
  orders: false,
  applies: hasPathDays,
});
