import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditMetric, metricOf, type Row, runMetric } from '../../../src/metrics/index.ts';
import { runMetric as run } from '../../../src/metrics/run.ts';
import type { Native } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';
import { DAY, type Event, shopOf } from './random.ts';

const EARLIER = { from: '2024-03-04', to: '2024-03-10' };
const LATER = { from: '2024-03-11', to: '2024-03-17' };

/** Two weeks in which every user comes on some days at some hours, more of them in the second. */
function list(): Event[] {
  const made: Event[] = [];
  for (let day = 0; day < 14; day++)
    for (let user = 1; user <= 3 + Math.floor(day / 3); user++)
      for (const [n, type] of (['view', 'cart', 'purchase'] as const).entries()) {
        if ((user * 7 + day * 3) % (n + 2) === 0) continue;
        made.push({
          time: day * DAY + ((user + n * 2 + day) % 24) * 3600,
          type,
          user,
          item: 1 + ((user + day) % 5),
          brand: day < 7 && user === 1 ? 'old' : (['a', 'b', 'c'][user % 3] ?? null),
          session: null,
          price: 100 * user,
        });
      }
  return made;
}

const numeric = (row: Row, names: readonly string[], suffix = '') =>
  Object.fromEntries(
    names.map((name) => {
      const value = row[`${name}${suffix}`];
      return [name, typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value];
    }),
  );

