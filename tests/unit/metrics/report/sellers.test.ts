import { expect, it } from 'vitest';
import { t } from '../../../../src/i18n/index.ts';
import { auditMetric, runMetric } from '../../../../src/metrics/index.ts';
import type { DatasetContext } from '../../../../src/warehouse/types.ts';
import { native, REES46 } from '../../warehouse/native.ts';
import { databaseOf } from '../database.ts';

/** A week from Monday, 2019-10-07: 20 buyers by hours from 9 to 18 of each day, most of them at 14:00. */
const EVENTS = (
  type: string,
) => `SELECT DATE '2019-10-07' + CAST(d AS INTEGER) + to_hours(CAST(h AS BIGINT)) AS event_time,
  '${type}' AS event_type, (d * 7 + h * 3 + n) % 20 AS user_id, (h + n) % 9 AS item_id, 2.5 AS price, CAST(NULL AS VARCHAR) AS session_id
  FROM range(7) days(d), range(9, 19) hours(h), range(8) more(n) WHERE n < CASE h WHEN 14 THEN 8 ELSE 2 END`;

const context = (type: string): DatasetContext => ({
  ...REES46,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'price'],
  from: '2019-10-07',
  to: '2019-10-13',
  lastEvent: '2019-10-13T18:00:00',
  sessions: 'day',
  orders: 'row',
  eventTypes: [type],
});

async function report(type: 'purchase' | 'rate') {
  const own = context(type);
  const shop = await native(own, EVENTS(type));
  try {
    const database = databaseOf(shop.connection);
    const audit = await auditMetric(database, 'report', {}, own);
    expect(audit, audit.detail).toMatchObject({ agrees: true });
    const { rows } = await runMetric(database, 'report', {}, own);
    const of = (section: string) =>
      rows
        .filter((row) => row.section === section)
        .map(({ finding, sentence }) => ({ finding, sentence: String(sentence) }));
    const pareto = await runMetric(database, 'pareto', {}, own);
    return { of, rows, pareto };
  } finally {
    shop.close();
  }
}

it('a file of purchases is told when it sells and who buys again, not that nothing was counted', async () => {
  const { of, rows, pareto } = await report('purchase');
  expect(of('hours')).toMatchObject([{ finding: 'bought' }]);
  // 8 of 26 purchases of each day.
  expect(of('hours')[0]?.sentence).toMatch(/14:00: 30\.8%/);
  const again = of('retention').map(({ finding }) => finding);
  expect(again).toContain('rebuy');
  for (const visit of ['weak', 'fair', 'strong']) expect(again).not.toContain(visit);
  expect(of('bottleneck')[0]?.sentence).toContain(t('metrics.lacks.visits'));
  expect(rows.filter(({ finding }) => finding === 'empty')).toEqual([]);
  // The chart under the sentence is of the same entities.
  expect(pareto.definition.facts.entity).toBe('item');
  expect(of('concentration')[0]?.sentence).toContain('items');
});

it('ratings alone have neither sales nor hours of traffic, and the report says so', async () => {
  const { of, rows } = await report('rate');
  expect(of('concentration')[0]?.sentence).toContain(t('metrics.lacks.purchases'));
  expect(of('hours')[0]?.sentence).toContain(t('metrics.lacks.looks'));
  expect(rows.filter(({ finding }) => finding === 'empty')).toEqual([]);
});
