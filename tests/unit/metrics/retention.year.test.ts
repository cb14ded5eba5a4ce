import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf, runMetric } from '../../../src/metrics/index.ts';
import type { Native } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';
import { DAY, shopOf } from './random.ts';

const DAYS = 370;
/** A new user every day, who comes every fifth day for the rest of a year. */
const events = Array.from({ length: DAYS }, (_, first) =>
  Array.from({ length: Math.ceil((DAYS - first) / 5) }, (_, n) => ({
    time: (first + n * 5) * DAY + 3600,
    type: 'view' as const,
    user: first + 1,
    item: 1,
    brand: null,
    session: null,
    price: 0,
  })),
).flat();

describe('retention over a year', () => {
  let shop: Native;
  let database: NativeDatabase;
  beforeAll(async () => {
    shop = await shopOf(events);
    database = databaseOf(shop.connection);
  });
  afterAll(() => shop.close());

  const unitOf = (kind: string, raw: Record<string, unknown>) =>
    (metricOf(kind).parameters({ unit: 'auto', ...raw }, shop.context) as { unit: string }).unit;

  it.each(['retention', 'cohorts', 'lifecycle'])('%s counts by what suits the time', (kind) => {
    expect(unitOf(kind, {})).toBe('month');
    expect(unitOf(kind, { from: '2024-10-01' })).toBe('week');
    expect(unitOf(kind, { from: '2025-02-20' })).toBe('day');
  });

  it('watches cohorts of a few early days to the end of the data', () => {
    expect(unitOf('retention', { to: '2024-03-10' })).toBe('month');
    expect(unitOf('lifecycle', { to: '2024-03-10' })).toBe('day');
  });

  it('makes no months of rolling days', () => {
    expect(unitOf('retention', { day: '24h' })).toBe('week');
  });

  it('gives the cells of the newest cohorts where the first rows end before them', async () => {
    const { rows, definition } = await runMetric(database, 'retention', {}, shop.context);
    expect(rows.length).toBe((DAYS * (DAYS + 1)) / 2);
    const newest = definition.facts.newest as readonly Record<string, unknown>[];
    expect(newest.length).toBe((40 * 41) / 2);
    expect(newest.at(-1)).toMatchObject({ cohort: '2025-03-08', period: 0, users: 1, size: 1 });
    expect(definition.facts).toMatchObject({ cohorts: DAYS, members: DAYS, d1: 0 });
    const months = await runMetric(database, 'retention', { unit: 'auto' }, shop.context);
    expect(months.rows.length).toBe((13 * 14) / 2);
    expect(months.definition.facts).toMatchObject({ newest: [], cohorts: 13, m1: 1 });
  });
});
