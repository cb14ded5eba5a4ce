import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/metrics/index.ts';
import { type Native, native, sharedFile } from '../../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from '../database.ts';
import { agreed, CDNOW, cdnowEvents, mean } from './support.ts';

const path = sharedFile('cdnow/CDNOW_master.txt');
const summary = sharedFile('cdnow/cdnow_customers_summary_with_transactions.csv');
const plain = sharedFile('cdnow/cdnow_customers_summary.csv');
const oracles = sharedFile('cdnow/oracle.json');

describe.skipIf(!path || !summary || !plain || !oracles)('the customers of CDNOW', () => {
  let warehouse: Native;
  let database: NativeDatabase;
  const known = oracles ? JSON.parse(readFileSync(oracles, 'utf8')) : {};
  /** Purchases of each customer by day: the master file read line by line. */
  const people = new Map<number, Map<string, number>>();

  beforeAll(async () => {
    for (const line of readFileSync(path ?? '', 'utf8').split(/\r?\n/)) {
      const [id, day, , paid] = line.trim().split(/\s+/);
      if (!paid || !/^\d+$/.test(id ?? '')) continue;
      const own = people.get(Number(id)) ?? new Map<string, number>();
      people.set(Number(id), own.set(day ?? '', (own.get(day ?? '') ?? 0) + Number(paid)));
    }
    warehouse = await native(CDNOW, cdnowEvents(path ?? ''));
    database = databaseOf(warehouse.connection);
    for (const [name, file] of [
      ['with_values', summary],
      ['without', plain],
    ])
      await warehouse.connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_csv('${file}')`);
  }, 120_000);
  afterAll(() => warehouse.close());

  const run = (kind: string, raw: Record<string, unknown> = {}) =>
    agreed(database, kind, raw, warehouse.context);

  it('have the parameters of the papers, read from the summary by the roles of its columns', async () => {
    const { rows, total, definition } = await run('lifetime_value', {
      from: 'with_values',
      customer: 'ID',
      value: 'zbar',
      horizon: 39,
    });
    const { facts } = definition;
    for (const [name, value] of Object.entries({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }))
      expect(facts[name], name).toBeCloseTo(value, 3);
    for (const [name, value] of Object.entries({ p: 6.249, q: 3.745, v: 15.448 }))
      expect(facts[name], name).toBeCloseTo(value, 3);
    expect(facts.log_likelihood).toBeCloseTo(known.bgnbd.loglik, 5);
    expect(facts).toMatchObject({ customers: 2357, repeaters: 946, settled: true, left_out: 0 });
    expect(total).toBe(2357);
    const first = rows.find(({ customer }) => customer === '1');
    expect(first).toMatchObject({ x: 2, t_x: 30.43, T: 38.86, value: 22.35, purchases_low: 0 });
    expect(first?.expected_purchases).toBeCloseTo(1.226, 3);
    expect(first?.expected_spend).toBeCloseTo(24.658616, 3);
    const values = rows.map((row) => Number(row.expected_value));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(facts).not.toHaveProperty('tracking');
    expect((facts.tenths as readonly Row[]).map(({ customers }) => customers)).toEqual([
      236, 236, 236, 236, 236, 236, 236, 235, 235, 235,
    ]);
  }, 60_000);

  it('fall into clusters as near together as those of scikit-learn, whose silhouette it tells alike', async () => {
    // scikit-learn 1.9: inertia of KMeans(k, n_init=10, random_state=0) on the same features, K from 2 to 7; and
    // silhouette_score of the clusters found here, K = 4.
    const inertia = [
      28962.251434097794, 19921.7737571014, 16094.315444707545, 13324.292937302907,
      11377.961959505505, 10061.689085821126,
    ];
    const { facts } = (await run('clusters', { k: 4 })).definition;
    const found = facts.candidates as readonly Row[];
    for (const [at, known] of inertia.entries()) {
      expect(found[at]?.k).toBe(at + 2);
      expect(Math.abs(Number(found[at]?.inertia) / known - 1)).toBeLessThan(2e-4);
    }
    expect(facts.silhouette).toBeCloseTo(0.40622200043646345, 9);
    expect(facts).toMatchObject({ buyers: 23_570, sampled: 23_570, silhouette_error: 0 });
  }, 120_000);

  it('have the same purchases where the summary has no values and other names', async () => {
    const { definition, rows } = await run('lifetime_value', {
      from: 'without',
      x: 'frequency',
      t_x: 'recency',
      customer: 'ID',
    });
    expect(definition.facts.r).toBeCloseTo(0.243, 3);
    expect(definition.facts).not.toHaveProperty('p');
    expect(rows[0]).not.toHaveProperty('expected_value');
  }, 60_000);

  it('leave rows out that are no history, and say how many', async () => {
    await warehouse.connection.run(
      `CREATE OR REPLACE TABLE broken AS SELECT * FROM with_values UNION ALL SELECT * FROM (VALUES
        (90001, 1.5, 3, 10, 5), (90002, 2, 30, 20, 5), (90003, NULL, 3, 10, 5), (90004, -1, 0, 10, 5)) AS wrong(ID, x, t_x, T, zbar)`,
    );
    const { definition, total } = await run('lifetime_value', { from: 'broken', value: 'zbar' });
    expect(definition.facts).toMatchObject({ left_out: 4, customers: 2357 });
    expect(definition.text).toContain('4');
    expect(total).toBe(2357);
  }, 60_000);

  it('have their histories worked out from their purchases', async () => {
    const { rows, definition } = await run('lifetime_value', { horizon: 26 });
    expect(rows).toHaveLength(23_570);
    const day = (text: string) =>
      Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6))) /
      86_400_000;
    const last = day('19980630');
    for (const row of rows) {
      const own = [...(people.get(Number(row.user_id)) ?? [])].sort(([a], [b]) => day(a) - day(b));
      const days = own.map(([text]) => day(text));
      const [first = 0, end = 0] = [days[0], days.at(-1)];
      expect(row.x).toBe(own.length - 1);
      expect(row.t_x).toBeCloseTo((end - first) / 7, 9);
      expect(row.T).toBeCloseTo((last - first) / 7, 9);
      if (own.length > 1)
        expect(row.value).toBeCloseTo(mean(own.slice(1).map(([, paid]) => paid)), 6);
      else expect(row.value).toBeNull();
    }
    const { facts } = definition;
    expect(facts.settled).toBe(true);
    const tracked = facts.tracking as readonly Row[];
    const repeats = rows.reduce((sum, row) => sum + Number(row.x), 0);
    expect(tracked).toHaveLength(77);
    expect(Number(tracked.at(-1)?.observed)).toBeGreaterThan(0.98 * repeats);
    // The model meets the repeat purchases of all within a few percent.
    expect(Number(tracked.at(-1)?.expected) / Number(tracked.at(-1)?.observed)).toBeCloseTo(1, 1);
  }, 120_000);

  it('fall into clusters that the second way finds again', async () => {
    const { definition, rows } = await run('clusters');
    const { facts } = definition;
    expect(rows).toHaveLength(23_570);
    expect((facts.candidates as readonly Row[]).map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(facts.sampled).toBe(23_570);
    const inertias = (facts.candidates as readonly Row[]).map(({ inertia }) => Number(inertia));
    expect(inertias).toEqual([...inertias].sort((a, b) => b - a));
    const told = facts.clusters as readonly Row[];
    expect(told.reduce((sum, { users }) => sum + Number(users), 0)).toBe(23_570);
    expect(told.reduce((sum, { gmv }) => sum + Number(gmv), 0)).toBeCloseTo(2_500_315.63, 2);
    expect(new Set(told.map(({ name }) => name)).size).toBe(told.length);
    expect(facts.points).toHaveLength(900);
  }, 60_000);

  it('buy again as counting them does', async () => {
    const { definition, rows } = await run('repurchase', { basis: 'rows', days: 90 });
    const days = [...people.values()].map((own) => own.size);
    expect(definition.facts.repeat_day_rate).toBeCloseTo(
      days.filter((n) => n > 1).length / people.size,
      12,
    );
    expect(definition.facts).toMatchObject({ buyers: 23_570, orders: 69_659 });
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(Number(rows[0]?.return_rate)).toBeGreaterThan(Number(rows[0]?.next_rate) - 1e-12);
  }, 60_000);
});
