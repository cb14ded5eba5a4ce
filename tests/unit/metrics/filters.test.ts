import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, REES46 } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

/** Views of one user each; `[user, brand, category_path]`. */
const ROWS = [
  ["o'hara", "L'Oréal", 'home.light'],
  ['who?', '100 %', 'home.light.lamp'],
  ['张三', '小米 $1', 'home'],
  ['"quoted"', '?', null],
  ['back\\slash', null, '家.灯'],
] as const;

const CONTEXT: DatasetContext = {
  ...REES46,
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'brand',
    'category_path',
    'device',
    'country',
    'price',
  ],
  textual: ['user_id'],
  sessions: 'gap',
  eventTypes: ['view'],
};

/** Rows in a category: its own and those of categories below it. */
const below = (path: string | null) =>
  ROWS.filter(([, , one]) => one === path || (path !== null && one?.startsWith(`${path}.`))).length;

const text = (value: string | null) =>
  value === null ? 'CAST(NULL AS VARCHAR)' : `'${value.replaceAll("'", "''")}'`;

describe('a filter', () => {
  let shop: Native;
  let database: NativeDatabase;
  beforeAll(async () => {
    const rows = ROWS.map(
      ([user, brand, path], index) =>
        `SELECT TIMESTAMP '2019-10-01 00:00:00' AS event_time, 'view' AS event_type, ${text(user)} AS user_id,
          CAST(${9007199254740993n + BigInt(index)} AS BIGINT) AS item_id, ${text(brand)} AS brand,
          ${text(path)} AS category_path, 'phone;a' AS device, 'Côte d''Ivoire' AS country,
          CAST(${index}.99 AS DECIMAL(18,4)) AS price`,
    );
    shop = await native(CONTEXT, rows.join(' UNION ALL '));
    database = databaseOf(shop.connection);
  });
  afterAll(() => shop.close());

  const views = async (filters: RawParameters) => {
    const { rows, sql } = await runMetric(database, 'overview', { filters }, CONTEXT);
    const audit = await auditMetric(database, 'overview', { filters }, CONTEXT);
    expect(audit.agrees, JSON.stringify(filters, String)).toBe(true);
    expect(await shop.rows(sql)).toMatchObject([{ pv: rows[0]?.pv }]);
    return rows[0]?.pv;
  };

  it.each(ROWS)('takes texts as they are: %s, %s, %s', async (user, brand, path) => {
    expect(await views({ user_id: [user] })).toBe(1);
    expect(await views({ brand: [brand] })).toBe(1);
    expect(await views({ category_path: [path] })).toBe(below(path));
    expect(await views({ user_id: [user], brand: [brand], category_path: [path] })).toBe(1);
  });

  it('takes a category with those below it, and not with those that begin alike', async () => {
    expect(await views({ category_path: ['home'] })).toBe(3);
    expect(await views({ category_path: ['home.light'] })).toBe(2);
    expect(await views({ category_path: ['home.light.lamp', '家'] })).toBe(2);
    expect(await views({ category_path: ['hom'] })).toBe(0);
    expect(await views({ category_path: ['home.%'] })).toBe(0);
  });

  it.each(['brands', 'attribution'])('by a row of a level of %s finds its events', async (kind) => {
    const raw =
      kind === 'brands'
        ? { entity: 'category', measure: 'views' }
        : { by: 'category', level: 1, minimum: 1 };
    const { rows } = await runMetric(database, kind, raw, CONTEXT);
    const own = rows.map(({ category }) => category).filter((one) => one !== null);
    expect(own.sort()).toEqual(['home', '家']);
    for (const one of own)
      expect(await views({ category_path: [one] })).toBe(one === 'home' ? 3 : 1);
  });

  it('takes one of several values, and one value without a list', async () => {
    expect(await views({ brand: ['?', null, '100 %'] })).toBe(3);
    expect(await views({ country: "Côte d'Ivoire", device: ['phone;a'] })).toBe(5);
    expect(await views({ brand: ["' OR true --"] })).toBe(0);
    expect(await views({ brand: [] })).toBe(5);
  });

  it('tells long identifiers apart to the last digit, as text and as bigint', async () => {
    expect(await views({ item_id: ['9007199254740993'] })).toBe(1);
    expect(await views({ item_id: [9007199254740993n, '9007199254740994'] })).toBe(2);
    expect(await views({ item_id: ['9999999999999999999'] })).toBe(0);
  });

  it('compares prices exactly, and says what a price can be', async () => {
    expect(await views({ price: [1.99, '2.9900'] })).toBe(2);
    for (const price of ['cheap', ''])
      await expect(views({ price: [price] })).rejects.toMatchObject({
        code: 'metric-parameter',
        parameters: { name: 'filters.price' },
      });
  });

  it('hands back all rows where no limit is meant', async () => {
    const all = await runMetric(database, 'pareto', { entity: 'item', measure: 'views' }, CONTEXT, {
      limit: Number.POSITIVE_INFINITY,
    });
    expect(all.rows).toHaveLength(5);
  });
});
