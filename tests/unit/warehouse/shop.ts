import type { DatasetContext } from '../../../src/warehouse/types.ts';

/**
 * A small shop in New York over the end of summer time: textual ids, refunds, nobody's events, a session of two
 * users, a session over midnight, a row without a session, an order over two days.
 */
export const SHOP: DatasetContext = {
  id: 'shop',
  name: 'Shop',
  source: 'custom',
  lengths: true,
  pathDays: true,
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'category_id',
    'session_id',
    'order_id',
    'category_path',
    'brand',
    'price',
    'quantity',
  ],
  textual: ['user_id', 'item_id', 'session_id'],
  from: '2024-11-02',
  to: '2024-11-04',
  lastEvent: '2024-11-04T10:00:00',
  dataTimezone: 'UTC',
  reportTimezone: 'America/New_York',
  weekStart: 7,
  currency: 'USD',
  grain: 'second',
  orders: 'order_id',
  sessions: 'source',
  sessionGapSeconds: 1800,
  eventTypes: ['view', 'cart', 'purchase', 'refund'],
  version: '1',
};

const ROWS: readonly string[] = [
  // ann: 23:50 local on the 2nd to 00:10 on the 3rd, one session; summer time until 06:00 UTC on the 3rd
  "('2024-11-03 03:50:00', 'view', 'ann', 'lamp', 1, 's1', NULL, 'home.light', 'Lux', 20.00, NULL)",
  "('2024-11-03 04:10:00', 'cart', 'ann', 'lamp', 1, 's1', NULL, 'home.light', 'Lux', 20.00, NULL)",
  "('2024-11-03 04:10:30', 'purchase', 'ann', 'lamp', 1, 's1', 100, 'home.light', 'Lux', 20.00, 2)",
  // 01:30 local twice on the 3rd: before and after the clock goes back
  "('2024-11-03 05:30:00', 'view', 'bob', 'sofa', 2, 's2', NULL, 'home.seat', NULL, 300.50, NULL)",
  "('2024-11-03 06:30:00', 'view', 'bob', 'lamp', 1, 's2', NULL, 'home.light', 'Lux', 21.00, NULL)",
  // the same session continued by another user on the next day: 04:30 UTC is 23:30 on the 3rd, 05:30 is 00:30 on the 4th
  "('2024-11-04 05:30:00', 'purchase', 'cat', 'sofa', 2, 's2', 101, 'home.seat', NULL, 300.50, 1)",
  // order 100 goes on two days later, and a piece of it comes back
  "('2024-11-04 15:00:00', 'purchase', 'ann', 'rug', 3, 's3', 100, NULL, 'Weave', 49.99, 1)",
  "('2024-11-04 15:00:00', 'refund', 'ann', 'lamp', 1, NULL, 100, 'home.light', 'Lux', 20.00, -1)",
  // nobody
  "('2024-11-03 18:00:00', 'view', NULL, 'rug', 3, 's4', NULL, NULL, 'Weave', 49.99, NULL)",
  "('2024-11-03 18:01:00', 'purchase', NULL, 'rug', 3, 's4', 102, NULL, 'Weave', 49.99, 3)",
];

export const SHOP_EVENTS = `SELECT CAST(event_time AS TIMESTAMP) AS event_time, event_type, user_id, item_id,
    CAST(category_id AS BIGINT) AS category_id, session_id, CAST(order_id AS BIGINT) AS order_id, category_path, brand,
    price, quantity
  FROM (VALUES ${ROWS.join(', ')}) t(event_time, event_type, user_id, item_id, category_id, session_id, order_id,
    category_path, brand, price, quantity)`;
