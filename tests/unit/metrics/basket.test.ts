import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { Row, RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import { type Native, native, sharedFile, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';
import { DAY, type Event, events, shopOf } from './random.ts';

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

async function ran(shop: Native, raw: RawParameters) {
  const database = databaseOf(shop.connection);
  const made = await runMetric(database, 'basket', raw, shop.context, { models });
  const audit = await auditMetric(database, 'basket', raw, shop.context, { models });
  expect(audit.agrees, audit.detail).toBe(true);
  return made;
}

/** Rules of baskets, by counting every subset. */
function expectedRules(baskets: readonly (readonly string[])[], support: number, least: number) {
  const counts = new Map<string, number>();
  for (const items of baskets)
    for (let mask = 1; mask < 1 << items.length; mask++) {
      const set = items.filter((_, at) => mask & (1 << at)).join(', ');
      counts.set(set, (counts.get(set) ?? 0) + 1);
    }
  const n = baskets.length;
  const rules: Record<string, unknown>[] = [];
  for (const [set, both] of counts) {
    const items = set.split(', ');
    if (items.length < 2 || both / n < support) continue;
    for (const consequent of items) {
      const antecedent = items.filter((one) => one !== consequent).join(', ');
      const [left = 0, right = 0] = [counts.get(antecedent), counts.get(consequent)];
      if (both / left < least) continue;
      const confidence = both / left;
      rules.push({
        antecedent,
        consequent,
        items: items.length,
        baskets: both,
        support: both / n,
        confidence,
        lift: confidence / (right / n),
        leverage: both / n - (left / n) * (right / n),
        conviction: confidence === 1 ? null : (1 - right / n) / (1 - confidence),
      });
    }
  }
  return rules;
}

const sorted = (rows: readonly Row[]) =>
  [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
const key = (row: Row) => `${row.antecedent}>${row.consequent}`;

function close(found: readonly Row[], expected: readonly Row[]): void {
  expect(sorted(found).map(key)).toEqual(sorted(expected).map(key));
  const other = sorted(expected);
  for (const [at, row] of sorted(found).entries())
    for (const [name, value] of Object.entries(other[at] ?? {}))
      if (typeof value === 'number') expect(row[name], name).toBeCloseTo(value, 9);
      else expect(row[name], name).toBe(value);
}

describe('baskets', () => {
  it('of random shops have the rules that counting every subset gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(['view', 'purchase', 'purchase'], 3 * DAY, 3600),
        fc.constantFrom('item', 'brand'),
        fc.constantFrom('user_day', 'session', 'user'),
        fc.constantFrom(0.05, 0.2, 0.5),
        fc.constantFrom(0, 0.25, 0.8),
        async (list, by, unit, min_support, min_confidence) => {
          fc.pre(list.some(({ type }) => type === 'purchase'));
          const baskets = new Map<string, Set<string>>();
          for (const event of list) {
            const basket = told(event, unit);
            const entity = by === 'brand' ? event.brand : String(event.item);
            if (event.type !== 'purchase' || basket === null || entity === null) continue;
            baskets.set(basket, (baskets.get(basket) ?? new Set()).add(entity));
          }
          const filled = [...baskets.values()].map((items) => [...items].sort());
          const shop = await shopOf(list);
          try {
            const { rows, definition } = await ran(shop, {
              by,
              unit,
              min_support,
              min_confidence,
            });
            close(rows, expectedRules(filled, min_support, min_confidence));
            expect(definition.facts.baskets).toBe(filled.length);
          } finally {
            shop.close();
          }
        },
      ),
      { numRuns: 12 },
    );
  }, 240_000);

  it('are orders where there are any, and days of users for rows without one', async () => {
    const shop = await native(
      { ...TAOBAO, columns: [...TAOBAO.columns, 'order_id'] },
      `SELECT TIMESTAMP '2017-11-26 01:00:00' + to_minutes(n) AS event_time, 'purchase' AS event_type, u::BIGINT AS user_id,
        i::BIGINT AS item_id, 1::BIGINT AS category_id, o::BIGINT AS order_id
      FROM (VALUES (1, 1, 7, 1), (2, 1, 8, 1), (3, 1, 7, 2), (4, 2, 7, NULL), (5, 2, 8, NULL)) AS t(n, u, i, o)`,
    );
    try {
      const { rows, definition } = await ran(shop, { min_support: 0 });
      expect(definition.facts).toMatchObject({ baskets: 3, items: 2 });
      expect(
        rows.map(({ antecedent, consequent, baskets }) => [antecedent, consequent, baskets]),
      ).toEqual([
        ['7', '8', 2],
        ['8', '7', 2],
      ]);
      expect(rows[0]).toMatchObject({ confidence: 2 / 3, lift: 1, conviction: 1 });
      const sets = await ran(shop, {
        min_support: 0,
        min_length: 1,
        result: 'itemsets',
        sort: 'support',
      });
      expect(sets.rows.map(({ itemset, baskets }) => [itemset, baskets])).toEqual([
        ['7', 3],
        ['7, 8', 2],
        ['8', 2],
      ]);
    } finally {
      shop.close();
    }
  });

  it('say what cannot be meant', async () => {
    const shop = await shopOf([
      { time: 0, type: 'view', user: 1, item: 1, brand: null, session: null, price: 1 },
    ]);
    const run = (raw: RawParameters) =>
      runMetric(databaseOf(shop.connection), 'basket', raw, shop.context, { models });
    await expect(run({})).rejects.toMatchObject({ code: 'metric-not-applicable' });
    await expect(run({ from: 't', basket: 'a' })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    await expect(run({ min_length: 4, max_length: 3 })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    shop.close();
  });

  it('of groceries, one a line and one row an item, have the published rules', async ({ skip }) => {
    const path = sharedFile('groceries/groceries.csv');
    if (!path) return skip('the shared data files are not here');
    const oracle = JSON.parse(readFileSync(join(dirname(path), 'oracle.json'), 'utf8'));
    const shop = await shopOf([
      { time: 0, type: 'view', user: 1, item: 1, brand: null, session: null, price: 1 },
    ]);
    const parts = `string_split(line, ',')`;
    const columns = Array.from({ length: 32 }, (_, at) => `${parts}[${at + 1}] AS column${at}`);
    const file = `read_csv('${path}', header = false, sep = '\x01', quote = '', columns = {'line': 'VARCHAR'})`;
    await shop.connection.run(
      `CREATE TABLE groceries AS SELECT ${columns.join(', ')} FROM ${file}`,
    );
    await shop.connection.run(`CREATE TABLE lines AS SELECT 'b' || b AS "the basket", item AS "the item" FROM (
      SELECT b, unnest(string_split(line, ',')) AS item FROM (SELECT row_number() OVER () AS b, line FROM ${file}))`);
    const sources = [
      { from: 'groceries' },
      { from: 'lines', basket: 'the basket', item: 'the item' },
    ];
    for (const [name, min_support, min_confidence, list] of [
      ['supp.006_conf.25_minlen2', 0.006, 0.25, 'top10_lift'],
      ['supp.01_conf.5', 0.01, 0.5, 'top15_lift'],
      ['supp.001_conf.8', 0.001, 0.8, 'top10_lift'],
    ] as const)
      for (const source of sources) {
        const { rows, total, definition } = await ran(shop, {
          ...source,
          min_support,
          min_confidence,
        });
        expect(total).toBe(oracle[name].published);
        expect(definition.facts).toMatchObject({
          baskets: 9835,
          items: 169,
          rules: oracle[name].rules,
          frequent_itemsets: oracle[name].frequent_itemsets,
        });
        const wanted = (oracle[name][list] as Top[]).map(([left, right, count]) => [
          left.join(', '),
          right,
          count,
        ]);
        expect(
          rows.slice(0, wanted.length).map((row) => [row.antecedent, row.consequent, row.baskets]),
        ).toEqual(wanted);
        for (const [at, [, , , support, confidence, lift]] of (
          oracle[name][list] as Top[]
        ).entries()) {
          expect(rows[at]?.support).toBeCloseTo(support, 6);
          expect(rows[at]?.confidence).toBeCloseTo(confidence, 6);
          expect(rows[at]?.lift).toBeCloseTo(lift, 4);
        }
      }
    const pairs = await ran(shop, {
      from: 'groceries',
      min_support: 0.01,
      min_confidence: 0,
      max_length: 2,
    });
    expect(pairs.total).toBe(oracle['pairs_supp.01'].directed);
    shop.close();
  }, 240_000);
});

type Top = readonly [readonly string[], string, number, number, number, number];

function told(event: Event, unit: 'user_day' | 'session' | 'user'): string | null {
  if (unit === 'session') return event.session === null ? null : `${event.session}/${event.user}`;
  if (event.user === null) return null;
  return unit === 'user' ? `${event.user}` : `${event.user}/${Math.floor(event.time / DAY)}`;
}
