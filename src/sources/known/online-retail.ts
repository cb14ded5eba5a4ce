import type { Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, timeOf } from './columns.ts';

const NAMES: Names = {
  order_id: ['invoiceno', 'invoice'],
  item_id: ['stockcode'],
  quantity: ['quantity'],
  event_time: ['invoicedate'],
  price: ['unitprice', 'price'],
  user_id: ['customerid'],
  country: ['country'],
};

/**
 * UCI Online Retail (352) and Online Retail II (502): order lines of a British gift shop, GBP, times to the minute.
 * A line whose invoice begins with `C` or whose quantity is below zero takes a sale back.
 */
export const onlineRetail: SourceDefinition = {
  id: 'online-retail',
  timezone: 'Europe/London',
  currency: 'GBP',
  grain: 'minute',
  textual: ['order_id', 'item_id'],
  match: (shape) =>
    hasAll(shape, NAMES, ['order_id', 'item_id', 'quantity', 'event_time', 'user_id']) ? 0.97 : 0,
  mapping(shape): Mapping {
    const columns = byNames(shape, NAMES);
    return {
      columns: { ...columns, event_type: { constant: 'purchase' } },
      time: timeOf(shape, columns.event_time, { kind: 'text', order: 'mdy', zoned: false }),
      refunds: [
        { column: 'order_id', startsWith: 'C' },
        { column: 'quantity', negative: true },
      ],
    };
  },
};
