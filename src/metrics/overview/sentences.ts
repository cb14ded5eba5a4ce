import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen } from '../describe.ts';

/** How orders are told apart. */
export const ordersSentence = (context: DatasetContext): string =>
  chosen('metrics.orders', context.orders);

/** Where sessions come from. */
export const sessionsSentence = (context: DatasetContext): string =>
  chosen('metrics.sessions', context.sessions, { n: context.sessionGapSeconds / 60 });
