import type { Mapping, SourceDefinition } from '../types.ts';
import { byNames, hasAll, type Names, timeOf } from './columns.ts';
import { COLUMNS, joinOlist, olistTable } from './olist-join.ts';

/** Of the joined file. */
const NAMES: Names = {
  event_time: ['orderpurchasetimestamp'],
  event_type: ['orderstatus'],
  user_id: ['customeruniqueid'],
  item_id: ['productid'],
  category_id: ['productcategoryname'],
  category_path: ['productcategoryname'],
  order_id: ['orderid'],
  price: ['price'],
  city: ['customercity'],
  region: ['customerstate'],
};

/**
 * Brazilian E-Commerce by Olist: orders, order items, customers, products and their names in English, joined to one
 * event per order line. A line of a cancelled order is a refund. Price is the item's, without freight.
 */
export const olist: SourceDefinition = {
  id: 'olist',
  timezone: 'America/Sao_Paulo',
  currency: 'BRL',
  grain: 'second',
  textual: ['user_id', 'item_id', 'category_id', 'order_id'],
  match: (shape) =>
    hasAll(shape, NAMES, ['event_time', 'event_type', 'user_id', 'item_id', 'order_id', 'price'])
      ? 0.99
      : 0,
  mapping(shape): Mapping {
    const columns = byNames(shape, NAMES);
    return {
      columns,
      time: timeOf(shape, columns.event_time, { kind: 'text', order: 'ymd', zoned: false }),
      words: {
        approved: 'purchase',
        canceled: 'refund',
        created: 'purchase',
        delivered: 'purchase',
        invoiced: 'purchase',
        processing: 'purchase',
        shipped: 'purchase',
        unavailable: 'purchase',
      },
    };
  },
  join: {
    belongs: olistTable,
    needs: ['orders', 'items'],
    reads: ['orders', 'customers', 'products', 'translation', 'items'],
    columns: COLUMNS,
    prepare: joinOlist,
  },
};
