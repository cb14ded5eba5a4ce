import { describe, expect, it, vi } from 'vitest';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import { METRICS } from '../../../src/metrics/registry.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { native, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';

// Machines that do other things as well take their time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

const context = (days: readonly [string, string], more: Partial<DatasetContext> = {}) => ({
  ...TAOBAO,
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'category_id',
    'order_id',
    'brand',
    'country',
    'variant',
    'price',
    'quantity',
  ] as DatasetContext['columns'],
  from: days[0],
  to: days[1],
  lastEvent: `${days[1]}T23:30:00`,
  reportTimezone: 'UTC',
  dataTimezone: 'UTC',
  currency: 'EUR',
  orders: 'order_id' as const,
  eventTypes: ['view', 'cart', 'purchase'],
  ...more,
});

/** Rows of events by expressions over numbers `u`, `d`, `k` of users, days and events a day. */
const events = (
  { users, days, each }: Readonly<Record<'users' | 'days' | 'each', number>>,
  {
    time = `to_days(d::INTEGER) + to_hours((10 + k)::INTEGER)`,
    type = `['view', 'cart', 'purchase'][k % 3 + 1]`,
    item = 'k // 3',
    brand = `'Lux'`,
    price = '5',
    quantity = '1',
    only = 'true',
  } = {},
) => `SELECT TIMESTAMP '2024-03-01' + ${time} AS event_time, ${type} AS event_type, (u)::BIGINT AS user_id, (${item})::BIGINT AS item_id,
    1::BIGINT AS category_id, CASE WHEN ${type} IN ('purchase', 'refund') THEN (u * 1000 + d * 10 + k // 3)::BIGINT END AS order_id,
    ${brand} AS brand, 'DE' AS country, ['a', 'b'][u % 2 + 1] AS variant, CAST(${price} AS DECIMAL(18,4)) AS price, CAST(${quantity} AS DECIMAL(18,4)) AS quantity
  FROM range(${users}) us(u), range(${days}) ds(d), range(${each}) ks(k) WHERE ${only}`;

const DAY = ['2024-03-01', '2024-03-01'] as const;
const SHOPS: Readonly<Record<string, readonly [DatasetContext, string]>> = {
  'one view': [context(DAY, { eventTypes: ['view'] }), events({ users: 1, days: 1, each: 1 })],
  'one purchase': [
    context(DAY, { eventTypes: ['purchase'] }),
    events({ users: 1, days: 1, each: 1 }, { type: `'purchase'` }),
  ],
  'all at one moment': [
    context(DAY),
    events({ users: 6, days: 1, each: 6 }, { time: `INTERVAL 10 HOUR + to_days(0 * d::INTEGER)` }),
  ],
  'everything for nothing': [
    context(['2024-03-01', '2024-03-08']),
    events({ users: 8, days: 8, each: 6 }, { price: '0', only: '(u + d) % 3 <> 0' }),
  ],
  'everything returned': [
    context(['2024-03-01', '2024-03-06'], { eventTypes: ['purchase', 'refund'] }),
    events(
      { users: 5, days: 6, each: 2 },
      {
        type: `['purchase', 'refund'][k % 2 + 1]`,
        quantity: 'CASE WHEN k % 2 = 1 THEN -1 ELSE 1 END',
      },
    ),
  ],
  'users that are all alike': [
    context(['2024-03-01', '2024-03-20']),
    events({ users: 12, days: 20, each: 6 }, { only: 'd % 5 = 0' }),
  ],
  'a hole of three weeks, and no brands': [
    context(['2024-03-01', '2024-04-14']),
    events(
      { users: 9, days: 45, each: 6 },
      {
        brand: 'CAST(NULL AS VARCHAR)',
        price: '1 + (u + d) % 4',
        only: 'd NOT BETWEEN 12 AND 33 AND (u * 7 + d * 3) % 4 <> 0',
      },
    ),
  ],
};

const ASKED: Readonly<Record<string, readonly RawParameters[]>> = {
  user: [{ user: '0' }],
  item: [{ item: '0' }],
  pareto: [{ entity: 'brand' }, { entity: 'user', threshold: 1 }],
  rfm: [{}, { scoring: 'ntile' }],
  clusters: [{}, { k: 2 }],
  recommend: [{}, { method: 'item_item', shrinkage: 0 }, { method: 'evaluation', k: 1 }],
  forecast: [{}, { by: 'day', horizon: 1 }],
  basket: [{}, { min_support: 1, min_confidence: 1 }],
};

describe.each(Object.entries(SHOPS))('%s', (_, [given, rows]) => {
  it('is told by every metric, or said to be too little', async () => {
    const shop = await native(given, rows);
    const database = databaseOf(shop.connection);
    const wrong: string[] = [];
    const told: string[] = [];
    for (const { kind } of METRICS)
      for (const raw of ASKED[kind] ?? [{}]) {
        const name = `${kind} ${JSON.stringify(raw)}`;
        try {
          const { definition } = await runMetric(database, kind, raw, shop.context, {
            models,
          });
          told.push(kind);
          if (
            /NaN|undefined|Infinity|\bnull\b|\{\w+\}/.test(`${definition.title} ${definition.text}`)
          )
            wrong.push(`${name} says: ${definition.text}`);
          const audit = await auditMetric(database, kind, raw, shop.context, { models });
          if (audit.agrees !== true) wrong.push(`${name}: ${audit.detail}`);
        } catch (error) {
          const known =
            error instanceof TabhouseError &&
            ['metric-not-applicable', 'metric-parameter'].includes(error.code);
          if (!known) wrong.push(`${name} fails: ${String(error).slice(0, 600)}`);
          else if (error.code === 'metric-parameter')
            wrong.push(`${name} refused: ${error.message}`);
        }
      }
    expect(wrong).toEqual([]);
    expect(told).toContain('overview');
    expect(told).toContain('quality');
    shop.close();
  });
});
