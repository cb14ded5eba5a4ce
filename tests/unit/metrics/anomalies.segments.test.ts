import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { AnomalyParameters } from '../../../src/metrics/anomalies/index.ts';
import { segmentStages } from '../../../src/metrics/anomalies/segments.ts';
import { TAOBAO } from '../warehouse/native.ts';

it.each([
  ['users', 1],
  ['orders', 1],
  ['views', 2],
  ['gmv', 10],
] as const)('%s of a top category are those of its events', async (measure, value) => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  // One user in two categories below one, on one order.
  await connection.run(`CREATE TABLE dwd AS SELECT DATE '2017-11-25' AS day, 7 AS user_key, 1 AS session_key, c AS category_key,
      k AS event_type, CAST(5 AS DECIMAL(18,4)) AS amount
    FROM range(1, 3) categories(c), (VALUES ('view'), ('purchase')) kinds(k)`);
  await connection.run(
    `CREATE TABLE dim_category AS FROM (VALUES (1, 'home.light'), (2, 'home.kitchen')) c(category_key, category_path)`,
  );
  await connection.run(`CREATE TABLE dws_category_day AS SELECT day, category_key, count(DISTINCT user_key) AS users, 1 AS orders,
      count(*) FILTER (event_type = 'view') AS views, sum(amount) FILTER (event_type = 'purchase') AS gmv FROM dwd GROUP BY ALL`);
  await connection.run(
    `CREATE TABLE r_nearby AS SELECT 1 AS id, true AS self, DATE '2017-11-25' AS day`,
  );
  const parameters = {
    from: null,
    to: null,
    filters: {},
    by: 'day',
    measure,
  } as unknown as AnomalyParameters;
  const context = {
    ...TAOBAO,
    grain: 'day',
    columns: [...TAOBAO.columns, 'category_path'],
  } as const;
  const tables = { points: 'points', alerts: 'alerts', summary: 'summary' };
  const parts = segmentStages(parameters, context, tables, 'r').stages[1];
  const rows = await connection.runAndReadAll(parts?.query.sql ?? '', []);
  expect(rows.getRowObjects()).toEqual([
    { id: 1, self: true, dimension: 'category', segment: 'home', value },
  ]);
  connection.closeSync();
  instance.closeSync();
});
