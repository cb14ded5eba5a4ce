import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locale } from '../../../src/i18n/index.ts';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { RunModel } from '../../../src/metrics/types.ts';
import { runModel } from '../../../src/models/run.ts';
import { type Native, native, sharedFile, TAOBAO } from '../warehouse/native.ts';
import { databaseOf } from './database.ts';

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

/** Many warehouses are built, also on a machine with much else to do. */
const SLOW = { timeout: 300_000 };

/** An event log with arms, in which nothing happens. */
const LOG = {
  ...TAOBAO,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'variant', 'price'],
  sessions: 'gap',
} as const;

type Shop = Pick<Native, 'connection' | 'context' | 'close'>;

/** A database of plain tables alone. */
async function tables(): Promise<Shop> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, context: LOG, close };
}

async function asked(shop: Shop, raw: RawParameters) {
  const database = databaseOf(shop.connection);
  const result = await runMetric(database, 'experiment', raw, shop.context, { models });
  const audit = await auditMetric(database, 'experiment', raw, shop.context, { models });
  expect(audit, JSON.stringify(audit)).toMatchObject({ agrees: true });
  return result;
}

const cookieCats = sharedFile('ab_test/cookie_cats.csv');

describe.skipIf(!cookieCats)('Cookie Cats, a table of 90,189 players', SLOW, () => {
  it('has the published p values, intervals and ratio check', async () => {
    const shop = await tables();
    await shop.connection.run(`CREATE TABLE cookie_cats AS FROM read_csv('${cookieCats}')`);
    const roles = { from: 'cookie_cats', unit: 'userid', variant: 'test_version' };
    const first = await asked(shop, { ...roles, outcome: 'retention_1', value: 'sum_gamerounds' });
    expect(
      first.rows.map(({ variant, control, units, conversions }) => ({
        variant,
        control,
        units,
        conversions,
      })),
    ).toEqual([
      { variant: 'gate_30', control: true, units: 44_700, conversions: 20_034 },
      { variant: 'gate_40', control: false, units: 45_489, conversions: 20_119 },
    ]);
    const [, gate40] = first.rows;
    expect(gate40?.p).toBeCloseTo(0.07440965529691913, 12);
    expect(gate40?.conversion_difference_low).toBeCloseTo(-0.012392439449445217, 12);
    expect(gate40?.conversion_difference_high).toBeCloseTo(0.0005820998747623016, 12);
    expect(gate40?.t).toBeCloseTo(-0.885437433127067, 9);
    expect(gate40?.degrees).toBeCloseTo(58595.481422574, 4);
    expect(gate40?.value_p).toBeCloseTo(0.37592438409326173, 10);
    expect(first.rows.map((row) => row.deviation)).toEqual([
      expect.closeTo(256.7164231160407, 8),
      expect.closeTo(103.29441621652788, 8),
    ]);
    expect(first.definition.facts.ratio_p).toBeCloseTo(0.008607987810836262, 12);
    expect(first.definition.text).toMatch(
      locale.value === 'en' ? /not shared out as planned/ : /偏离计划/,
    );
    const seventh = await asked(shop, { ...roles, outcome: 'retention_7' });
    expect(seventh.rows[1]?.p).toBeCloseTo(0.001554249975614329, 13);
    expect(seventh.rows[1]).not.toHaveProperty('value_p');
    shop.close();
  });
});

