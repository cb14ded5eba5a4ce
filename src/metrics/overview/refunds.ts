import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { OverviewParameters } from './parameters.ts';

/** True where every event is a line of an order with a number: its type is then what became of that line. */
const areOrderLines = ({ orders, eventTypes }: DatasetContext): boolean =>
  orders === 'order_id' && eventTypes.every((type) => type === 'purchase' || type === 'refund');

/**
 * SQL of what a refund does to GMV, never above zero. An amount below zero takes a sale back that is a row of its own.
 * One above zero is money handed back in a log of events; among order lines it is the sale itself, called off, which
 * never was in GMV.
 */
export const takenBack = (context: DatasetContext): string =>
  areOrderLines(context) ? 'least(amount, 0)' : '-abs(amount)';

/** What refunds take back, in all or by day, out of DWD: the sums of DWS no longer tell one sign from the other. */
export function refundsOfEvents(parameters: OverviewParameters, context: DatasetContext): Sql {
  const daily = parameters.by === 'day';
  const events = scopedEvents(parameters, context, sql`event_type = 'refund'`);
  return sql`SELECT ${daily ? 'day,' : ''} coalesce(sum(${takenBack(context)}), 0) AS refunded
    FROM ${events} ${daily ? 'GROUP BY day' : ''}`;
}

/** Which refunds net GMV subtracts. */
export const refundsSentence = (context: DatasetContext): string =>
  t(areOrderLines(context) ? 'metrics.overview.net.lines' : 'metrics.overview.net.log');