describe('two periods', () => {
  let shop: Native;
  let database: NativeDatabase;
  beforeAll(async () => {
    shop = await shopOf(list());
    database = databaseOf(shop.connection);
  }, 60_000);
  afterAll(() => shop.close());

  const KINDS: readonly (readonly [
    string,
    Record<string, unknown>,
    string | null,
    readonly string[],
  ])[] = [
    ['overview', {}, null, ['pv', 'uv', 'orders', 'gmv', 'conversion_user']],
    ['overview', { by: 'day' }, 'day', ['pv', 'uv', 'gmv']],
    ['funnel', {}, 'step', ['entities', 'rate_from_first']],
    ['hourly', {}, 'hour', ['views', 'users', 'purchases', 'conversion']],
    ['pareto', { entity: 'brand' }, 'id', ['value', 'share', 'rank']],
    ['lifecycle', {}, 'day', ['new', 'returning', 'dormant']],
    ['brands', {}, 'brand', ['views', 'purchases', 'orders', 'gmv', 'conversion', 'rank']],
    ['item', { item: '2' }, 'day', ['pv', 'uv', 'purchases', 'buyers', 'gmv']],
    ['repurchase', {}, 'n', ['buyers', 'share', 'ordered_again', 'return_rate', 'median_days']],
    ['overview', { by: 'day', filters: { brand: ['a', 'b'] } }, 'day', ['pv', 'uv']],
    ['funnel', { mode: 'strict', window_seconds: 7200 }, 'step', ['entities']],
  ];

  it.each(KINDS)('stand beside one another in %s %o', async (kind, raw, key, names) => {
    const asked = { ...raw, ...LATER, compare: 'previous' };
    const both = await runMetric(database, kind, asked, shop.context);
    const now = await run(database, kind, { ...raw, ...LATER }, shop.context);
    const before = await run(database, kind, { ...raw, ...EARLIER }, shop.context);
    const keyOf = (row: Row, shift = 0) =>
      key === 'day'
        ? new Date(Date.parse(String(row.day)) + shift * DAY * 1000).toISOString().slice(0, 10)
        : key && row[key];
    expect(both.rows.map((row) => numeric(row, names))).toEqual(
      now.rows.map((row) => numeric(row, names)),
    );
    for (const row of both.rows) {
      const other = before.rows.find((one) => keyOf(one, 7) === keyOf(row));
      const wanted = other
        ? numeric(other, names)
        : Object.fromEntries(names.map((name) => [name, null]));
      expect(numeric(row, names, '_before'), `${kind} ${String(keyOf(row))}`).toEqual(wanted);
    }
    expect(both.definition.facts).toMatchObject({ compare: EARLIER });
    expect(both.definition.text).toContain('2024');
    expect(both.relation).not.toBe(now.relation);
    const audit = await auditMetric(database, kind, asked, shop.context);
    expect(audit, audit.detail).toMatchObject({ agrees: true });
  });

  it('keep their facts apart, and count what only the earlier one has', async () => {
    const asked = { entity: 'brand', ...LATER, compare: EARLIER };
    const { definition, rows } = await runMetric(database, 'pareto', asked, shop.context);
    const before = await run(database, 'pareto', { entity: 'brand', ...EARLIER }, shop.context);
    const { facts } = definition;
    expect(facts.before_head_count).toBe(before.definition.facts.head_count);
    expect(rows.map(({ id }) => id)).not.toContain('old');
    expect(facts.only_before).toBe(1);
  });

  it('keep the curve of an earlier period beside that of the later', async () => {
    const asked = { ...LATER, compare: 'previous' };
    const { facts } = (await runMetric(database, 'repurchase', asked, shop.context)).definition;
    const before = await run(database, 'repurchase', EARLIER, shop.context);
    expect((facts.before_curve as readonly Row[]).length).toBeGreaterThan(1);
    expect(facts.before_curve).toEqual(before.definition.facts.curve);
    expect(facts.before_repurchase_rate).toBe(before.definition.facts.repurchase_rate);
  });

  it('tell a brand’s earlier figures though it was not among the first then', async () => {
    const of = async (period: object) =>
      (await run(database, 'brands', { measure: 'gmv', ...period }, shop.context)).rows;
    const [leader] = await of(LATER);
    // A day on which another brand led.
    let day = { from: '', to: '' };
    let before: Row | undefined;
    for (let n = 4; n <= 10 && !before; n++) {
      const date = `2024-03-${String(n).padStart(2, '0')}`;
      day = { from: date, to: date };
      before = (await of(day)).slice(1).find(({ brand }) => brand === leader?.brand);
    }
    const asked = { measure: 'gmv', top: 1, ...LATER, compare: day };
    const { rows, definition } = await runMetric(database, 'brands', asked, shop.context);
    expect(rows.map(({ brand }) => brand)).toEqual([leader?.brand]);
    expect(before?.rank).toBeGreaterThan(1);
    expect(rows[0]?.rank_before).toBe(before?.rank);
    expect(rows[0]?.gmv_before).toBe(before?.gmv);
    expect(definition.facts).not.toHaveProperty('only_before');
  });

  it('can be run as the statement that is shown', async () => {
    const asked = { by: 'day', ...LATER, compare: 'previous' };
    const { sql, rows } = await runMetric(database, 'overview', asked, shop.context);
    const again = await shop.rows(sql);
    expect(again.map(({ pv, pv_before }) => [pv, pv_before])).toEqual(
      rows.map(({ pv, pv_before }) => [pv, pv_before]),
    );
  });

  it('is left alone where nothing lies before, and says so', async () => {
    const { rows, definition, relation } = await runMetric(
      database,
      'overview',
      { compare: 'previous' },
      shop.context,
    );
    const plain = await run(database, 'overview', {}, shop.context);
    expect(rows).toEqual(plain.rows);
    expect(relation).toBe(plain.relation);
    expect(definition.text).toContain('nothing to compare with');
    expect(definition.facts).not.toHaveProperty('compare');
  });

  it('lays weeks and months on one another in order', async () => {
    const asked = { unit: 'week', ...LATER, compare: EARLIER };
    const { rows } = await runMetric(database, 'lifecycle', asked, shop.context);
    const before = await run(database, 'lifecycle', { unit: 'week', ...EARLIER }, shop.context);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.active_before).toBe(before.rows[0]?.active);
  });

  it.each(['yesterday', { from: '2024-03-10', to: '2024-03-04' }, 7])('refuses %o', (compare) => {
    expect(() => metricOf('overview').parameters({ compare }, shop.context)).toThrow(
      expect.objectContaining({ code: 'metric-parameter' }),
    );
  });
});
