import { expect, test } from 'vitest';
import { measureLayers, measureSql } from '../../../src/scale/speed/in-engine.ts';
import { QUESTIONS } from '../../../src/scale/speed/types.ts';
import { databaseOf } from '../metrics/database.ts';
import { native, TAOBAO } from '../warehouse/native.ts';

const EVENTS = `SELECT TIMESTAMP '2017-11-25 00:00:00' + to_seconds(CAST(n * 35 AS BIGINT)) AS event_time,
    CASE WHEN n % 11 = 0 THEN 'purchase' WHEN n % 5 = 0 THEN 'cart' ELSE 'view' END AS event_type,
    (n % 83)::BIGINT AS user_id, (n % 411)::BIGINT AS item_id, (n % 37)::BIGINT AS category_id
  FROM range(20000) AS numbers(n)`;

test('events and summaries, plain and salted aggregation give the same figures', async () => {
  const warehouse = await native(TAOBAO, EVENTS);
  const database = databaseOf(warehouse.connection);
  const told: number[] = [];
  const measuring = {
    runs: 2,
    signal: new AbortController().signal,
    onRun: (done: number, all: number) => told.push(done / all),
  };

  const layers = await measureLayers(database, measuring);
  expect(layers.dwdRows).toBe(20_000);
  for (const question of QUESTIONS) {
    expect(layers.questions[question].agrees).toBe(true);
    expect(layers.questions[question].rows).toBeGreaterThan(5);
    expect(layers.questions[question].dwd.runs).toHaveLength(2);
  }
  expect(told.at(-1)).toBe(1);

  const { plain, salted } = await measureSql(database, { hot: 0.3, salts: 16 }, measuring);
  const { groups, rows, sum } = plain;
  expect(groups).toBe(37);
  expect(rows).toBe(20_000);
  expect(salted).toMatchObject({ groups, rows, sum });
  warehouse.close();
});
