import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../src/engine/errors.ts';
import type { Database } from '../../../src/engine/types.ts';
import { locale } from '../../../src/i18n/index.ts';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import { type Native, native } from '../warehouse/native.ts';
import { SHOP, SHOP_EVENTS } from '../warehouse/shop.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

describe('running a metric', () => {
  let warehouse: Native;
  let database: NativeDatabase;

  beforeEach(async () => {
    warehouse = await native(SHOP, SHOP_EVENTS);
    database = databaseOf(warehouse.connection);
  });
  afterEach(() => warehouse.close());

  const tables = async () =>
    (
      await warehouse.rows(
        `SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'ads_%'`,
      )
    ).map((row) => String(row.table_name));

  it('says in the language of the moment what a Pareto ranks', async () => {
    const words = async () =>
      (await runMetric(database, 'pareto', {}, SHOP)).definition.facts.entity_words;
    expect(await words()).toBe('categories');
    locale.value = 'zh-CN';
    expect(await words()).toBe('类目');
    locale.value = 'en';
  });

  it('hands back as many rows as asked for, and keeps all', async () => {
    const result = await runMetric(database, 'pareto', { entity: 'item' }, SHOP, { limit: 1 });
    expect(result.rows).toHaveLength(1);
    expect(result.total).toBeGreaterThan(1);
    expect(await warehouse.value(`SELECT count(*) FROM ${result.relation}`)).toBe(result.total);
    expect(result.audit.agrees).toBeNull();
  });

  it('answers the same question from what stands, and another anew', async () => {
    const first = await runMetric(database, 'rfm', {}, SHOP);
    const before = database.log.length;
    const again = await runMetric(database, 'rfm', { model: 'segments8' }, SHOP);
    expect(again).toEqual(first);
    expect(database.log.length - before).toBe(1);
    const other = await runMetric(database, 'rfm', {}, { ...SHOP, version: 'later' });
    expect(other.relation).not.toBe(first.relation);
  });

  it('shows SQL that gives the same rows when it is run as it stands', async () => {
    for (const [kind, raw] of [
      ['overview', { filters: { brand: ['Lux'] } }],
      ['funnel', { window_seconds: 600 }],
      ['retention', {}],
      ['rfm', {}],
    ] as const) {
      const { sql, total } = await runMetric(database, kind, raw, SHOP);
      expect(await warehouse.rows(sql), sql).toHaveLength(total);
    }
  });

  it('finds out when the second way does not agree', async () => {
    const { relation } = await runMetric(database, 'hourly', {}, SHOP);
    await warehouse.connection.run(`UPDATE ${relation} SET views = views + 1 WHERE views > 0`);
    const audit = await auditMetric(database, 'hourly', {}, SHOP);
    expect(audit.agrees).toBe(false);
    expect(audit.detail).toMatch(/\d rows? differ/);
  });

  it('goes the second way at once where asked', async () => {
    const { audit } = await runMetric(database, 'overview', {}, SHOP, { audit: true });
    expect(audit).toMatchObject({ agrees: true });
  });

  it('makes a lost table again after the engine was restarted', async () => {
    const first = await runMetric(database, 'pareto', {}, SHOP);
    await warehouse.connection.run(`DROP TABLE ${first.relation}`);
    const failing: Database = {
      ...database,
      query: (sql, parameters, options) =>
        database.query(sql, parameters, options).catch((cause: unknown) => {
          throw new TabhouseError('sql', { cause });
        }),
    };
    const started = await runMetric(failing, 'pareto', {}, SHOP);
    await warehouse.connection.run(`DROP TABLE ${first.relation}`);
    const again = await runMetric(failing, 'pareto', {}, SHOP);
    expect([started.rows, again.rows]).toEqual([first.rows, first.rows]);
  });

  it('clears its stages away when it fails or is cancelled', async () => {
    const broken: Database = {
      ...database,
      query: (sql, parameters, options) =>
        sql.includes('LIMIT') || sql.includes('_scores AS')
          ? Promise.reject(new TabhouseError('cancelled'))
          : database.query(sql, parameters, options),
    };
    await expect(runMetric(broken, 'rfm', {}, SHOP)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await tables()).toEqual([]);
    const { rows } = await runMetric(database, 'rfm', {}, SHOP);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('answers two askers of one question at the same time', async () => {
    const [one, two] = await Promise.all([
      runMetric(database, 'retention', {}, SHOP),
      runMetric(database, 'retention', {}, SHOP),
    ]);
    expect(one).toEqual(two);
  });

  it('has an answer where nothing passes the filters', async () => {
    for (const kind of ['overview', 'funnel', 'hourly', 'pareto', 'retention', 'rfm']) {
      const raw = { filters: { brand: ['no such brand'] } };
      const { rows, definition } = await runMetric(database, kind, raw, SHOP);
      expect(rows, kind).toHaveLength({ overview: 1, funnel: 3 }[kind] ?? 0);
      expect(definition.text, kind).not.toMatch(/NaN|undefined|null/);
      expect(await auditMetric(database, kind, raw, SHOP), kind).toMatchObject({ agrees: true });
    }
  });

  it('names users and items as the source does', async () => {
    const { rows } = await runMetric(database, 'rfm', {}, SHOP);
    expect(rows.map((row) => row.user_id)).toEqual(['ann', 'cat']);
    const items = await runMetric(database, 'pareto', { entity: 'item' }, SHOP);
    expect(items.rows.map((row) => row.id).sort()).toEqual(['lamp', 'rug', 'sofa']);
  });

  it('counts the purchases of nobody as sales, and nobody as no user', async () => {
    const { rows } = await runMetric(database, 'overview', {}, SHOP);
    expect(rows[0]).toMatchObject({ orders: 3, buyers: 2, uv: 3, purchases: 4 });
    expect(rows[0]?.gmv).toBe(20 * 2 + 300.5 + 49.99 + 49.99 * 3);
  });
});