describe('an experiment of a table', SLOW, () => {
  it('reads words as outcomes, leaves out what cannot count, and says how many', async () => {
    const shop = await tables();
    await shop.connection.run(`CREATE TABLE results AS FROM (VALUES
      ('u1', 'B', 'yes', 10.0), ('u2', 'B', 'NO', NULL), ('u3', 'control', '是', 3), ('u4', 'control', 'false', 4),
      ('u5', 'B', 'maybe', 1), ('u6', NULL, 'yes', 1), ('u7', 'B', 'yes', 1), ('u7', 'control', 'no', 1),
      ('u1', 'B', 'no', 2.5), (NULL, 'B', 'yes', 7), ('u8', 'C', 't', 'nan'::DOUBLE), ('u9', 'C', '0', 5)
    ) AS t(who, arm, "did it", spent)`);
    const { rows, definition } = await asked(shop, {
      from: 'results',
      unit: 'who',
      variant: 'arm',
      outcome: 'did it',
      value: 'spent',
    });
    expect(
      rows.map(({ variant, units, conversions, mean_value, valued }) => [
        variant,
        units,
        conversions,
        valued,
        mean_value,
      ]),
    ).toEqual([
      ['control', 2, 1, 2, 3.5],
      ['B', 2, 1, 1, 12.5],
      ['C', 2, 1, 1, 5],
    ]);
    expect(definition.facts).toMatchObject({
      mixed: 1,
      no_variant: 1,
      unread: 1,
      units: 6,
      variants: 3,
      control: 'control',
    });
    shop.close();
  });

  it('takes every row as a unit where none is named, the control that is asked for, and a planned split', async () => {
    const shop = await tables();
    await shop.connection.run(`CREATE TABLE results AS SELECT CASE WHEN n % 4 = 0 THEN 'x' ELSE 'y' END AS variant,
      n % 3 = 0 AS done FROM range(1, 401) r(n)`);
    const { rows, definition } = await asked(shop, {
      from: 'results',
      outcome: 'done',
      control: 'y',
      split: '3:1',
    });
    expect(rows.map(({ variant, units, planned }) => [variant, units, planned])).toEqual([
      ['y', 300, 0.75],
      ['x', 100, 0.25],
    ]);
    expect(definition.facts.ratio_p).toBe(1);
    const unplanned = await asked(shop, { from: 'results', outcome: 'done', split: '' });
    expect(unplanned.rows[0]).toMatchObject({ variant: 'x', planned: 0.5 });
    const wrong = await asked(shop, {
      from: 'results',
      outcome: 'done',
      control: 'z',
      split: [1, 1, 1],
    });
    expect(wrong.definition.facts.ratio_p).toBeNull();
    expect(wrong.definition.text).toContain('z');
    shop.close();
  });

  it('needs an outcome or a value, and of the events a variant', async () => {
    const shop = await tables();
    await expect(asked(shop, { from: 'results' })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    await expect(asked(shop, { outcome: 'done' })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    await expect(asked(shop, { variant: 'device' })).rejects.toMatchObject({
      code: 'metric-not-applicable',
    });
    const without = { ...shop, context: { ...LOG, columns: TAOBAO.columns } };
    await expect(asked(without, {})).rejects.toMatchObject({ code: 'metric-not-applicable' });
    await expect(asked(shop, { split: 'half' })).rejects.toMatchObject({
      code: 'metric-parameter',
    });
    shop.close();
  });
});

interface Act {
  readonly minute: number;
  readonly user: number;
  readonly type: 'view' | 'cart' | 'purchase';
  readonly variant: string | null;
  readonly cents: number;
}

const acts = fc.array(
  fc.record<Act>({
    minute: fc.integer({ min: 0, max: 300 }),
    user: fc.integer({ min: 1, max: 12 }),
    type: fc.constantFrom('view', 'cart', 'purchase'),
    variant: fc.constantFrom('a', 'a', 'b', 'c', null, null, null),
    cents: fc.integer({ min: 1, max: 900 }),
  }),
  { minLength: 5, maxLength: 80 },
);

const eventsOf = (list: readonly Act[]) =>
  `SELECT TIMESTAMP '2017-11-26 01:00:00' + to_minutes(m) AS event_time, type AS event_type, u::BIGINT AS user_id,
    1::BIGINT AS item_id, v AS variant, CAST(c / 100.0 AS DECIMAL(18,4)) AS price
    FROM (VALUES ${list
      .map(
        (a) =>
          `(${a.minute}, '${a.type}', ${a.user}, ${a.variant === null ? 'NULL::VARCHAR' : `'${a.variant}'`}, ${a.cents})`,
      )
      .join(', ')}) AS t(m, type, u, v, c)`;

/** By hand: who was in one variant alone, and what they did from its first event on. */
function armsOf(list: readonly Act[], converts: Act['type']) {
  const arms = new Map<string, { units: number; conversions: number; cents: number }>();
  for (const user of new Set(list.map((act) => act.user))) {
    const own = list.filter((act) => act.user === user);
    const seen = own.filter((act) => act.variant !== null);
    const variants = new Set(seen.map((act) => act.variant));
    if (variants.size !== 1) continue;
    const since = Math.min(...seen.map(({ minute }) => minute));
    const later = own.filter(({ minute }) => minute >= since);
    const variant = String([...variants][0]);
    const arm = arms.get(variant) ?? { units: 0, conversions: 0, cents: 0 };
    arms.set(variant, {
      units: arm.units + 1,
      conversions: arm.conversions + (later.some(({ type }) => type === converts) ? 1 : 0),
      cents:
        arm.cents + later.reduce((sum, act) => sum + (act.type === 'purchase' ? act.cents : 0), 0),
    });
  }
  return arms;
}

describe('an experiment of events', SLOW, () => {
  it('counts units, conversions and money as doing so by hand does', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.constantFrom('purchase', 'cart'), async (list, converts) => {
        const shop = await native(
          { ...LOG, eventTypes: ['view', 'cart', 'purchase'] },
          eventsOf(list),
        );
        try {
          const { rows } = await asked(shop, { events: converts });
          const arms = armsOf(list, converts);
          expect(rows.map((row) => row.variant)).toEqual([...arms.keys()].sort());
          for (const row of rows) {
            const arm = arms.get(String(row.variant));
            expect([row.units, row.conversions]).toEqual([arm?.units, arm?.conversions]);
            expect(row.mean_value).toBeCloseTo(Number(arm?.cents) / 100 / Number(arm?.units), 8);
          }
        } finally {
          shop.close();
        }
      }),
      { numRuns: 8 },
    );
  });
});

