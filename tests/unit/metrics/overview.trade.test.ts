import { expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { databaseOf } from './database.ts';
import { DAY, shopOf } from './random.ts';

it('of ratings tells no buyers and no conversion: nobody looks or buys in them', async () => {
  const events = [1, 2, 3].map((user) => ({
    time: user * DAY,
    type: 'rate' as const,
    user,
    item: 1,
    brand: null,
    session: null,
    price: 0,
  }));
  const shop = await shopOf(events);
  try {
    const database = databaseOf(shop.connection);
    for (const raw of [{}, { by: 'day' }]) {
      const { rows, definition } = await runMetric(database, 'overview', raw, shop.context);
      expect(rows[0]).toMatchObject({
        uv: 'by' in raw ? 1 : 3,
        pv: null,
        buyers: null,
        orders: null,
      });
      expect(rows[0]).toMatchObject({ conversion_user: null, gmv: null });
      expect(definition.facts).toMatchObject({
        lacks: expect.arrayContaining(['pv', 'buyers', 'orders', 'conversion_user']),
        lacks_reason: 'it has neither views nor purchases.',
      });
      expect(definition.text).toContain('buyers, orders and conversion are left out');
      const audit = await auditMetric(database, 'overview', raw, shop.context);
      expect(audit.agrees, audit.detail).toBe(true);
    }
  } finally {
    shop.close();
  }
});
