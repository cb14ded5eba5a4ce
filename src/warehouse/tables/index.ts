import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { dimBrand } from './dim-brand.ts';
import { dimCategory } from './dim-category.ts';
import { dimCategoryId, dimItemId, dimOrder, dimSession, dimUser } from './dim-ids.ts';
import { dimItem } from './dim-item.ts';
import { dwd } from './dwd.ts';
import { dwdRejects } from './dwd-rejects.ts';
import { dwsBrandDay } from './dws-brand-day.ts';
import { dwsCategoryDay } from './dws-category-day.ts';
import { dwsHour } from './dws-hour.ts';
import { dwsHourReach } from './dws-hour-reach.ts';
import { dwsItemDay } from './dws-item-day.ts';
import { dwsOrderDay } from './dws-order-day.ts';
import { dwsPathDay } from './dws-path-day.ts';
import { dwsSession } from './dws-session.ts';
import { dwsSessionReach } from './dws-session-reach.ts';
import { dwsSessionSpan } from './dws-session-span.ts';
import { dwsUser } from './dws-user.ts';
import { dwsUserDay } from './dws-user-day.ts';
import { dwsUserReach } from './dws-user-reach.ts';
import { dwsUserReturn } from './dws-user-return.ts';
import { buildPlan } from './plan.ts';

/** Every table of the warehouse. Those whose parts are combined come last: a part can drop them again at its end. */
export const TABLES: readonly TableDefinition[] = [
  dwd,
  dwdRejects,
  dimUser,
  dimSession,
  dimOrder,
  dimItemId,
  dimCategoryId,
  dwsOrderDay,
  dwsUserDay,
  dwsUser,
  dwsSession,
  dwsSessionSpan,
  dwsSessionReach,
  dwsUserReach,
  dwsHourReach,
  dwsUserReturn,
  dwsHour,
  dwsBrandDay,
  dimBrand,
  dwsCategoryDay,
  dimCategory,
  dwsPathDay,
  dwsItemDay,
  dimItem,
];

/** The tables of a data set in build order. */
export const plan = (context: DatasetContext): readonly TableDefinition[] =>
  buildPlan(TABLES, context);

export { combinedTable, emptyTable, partTable } from './build.ts';
export { EVENT_ENUM, hasPathDays, keyOf } from './columns.ts';
export { DICTIONARY } from './dim-ids.ts';
export { countOrders } from './dws-order-day.ts';
export { hasSessionReach } from './dws-session-reach.ts';
export { hasReach } from './dws-user-reach.ts';
export { localDay, localHour, localTime } from './local-time.ts';
export { behind, buildPlan } from './plan.ts';
export { ANY_EVENT, inOrder, isCounted, together } from './steps.ts';