it('reads any name of a column, and outcomes that are decimals', SLOW, async () => {
  const shop = await tables();
  await shop.connection.run(`CREATE TABLE arms AS SELECT n AS id, ['A', 'B'][n % 2 + 1] AS arm,
      CASE WHEN n % 3 = 0 THEN '1.00' ELSE '0.000' END AS bought, CAST(n % 5 AS DOUBLE) AS v
    FROM range(1, 61) units(n)`);
  const { rows } = await asked(shop, {
    from: 'arms',
    unit: 'id',
    variant: 'arm',
    outcome: 'bought',
    value: 'v',
  });
  expect(rows.map(({ variant, units, conversions }) => [variant, units, conversions])).toEqual([
    ['A', 30, 10],
    ['B', 30, 10],
  ]);
  shop.close();
});

it('plans for a value where there is no outcome', SLOW, async () => {
  const shop = await tables();
  await shop.connection.run(`CREATE TABLE arms AS SELECT ['A', 'B'][n % 2 + 1] AS variant,
      CAST(n % 10 AS DOUBLE) AS v FROM range(1, 401) units(n)`);
  const of = { from: 'arms', value: 'v' };
  const { rows, definition } = await asked(shop, { ...of, effect: 1, effect_is: 'absolute' });
  const { facts } = definition;
  // The values of A are even, those of B odd: means 4 and 5, both with variance 8 · 200 / 199.
  expect(facts).toMatchObject({ planner_mean: 4, planner_effect: 1 });
  expect(facts.planner_deviation).toBeCloseTo(Math.sqrt(1600 / 199), 12);
  expect(facts).not.toHaveProperty('planner_baseline');
  expect(Number(facts.planner_units)).toBeGreaterThan(100);
  expect(definition.text).toContain(String(facts.planner_units));
  expect(rows[0]).toMatchObject({ variant: 'A', power: null, value_detectable: null });
  expect(Number(rows[1]?.power)).toBeGreaterThan(0.9);
  expect(Number(rows[1]?.value_detectable)).toBeLessThan(1);
  const told = await asked(shop, { ...of, mean: 10, deviation: 1, effect: 0.1, power: 0.9 });
  expect(told.definition.facts).toMatchObject({ planner_mean: 10, planner_units: 23 });
  shop.close();
});
